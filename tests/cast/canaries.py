"""Provides made-up values (canaries) that tests search for in places where they must not occur."""

from __future__ import annotations

import re
from base64 import b64encode
from itertools import count

MARK = "zqcanary"
"""A part of every canary that does not contain `KEPT_MARK`, short enough to survive truncation of texts."""
KEPT_MARK = "Zqnamed"
"""A part of canaries in names and notes. PostgreSQL stores these in clear (docs/security.md); they must be in no other
store."""


class Canaries:
    """Keeps the canaries of a test.

    `secrets`: values without a mark, such as codes and tokens. `made`: the number of all canaries and secrets.
    """

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
        """Returns the marks of canaries and the secrets that occur in the bytes; an empty list if none does.

        Marks are searched for in clear, as hex and as base64, without regard to case; secrets in clear only. With
        `names=False`, `KEPT_MARK` may occur.
        """
        marks = [MARK, KEPT_MARK] if names else [MARK]
        wanted = [spelled for mark in marks for spelled in _spellings(mark.encode())]
        lowered = content.lower()
        found = [mark.decode() for mark in wanted if mark in content or mark.lower() in lowered]
        return found + [secret for secret in self.secrets if _stands_in(secret.encode(), content)]


def _spellings(mark: bytes) -> list[bytes]:
    aligned = [b64encode(b"\0" * shift + mark)[4 if shift else 0 : -4] for shift in range(3)]
    return [mark, mark.hex().encode(), *aligned]


def _stands_in(secret: bytes, content: bytes) -> bool:
    """Whether the secret occurs in the bytes.

    The digits of a code count only if no other digit is beside them and no full stop precedes them, because a time stamp
    may contain the same digits.
    """
    if not secret.isdigit():
        return secret in content
    return re.search(rb"(?<![\d.])" + secret + rb"(?!\d)", content) is not None
