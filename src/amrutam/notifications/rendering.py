"""Messages in words: one text template a message and language; the HTML says the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from amrutam.core.text import is_control
from amrutam.notifications.models import Locale, Rendered, Template

_FOLDER = Path(__file__).with_name("templates")
# Templates are the only markup: what people typed is a value, and never a template.
_text = Environment(
    loader=FileSystemLoader(_FOLDER),
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,  # of an included file: its last line is a line
    # Plain text; layout.html escapes it for the HTML.
    autoescape=False,  # noqa: S701  # nosec B701
)
_html = Environment(
    loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined, auto_reload=False, autoescape=True
)


class _Line(NamedTuple):
    """Of a message's body. With `url`, `text` is a link's."""

    text: str
    url: str = ""


def render(
    template: Template, locale: Locale, links: Sequence[str] = (), **values: object
) -> Rendered:
    """The first line of a template is the subject, the rest the body.

    `links`: the addresses that become links in the HTML, where one stands at the end of a line
    (`Your appointment: https://...`). Others, which somebody typed, stay text.
    """
    whole = _text.get_template(f"{locale}/{template}.txt").render(**values)
    subject, _, text = whole.partition("\n")
    text = text.strip() + "\n"
    paragraphs = [
        [_line(line, links) for line in block.splitlines()] for block in text.split("\n\n")
    ]
    html = _html.get_template("layout.html").render(
        locale=locale, subject=one_line(subject), paragraphs=paragraphs
    )
    return Rendered(one_line(subject), text, html)


def _line(line: str, links: Sequence[str]) -> _Line:
    text, _, url = line.rpartition(": ")
    return _Line(text, url) if url in links else _Line(line)


def one_line(value: str) -> str:
    """Without line breaks and other controls: nothing a person typed can begin a new header."""
    return " ".join("".join(" " if is_control(c) else c for c in value).split())
