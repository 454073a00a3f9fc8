"""Reads the patient of a visit and the patient's earlier visits, for the visit's doctor and administrators."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.contacts import opened_address
from amrutam.accounts.models import Caller
from amrutam.accounts.queries import patient_with_contact
from amrutam.accounts.record_reads import note_record_read
from amrutam.booking import queries
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.database import Row
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.key_ring import Keyring
from amrutam.core.resources import Resources
from amrutam.schedules.local_time import local_day


async def read_patient(
    resources: Resources, caller: Caller, appointment_id: UUID
) -> dict[str, Any]:
    """The patient of a visit: a dictionary with the fields of `schemas.VisitPatient`.

    The earlier visits are up to twenty to the same doctor, newest first; an administrator's read of
    them is recorded (`note_record_read`). The age is that of today in the visit's time zone. Raises
    `NotFound` if the caller may not see the appointment, and `NotAllowed` for all who may see it
    but the doctor and administrators.
    """
    stored = await access_appointment(resources, caller, appointment_id)
    if not stored.recordable_by(caller):
        raise NotAllowed
    visit, keyring = stored.appointment, resources.keyring
    patient = await patient_with_contact(resources.database, visit.patient.id)
    if patient is None:
        raise NotFound
    rows = await queries.earlier_visits(
        resources.database, visit.patient.id, visit.doctor.id, visit.starts_at
    )
    await note_record_read(resources, caller, [row["id"] for row in rows], "appointment")
    today = local_day(clock.now(), ZoneInfo(visit.time_zone))
    return {
        "id": visit.patient.id,
        "name": patient["name"],
        "age": _age(patient["birth_date"], today),
        "gender": patient["gender"],
        "email": opened_address(keyring, patient["email_sealed"]),
        "phone": opened_address(keyring, patient["phone_sealed"]),
        "earlier_visits": [_earlier(keyring, row) for row in rows],
    }


def _age(born: date | None, today: date) -> int | None:
    """Returns the age in whole years; None if the birth date is unknown."""
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _earlier(keyring: Keyring, row: Row) -> dict[str, Any]:
    sealed = row["reason_sealed"]
    reason = keyring.open("reason", sealed, row["id"].bytes).decode() if sealed else None
    return {**row, "reason": reason}
