"""Creates and changes clinics and their staff, each in one transaction; and reads a clinic's day.

Appointments, search results and calendars show a clinic's name and address, and processes cache
calendars by the doctor's schedule version. A change of a clinic therefore raises the schedule and
profile versions of its doctors.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.models import Caller
from amrutam.accounts.record_reads import note_record_read
from amrutam.accounts.staff_queries import add_event
from amrutam.clinics import holiday_queries, queries
from amrutam.clinics.access import access_clinic, access_desk
from amrutam.clinics.errors import ClinicInUse, PracticeStaysOpen, TooManyAtClinic
from amrutam.clinics.schemas import ClinicChange, NewClinic
from amrutam.core.changes import times_changed
from amrutam.core.clock import now
from amrutam.core.database import Queries, Row, retried
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_entries_soon
from amrutam.doctors.schedule_version_queries import raise_version
from amrutam.doctors.search.index import list_doctors
from amrutam.doctors.write_queries import enqueue_changed, lock_doctor, slug_of, touch
from amrutam.schedules.local_time import day_end, day_start, local_day
from amrutam.schedules.override_reasons import override_reasons
from amrutam.schedules.queries import exists

_PRACTICES = ("name", "address", "city", "time_zone")
"""The fields of a doctor's own practice that come from the doctor's profile and change with the profile."""

Write = Callable[[Queries, Row], Awaitable[bool]]
"""A function that changes a locked clinic, given as the row of `queries.lock_clinic`; returns whether anything changed."""

Check = Callable[[datetime], None]
"""A function that gets the clinic's `updated_at`; raises an error if the caller's If-Match does not match it."""


async def create_clinic(resources: Resources, new: NewClinic) -> Row:
    """Creates a clinic and returns its row (`queries.clinic`). Raises `Invalid` for an unknown city.

    The caller's rights are not checked here.
    """
    async with resources.database.transaction() as transaction:
        values = await _stored(transaction, new.model_dump())
        clinic_id = await queries.insert_clinic(transaction, values)
    return await access_clinic(resources, clinic_id)


async def change_clinic(
    resources: Resources, clinic_id: UUID, change: ClinicChange, check: Check
) -> Row:
    """Changes a clinic and raises the versions of its doctors (`change_for_doctors`); returns the clinic's row (`queries.clinic`).

    The versions are raised even if the values are the present ones. The caller's rights are not
    checked here. Raises `NotFound` for an unknown clinic, `Invalid` for an unknown city and for a field
    of a practice that comes from the doctor's profile, and what `check` raises.
    """
    given = change.model_dump(include=change.model_fields_set)

    async def write(transaction: Queries, present: Row) -> bool:
        if present["is_practice"]:
            _refuse_doctors_own(given)
        await queries.update_clinic(transaction, clinic_id, await _stored(transaction, given))
        return True

    return await _changed(resources, clinic_id, check, write)


async def close_clinic(
    resources: Resources, caller: Caller, clinic_id: UUID, check: Check, *, closed: bool
) -> Row:
    """Closes or opens a clinic and returns its row (`queries.clinic`); repeating the call changes nothing.

    `closed`: True closes the clinic, False opens it. `caller` is recorded as the person who made the change; the
    caller's rights are not checked here. Raises `NotFound` for an unknown clinic, `PracticeStaysOpen` for a doctor's
    own practice, and what `check` raises. Booked appointments stay. Holds of times in person at a closed clinic can no
    longer be confirmed: the versions of the doctors' schedules change, and the times are then not offered.
    """

    async def write(transaction: Queries, present: Row) -> bool:
        if present["is_practice"]:
            raise PracticeStaysOpen
        if closed is (present["closed_at"] is not None):
            return False
        await queries.close_clinic(transaction, clinic_id, closed=closed)
        kind = "clinic_closed" if closed else "clinic_opened"
        await add_event(transaction, caller.account_id, kind, str(clinic_id))
        return True

    return await _changed(resources, clinic_id, check, write)


async def _changed(resources: Resources, clinic_id: UUID, check: Check, write: Write) -> Row:
    await change_for_doctors(resources, clinic_id, write, check)
    return await access_clinic(resources, clinic_id)


async def change_for_doctors(
    resources: Resources, clinic_id: UUID, write: Write, check: Check | None = None
) -> None:
    """Changes a clinic by `write`, and raises the schedule and profile versions of its doctors if anything changed.

    The transaction locks the clinic and is repeated after a conflict, so `write` can be called again. `check` None
    checks no version. After the commit, cached entries of doctors are dropped. Raises `NotFound` for an unknown clinic,
    and what `write` and `check` raise.
    """

    async def act() -> list[UUID]:
        async with resources.database.transaction() as transaction:
            present = await queries.lock_clinic(transaction, clinic_id)
            if present is None:
                raise NotFound
            if check is not None:
                check(present["updated_at"])
            if not await write(transaction, present):
                return []
            doctors = sorted(row["id"] for row in await queries.doctors(transaction, clinic_id))
            # The doctors are sorted, so that two concurrent changes cannot deadlock.
            for doctor_id in doctors:
                await raise_version(transaction, doctor_id)
            await _doctors_changed(transaction, doctors)
            return doctors

    await _told(resources, await retried(act))


def _refuse_doctors_own(given: dict[str, Any]) -> None:
    for name in _PRACTICES:
        if name in given:
            raise Invalid.field(
                f"/{name}",
                "cannot be changed for a doctor's own practice: change it in the doctor's profile",
            )


async def _stored(transaction: Queries, values: dict[str, Any]) -> dict[str, Any]:
    """The request's values by column: a city's slug, and two columns for a location. Raises `Invalid` for an unknown city."""
    if "city" in values:
        values["city"] = await slug_of(transaction, "city", values["city"])
        if values["city"] is None:
            raise Invalid.field("/city", "must be a known city")
    if "languages" in values:
        values["languages"] = values["languages"] or []
    if "location" in values:
        values |= values.pop("location") or {"latitude": None, "longitude": None}
    return values


async def add_doctor(resources: Resources, clinic_id: UUID, doctor_id: UUID) -> None:
    """Adds a doctor to the clinic; repeating the call changes nothing.

    The caller's rights are not checked here. Raises `NotFound` for an unknown clinic or doctor, `PracticeStaysOpen` for
    another doctor's practice, and `TooManyAtClinic` if the doctor would work at more than `doctor_max_clinics` clinics,
    the own practice included.
    """
    most = resources.settings.doctor_max_clinics

    async def act() -> None:
        async with resources.database.transaction() as transaction:
            await lock_doctor(transaction, doctor_id)
            known = await exists(transaction, doctor_id)
            clinic = await queries.clinic(transaction, clinic_id)
            if not known or clinic is None:
                raise NotFound
            if clinic["is_practice"] and clinic_id != doctor_id:
                raise PracticeStaysOpen
            if await queries.add_doctor(transaction, doctor_id, clinic_id):
                if await queries.count_clinics(transaction, doctor_id) > most:
                    raise TooManyAtClinic(limit="doctor_max_clinics", most=most)
                await _doctors_changed(transaction, [doctor_id])

    await retried(act)
    await _told(resources, [doctor_id])


async def remove_doctor(resources: Resources, clinic_id: UUID, doctor_id: UUID) -> None:
    """Removes a doctor from the clinic, with the doctor's past extra hours there.

    The caller's rights are not checked here. Raises `NotFound` unless the doctor works there; `ClinicInUse` if the
    doctor has weekly rules, extra hours that have not ended or booked appointments that have not begun there, and for
    the doctor's own practice.
    """
    if clinic_id == doctor_id:
        raise ClinicInUse

    async def act() -> None:
        async with resources.database.transaction() as transaction:
            # Locks the schedule, so that no booking commits before the doctor is removed.
            await raise_version(transaction, doctor_id)
            if not await queries.remove_doctor(transaction, doctor_id, clinic_id):
                raise NotFound
            await _doctors_changed(transaction, [doctor_id])

    await retried(act)
    await _told(resources, [doctor_id])


async def _doctors_changed(transaction: Queries, doctor_ids: Sequence[UUID]) -> None:
    """Raises the versions of the doctors' profiles, updates their rows in the search index, and enqueues jobs that drop cached entries."""
    for doctor_id in doctor_ids:
        await touch(transaction, doctor_id)
        await enqueue_changed(transaction, doctor_id)
    await list_doctors(transaction, doctor_ids)


