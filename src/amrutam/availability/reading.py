"""Reads slots: first holds with the doctor's version, then claims; never in parallel.

A hold that becomes a booking leaves Redis after its claim is in PostgreSQL. Read in this order, a
time that was just booked is seen as held, booked or both; if claims were read first, a booking
between the two reads could be missed.

Claims (booked periods) are cached while the doctor's version is unchanged (`claims_cache.py`).

The version comes with the position, in PostgreSQL's log, of the newest change that it counts.
Calendars and claims are read from a replica that has replayed that position, otherwise from the
primary, so the answer contains what the version counts. (A hold that was just booked is no longer
in Redis: a replica without its claim would show the time as free.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.availability.claims_cache import Claims, claims_of
from amrutam.availability.day_cache import DayCache, day_cache
from amrutam.availability.models import Reading, RequestedDays
from amrutam.availability.queries import Window
from amrutam.core.clock import now as present
from amrutam.core.database import Queries
from amrutam.core.errors import Invalid, Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.replicas.position import newest
from amrutam.core.replicas.reader import reads
from amrutam.core.resources import Resources
from amrutam.holds.live import live_holds, with_counts
from amrutam.holds.models import DoctorHolds
from amrutam.schedules.calendars import calendars_of
from amrutam.schedules.local_time import day_end, day_start, local_day
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import last_bookable_day
from amrutam.schedules.validation import check_day

_TRIES = 4


async def read(
    resources: Resources,
    doctor_ids: Sequence[UUID],
    asked: RequestedDays,
    holds: dict[UUID, DoctorHolds] | None = None,
) -> dict[UUID, Reading]:
    """Returns a reading (calendar and taken periods) for each approved doctor among these, by doctor id.

    `holds`: the result of `holds_of`, if the caller has it already; None reads the holds. Raises
    `Invalid` if a requested day is outside the years 2000 to 2100, or if the days are in the wrong
    order or too many, and `Unavailable` if PostgreSQL is needed and is unreachable, or a calendar
    changes faster than it can be read.
    """
    check_dates(asked)
    if holds is None:
        holds = await holds_of(resources, doctor_ids)
    now, days = present(), resources.part(day_cache)
    found: dict[UUID, Reading] = {}
    source = _source(resources, holds)
    calendars = await calendars_of(resources, dict.fromkeys(doctor_ids), source)
    counted = await with_counts(resources, calendars, holds)
    if counted is not holds:
        holds, source = counted, _source(resources, counted)
    for tried in range(_TRIES):
        windows = {id_: _window(calendar, asked, now) for id_, calendar in calendars.items()}
        claims = await claims_of(resources, windows, holds, now, source)
        for id_, known in claims.items():
            calendar = calendars[id_]
            if known.approved and calendar.version >= known.schedule_version:
                found[id_] = _reading(calendar, asked, now, known, holds.get(id_), days)
        # Calendar and claims may have come from two servers of which one lags behind the other, so
        # a further try reads from the primary.
        if tried:
            source = resources.database
        calendars = await _newer(resources, calendars, claims, source)
        if not calendars:
            return found
    raise Unavailable("The doctor's times change faster than they can be read")


def _source(resources: Resources, holds: Mapping[UUID, DoctorHolds]) -> Queries:
    """Returns a database server that has all changes that the versions in `holds` count.

    The primary always has them.
    """
    if not holds:
        return resources.database
    return reads(resources, newest(each.written for each in holds.values()))


def days_of(calendar: Calendar, asked: RequestedDays, now: datetime) -> tuple[date, date]:
    """Returns the first and the last local day of the doctor; the days between them contain the requested days.

    The horizon is not considered, and `check_dates` must have checked the years. Raises `Invalid`
    if the days are in the wrong order or too many.
    """
    zone = ZoneInfo(calendar.time_zone)
    first = asked.first or local_day(now, asked.zone or zone)
    last = asked.last or first + timedelta(days=6)
    _check_length(asked, first, last)
    if asked.zone is None or asked.zone.key == zone.key:
        return first, last
    return local_day(day_start(first, asked.zone), zone), local_day(day_end(last, asked.zone), zone)


def check_dates(asked: RequestedDays) -> None:
    """Checks the requested days as far as they do not depend on a doctor's local day.

    Raises `Invalid` for a day outside the years 2000 to 2100, and, if both days are given, for days
    in the wrong order or too many.
    """
    for name, day in (("from", asked.first), ("to", asked.last)):
        check_day(day, f"{asked.part}/{name}")
    if asked.first and asked.last:
        _check_length(asked, asked.first, asked.last)


def _check_length(asked: RequestedDays, first: date, last: date) -> None:
    if last < first:
        raise Invalid.field(f"{asked.part}/to", "must not be before `from`")
    if (last - first).days >= asked.max_days:
        raise Invalid.field(
            f"{asked.part}/to",
            f"must be within {asked.max_days} days, `from` included",
        )


async def holds_of(resources: Resources, doctor_ids: Sequence[UUID]) -> dict[UUID, DoctorHolds]:
    """Returns the live holds by doctor id, with an entry for each of the ids; empty if Redis is unreachable.

    The claims in PostgreSQL still show what is booked.
    """
    try:
        return await live_holds(resources, doctor_ids)
    except RedisAway:
        return {}


async def _newer(
    resources: Resources,
    calendars: dict[UUID, Calendar],
    claims: dict[UUID, Claims],
    source: Queries,
) -> dict[UUID, Calendar]:
    """Returns, by doctor id, calendars that are older in `calendars` than the claims show, read again from `source`.

    The claims of these doctors must be read again, because a new time zone changes the local days.
    """
    behind = {
        id_: known.schedule_version
        for id_, known in claims.items()
        if known.approved and known.schedule_version > calendars[id_].version
    }
    return await calendars_of(resources, behind, source) if behind else {}


def _window(calendar: Calendar, asked: RequestedDays, now: datetime) -> Window:
    """Returns the period (start, end), in UTC, whose claims the request needs.

    The period has the requested days from now to the end of the horizon, and the time after them in
    which the last slot and its pause can end.
    """
    zone = ZoneInfo(calendar.time_zone)
    first, last = days_of(calendar, asked, now)
    longest = max((kind.minutes for kind in calendar.types), default=0)
    overhang = timedelta(minutes=longest + calendar.buffer_minutes)
    since = max(day_start(first, zone), now.astimezone(UTC))
    until = day_end(min(last, last_bookable_day(calendar, now)), zone) + overhang
    return since, max(since, until)


def _reading(
    calendar: Calendar,
    asked: RequestedDays,
    now: datetime,
    claims: Claims,
    holds: DoctorHolds | None,
    days: DayCache,
) -> Reading:
    first, last = days_of(calendar, asked, now)
    return Reading(
        calendar=calendar,
        first=first,
        last=last,
        now=now,
        claims=claims.taken,
        holds=holds.periods if holds else (),
        epoch=holds.epoch if holds else None,
        version=holds.version if holds else None,
        fresh_until=claims.until,
        days=days,
    )
