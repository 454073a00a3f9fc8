"""Finds and registers a clinic's patients for its desk, and checks for which patients a desk can book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from amrutam.accounts.contacts import (
    address_indexes,
    normalised,
    opened_address,
    sealed_address,
)
from amrutam.accounts.models import Caller
from amrutam.accounts.queries import insert_account
from amrutam.accounts.record_reads import note_record_read
from amrutam.clinics import patient_queries, queries
from amrutam.clinics.access import access_desk
from amrutam.clinics.errors import PhoneKnown
from amrutam.clinics.schemas import ClinicPatient, NewClinicPatient
from amrutam.core.database import Row, retried
from amrutam.core.errors import Invalid, NotFound, Unavailable
from amrutam.core.resources import Resources

_REFERENCE = re.compile(r"AMR-?([0-9A-Z]{5})-?([0-9A-Z]{5})", re.IGNORECASE)
_NUMBER = re.compile(r"[+0-9][0-9 ()./-]{5,}")


@dataclass(frozen=True, slots=True)
class KnownPatient:
    """A patient for whom the caller is allowed to book.

    `clinics` are the ids of the clinics at whose desk the caller works; None stands for all
    clinics, for administrators.
    """

    account_id: UUID
    clinics: frozenset[UUID] | None

    def may_visit(self, clinic_id: UUID | None) -> bool:
        """Whether the caller is allowed to book a visit at the clinic for the patient; `clinic_id` None stands for an online visit."""
        return self.clinics is None or clinic_id in self.clinics


async def find_known_patient(
    resources: Resources, caller: Caller, patient_id: UUID
) -> KnownPatient | None:
    """Returns the patient if a clinic at whose desk the caller works knows the patient, otherwise None.

    A clinic knows the patients whom its desk registered and those with an appointment there, also a
    past or cancelled one, but no removed patients. For administrators every clinic counts.
    """
    is_admin = caller.role == "admin"
    row = await patient_queries.known_patient(
        resources.database, caller.account_id, patient_id, anywhere=is_admin
    )
    if row is None:
        return None
    return KnownPatient(row["account_id"], None if is_admin else frozenset(row["clinics"]))


async def check_known_at(resources: Resources, clinic_id: UUID, patient_id: UUID) -> None:
    """Raises `NotFound` unless the patient is registered at the clinic, or has an appointment there, also a past or cancelled one.

    Raises `NotFound` also for a removed patient. Check the caller's access to the clinic first (`access_desk`).
    """
    if not await patient_queries.is_known_at(resources.database, clinic_id, patient_id):
        raise NotFound


async def find_patients(
    resources: Resources, caller: Caller, clinic_id: UUID, text: str
) -> list[ClinicPatient]:
    """Finds patients of the clinic by `text`: a complete booking reference or telephone number, otherwise a part of a name.

    A search by name finds only patients whom the clinic's desk registered, and those with an appointment there in the
    future or in the last `desk_patient_days` days. Returns at most `desk_patients_shown` patients, ordered by name;
    removed patients are left out. The read is recorded (`note_record_read`). Raises `NotFound` for an unknown clinic, and unless the caller works
    at its desk or is an administrator, and `SealBroken` if no key of the ring decrypts a number.
    """
    await access_desk(resources, caller, clinic_id)
    rows = await _found(resources, clinic_id, text)
    await note_record_read(resources, caller, [row["id"] for row in rows], "patients")
    return [_shown(resources, row) for row in rows]


async def _found(resources: Resources, clinic_id: UUID, text: str) -> list[Row]:
    database, most = resources.database, resources.settings.desk_patients_shown
    if reference := _REFERENCE.fullmatch(text):
        written = f"AMR-{reference[1]}-{reference[2]}".upper()
        return await patient_queries.by_reference(database, clinic_id, written)
    if _NUMBER.fullmatch(text):
        try:
            number = normalised("sms", text)
        except Invalid:
            return []
        indexes = address_indexes(resources.keyring, number)
        return await patient_queries.by_phone(database, clinic_id, indexes, most)
    days = resources.settings.desk_patient_days
    return await patient_queries.by_name(database, clinic_id, text, days=days, limit=most)


async def register_patient(
    resources: Resources, caller: Caller, clinic_id: UUID, new: NewClinicPatient
) -> ClinicPatient:
    """Registers and returns a patient of the clinic, with a new account to which nobody can sign in.

    Raises `NotFound` if the clinic is unknown, or the caller neither works at its desk nor is an
    administrator; `PhoneKnown` if a patient of the clinic (`patient_queries.by_phone`) has the number,
    unless `new.another_person` is true.
    """
    await access_desk(resources, caller, clinic_id)
    return await retried(lambda: _register(resources, caller, clinic_id, new))


async def _register(
    resources: Resources, caller: Caller, clinic_id: UUID, new: NewClinicPatient
) -> ClinicPatient:
    indexes = address_indexes(resources.keyring, new.phone)
    most = resources.settings.desk_patients_shown
    async with resources.database.transaction() as transaction:
        # The clinic is locked, because two people at its desk may register the same new patient at once.
        await queries.lock_clinic(transaction, clinic_id)
        same = await patient_queries.by_phone(transaction, clinic_id, indexes, most)
        if same and not new.another_person:
            shown = [_shown(resources, row).model_dump(mode="json") for row in same]
            raise PhoneKnown(patients=shown)
        account_id = await insert_account(transaction, "en")
        if account_id is None:
            raise Unavailable
        id_ = await patient_queries.add_patient(
            transaction, clinic_id, account_id, (new.name, new.birth_date, new.gender),
            sealed_address(resources.keyring, new.phone), caller.account_id,
        )  # fmt: skip
    return ClinicPatient(id=id_, **new.model_dump(exclude={"another_person"}))


def _shown(resources: Resources, row: Row) -> ClinicPatient:
    phone = opened_address(resources.keyring, row["phone_sealed"])
    return ClinicPatient(
        id=row["id"],
        name=row["name"],
        phone=phone,
        birth_date=row["birth_date"],
        gender=row["gender"],
    )