async def _told(resources: Resources, doctor_ids: Sequence[UUID]) -> None:
    """Drops cached entries and calls the listeners for changes of the doctors' times; call this function after the commit."""
    await drop_entries_soon(resources)
    for doctor_id in doctor_ids:
        await times_changed(resources, doctor_id)


async def add_desk(resources: Resources, caller: Caller, clinic_id: UUID, account_id: UUID) -> None:
    """Adds an account to the clinic's desk; repeating the call changes nothing.

    Raises `NotFound` for an unknown clinic or an account without the role `desk`, `TooManyAtClinic` if
    the desk would have more than `clinic_max_desk` accounts, and `NotAllowed` if the caller's session
    has ended or is not an administrator's.
    """
    most = resources.settings.clinic_max_desk
    async with resources.database.transaction() as transaction:
        if await queries.lock_clinic(transaction, clinic_id) is None:
            raise NotFound
        added = await queries.add_desk(transaction, caller.session_id, account_id, clinic_id)
        if added and await queries.count_desk(transaction, clinic_id) > most:
            raise TooManyAtClinic(limit="clinic_max_desk", most=most)


async def remove_desk(
    resources: Resources, caller: Caller, clinic_id: UUID, account_id: UUID
) -> None:
    """Removes an account from the clinic's desk, with effect from the account's next call.

    Raises `NotFound` unless the account works at the desk, and `NotAllowed` if the caller's session
    has ended or is not an administrator's.
    """
    if not await queries.remove_desk(resources.database, caller.session_id, account_id, clinic_id):
        raise NotFound


