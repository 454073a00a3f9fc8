"""Turns plans of doctors and patients into rows, and copies the rows of all tables to PostgreSQL (COPY)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import time
from io import BytesIO
from typing import Any

from asyncpg import Connection

from amrutam.accounts.contacts import sealed_address
from amrutam.core.key_ring import Keyring
from amrutam.schedules.models import Rule
from amrutam.seeding.clinics import PlannedClinic
from amrutam.seeding.doctors import PlannedDoctor
from amrutam.seeding.patients import PlannedPatient
from amrutam.seeding.practices import ZONE
from amrutam.seeding.visit_rows import VISIT_COLUMNS

Rows = list[tuple[Any, ...]] | bytes
"""Rows to copy, as records or as encoded bytes in COPY's binary format."""

_COLUMNS = {
    "account": "id role locale email_sealed email_index created_at",
    "made_up_account": "account_id kind",
    "patient": "id account_id name relation birth_date gender created_at",
    "doctor": "id account_id name registration_number specialization city languages"
    " gender experience_years rating_hundredths rating_count bio qualifications time_zone code_policy"
    " buffer_minutes notice_minutes horizon_days created_at",
    "consultation_type": "id doctor_id kind name minutes fee_amount fee_currency modes is_default",
    "clinic": "id name address city latitude longitude time_zone phone languages is_practice",
    "doctor_clinic": "doctor_id clinic_id",
    "schedule_rule": "doctor_id weekday starts ends time_zone valid_from modes breaks clinic_id",
    "schedule_exception": "doctor_id kind starts_at ends_at modes clinic_id",
    "doctor_booking": "doctor_id schedule_version approved",
    **VISIT_COLUMNS,
}


async def copy(connection: Connection, tables: Mapping[str, Rows]) -> None:
    """Copies the rows of each table, in the order of `tables`, over the open connection.

    The tables are among those of `_COLUMNS`, and each row has that table's columns in their order. Raises asyncpg's errors, such as that of a violated constraint.
    """
    for table, rows in tables.items():
        columns = _COLUMNS[table].split()
        if isinstance(rows, bytes):
            await connection.copy_to_table(
                table, source=BytesIO(rows), columns=columns, format="binary"
            )
        elif rows:
            await connection.copy_records_to_table(table, records=rows, columns=columns)


async def analyze(connection: Connection) -> None:
    """Runs ANALYZE on the copied tables, whose statistics autovacuum would update only minutes later."""
    await connection.execute(f"ANALYZE {', '.join(_COLUMNS)}")


def doctor_rows(
    keyring: Keyring, doctors: Sequence[PlannedDoctor], clinics: Sequence[PlannedClinic]
) -> dict[str, Rows]:
    """The rows of doctors and clinics, by table in the order in which they are copied.

    Each doctor has a practice, and belongs to the clinics that the doctor's rules name.
    """
    return {
        "clinic": [*map(_clinic_row, clinics), *map(_practice_row, doctors)],
        "account": [
            (d.account_id, "doctor", "en", *sealed_address(keyring, d.email), d.joined_at)
            for d in doctors
        ],
        "made_up_account": [(d.account_id, "seeded") for d in doctors],
        "doctor": [_doctor_row(d) for d in doctors],
        "consultation_type": [
            (t.id, d.id, t.kind, t.name, t.minutes, t.fee_amount, t.fee_currency, list(t.modes),
             t.is_default)
            for d in doctors for t in d.calendar.types
        ],
        "doctor_clinic": [
            (d.id, clinic_id) for d in doctors
            for clinic_id in {d.id} | {r.clinic_id for r in d.calendar.rules if r.clinic_id}
        ],
        "schedule_rule": [
            (d.id, r.weekday, r.starts, r.ends, r.time_zone, r.valid_from, list(r.modes),
             _breaks(r), r.clinic_id)
            for d in doctors for r in d.calendar.rules
        ],
        "schedule_exception": [
            (d.id, e.kind, e.starts_at, e.ends_at, list(e.modes), e.clinic_id)
            for d in doctors for e in d.calendar.exceptions
        ],
        "doctor_booking": [(d.id, 1, True) for d in doctors],
    }  # fmt: skip


def _doctor_row(d: PlannedDoctor) -> tuple[Any, ...]:
    c = d.calendar
    return (
        d.id, d.account_id, d.name, d.registration_number, d.specialization, d.city,
        d.languages, d.gender, d.experience_years, d.rating_hundredths, d.rating_count, d.bio,
        d.qualifications,
        c.time_zone, c.code_policy, c.buffer_minutes, c.notice_minutes, c.horizon_days,
        d.joined_at,
    )  # fmt: skip


def _clinic_row(c: PlannedClinic) -> tuple[Any, ...]:
    return (
        c.id, c.name, c.address, c.city, c.latitude, c.longitude, ZONE, c.phone, c.languages, False,
    )  # fmt: skip


def _practice_row(d: PlannedDoctor) -> tuple[Any, ...]:
    return d.id, d.name, d.address, d.city, None, None, d.calendar.time_zone, None, [], True


def _breaks(rule: Rule) -> str:
    def said(at: time | None) -> str:
        return at.strftime("%H:%M") if at else "24:00"

    return json.dumps([{"starts": said(a), "ends": said(b)} for a, b in rule.breaks])


def patient_rows(keyring: Keyring, patients: Sequence[PlannedPatient]) -> dict[str, Rows]:
    """The rows of patients and their accounts, by table in the order in which they are copied."""
    return {
        "account": [
            (p.account_id, "patient", p.locale, *sealed_address(keyring, p.email), p.joined_at)
            for p in patients if p.email is not None
        ],
        "made_up_account": [(p.account_id, "seeded") for p in patients if p.email is not None],
        "patient": [
            (p.id, p.account_id, p.name, p.relation, p.birth_date, p.gender, p.joined_at)
            for p in patients
        ],
    }  # fmt: skip
