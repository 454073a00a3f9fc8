"""Reading free times: holds with their version first, then claims; never in parallel.

A hold that becomes a booking leaves Redis after its claim is in PostgreSQL, so in this order a
time that was just booked is seen held, booked or both. The other order can miss both.

Claims that were read a moment ago serve again while the doctor's version is still theirs: see
`claims_cache.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.availability.claims_cache import Claims, claims_of
from amrutam.availability.day_cache import DayCache, day_cache
from amrutam.availability.models import Asked, Reading
from amrutam.availability.queries import Window
from amrutam.core.clock import now as present
from amrutam.core.errors import Invalid, Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds.models import DoctorHolds
from amrutam.holds.store import first_epochs, live_holds
from amrutam.schedules.calendars import calendars_of
from amrutam.schedules.local_time import day_end, day_start, local_day
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import last_bookable_day
from amrutam.schedules.validation import check_day

_TRIES = 4


async def read(
    resources: Resources,
    doctor_ids: Sequence[UUID],
    asked: Asked,
    holds: dict[UUID, DoctorHolds] | None = None,
) -> dict[UUID, Reading]:
    """A reading for each of the doctors that is approved. Raises `Invalid` for the dates.

    `holds`: what `holds_of` has just told, if it was asked already.
    """
    check_dates(asked)
    if holds is None:
        holds = await holds_of(resources, doctor_ids)
    now, days = present(), resources.part(day_cache)
    found: dict[UUID, Reading] = {}
    calendars = await calendars_of(resources, dict.fromkeys(doctor_ids))
    holds = await _counted(resources, calendars, holds)
    for _ in range(_TRIES):
        windows = {id_: _window(calendar, asked, now) for id_, calendar in calendars.items()}
        claims = await claims_of(resources, windows, holds, now)
        for id_, known in claims.items():
            calendar = calendars[id_]
            if known.approved and calendar.version >= known.schedule_version:
                found[id_] = _reading(calendar, asked, now, known, holds.get(id_), days)
        calendars = await _newer(resources, calendars, claims)
        if not calendars:
            return found
    raise Unavailable("The calendar is changing faster than it can be read")


def days_of(calendar: Calendar, asked: Asked, now: datetime) -> tuple[date, date]:
    """Raises `Invalid` when the days are in the wrong order, or too many."""
    first = asked.first or local_day(now, ZoneInfo(calendar.time_zone))
    last = asked.last or first + timedelta(days=6)
    _check_length(asked, first, last)
    return first, last


def check_dates(asked: Asked) -> None:
    """All that can be said before a doctor's own date is known."""
    for name, day in (("from", asked.first), ("to", asked.last)):
        check_day(day, f"{asked.part}/{name}")
    if asked.first and asked.last:
        _check_length(asked, asked.first, asked.last)


def _check_length(asked: Asked, first: date, last: date) -> None:
    if last < first:
        raise Invalid.field(f"{asked.part}/to", "must not be before `from`")
    if (last - first).days >= asked.max_days:
        raise Invalid.field(
            f"{asked.part}/to", f"at most {asked.max_days} days, counted from `from`"
        )


async def holds_of(resources: Resources, doctor_ids: Sequence[UUID]) -> dict[UUID, DoctorHolds]:
    """Empty when the lock server is away: the claims still tell what is booked."""
    try:
        return await live_holds(resources, doctor_ids)
    except RedisAway:
        return {}


async def _counted(
    resources: Resources, doctor_ids: Iterable[UUID], holds: dict[UUID, DoctorHolds]
) -> dict[UUID, DoctorHolds]:
    """A doctor of whom nothing was counted yet begins to be; only doctors that exist do."""
    new = [id_ for id_ in doctor_ids if id_ in holds and not holds[id_].epoch]
    if not new:
        return holds
    try:
        await first_epochs(resources.redis, new)
        return holds | await live_holds(resources, new)
    except RedisAway:
        return {}


async def _newer(
    resources: Resources, calendars: dict[UUID, Calendar], claims: dict[UUID, Claims]
) -> dict[UUID, Calendar]:
    """Calendars that changed since this process read them.

    Their claims must be read again: the zone may have changed, and with it the days.
    """
    behind = {
        id_: known.schedule_version
        for id_, known in claims.items()
        if known.approved and known.schedule_version > calendars[id_].version
    }
    return await calendars_of(resources, behind) if behind else {}


def _window(calendar: Calendar, asked: Asked, now: datetime) -> Window:
    """The period in which a claim can matter: no earlier than now, no later than the horizon."""
    zone = ZoneInfo(calendar.time_zone)
    first, last = days_of(calendar, asked, now)
    longest = max((kind.minutes for kind in calendar.types), default=0)
    overhang = timedelta(minutes=longest + calendar.buffer_minutes)
    since = max(day_start(first, zone), now.astimezone(UTC))
    until = day_end(min(last, last_bookable_day(calendar, now)), zone) + overhang
    return since, max(since, until)


def _reading(
    calendar: Calendar,
    asked: Asked,
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
