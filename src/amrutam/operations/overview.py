"""The figures of all doctors for administrators: visits by day, utilisation of doctors, next available slots.

Each process caches the figures for `overview_seconds`, by time zone, so that many viewers cost as
much as a single viewer.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.core import clock
from amrutam.core.database import Row
from amrutam.core.resources import Resources
from amrutam.operations import overview_queries
from amrutam.operations.utilisation import offered_minutes
from amrutam.schedules.calendars import calendars_of
from amrutam.schedules.local_time import day_start, local_day
from amrutam.schedules.offered_sessions import Period

DAYS_BACK = 30
DAYS_AHEAD = 7
_AT_ONCE = 50
"""The number of doctors whose hours are summed before the process can serve other requests."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures in one time zone. `days` are the last 30 days; the last one is today.

    `doctors` are the first `overview_max_doctors` approved doctors by name. Their figures cover today and the
    next six days; the missed visits are those of the last 30 days. The dictionaries have the fields of
    `overview_routes.DayFigures`, `DoctorFigures` and `SpecializationFigures`.
    """

    at: datetime
    time_zone: str
    days: list[dict[str, Any]]
    doctors: list[dict[str, Any]]
    specializations: list[dict[str, Any]]


class _RecentOverviews:
    def __init__(self, _resources: Resources) -> None:
        self.lock = asyncio.Lock()
        self.overviews: dict[str, tuple[float, Overview]] = {}


async def present_overview(resources: Resources, zone: ZoneInfo) -> Overview:
    """The figures, by days in the time zone `zone`, at most `overview_seconds` old.

    Raises `Unavailable` if PostgreSQL is unreachable.
    """
    kept, oldest = (
        resources.part(_RecentOverviews),
        monotonic() - resources.settings.overview_seconds,
    )
    async with kept.lock:
        kept.overviews = {key: each for key, each in kept.overviews.items() if each[0] > oldest}
        if zone.key not in kept.overviews:
            kept.overviews[zone.key] = (monotonic(), await _overview(resources, zone))
        return kept.overviews[zone.key][1]


async def _overview(resources: Resources, zone: ZoneInfo) -> Overview:
    now = clock.now()
    today = local_day(now, zone)
    first = today - timedelta(days=DAYS_BACK - 1)
    since, midnight, tomorrow, until = (
        day_start(day, zone)
        for day in (first, today, today + timedelta(days=1), today + timedelta(days=DAYS_AHEAD))
    )
    by_day = await resources.database.fetch(overview_queries.BY_DAY, zone.key, since, tomorrow)
    rows = await resources.database.fetch(
        overview_queries.BY_DOCTOR, midnight, until, since, resources.settings.overview_max_doctors
    )
    return Overview(
        at=now,
        time_zone=zone.key,
        days=_every_day(by_day, first),
        doctors=await _with_offered(resources, rows, (midnight, until)),
        specializations=[
            dict(row) for row in await resources.database.fetch(overview_queries.BY_SPECIALIZATION)
        ],
    )


def _every_day(rows: list[Row], first: date) -> list[dict[str, Any]]:
    """Returns a dictionary for each of the `DAYS_BACK` days from `first` on, with zeros for a day without visits."""
    known = {row["date"]: dict(row) for row in rows}
    nothing = {"booked": 0, "completed": 0, "cancelled": 0, "missed": 0}
    days = (first + timedelta(days=n) for n in range(DAYS_BACK))
    return [known.get(day) or {"date": day, **nothing} for day in days]


async def _with_offered(
    resources: Resources, rows: list[Row], period: Period
) -> list[dict[str, Any]]:
    """The rows with the minutes that each doctor offers in the period in which the booked minutes were counted."""
    found: list[dict[str, Any]] = []
    for at in range(0, len(rows), _AT_ONCE):
        part = rows[at : at + _AT_ONCE]
        versions: dict[UUID, int | None] = {row["id"]: row["schedule_version"] for row in part}
        calendars = await calendars_of(resources, versions)
        for row in part:
            calendar = calendars.get(row["id"])
            offered = offered_minutes(calendar, period) if calendar else 0
            found.append({**row, "offered_minutes": offered})
        await asyncio.sleep(0)
    return found
