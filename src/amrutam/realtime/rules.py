"""Rules for changes: which slots a change touches, and their new states. Pure functions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from amrutam.availability.days import states_of
from amrutam.availability.models import Reading, State, Taken
from amrutam.holds.models import Change
from amrutam.realtime.sockets import Days
from amrutam.schedules.models import ConsultationType
from amrutam.schedules.rules import days_between

_DAY = timedelta(days=1)

Told = tuple[str, int]
"""A doctor's version in Redis: its epoch, and the number of changes counted in the epoch."""

SlotState = tuple[int, State]
"""A slot's start in Unix seconds, and its state."""


def due(told: Told, changes: Iterable[Change]) -> list[Change] | None:
    """The changes that follow the version `told`, the last one that was sent, in order.

    None if a change is missing or has another epoch.
    """
    epoch, version = told
    found = []
    for change in changes:
        if change.epoch != epoch:
            return None
        if change.version > version:
            version += 1
            if change.version != version:
                return None
            found.append(change)
    return found


def span(windows: Iterable[Days], changes: Iterable[Change]) -> Days:
    """The range of days to read. It contains all `windows` and, in any time zone, the instants of all changes.

    There must be at least one window.
    """
    firsts, lasts = map(list, zip(*windows, strict=True))
    for change in changes:
        if change.period is not None:
            firsts.append(_utc_day(change.period[0]) - _DAY)
            lasts.append(_utc_day(change.period[1]) + _DAY)
    return min(firsts), max(lasts)


def touched(
    reading: Reading, kind: ConsultationType | None, period: tuple[int, int] | None
) -> SlotState | None:
    """The one slot that a change touches, with the slot's new state; None if a snapshot is needed.

    `kind`: the default type, whose slots are sent; None without one. `period` is (start, busy
    until) in Unix seconds; None stands for all times. A snapshot (all slots of the days) is needed for:
    a change of all times or of more than a day; a change that touches several slots or only another
    slot, which the pause after a visit can hide or show; and a slot that only a pause blocks (`lost`),
    because clients must remove that slot. For a change that touches no slot the result is the change's
    own start, for which clients show no slot.
    """
    if period is None or period[1] - period[0] > _DAY.total_seconds():
        return None
    found = [] if kind is None else _slots_within(reading, kind, period)
    if not found:
        return period[0], _state(reading, period)
    (starts, state), *more = found
    return None if more or starts != period[0] or state == "lost" else (starts, state)


def _slots_within(
    reading: Reading, kind: ConsultationType, period: tuple[int, int]
) -> list[SlotState]:
    found: list[SlotState] = []
    days = days_between(_utc_day(period[0]) - _DAY, _utc_day(period[1]) + _DAY)
    for day in (reading.days.day_of(reading.calendar, each, kind) for each in days):
        first = bisect_right(day.busy_until, period[0])
        end = bisect_left(day.starts, period[1])
        if first < end:
            now = states_of(day, reading)
            found += zip(day.starts[first:end], now[first:end], strict=True)
    return found


def _state(reading: Reading, period: tuple[int, int]) -> State:
    if _overlaps(reading.claims, period):
        return "booked"
    return "held" if _overlaps(reading.holds, period) else "open"


def _overlaps(taken: Taken, period: tuple[int, int]) -> bool:
    return any(starts < period[1] and ends > period[0] for starts, ends, _ in taken)


def _utc_day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()
