"""Converts local wall time to instants, exactly where clocks change (PEP 495).

A wall time that the clock skips means the first valid instant after it. A wall time that occurs
twice means its first occurrence for the start of a session, and its second occurrence for the end.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_MIDNIGHT = time()


def opening(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant in UTC at which a session starts, given as a wall time.

    A wall time that the clock skips means the first valid instant after it; a wall time that occurs
    twice means its first occurrence.
    """
    first, second = _instants(day, at, zone)
    return first if first <= second else _jump(day, at, zone, second, first)


def closing(day: date, at: time | None, zone: ZoneInfo) -> datetime:
    """The instant in UTC at which a session ends, given as a wall time; `at` None is midnight at the end of the day.

    A wall time that the clock skips means the first valid instant after it; a wall time that occurs
    twice means its second occurrence.
    """
    if at is None:
        return day_end(day, zone)
    first, second = _instants(day, at, zone)
    return second if first <= second else _jump(day, at, zone, second, first)


@lru_cache(8192)
def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of the local day, in UTC."""
    return opening(day, _MIDNIGHT, zone)


@lru_cache(8192)
def day_end(day: date, zone: ZoneInfo) -> datetime:
    """The first instant after the local day, in UTC.

    Where midnight occurs twice, the day ends at the first midnight, unless the clock goes back to a
    time before midnight; then the day ends at the second one.
    """
    following = day + _DAY
    first, second = _instants(following, _MIDNIGHT, zone)
    if first > second:
        return _jump(following, _MIDNIGHT, zone, second, first)
    before = (second - timedelta(microseconds=1)).astimezone(zone)
    return second if before.date() == day else first


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The local date of the instant in the zone."""
    return instant.astimezone(zone).date()


def _instants(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The two instants in UTC that a wall time can mean (PEP 495): (that of fold 0, that of fold 1).

    The two are usually equal. Where the wall time occurs twice, the first instant is earlier; where
    the clock skips it, the first instant is later.
    """
    wall = datetime.combine(day, at, zone)
    return wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def _jump(day: date, at: time, zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The instant at which the clock skips the wall time, between `low` and `high`."""
    wall = datetime.combine(day, at)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if middle.astimezone(zone).replace(tzinfo=None) > wall:
            high = middle
        else:
            low = middle
    return high
