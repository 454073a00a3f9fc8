"""Creates, lists and revokes displays, and reads what they show: the queue of a clinic without its patients.

A display's token gives access to nothing else.
"""

from __future__ import annotations

import secrets
from itertools import groupby
from operator import itemgetter
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.models import Caller
from amrutam.accounts.sessions import hashed
from amrutam.clinics.access import access_desk
from amrutam.clinics.errors import TooManyAtClinic
from amrutam.clinics.queries import lock_clinic
from amrutam.core.clock import now
from amrutam.core.database import Row
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.desk import queries
from amrutam.desk.rules import IN_QUEUE
from amrutam.desk.schemas import DisplayedQueue, MadeDisplay, ShownNumber, ShownQueue
from amrutam.schedules.local_time import local_day


async def make_display(
    resources: Resources, caller: Caller, clinic_id: UUID, name: str
) -> MadeDisplay:
    """Creates a display; returns the display's id and token. Only this call returns the token, which is stored as a hash.

    Raises `NotFound` for an unknown clinic, and unless the caller works at its desk or is an administrator;
    `TooManyAtClinic` if the clinic has `clinic_max_displays` displays that were not revoked.
    """
    await access_desk(resources, caller, clinic_id)
    most = resources.settings.clinic_max_displays
    token = secrets.token_urlsafe(32)
    async with resources.database.transaction() as transaction:
        # The lock makes concurrent requests wait, so that each counts the displays of the earlier ones.
        await lock_clinic(transaction, clinic_id)
        if len(await queries.displays(transaction, clinic_id)) >= most:
            raise TooManyAtClinic(limit="clinic_max_displays", most=most)
        id_ = await queries.add_display(
            transaction, clinic_id, name, hashed(token), caller.account_id
        )
    return MadeDisplay(id=id_, token=token)


async def list_displays(resources: Resources, caller: Caller, clinic_id: UUID) -> list[Row]:
    """The clinic's displays that were not revoked, as rows of `queries.displays`. Raises `NotFound` for an unknown clinic, and unless the caller works at its desk or is an administrator."""
    await access_desk(resources, caller, clinic_id)
    return await queries.displays(resources.database, clinic_id)


async def revoke_display(
    resources: Resources, caller: Caller, clinic_id: UUID, display_id: UUID
) -> None:
    """Revokes a display, whose next request is refused.

    Raises `NotFound` for an unknown clinic, and unless the caller works at its desk or is an administrator, and for a
    display that is not the clinic's or was revoked before.
    """
    await access_desk(resources, caller, clinic_id)
    if not await queries.revoke_display(resources.database, clinic_id, display_id):
        raise NotFound


async def displayed_queue(resources: Resources, token: str) -> DisplayedQueue:
    """Today's queue of the clinic, as the display with this token shows it: the first `clinic_max_agenda` numbers.

    Only numbers that are waiting, called or in the room are listed, by doctor's name. `waiting` has the waiting
    numbers of a doctor in ascending order, and `called` the others, the latest change first. Raises `NotFound` for a
    token that is unknown or was revoked, if the clinic is closed, and if the display's creator is
    disabled or no longer works at the clinic's desk (or as an administrator).
    """
    clinic = await queries.displayed(resources.database, hashed(token))
    if clinic is None:
        raise NotFound
    at = now()
    today = local_day(at, ZoneInfo(clinic["time_zone"]))
    most = resources.settings.clinic_max_agenda
    rows = await queries.numbers(resources.database, clinic["id"], today, IN_QUEUE, most)
    doctors = [_of_doctor(list(own)) for _, own in groupby(rows, itemgetter("doctor_id"))]
    return DisplayedQueue(
        clinic=clinic["name"], time_zone=clinic["time_zone"], at=at, doctors=doctors
    )


def _of_doctor(rows: list[Row]) -> ShownQueue:
    called = [row for row in rows if row["state"] != "waiting"]
    called.sort(key=itemgetter("changed_at"), reverse=True)
    return ShownQueue(
        doctor=rows[0]["doctor_name"],
        called=[ShownNumber.model_validate(dict(row)) for row in called],
        waiting=[row["number"] for row in rows if row["state"] == "waiting"],
    )
