"""English texts of screens and mails use none of the listed words that patients could misunderstand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_TOP = Path(__file__).parents[2]
_WEB = _TOP / "web"


def _texts() -> Iterator[str]:
    for path in (_WEB / "messages/en").glob("*.json"):
        yield from _values(json.loads(path.read_text()))
    for folder in ("src/app", "server", "public"):
        files = (path for path in (_WEB / folder).rglob("*") if path.is_file())
        yield from (
            path.read_text() for path in files if path.suffix in (".tsx", ".ts", ".mjs", ".html")
        )
    for path in (_TOP / "src/amrutam/notifications/templates/en").glob("*.txt"):
        yield path.read_text()


def _values(messages: dict[str, Any]) -> Iterator[str]:
    for said in messages.values():
        if isinstance(said, dict):
            yield from _values(said)
        else:
            # the names of placeholders are not shown
            yield re.sub(r"\{\w+(?=[,}])", "{", said)


@pytest.mark.parametrize(
    ("other", "ours"),
    [
        (r"[Ff]ree (times?|slots?|days?|on|soonest)\b|\b(really|is|are) free\b", "available: free reads as without a fee"),
        (r"[Tt]akes? back|[Tt]aken back|[Tt]ake this session out", "reverse, undo or sign out"),
        (r"[Nn]obody waits|[Ww]hat goes on|[Ww]hat shall become|lies ahead|[Ll]oosen", "plain words"),
    ],
)  # fmt: skip
def test_a_text_has_one_reading(other: str, ours: str) -> None:
    found = [text[:80] for text in _texts() if re.search(other, text)]
    assert not found, f"write {ours}"