async def read_agenda(
    resources: Resources, caller: Caller, clinic_id: UUID, day: date | None
) -> dict[str, Any]:
    """The appointments of one local day at the clinic; `day` None is today.

    Returns a dictionary with the fields of `schemas.ClinicAgenda`. At most `clinic_max_agenda`
    appointments are listed, in every status, the earliest first; those with doctors who have left the
    clinic are missing. The read is recorded (`note_record_read`). Raises
    `NotFound` unless the caller works at the clinic's desk or is an administrator, and `SealBroken`
    as `override_reasons` does.
    """
    clinic = await access_desk(resources, caller, clinic_id)
    zone = ZoneInfo(clinic["time_zone"])
    shown = day or local_day(now(), zone)
    period = (day_start(shown, zone), day_end(shown, zone))
    rows = await queries.agenda(
        resources.database, clinic_id, period, resources.settings.clinic_max_agenda
    )
    ids = [row["id"] for row in rows]
    overrides = await override_reasons(resources, ids)
    await note_record_read(resources, caller, ids, "agenda")
    return {
        "clinic_id": clinic_id,
        "date": shown,
        "time_zone": clinic["time_zone"],
        "holiday": await holiday_queries.name_of(resources.database, clinic_id, shown),
        "appointments": [
            {
                **row,
                "patient": {"id": row["patient_id"], "name": row["patient_name"]},
                "doctor": {"id": row["doctor_id"], "name": row["doctor_name"]},
                "fee": {"amount": row["fee_amount"], "currency": row["fee_currency"]},
                "override_reason": overrides.get(row["id"]),
            }
            for row in rows
        ],
    }
