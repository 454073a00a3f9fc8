"""From local wall time to instants, exact where clocks jump (PEP 495).

A wall time inside a gap means the first valid instant after it; one inside an overlap means its
first occurrence for an opening and its second for a closing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_MIDNIGHT = time()


def opening(day: date, at: time, zone: ZoneInfo) -> datetime:
    first, second = _instants(day, at, zone)
    return first if first <= second else _jump(day, at, zone, second, first)


def closing(day: date, at: time | None, zone: ZoneInfo) -> datetime:
    """`at` None is midnight at the end of the day."""
    if at is None:
        return day_end(day, zone)
    first, second = _instants(day, at, zone)
    return second if first <= second else _jump(day, at, zone, second, first)


@lru_cache(8192)
def day_start(day: date, zone: ZoneInfo) -> datetime:
    return opening(day, _MIDNIGHT, zone)


@lru_cache(8192)
def day_end(day: date, zone: ZoneInfo) -> datetime:
    """The instant after the last one of the local day.

    Where midnight comes twice, the day has usually ended at its first coming; only where the
    clock fell back across midnight does some of the day come after it.
    """
    following = day + _DAY
    first, second = _instants(following, _MIDNIGHT, zone)
    if first > second:
        return _jump(following, _MIDNIGHT, zone, second, first)
    before = (second - timedelta(microseconds=1)).astimezone(zone)
    return second if before.date() == day else first


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()


def _instants(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Equal as a rule; the first is earlier in an overlap, and later in a gap."""
    wall = datetime.combine(day, at, zone)
    return wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def _jump(day: date, at: time, zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The instant at which the clock jumps over the wall time, between `low` and `high`."""
    wall = datetime.combine(day, at)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if middle.astimezone(zone).replace(tzinfo=None) > wall:
            high = middle
        else:
            low = middle
    return high
