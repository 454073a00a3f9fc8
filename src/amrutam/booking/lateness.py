"""Reads and records by how many minutes a doctor is late today."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.models import Caller
from amrutam.clinics.access import is_at_desk_of
from amrutam.core import clock
from amrutam.core.changes import times_changed
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources
from amrutam.schedules import queries, write_queries
from amrutam.schedules.access import access_calendar
from amrutam.schedules.calendars import calendar_of
from amrutam.schedules.local_time import day_end, day_start, local_day


async def read_lateness(resources: Resources, caller: Caller, doctor_id: UUID) -> dict[str, Any]:
    """The doctor's lateness today: a dictionary with `doctor_id`, `minutes` (0 on time) and `until`.

    `until` is the end of the doctor's local day, an aware datetime in UTC; None on time.
    Raises `NotFound` for an unknown doctor, and unless the caller is the doctor, a desk of the
    doctor's clinics or an administrator.
    """
    await _access(resources, caller, doctor_id)
    return await _present(resources, doctor_id)


async def set_lateness(
    resources: Resources, caller: Caller, doctor_id: UUID, minutes: int
) -> dict[str, Any]:
    """Records that the doctor is `minutes` late until the end of the doctor's local day, and publishes the change; 0 ends the lateness.

    `minutes` must not be negative, which is not checked here. No appointment is moved. Returns what
    `read_lateness` returns. Raises `NotFound` as `read_lateness` does, and `Invalid` for more than
    `lateness_max_minutes`.
    """
    await _access(resources, caller, doctor_id)
    most = resources.settings.lateness_max_minutes
    if minutes > most:
        raise Invalid.field("/minutes", f"must be at most {most}")
    calendar = await calendar_of(resources, doctor_id)
    if calendar is None:
        raise NotFound
    zone = ZoneInfo(calendar.time_zone)
    today = local_day(clock.now(), zone)
    period = (day_start(today, zone), day_end(today, zone))
    await write_queries.set_lateness(
        resources.database, doctor_id, minutes, period, caller.account_id
    )
    await times_changed(resources, doctor_id)
    return await _present(resources, doctor_id)


async def _access(resources: Resources, caller: Caller, doctor_id: UUID) -> None:
    if caller.role != "desk":
        await access_calendar(resources, caller, doctor_id)
    elif not await is_at_desk_of(resources.database, caller.account_id, doctor_id):
        raise NotFound


async def _present(resources: Resources, doctor_id: UUID) -> dict[str, Any]:
    late = await queries.lateness(resources.database, doctor_id)
    return {"doctor_id": doctor_id, "minutes": late.minutes, "until": late.until}
