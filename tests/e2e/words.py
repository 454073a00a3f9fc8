"""Provides the website's texts by language.

Tests find elements by these texts, as a reader does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amrutam.notifications.models import Locale

_MESSAGES = Path(__file__).parents[2] / "web" / "messages"


@cache
def _file(language: str, feature: str) -> object:
    return json.loads((_MESSAGES / language / f"{feature}.json").read_text())


@dataclass(frozen=True)
class Words:
    language: Locale

    def __call__(self, key: str) -> str:
        """Returns the text of a key such as `booking.who.continue`; fails the test for an unknown key."""
        feature, *path = key.split(".")
        found = _file(self.language, feature)
        for name in path:
            assert isinstance(found, dict), key
            found = found[name]
        assert isinstance(found, str), key
        return found

    def like(self, key: str, **values: str) -> re.Pattern[str]:
        """Returns a pattern for the whole text of a key, with `values` for its placeholders, by name.

        A placeholder without a value matches any text.
        """
        parts = re.split(r"\{(\w+)[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", self(key))
        gaps = [
            spaced(values[part]) if part in values else ".*" if odd % 2 else spaced(part)
            for odd, part in enumerate(parts)
        ]
        return re.compile("^" + "".join(gaps) + "$")

    def within(self, key: str, **values: str) -> re.Pattern[str]:
        """Returns a pattern that also finds the text of a key within a longer text; otherwise as `like`."""
        return re.compile(self.like(key, **values).pattern[1:-1])


def spaced(text: str) -> str:
    """Returns a pattern for the text in which each space matches any white space.

    Versions of ICU, by which browsers format times, write different kinds of spaces.
    """
    return r"\s+".join(re.escape(part) for part in re.split(r"\s", text))


ENGLISH, HINDI = Words("en"), Words("hi")
