"""Reads, adds and removes a clinic's holidays: local days on which the clinic offers no slots in person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.contacts import opened_address
from amrutam.accounts.models import Caller
from amrutam.accounts.staff_queries import add_event
from amrutam.clinics import holiday_queries
from amrutam.clinics.access import access_clinic, access_desk
from amrutam.clinics.actions import change_for_doctors
from amrutam.clinics.errors import PracticeStaysOpen
from amrutam.core.clock import now
from amrutam.core.database import Queries, Row
from amrutam.core.errors import Invalid
from amrutam.core.resources import Resources
from amrutam.schedules.local_time import local_day

_MOST_AHEAD = timedelta(days=2 * 366)
_SHOWN_CHANGES = 100


async def read_holidays(resources: Resources, caller: Caller, clinic_id: UUID) -> dict[str, Any]:
    """The clinic's holidays from its local today on, and the last hundred changes: a dictionary with the fields of `schemas.Holidays`.

    Raises `NotFound` for an unknown clinic, and unless the caller works at its desk or is an administrator, and
    `SealBroken` if no key of the ring decrypts the address of a person who made a change.
    """
    clinic = await access_desk(resources, caller, clinic_id)
    today = _today(clinic)
    items = await holiday_queries.holidays(resources.database, clinic_id, today)
    changes = await holiday_queries.changes(resources.database, clinic_id, _SHOWN_CHANGES)
    return {
        "items": [dict(row) for row in items],
        "history": [
            {**row, "by": opened_address(resources.keyring, row["by_sealed"])} for row in changes
        ],
    }


async def add_holiday(
    resources: Resources, caller: Caller, clinic_id: UUID, day: date, name: str
) -> None:
    """Adds the holiday, or changes its name, and raises the versions of the clinic's doctors (`change_for_doctors`). Booked visits stay.

    `day` is a local day of the clinic. `caller` is recorded as the person who made the change; the
    caller's rights are not checked here. Raises `NotFound` for an unknown clinic, `PracticeStaysOpen`
    for a doctor's own practice, and `Invalid` for a day that is past or more than two years (732 days)
    ahead.
    """
    today = _today(await access_clinic(resources, clinic_id))
    if not today <= day <= today + _MOST_AHEAD:
        raise Invalid.field("/path/day", "must be from today on, and at most two years ahead")

    async def write(queries: Queries, clinic: Row) -> bool:
        if clinic["is_practice"]:
            raise PracticeStaysOpen
        if not await holiday_queries.add(queries, clinic_id, day, name, caller.account_id):
            return False
        await add_event(queries, caller.account_id, "holiday_added", str(clinic_id))
        return True

    await change_for_doctors(resources, clinic_id, write)


async def remove_holiday(resources: Resources, caller: Caller, clinic_id: UUID, day: date) -> None:
    """Removes the holiday, so that the day's times are offered again, and raises the versions of the clinic's doctors (`change_for_doctors`).

    `day` is a local day of the clinic, also a past one. Repeating the call changes nothing. `caller` as
    for `add_holiday`. Raises `NotFound` for an unknown clinic.
    """

    async def write(queries: Queries, _clinic: Row) -> bool:
        if not await holiday_queries.remove(queries, clinic_id, day, caller.account_id):
            return False
        await add_event(queries, caller.account_id, "holiday_removed", str(clinic_id))
        return True

    await change_for_doctors(resources, clinic_id, write)


def _today(clinic: Row) -> date:
    return local_day(now(), ZoneInfo(clinic["time_zone"]))
