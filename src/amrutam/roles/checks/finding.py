"""The type of a check's result (finding), and functions that make a finding of each grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Grade = Literal["ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. `said` is a clause that states the fact; `fix` says how to repair it.

    `grade` is `ok`, `warn` or `bad`; `part` is the name of the checked part, such as `postgresql`; `fix` is empty if
    the grade is `ok`.
    """

    grade: Grade
    part: str
    said: str
    fix: str = ""


def ok(part: str, said: str) -> Finding:
    """Returns a finding of grade `ok`: the part has no fault."""
    return Finding("ok", part, said)


def warn(part: str, said: str, fix: str) -> Finding:
    """Returns a finding of grade `warn`: the deployment works, but should be changed."""
    return Finding("warn", part, said, fix)


def bad(part: str, said: str, fix: str) -> Finding:
    """Returns a finding of grade `bad`: a fault, for which `amrutam check` exits with 1."""
    return Finding("bad", part, said, fix)
