"""Types: the days that a request names, and the reading from which the answer about a doctor's slots is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from amrutam.availability.day_cache import DayCache
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import first_bookable, last_bookable_day

State = Literal["open", "held", "booked", "mine", "lost"]
"""The state of a slot. `held`: held by another account. `mine`: held by the caller.

`lost`: blocked only by a pause; not offered.
"""

Taken = Sequence[tuple[int, int, int | None]]
"""Periods in Unix seconds, in order and without overlaps: (start, end of the pause after the visit, end of the visit).

The end of the visit is None where the pause has the length that the calendar sets.
"""


@dataclass(frozen=True, slots=True)
class RequestedDays:
    """Local days in `zone`; if `zone` is None, in each doctor's own zone.

    `first` None means today; `last` None means six days after the first. `max_days`: the most days
    that a request can have. `part`: the JSON pointer to the part of the request that has the days,
    such as `/query`; the pointers of errors begin with `part`.
    """

    first: date | None
    last: date | None
    max_days: int
    part: str = ""
    zone: ZoneInfo | None = None


@dataclass(frozen=True)
class Reading:
    """One doctor's calendar, and its taken periods at one moment.

    `first` and `last` are local days of the doctor; they contain the requested days, which may be
    those of another zone. `now` is in UTC.

    `own_holds` are those of `holds` that belong to the caller. `epoch` and `version` identify the
    last change of the doctor's times; both are None if Redis is unreachable. `fresh_until`: the
    time on the monotonic clock until which the claims may be used (`claims_cache.py`).
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
        """The last local day, in the doctor's zone, that can be booked now."""
        return last_bookable_day(self.calendar, self.now)

    @cached_property
    def first_second(self) -> float:
        """The end of the notice period that begins now, in Unix seconds: the first instant that can be booked."""
        return first_bookable(self.calendar, self.now).timestamp()
