"""Texts state no duration that a setting decides: an administrator or operator may have changed the setting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_TOP = Path(__file__).parents[2]
_NUMBER = "(?:an?|one|two|three|four|five|six|seven|ten|twelve|fifteen|twenty|thirty|fifty|sixty|a hundred|[0-9]+)"
_LIMIT = re.compile(
    rf"\b(?:within|for|by|after|until|than|at most|its last|up to) {_NUMBER} (?:second|minute|hour|day|week)s?\b"
    r"|\b(?:two|three|five|ten|[0-9]+) times\b"
)
_IN_HINDI = re.compile(
    r"(?:एक|दो|तीन|पाँच|दस|पंद्रह|तीस|[0-9]+) (?:सेकंड|मिनट|घंटे|दिन|हफ़्ते) (?:तक|के भीतर|बाद)"
)
_RIGHT = re.compile(
    r"[Bb]y default|unless set otherwise|usually"
    r"|within 24 hours"  # the length of the windows in which limits of bookings count, which no setting changes
    r"|the last 30 days"
)
"""A pattern for words that keep a sentence true when a setting changes."""


def _english() -> Iterator[tuple[str, str]]:
    for path in (_TOP / "web/messages/en").glob("*.json"):
        yield from ((path.name, text) for text in _strings(json.loads(path.read_text())))
    for path in (_TOP / "src/amrutam/notifications/templates/en").glob("*.txt"):
        yield path.name, path.read_text()
    for path in (_TOP / "src/amrutam/protocols/graphql/sdl").glob("*.graphql"):
        yield from ((path.name, line) for line in path.read_text().splitlines())
    yield from (("openapi.json", text) for text in _described())
    for name in ("reference/errors.md", "glossary.md"):
        yield from ((name, line) for line in (_TOP / "docs" / name).read_text().splitlines())


def _hindi() -> Iterator[tuple[str, str]]:
    for path in (_TOP / "web/messages/hi").glob("*.json"):
        yield from ((path.name, text) for text in _strings(json.loads(path.read_text())))
    for path in (_TOP / "src/amrutam/notifications/templates/hi").glob("*.txt"):
        yield path.name, path.read_text()


def _strings(messages: dict[str, Any]) -> Iterator[str]:
    for said in messages.values():
        if isinstance(said, dict):
            yield from _strings(said)
        else:
            yield said


def _described() -> Iterator[str]:
    """The summaries and descriptions of the OpenAPI document."""
    found = [json.loads((_TOP / "web/openapi.json").read_text())]
    while found:
        part = found.pop()
        if isinstance(part, dict):
            yield from (
                part[key] for key in ("summary", "description") if isinstance(part.get(key), str)
            )
            found.extend(part.values())
        elif isinstance(part, list):
            found.extend(part)


def _stated(texts: Iterator[tuple[str, str]], pattern: re.Pattern[str]) -> list[str]:
    """Returns the sentences that state a duration as a fact, as `<file>: <at most 150 characters of the sentence>`."""
    sentences = ((name, each) for name, text in texts for each in re.split(r"(?<=[.।])\s", text))
    return [
        f"{name}: {each.strip()[:150]}"
        for name, each in sentences
        if pattern.search(each) and not _RIGHT.search(each)
    ]


def test_a_duration_of_a_setting_is_called_the_default() -> None:
    """No checked English text states as a fact a duration, or a number of times, that a setting decides.

    Checked are the website's messages, mails, the GraphQL schema, the OpenAPI document, the errors and the glossary.

    A screen shows the value that the API returned, or no number. A text of the API states the default value
    and says "by default".
    """
    assert not _stated(_english(), _LIMIT)


def test_hindi_texts_state_no_duration_of_a_setting() -> None:
    assert not _stated(_hindi(), _IN_HINDI)


@pytest.mark.parametrize(
    "sentence",
    ["Hold a slot for five minutes.", "You can undo this for one day.", "Possible ten times."],
)
def test_a_default_that_is_stated_as_a_fact_is_found(sentence: str) -> None:
    assert _stated(iter([("", sentence)]), _LIMIT)
