"""Messages in words: one text template a message and language; the HTML says the same."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from amrutam.core.text import is_control
from amrutam.notifications.models import Locale, Rendered, Template

_FOLDER = Path(__file__).with_name("templates")
_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "hi": ["सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"],
}
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "hi": [
        "जनवरी",
        "फ़रवरी",
        "मार्च",
        "अप्रैल",
        "मई",
        "जून",
        "जुलाई",
        "अगस्त",
        "सितंबर",
        "अक्टूबर",
        "नवंबर",
        "दिसंबर",
    ],
}

# Templates are the only markup: what people typed is a value, and never a template.
_text = Environment(
    loader=FileSystemLoader(_FOLDER),
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
    # Plain text; layout.html escapes it for the HTML.
    autoescape=False,  # noqa: S701  # nosec B701
)
_html = Environment(
    loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined, auto_reload=False, autoescape=True
)


def render(template: Template, locale: Locale, **values: object) -> Rendered:
    """The first line of a template is the subject, the rest the body."""
    whole = _text.get_template(f"{locale}/{template}.txt").render(**values)
    subject, _, text = whole.partition("\n")
    text = text.strip() + "\n"
    paragraphs = [block.splitlines() for block in text.split("\n\n")]
    html = _html.get_template("layout.html").render(locale=locale, paragraphs=paragraphs)
    return Rendered(one_line(subject), text, html)


def one_line(value: str) -> str:
    """Without line breaks and other controls: nothing a person typed can begin a new header."""
    return " ".join("".join(" " if is_control(c) else c for c in value).split())


def local_time(instant: datetime, time_zone: str, locale: Locale) -> str:
    """`Monday, 24 November 2025, 10:30 (Asia/Kolkata, UTC+05:30)`."""
    local = instant.astimezone(ZoneInfo(time_zone))
    offset = local.strftime("%z")
    day, month = _DAYS[locale][local.weekday()], _MONTHS[locale][local.month - 1]
    zone = f"{time_zone}, UTC{offset[:3]}:{offset[3:5]}"
    return f"{day}, {local.day} {month} {local.year}, {local:%H:%M} ({zone})"
