"""One local day's slots with their states: the calendar combined with claims (booked periods) and holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from amrutam.availability.day_cache import Day
from amrutam.availability.models import Reading, State, Taken
from amrutam.schedules.models import ConsultationType, Slot
from amrutam.schedules.rules import days_between


def listed(reading: Reading, day: date, kind: ConsultationType) -> tuple[Day, int, list[State]]:
    """Returns (the day's slots, the index of the first slot that can be booked now, the states from that index on).

    A slot can be booked now if it starts after the notice period and within the horizon; its state
    is not considered. If no slot of the day can be booked now, the index is the number of slots and
    there are no states.
    """
    known = reading.days.day_of(reading.calendar, day, kind)
    if not known.starts or day > reading.last_day:
        return known, len(known.starts), []
    first = _first_bookable(known, reading)
    return known, first, states_of(known, reading)[first:]


def open_slots(reading: Reading, kind: ConsultationType) -> Iterator[Slot]:
    """Yields the reading's open slots of this type, in order; a day is computed only when its slots are needed.

    Slots in the notice period and after the horizon are left out.
    """
    for day in days_between(reading.first, reading.last):
        known, first, found = listed(reading, day, kind)
        for slot, state in zip(known.slots[first:], found, strict=True):
            if state == "open":
                yield slot


def _first_bookable(day: Day, reading: Reading) -> int:
    """Returns the index of the first slot that starts at the end of the notice period or later, and later than now.

    `within_limits` in schedules/rules.py has the same rule.
    """
    search = bisect_left if reading.calendar.notice_minutes else bisect_right
    return search(day.starts, reading.first_second)


def states_of(day: Day, reading: Reading) -> list[State]:
    """Returns the states of all slots of the day, in order. Held slots are `mine` if they are in `own_holds`.

    The present time, the notice period and the horizon are not considered. The day must have slots.
    """
    found = states(day, reading.claims, reading.holds)
    if reading.own_holds:
        own = states(day, (), reading.own_holds)
        return ["mine" if mine == "held" == state else state
                for mine, state in zip(own, found, strict=True)]  # fmt: skip
    return found


def states(day: Day, claims: Taken, holds: Taken) -> list[State]:
    """Returns the state of each slot of the day, in order. The day must have slots.

    A slot that is both booked and held is shown as booked. A slot that a visit overlaps is booked
    or held even if a pause also blocks it; only a slot that nothing but a pause blocks is `lost`.
    """
    found: list[State] = ["open"] * len(day.starts)
    _mark(found, day, holds, "held")
    _mark(found, day, claims, "booked")
    return found


def _mark(found: list[State], day: Day, taken: Taken, state: State) -> None:
    """Sets `state` for each slot that a visit overlaps, and `lost` for each slot that only a pause blocks."""
    # The last period that begins before the day may overlap the day; earlier periods cannot.
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
