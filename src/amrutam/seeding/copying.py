"""From plans to rows of each table, and the rows to PostgreSQL by COPY."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any

import asyncpg

from amrutam.accounts.contacts import sealed_address
from amrutam.booking.answers import seal_reason
from amrutam.core.crypto import Keyring
from amrutam.schedules.models import Rule
from amrutam.seeding.clinics import PlannedClinic
from amrutam.seeding.doctors import PlannedDoctor
from amrutam.seeding.patients import PlannedPatient
from amrutam.seeding.practices import ZONE
from amrutam.seeding.visits import PlannedVisit

Connection = asyncpg.Connection
Rows = list[tuple[Any, ...]]

_COLUMNS = {
    "account": "id role locale email_sealed email_index created_at",
    "made_up_account": "account_id kind",
    "patient": "id account_id name relation birth_date gender created_at",
    "doctor": "id account_id name registration_number specialization city languages"
    " gender experience_years rating_hundredths rating_count bio time_zone code_policy"
    " buffer_minutes notice_minutes horizon_days created_at",
    "consultation_type": "id doctor_id kind name minutes fee_amount fee_currency modes is_default",
    "clinic": "id name address city latitude longitude time_zone phone languages is_practice",
    "doctor_clinic": "doctor_id clinic_id",
    "schedule_rule": "doctor_id weekday starts ends time_zone valid_from modes breaks clinic_id",
    "schedule_exception": "doctor_id kind starts_at ends_at modes clinic_id",
    "doctor_booking": "doctor_id schedule_version approved",
    "appointment": "id starts_at ends_at reference status doctor_id patient_id account_id"
    " consultation_type_id mode clinic_id fee_amount fee_currency time_zone reason_sealed version"
    " created_at updated_at",
    "appointment_place": "id starts_at",
    "time_claim": "party_id during appointment_id",
    "appointment_event": "appointment_id version kind actor_account_id actor_role at starts_at clinic_id",
}


async def copy(connection: Connection, tables: Mapping[str, Rows]) -> None:
    for table, rows in tables.items():
        if rows:
            columns = _COLUMNS[table].split()
            await connection.copy_records_to_table(table, records=rows, columns=columns)


async def analyze(connection: Connection) -> None:
    """Plans for what is there now: the planner's numbers would follow minutes later."""
    await connection.execute(f"ANALYZE {', '.join(_COLUMNS)}")


def doctor_rows(
    keyring: Keyring, doctors: Sequence[PlannedDoctor], clinics: Sequence[PlannedClinic]
) -> dict[str, Rows]:
    """Each doctor has a practice; `clinics` are those where some work besides."""
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
    def said(at: time) -> str:
        return at.strftime("%H:%M")

    return json.dumps([{"starts": said(a), "ends": said(b)} for a, b in rule.breaks])


def patient_rows(keyring: Keyring, patients: Sequence[PlannedPatient]) -> dict[str, Rows]:
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


def visit_rows(
    keyring: Keyring, visits: Sequence[PlannedVisit], claims_since: datetime
) -> dict[str, Rows]:
    """Claims only of what ends after `claims_since`: the older ones would be dropped by upkeep."""
    return {
        "appointment": [_visit_row(keyring, v) for v in visits],
        "appointment_place": [(v.id, v.starts_at) for v in visits],
        "time_claim": list(_claims(visits, claims_since)),
        "appointment_event": list(_events(visits)),
    }


def _visit_row(keyring: Keyring, v: PlannedVisit) -> tuple[Any, ...]:
    return (
        v.id, v.starts_at, v.ends_at, v.reference, v.status, v.doctor.id, v.patient.id,
        v.patient.account_id, v.kind.id, v.mode, v.clinic_id, v.kind.fee_amount, v.kind.fee_currency,
        v.doctor.calendar.time_zone, seal_reason(keyring, v.reason, v.id),
        1 if v.ended_at is None else 2, v.created_at, v.ended_at or v.created_at,
    )  # fmt: skip


def _claims(visits: Iterable[PlannedVisit], since: datetime) -> Iterator[tuple[Any, ...]]:
    for v in visits:
        if v.status != "cancelled" and v.busy_until > since:
            yield v.doctor.id, asyncpg.Range(v.starts_at, v.busy_until), v.id
            yield v.patient.id, asyncpg.Range(v.starts_at, v.ends_at), v.id


def _events(visits: Iterable[PlannedVisit]) -> Iterator[tuple[Any, ...]]:
    for v in visits:
        account = v.patient.account_id
        yield v.id, 1, "booked", account, "patient", v.created_at, v.starts_at, v.clinic_id
        if v.ended_at is not None:
            by_patient = v.status == "cancelled"
            actor = (account, "patient") if by_patient else (v.doctor.account_id, "doctor")
            yield v.id, 2, v.status, *actor, v.ended_at, v.starts_at, None
