"""Renders messages from one text template for each kind and language; the HTML part is made from the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from amrutam.core.text import is_control
from amrutam.notifications.models import Locale, Rendered, Template

_FOLDER = Path(__file__).with_name("templates")
# Text that people typed is passed as a value and never parsed as a template.
_text = Environment(
    loader=FileSystemLoader(_FOLDER),
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,  # The last line of an included file ends with a line break
    # Plain text is not escaped here; layout.html escapes it for the HTML part.
    autoescape=False,  # noqa: S701  # nosec B701
)
_html = Environment(
    loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined, auto_reload=False, autoescape=True
)


class _Line(NamedTuple):
    """One line of a message's body.

    If `url` is not empty, the HTML part shows the line as a link with the text `text`.
    """

    text: str
    url: str = ""


def render(
    template: Template, locale: Locale, links: Sequence[str] = (), **values: object
) -> Rendered:
    """Returns a rendered template: the first line is the subject, the rest the body, as text and as HTML.

    `links`: URLs that become links in the HTML where they end a line after a colon (`Your appointment:
    https://...`). Other URLs, which a person may have typed, stay plain text. `values`: the
    template's variables; jinja2's `UndefinedError` is raised if one is missing.
    """
    whole = _text.get_template(f"{locale}/{template}.txt").render(**values)
    subject, _, text = whole.partition("\n")
    text = text.strip() + "\n"
    paragraphs = [
        [_line(line, links) for line in block.splitlines()] for block in text.split("\n\n")
    ]
    html = _html.get_template("layout.html").render(
        locale=locale, subject=without_line_breaks(subject), paragraphs=paragraphs
    )
    return Rendered(without_line_breaks(subject), text, html)


def _line(line: str, links: Sequence[str]) -> _Line:
    text, _, url = line.rpartition(": ")
    return _Line(text, url) if url in links else _Line(line)


def without_line_breaks(value: str) -> str:
    """The text on one line, so that a part of the text cannot begin a new mail header.

    Each run of spaces, line breaks and control characters becomes one space; none stays at the start or end.
    """
    return " ".join("".join(" " if is_control(c) else c for c in value).split())
