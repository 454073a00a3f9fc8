"""Made-up values that are looked for where none of them belongs."""

from __future__ import annotations

import re
from base64 import b64encode
from itertools import count

MARK = "zqcanary"
"""In every canary. Short enough to stay whole in what cuts texts."""
KEPT_MARK = "Zqnamed"
"""In names and notes: kept in clear in PostgreSQL (docs/security.md), and nowhere else."""


class Canaries:
    """`secrets`: values the platform itself made (codes, tokens), which carry no mark."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.secrets: set[str] = set()
        self.made = 0

    def new(self) -> str:
        self.made += 1
        return f"{MARK}{next(self._numbers)}x"

    def email(self) -> str:
        return f"{self.new()}@people.example"

    def name(self) -> str:
        self.made += 1
        return f"{KEPT_MARK} Quokkasdottir {next(self._numbers)}"

    def secret(self, value: str) -> str:
        self.made += 1
        self.secrets.add(value)
        return value

    def found_in(self, content: bytes, *, names: bool = True) -> list[str]:
        """What is there of them, in clear or as hex or base64."""
        marks = [MARK, KEPT_MARK] if names else [MARK]
        wanted = [spelled for mark in marks for spelled in _spellings(mark.encode())]
        lowered = content.lower()
        found = [mark.decode() for mark in wanted if mark in content or mark.lower() in lowered]
        return found + [secret for secret in self.secrets if _stands_in(secret.encode(), content)]


def _spellings(mark: bytes) -> list[bytes]:
    aligned = [b64encode(b"\0" * shift + mark)[4 if shift else 0 : -4] for shift in range(3)]
    return [mark, mark.hex().encode(), *aligned]


def _stands_in(secret: bytes, content: bytes) -> bool:
    """A code's six digits also end many a time stamp: only whole numbers count."""
    if not secret.isdigit():
        return secret in content
    return re.search(rb"(?<![\d.])" + secret + rb"(?!\d)", content) is not None
