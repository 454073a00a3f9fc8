"""SQL of a clinic's patients: those whom the clinic's desk has registered, and those who have or had an appointment there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

_SHOWN = """p.id, p.name, p.birth_date, p.gender, p.relation,
    coalesce(k.phone_sealed, a.phone_sealed) AS phone_sealed"""
_FROM = """patient AS p JOIN account AS a ON a.id = p.account_id AND p.removed_at IS NULL
    LEFT JOIN clinic_patient AS k ON k.patient_id = p.id AND k.clinic_id = $1"""

# Patients with an appointment are found through the clinic's doctors, because appointments are
# indexed by doctor and time.
_BY_NAME = Statement(
    "clinic_patients_by_name",
    f"""
    SELECT {_SHOWN} FROM {_FROM}
    WHERE p.name ILIKE $2 AND p.id IN (
        SELECT patient_id FROM clinic_patient WHERE clinic_id = $1
        UNION
        SELECT v.patient_id FROM doctor_clinic AS w
        JOIN appointment AS v ON v.doctor_id = w.doctor_id AND v.clinic_id = w.clinic_id
        WHERE w.clinic_id = $1 AND v.starts_at > now() - make_interval(days => $3))
    ORDER BY p.name, p.id LIMIT $4
    """,
)
_BY_PHONE = Statement(
    "clinic_patients_by_phone",
    f"""
    SELECT {_SHOWN} FROM {_FROM}
    WHERE p.id IN (
        SELECT patient_id FROM clinic_patient WHERE clinic_id = $1 AND phone_index = ANY ($2)
        UNION
        SELECT q.id FROM account AS b JOIN patient AS q ON q.account_id = b.id
        WHERE b.phone_index = ANY ($2) AND EXISTS (
            SELECT FROM appointment AS v WHERE v.patient_id = q.id AND v.clinic_id = $1))
    ORDER BY p.name, p.id LIMIT $3
    """,
)
_BY_REFERENCE = Statement(
    "clinic_patients_by_reference",
    f"""
    SELECT {_SHOWN} FROM {_FROM}
    WHERE p.id IN (SELECT patient_id FROM appointment WHERE reference = $2 AND clinic_id = $1)
    """,
)
_KNOWN = Statement(
    "known_patient",
    """
    WITH desk AS (SELECT clinic_id FROM desk_clinic WHERE account_id = $1)
    SELECT p.account_id, ARRAY(SELECT clinic_id FROM desk) AS clinics FROM patient AS p
    WHERE p.id = $2 AND p.removed_at IS NULL AND (
        EXISTS (SELECT FROM clinic_patient AS k WHERE k.patient_id = p.id
            AND ($3 OR k.clinic_id IN (SELECT clinic_id FROM desk)))
        OR EXISTS (SELECT FROM appointment AS v WHERE v.patient_id = p.id
            AND v.clinic_id IS NOT NULL AND ($3 OR v.clinic_id IN (SELECT clinic_id FROM desk))))
    """,
)
_KNOWN_AT = Statement(
    "patient_known_at_clinic",
    """
    SELECT EXISTS (SELECT FROM patient WHERE id = $2 AND removed_at IS NULL)
        AND (EXISTS (SELECT FROM clinic_patient WHERE clinic_id = $1 AND patient_id = $2)
            OR EXISTS (SELECT FROM appointment WHERE clinic_id = $1 AND patient_id = $2))
    """,
)
_ADD_PERSON = Statement(
    "clinic_patient_person",
    """
    INSERT INTO patient (account_id, name, birth_date, gender) VALUES ($1, $2, $3, $4) RETURNING id
    """,
)
_ADD = Statement(
    "clinic_patient_add",
    """
    INSERT INTO clinic_patient (clinic_id, patient_id, phone_sealed, phone_index, made_by)
    VALUES ($1, $2, $3, $4, $5)
    """,
)


async def by_name(
    queries: Queries, clinic_id: UUID, name: str, *, days: int, limit: int
) -> list[Row]:
    """The clinic's patients whose name contains `name`, in upper or lower case: the first `limit` by name.

    The columns are `id`, `name`, `birth_date`, `gender`, `relation` and `phone_sealed` (the encrypted number that this
    clinic's desk registered, otherwise that of the account; None without one). The search covers the patients whom the
    clinic's desk has registered, and those with an appointment at the clinic in the future or in the last `days` days,
    if its doctor still works at the clinic. Removed patients are left out.
    """
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return await queries.fetch(_BY_NAME, clinic_id, f"%{escaped}%", days, limit)


async def by_phone(
    queries: Queries, clinic_id: UUID, indexes: Sequence[bytes], limit: int
) -> list[Row]:
    """The clinic's patients with this telephone number: the first `limit` by name, in the columns of `by_name`.

    These are the patients whom the clinic's desk has registered with the number, and those with an
    appointment at the clinic, in any status, whose account has the number. `indexes`: the number's blind
    index under each key of the ring. Removed patients are left out.
    """
    return await queries.fetch(_BY_PHONE, clinic_id, indexes, limit)


async def by_reference(queries: Queries, clinic_id: UUID, reference: str) -> list[Row]:
    """A list of the patient of the appointment with this reference, in the columns of `by_name`.

    `reference` is in upper case with its hyphens, such as AMR-7K2QM-X94TB. The list is empty if the clinic has no such
    appointment, or if the patient was removed.
    """
    return await queries.fetch(_BY_REFERENCE, clinic_id, reference)


async def known_patient(
    queries: Queries, desk_id: UUID, patient_id: UUID, *, anywhere: bool
) -> Row | None:
    """Returns a row of `account_id` (the patient's) and `clinics`, or None if no clinic of the desk knows the patient.

    `desk_id`: the id of the desk's account; `clinics`: the ids of all clinics at whose desk this
    account works. A clinic knows the patients whom its desk registered and those with an appointment
    there, also a past or cancelled one, but no removed patients. `anywhere`: every clinic counts, not only those of
    the desk.
    """
    return await queries.row(_KNOWN, desk_id, patient_id, anywhere)


async def is_known_at(queries: Queries, clinic_id: UUID, patient_id: UUID) -> bool:
    """Whether the clinic's desk registered the patient, or the patient has an appointment there in any status.

    False for a removed patient.
    """
    return bool(await queries.value(_KNOWN_AT, clinic_id, patient_id))


async def add_patient(
    queries: Queries,
    clinic_id: UUID,
    account_id: UUID,
    person: tuple[str, date | None, str | None],
    phone: tuple[bytes, bytes],
    made_by: UUID,
) -> UUID:
    """Creates the account's own patient record, adds the patient to the clinic's patients, and returns the patient's id.

    The clinic and the account must exist, and the account must not have its own record yet. `person` is (name, date of
    birth or None, gender or None); `phone` is (encrypted number, blind index); `made_by` is the id of the account that
    registers the patient.
    """
    patient_id: UUID = await queries.value(_ADD_PERSON, account_id, *person)
    await queries.execute(_ADD, clinic_id, patient_id, *phone, made_by)
    return patient_id
