"""One local day's slots with their states: the calendar overlaid with claims and holds. Pure.

What does not change with a booking (instants, modes, the JSON of both) is made once for each
version of a calendar; only the states are worked out for each answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from amrutam.availability.models import Reading, State, Taken
from amrutam.schedules.memory import Remembered
from amrutam.schedules.models import Calendar, ConsultationType, Slot
from amrutam.schedules.rules import Slots, day_slots, first_bookable, last_bookable_day


@dataclass(frozen=True, slots=True)
class Day:
    """`busy_until` is each slot's end and the buffer after it; `heads` are JSON up to the state."""

    slots: Slots
    starts: tuple[int, ...]
    busy_until: tuple[int, ...]
    heads: tuple[bytes, ...]


_days: Remembered[tuple[UUID, UUID, date], Day] = Remembered(8192)


def day_of(calendar: Calendar, day: date, kind: ConsultationType) -> Day:
    slots = day_slots(calendar, day, kind)
    key = (calendar.doctor_id, kind.id, day)
    known = _days.get(key)
    if known is not None and known.slots is slots:
        return known
    made = _day(slots, calendar.buffer_minutes * 60)
    _days.put(key, made)
    return made


def listed(reading: Reading, day: date, kind: ConsultationType) -> tuple[Day, int, list[State]]:
    """The day, the index of its first slot that can be booked now, and the states from there."""
    known = day_of(reading.calendar, day, kind)
    if day > last_bookable_day(reading.calendar, reading.now):
        return known, len(known.starts), []
    first = _first_bookable(known, reading)
    return known, first, states(known, first, reading.claims, reading.holds)


def _first_bookable(day: Day, reading: Reading) -> int:
    """The same as `within_limits`: strictly after now, and no earlier than the notice allows."""
    calendar = reading.calendar
    search = bisect_left if calendar.notice_minutes else bisect_right
    return search(day.starts, first_bookable(calendar, reading.now).timestamp())


def states(day: Day, first: int, claims: Taken, holds: Taken) -> list[State]:
    if not claims and not holds:
        return ["open"] * (len(day.starts) - first)
    booked = _touched(day, first, claims)
    held = _touched(day, first, holds)
    return [
        "booked" if taken else "held" if waiting else "open"
        for taken, waiting in zip(booked, held, strict=True)
    ]


def _touched(day: Day, first: int, taken: Taken) -> Iterable[bool]:
    """For each slot, whether a period overlaps its time with the buffer.

    Both are in order, and periods lie apart, so one pass does.
    """
    at, count, found = 0, len(taken), []
    for start, busy_until in zip(day.starts[first:], day.busy_until[first:], strict=True):
        while at < count and taken[at][1] <= start:
            at += 1
        found.append(at < count and taken[at][0] < busy_until)
    return found


def _day(slots: Sequence[Slot], buffer_seconds: int) -> Day:
    return Day(
        slots=tuple(slots),
        starts=tuple(int(slot.starts_at.timestamp()) for slot in slots),
        busy_until=tuple(int(slot.ends_at.timestamp()) + buffer_seconds for slot in slots),
        heads=tuple(msgspec.json.encode(slot)[:-1] + b',"state":"' for slot in slots),
    )
