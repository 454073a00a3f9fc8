"""Reading free times: holds with their version first, then claims; never in parallel.

A hold that becomes a booking leaves Redis after its claim is in PostgreSQL, so in this order a
time that was just booked is seen held, booked or both. The other order can miss both.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.availability import queries
from amrutam.availability.models import Asked, Reading, Taken
from amrutam.availability.queries import Window
from amrutam.core.clock import now as present
from amrutam.core.database import Row
from amrutam.core.errors import Invalid, Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.holds.models import DoctorHolds
from amrutam.holds.store import live_holds
from amrutam.schedules.calendars import calendars_of
from amrutam.schedules.local_time import day_end, day_start, local_day
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import last_bookable_day

_FIRST_DATE, _LAST_DATE = date(2000, 1, 1), date(2100, 12, 31)
_TRIES = 4


async def read(
    resources: Resources, doctor_ids: Sequence[UUID], asked: Asked
) -> dict[UUID, Reading]:
    """A reading for each of the doctors that is approved. Raises `Invalid` for the dates."""
    check_dates(asked)
    holds = await _holds(resources, doctor_ids)
    now = present()
    found: dict[UUID, Reading] = {}
    calendars = await calendars_of(resources, dict.fromkeys(doctor_ids))
    for _ in range(_TRIES):
        rows = await _claims(resources, calendars, asked, now)
        for row in rows:
            calendar = calendars[row["doctor_id"]]
            if row["approved"] and calendar.version >= row["schedule_version"]:
                found[calendar.doctor_id] = _reading(
                    calendar, asked, now, row, holds.get(calendar.doctor_id)
                )
        calendars = await _newer(resources, calendars, rows)
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
        if day is not None and not _FIRST_DATE <= day <= _LAST_DATE:
            raise Invalid.field(f"{asked.part}/{name}", "must be between 2000-01-01 and 2100-12-31")
    if asked.first and asked.last:
        _check_length(asked, asked.first, asked.last)


def _check_length(asked: Asked, first: date, last: date) -> None:
    if last < first:
        raise Invalid.field(f"{asked.part}/to", "must not be before `from`")
    if (last - first).days >= asked.max_days:
        raise Invalid.field(
            f"{asked.part}/to", f"at most {asked.max_days} days, counted from `from`"
        )


async def _holds(resources: Resources, doctor_ids: Sequence[UUID]) -> dict[UUID, DoctorHolds]:
    """None when the lock server is away: the claims still tell what is booked."""
    try:
        return await live_holds(resources, doctor_ids)
    except RedisAway:
        return {}


async def _claims(
    resources: Resources, calendars: dict[UUID, Calendar], asked: Asked, now: datetime
) -> list[Row]:
    windows = {id_: _window(calendar, asked, now) for id_, calendar in calendars.items()}
    return await queries.claims_of(resources.database, windows) if windows else []


async def _newer(
    resources: Resources, calendars: dict[UUID, Calendar], rows: list[Row]
) -> dict[UUID, Calendar]:
    """Calendars that changed since this process read them.

    Their claims must be read again: the zone may have changed, and with it the days.
    """
    behind = {
        row["doctor_id"]: row["schedule_version"]
        for row in rows
        if row["approved"] and row["schedule_version"] > calendars[row["doctor_id"]].version
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
    calendar: Calendar, asked: Asked, now: datetime, row: Row, holds: DoctorHolds | None
) -> Reading:
    first, last = days_of(calendar, asked, now)
    return Reading(
        calendar=calendar,
        first=first,
        last=last,
        now=now,
        claims=sorted(zip(row["starts"] or (), row["ends"] or (), strict=True)),
        holds=_periods(holds),
        epoch=holds.epoch if holds else None,
        version=holds.version if holds else None,
    )


def _periods(holds: DoctorHolds | None) -> Taken:
    if holds is None:
        return []
    return sorted((int(a.timestamp()), int(b.timestamp())) for a, b in holds.periods)
