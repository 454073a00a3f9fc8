"""Computes the sessions of a calendar: unbroken periods of offered time, as exact instants. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.schedules.local_time import closing, day_end, day_start, local_day, opening
from amrutam.schedules.models import Calendar, ExceptionalPeriod, Mode, Rule

Period = tuple[datetime, datetime]
_Hours = TypeVar("_Hours", Rule, ExceptionalPeriod)


@dataclass(frozen=True, slots=True)
class Session:
    """An unbroken period of offered time with its breaks.

    `clinic_id`: the clinic of the visits in person; None if the session is online only.
    """

    starts_at: datetime
    ends_at: datetime
    modes: tuple[Mode, ...]
    breaks: tuple[Period, ...] = ()
    clinic_id: UUID | None = None


def at_open_clinics(hours: Iterable[_Hours], are_open: Collection[UUID]) -> tuple[_Hours, ...]:
    """Returns the hours (rules or exceptions), in order, without visits in person at closed clinics.

    Hours at a closed clinic become online only, or are left out if they have no online mode. `are_open`:
    ids of open clinics.
    """
    return tuple(
        replace(each, modes=("online",), clinic_id=None) if is_closed else each
        for each in hours
        if not (is_closed := each.clinic_id is not None and each.clinic_id not in are_open)
        or "online" in each.modes
    )


def sessions_around(calendar: Calendar, day: date) -> Iterator[Session]:
    """Yields every session that overlaps the calendar's local `day`, and some sessions that do not.

    Leave and holidays are not considered; the caller must apply them. Extra hours come before weekly hours, because the
    first session has precedence where sessions in person at two clinics overlap (`rules.py`).
    """
    for extra in calendar.exceptions:
        if extra.kind == "extra_hours":
            yield Session(extra.starts_at, extra.ends_at, extra.modes, clinic_id=extra.clinic_id)
    for rule in calendar.rules:
        near = _day_near(day, rule, one_zone=rule.time_zone == calendar.time_zone)
        if near is not None and _is_valid(rule, near):
            yield _session(rule, near)


def sessions_of(calendar: Calendar, day: date) -> list[Session]:
    """Sessions that begin on `day`, a local day in the calendar's zone, by start, including sessions that leave covers.

    A session that begins on a holiday of its clinic is online only, or is left out if it has no online mode.
    """
    zone = ZoneInfo(calendar.time_zone)
    begins = (
        session
        for each in sessions_around(calendar, day)
        if (session := _on_holiday(calendar, each)) is not None
        and day_start(day, zone) <= session.starts_at < day_end(day, zone)
    )
    return sorted(begins, key=attrgetter("starts_at"))


def sessions_within(calendar: Calendar, period: Period) -> list[Session]:
    """Sessions that overlap the period, by start and in their full length, including sessions that leave covers.

    A session that begins on a holiday of its clinic is online only, or is left out if it has no online mode.
    """
    zone = ZoneInfo(calendar.time_zone)
    first, last = (local_day(instant, zone) for instant in period)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = {
        session
        for day in days
        for each in sessions_around(calendar, day)
        if (session := _on_holiday(calendar, each)) is not None
        and session.starts_at < period[1]
        and session.ends_at > period[0]
    }
    return sorted(found, key=attrgetter("starts_at"))


def _on_holiday(calendar: Calendar, session: Session) -> Session | None:
    """The session, if it begins on no holiday of its clinic; otherwise the session online only, or None without an online mode."""
    if not any(
        holiday.clinic_id == session.clinic_id
        and holiday.starts_at <= session.starts_at < holiday.ends_at
        for holiday in calendar.holidays
    ):
        return session
    return (
        replace(session, modes=("online",), clinic_id=None) if "online" in session.modes else None
    )


def _day_near(day: date, rule: Rule, *, one_zone: bool) -> date | None:
    """The date with the rule's weekday on which a session could begin that overlaps `day`; None if there is none.

    There is at most one such date, because fewer than seven successive dates are near enough to `day`.
    """
    # Zones lie up to 26 hours apart, so in another zone the date can be two days away. In the same
    # zone, a neighbouring date matters only if the clock goes back across midnight. A session that
    # ends on the next day can begin one day earlier.
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
        # A break that the clock skips has no length and blocks no slot.
        tuple(pause for pause in breaks if pause[0] < pause[1]),
        rule.clinic_id,
    )
