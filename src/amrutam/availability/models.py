"""What a reading of free times holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from amrutam.availability.day_cache import DayCache
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import first_bookable, last_bookable_day

State = Literal["open", "held", "booked", "mine", "lost"]
"""`mine`: held by the caller. `lost`: only a pause is in the way, and the time is not offered."""

Taken = Sequence[tuple[int, int, int | None]]
"""Periods in Unix seconds, in order and apart from each other: start, end of the pause, end of the visit.

The third is None where the pause is the calendar's.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Local days in each doctor's own zone; None means today, and six days after the first.

    `part` is the part of the request they came from, for pointers in errors.
    """

    first: date | None
    last: date | None
    max_days: int
    part: str = ""


@dataclass(frozen=True)
class Reading:
    """One doctor's calendar, and what is taken of it, as of one moment.

    `own_holds` are those among `holds` that are the caller's.

    `epoch` and `version` count the changes of its holds; None when the lock server is away.
    `fresh_until`: on the monotonic clock, until when its claims may be answered again (`claims_cache.py`).
    """

    calendar: Calendar
    first: date
    last: date
    now: datetime
    claims: Taken
    holds: Taken
    epoch: str | None
    version: int | None
    fresh_until: float
    own_holds: Taken = ()
    days: DayCache = field(default_factory=DayCache, compare=False, repr=False)

    @cached_property
    def last_day(self) -> date:
        """The last local day that can be booked now."""
        return last_bookable_day(self.calendar, self.now)

    @cached_property
    def first_second(self) -> float:
        """The first instant that can be booked now, after the notice."""
        return first_bookable(self.calendar, self.now).timestamp()
