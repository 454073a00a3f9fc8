"""Positions in PostgreSQL's write-ahead log, which order all writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_TEXT = re.compile(r"[0-9a-f]{8}/[0-9a-f]{16}")


class Position(NamedTuple):
    """A timeline and an LSN, the number of a byte in the write-ahead log. Positions compare by timeline first.

    A server on a later timeline counts as having every position of an earlier timeline: it has
    everything that survived the failover, and the rest is lost.
    """

    timeline: int
    lsn: int

    def __str__(self) -> str:
        """The timeline in 8 and the LSN in 16 hexadecimal digits, separated by a slash.

        The length is fixed, so that Lua can compare positions as texts.
        """
        return f"{self.timeline:08x}/{self.lsn:016x}"

    @classmethod
    def read(cls, text: str) -> Position | None:
        """The position whose `str` is this text; None for any other text."""
        if not _TEXT.fullmatch(text):
            return None
        timeline, lsn = text.split("/")
        return cls(int(timeline, 16), int(lsn, 16))


START = Position(0, 0)
"""A position that every replica has replayed."""
PRIMARY_ONLY = Position(0xFFFF_FFFF, 0)
"""A position that no replica has replayed, so only the primary can answer."""


def newest(texts: Iterable[str]) -> Position:
    """The newest of the positions, which are given as texts; `START` without texts.

    The result is `PRIMARY_ONLY` if one text is no position, because its age is unknown.
    """
    found = START
    for text in texts:
        found = max(found, Position.read(text) or PRIMARY_ONLY)
    return found
