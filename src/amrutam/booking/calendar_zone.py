"""Writes a time zone as a VTIMEZONE (RFC 5545 3.6.5) that calendar programs read alike.

The icalendar library lists all changes in one RDATE, of which ical.js and vobject read only the
first, and writes some onsets with the offset after the change. Pure.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

_YEARS_FOR_RULE = 28
"""From 1901 to 2099 a year has the same weekdays as the year this many years before, so a rule that
fits the changes of this many years fits those of later years too."""
_YEARS_LISTED = 4
"""Where changes follow no rule (as in Morocco, where they depend on the moon), `vtimezone` lists the
changes of its argument `year` and of later years, this many years in all, and those of the two years before."""
_STEP = timedelta(days=7)
"""The step in which changes are searched for; it is shorter than the time between any two changes of a zone."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ALWAYS = datetime(1970, 1, 1)  # noqa: DTZ001 - a VTIMEZONE states its onsets in local time


class _Observance(NamedTuple):
    """A change of a zone's clock: the name of the time after it, and the offsets from UTC before and after it."""

    name: str
    before: timedelta
    after: timedelta


class _Rule(NamedTuple):
    """A yearly recurrence rule (`text`, an RRULE), and its first onset as a local time (`start`)."""

    start: datetime
    text: str


@lru_cache(maxsize=256)
def vtimezone(key: str, year: int) -> bytes:
    """The VTIMEZONE of the IANA zone `key`, as bytes.

    The definition is valid from the year before `year` on; where changes follow no rule, until the
    end of the third year after `year`. Raises `ZoneInfoNotFoundError` for an unknown zone.
    """
    zone = ZoneInfo(key)
    first = datetime(year - 2, 1, 1, tzinfo=UTC)
    onsets = defaultdict[_Observance, list[datetime]](list)
    for at in _changes(zone, first, first.replace(year=first.year + _YEARS_FOR_RULE)):
        observance = _observance(zone, at)
        onsets[observance].append((at + observance.before).replace(tzinfo=None))
    rules = {observance: _rule(local) for observance, local in onsets.items()}
    lines = ["BEGIN:VTIMEZONE", f"TZID:{key}"]
    if not rules or not all(rules.values()):
        lines += _component(_observance(zone, first), _ALWAYS)
    for observance, local in onsets.items():
        if rule := rules[observance]:
            lines += _component(observance, rule.start, rule.text)
        elif listed := [each for each in local if each.year < year + _YEARS_LISTED]:
            dates = [f"RDATE:{_text(each)}" for each in listed[1:]]
            lines += _component(observance, listed[0], *dates)
    lines.append("END:VTIMEZONE")
    return "\r\n".join([*lines, ""]).encode()


def times_of_event(zone: ZoneInfo, starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    """The start and end of an event as its file states them: in the zone's local time, or in UTC if one of the local times occurs twice.

    A local time occurs twice when the clock goes back. In a calendar file such a time means its first
    occurrence (RFC 5545 3.3.5), and programs do not agree on when that occurrence ends.
    """
    local = starts.astimezone(zone), ends.astimezone(zone)
    if any(map(_occurs_twice, local)):
        return starts.astimezone(UTC), ends.astimezone(UTC)
    return local


def _occurs_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The instants between `start` and `end` at which the zone's offset or its name changes."""
    while start < end:
        if _state(zone, start) != _state(zone, start + _STEP):
            yield _first_after(zone, start)
        start += _STEP


def _first_after(zone: ZoneInfo, start: datetime) -> datetime:
    """The change in the `_STEP` after `start`, found by bisection, to the second. There must be one change in that time."""
    low, high = 0, int(_STEP.total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if _state(zone, start + timedelta(seconds=middle)) == _state(zone, start):
            low = middle
        else:
            high = middle
    return start + timedelta(seconds=high)


def _state(zone: ZoneInfo, instant: datetime) -> tuple[timedelta | None, str | None]:
    local = instant.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _observance(zone: ZoneInfo, at: datetime) -> _Observance:
    before, local = (at - timedelta(seconds=1)).astimezone(zone), at.astimezone(zone)
    offsets = [each.utcoffset() or timedelta(0) for each in (before, local)]
    return _Observance(local.tzname() or "", *offsets)


def _rule(onsets: Sequence[datetime]) -> _Rule | None:
    """Returns the yearly recurrence rule of these changes of the offset; None if they do not follow one.

    A rule matches changes that occur every year in the same month, at the same time, and on the
    same weekday of the same week (for example the last Sunday). The rule starts in 1970, even if
    the zone had other changes then. With a later start, vobject mistakes a zone whose offset was 0
    from 2000 to 2020 for UTC.
    """
    first = onsets[0]
    years = range(first.year, first.year + len(onsets))
    is_yearly = len(onsets) >= _YEARS_FOR_RULE - 1 and [each.year for each in onsets] == [*years]
    same = {(each.month, each.time(), each.weekday()) for each in onsets}
    days = sorted({each.day for each in onsets})
    if not is_yearly or len(same) > 1 or days[-1] - days[0] != 6:
        return None
    candidates = (first.replace(year=_ALWAYS.year, day=day) for day in days)
    start = next(at for at in candidates if at.weekday() == first.weekday())
    by_day = _by_day(days, _WEEKDAYS[first.weekday()], monthrange(first.year, first.month)[1])
    return _Rule(start, f"RRULE:FREQ=YEARLY;BYMONTH={first.month};{by_day}")


def _by_day(days: Sequence[int], weekday: str, month_days: int) -> str:
    if days[0] % 7 == 1:
        return f"BYDAY={days[0] // 7 + 1}{weekday}"
    if days[-1] == month_days:
        return f"BYDAY=-1{weekday}"
    return f"BYDAY={weekday};BYMONTHDAY={','.join(map(str, days))}"


def _component(observance: _Observance, start: datetime, *more: str) -> list[str]:
    before = observance.after if start == _ALWAYS else observance.before
    kind = "DAYLIGHT" if observance.after > before else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{_text(start)}",
        *more,
        f"TZNAME:{observance.name}",
        f"TZOFFSETFROM:{_offset(before)}",
        f"TZOFFSETTO:{_offset(observance.after)}",
        f"END:{kind}",
    ]


def _text(local: datetime) -> str:
    return f"{local:%Y%m%dT%H%M%S}"


def _offset(offset: timedelta) -> str:
    minutes, seconds = divmod(round(abs(offset).total_seconds()), 60)
    sign = "-" if offset < timedelta(0) else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
