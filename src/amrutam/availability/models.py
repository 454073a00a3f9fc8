"""What a reading of free times holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from amrutam.schedules.models import Calendar

State = Literal["open", "held", "booked"]

Taken = list[tuple[int, int]]
"""Periods in Unix seconds, in order and apart from each other."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Local days in each doctor's own zone; None means today, and six days after the first.

    `part` is the part of the request they came from, for pointers in errors.
    """

    first: date | None
    last: date | None
    max_days: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One doctor's calendar, and what is taken of it, as of one moment.

    `epoch` and `version` count the changes of its holds; None when the lock server is away.
    """

    calendar: Calendar
    first: date
    last: date
    now: datetime
    claims: Taken
    holds: Taken
    epoch: str | None
    version: int | None
