"""One local day's slots with their states: the calendar overlaid with claims and holds. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime

from amrutam.availability.day_cache import Day
from amrutam.availability.models import Reading, State, Taken
from amrutam.schedules.models import ConsultationType
from amrutam.schedules.rules import days_between


def listed(reading: Reading, day: date, kind: ConsultationType) -> tuple[Day, int, list[State]]:
    """The day, the index of its first slot that can be booked now, and the states from there."""
    known = reading.days.day_of(reading.calendar, day, kind)
    if not known.starts or day > reading.last_day:
        return known, len(known.starts), []
    first = _first_bookable(known, reading)
    return known, first, states_of(known, reading)[first:]


def open_times(reading: Reading, kind: ConsultationType) -> Iterator[datetime]:
    """The starts that are open, in order, worked out day by day as they are asked for."""
    for day in days_between(reading.first, reading.last):
        known, first, found = listed(reading, day, kind)
        for at, state in zip(known.starts[first:], found, strict=True):
            if state == "open":
                yield datetime.fromtimestamp(at, UTC)


def _first_bookable(day: Day, reading: Reading) -> int:
    """The same as `within_limits`: strictly after now, and no earlier than the notice allows."""
    search = bisect_left if reading.calendar.notice_minutes else bisect_right
    return search(day.starts, reading.first_second)


def states_of(day: Day, reading: Reading) -> list[State]:
    found = states(day, reading.claims, reading.holds)
    if reading.own_holds:
        own = states(day, (), reading.own_holds)
        return ["mine" if mine == "held" == state else state
                for mine, state in zip(own, found, strict=True)]  # fmt: skip
    return found


def states(day: Day, claims: Taken, holds: Taken) -> list[State]:
    """Booked tells more than held, where both are true, and either more than lost."""
    found: list[State] = ["open"] * len(day.starts)
    _mark(found, day, holds, "held")
    _mark(found, day, claims, "booked")
    return found


def _mark(found: list[State], day: Day, taken: Taken, state: State) -> None:
    """Marks each slot that a visit overlaps, and as lost each that only a pause keeps from being free."""
    # The last period that begins before the day may reach into it; none before that one can.
    since = max(0, bisect_left(taken, (day.starts[0], 0)) - 1)
    until = bisect_left(taken, (day.busy_until[-1], 0))
    pause = day.busy_until[0] - day.ends[0]
    for starts, busy_until, told_end in taken[since:until]:
        visit_ends = busy_until - pause if told_end is None else told_end
        if pause or visit_ends < busy_until:
            for at in _overlapping(day.starts, day.busy_until, starts, busy_until):
                if found[at] == "open":
                    found[at] = "lost"
        for at in _overlapping(day.starts, day.ends, starts, visit_ends):
            found[at] = state


def _overlapping(starts: tuple[int, ...], ends: tuple[int, ...], since: int, until: int) -> range:
    return range(bisect_right(ends, since), bisect_left(starts, until))
