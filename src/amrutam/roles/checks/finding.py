"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Grade = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`said` is a fact, `fix` what an operator does about it (empty when all is well)."""

    grade: Grade
    part: str
    said: str
    fix: str = ""


def ok(part: str, said: str) -> Finding:
    return Finding("ok", part, said)


def warn(part: str, said: str, fix: str) -> Finding:
    return Finding("warn", part, said, fix)


def bad(part: str, said: str, fix: str) -> Finding:
    return Finding("bad", part, said, fix)
