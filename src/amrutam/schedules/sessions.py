"""Sessions: unbroken stretches of a doctor's offered time, as exact instants. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.schedules.local_time import closing, day_end, day_start, opening
from amrutam.schedules.models import Calendar, Mode, Rule

Period = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Session:
    starts_at: datetime
    ends_at: datetime
    modes: tuple[Mode, ...]
    breaks: tuple[Period, ...] = ()
    clinic_id: UUID | None = None


def sessions_around(calendar: Calendar, day: date) -> Iterator[Session]:
    """Every session that may have a part on the calendar's local `day`, and some that do not.

    Extra hours come first: see `rules.py`.
    """
    for extra in calendar.exceptions:
        if extra.kind == "extra_hours":
            yield Session(extra.starts_at, extra.ends_at, extra.modes, clinic_id=extra.clinic_id)
    for rule in calendar.rules:
        near = _day_near(day, rule, one_zone=rule.time_zone == calendar.time_zone)
        if near is not None and _is_valid(rule, near):
            yield _session(rule, near)


def sessions_of(calendar: Calendar, day: date) -> list[Session]:
    """Those that begin on the local day, in order."""
    zone = ZoneInfo(calendar.time_zone)
    begins = (
        session
        for session in sessions_around(calendar, day)
        if day_start(day, zone) <= session.starts_at < day_end(day, zone)
    )
    return sorted(begins, key=attrgetter("starts_at"))


def _day_near(day: date, rule: Rule, *, one_zone: bool) -> date | None:
    """The date near `day` that is of the rule's weekday: at most one, as fewer than seven are near."""
    # Zones lie up to 26 hours apart, so another zone's day can be two dates away. In one zone,
    # only a clock that falls back across midnight makes a neighbouring day matter. A session that
    # ends on the next day reaches one day further.
    last = 1 if one_zone else 2
    first = -last - rule.ends_next_day
    offset = first + (rule.weekday - day.isoweekday() - first) % 7
    return day + timedelta(days=offset) if offset <= last else None


def _is_valid(rule: Rule, day: date) -> bool:
    return rule.valid_from <= day and (rule.valid_until is None or day <= rule.valid_until)


def _session(rule: Rule, day: date) -> Session:
    zone = ZoneInfo(rule.time_zone)
    breaks = (
        (opening(rule.day_of(a, day), a, zone), closing(rule.day_of(b, day), b, zone))
        for a, b in rule.breaks
    )
    return Session(
        opening(day, rule.starts, zone),
        closing(rule.day_of(rule.ends, day), rule.ends, zone),
        rule.modes,
        # A break that the clock jumps over is no time at all, and stands in no slot's way.
        tuple(pause for pause in breaks if pause[0] < pause[1]),
        rule.clinic_id,
    )
