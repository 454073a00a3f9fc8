"""From plans to rows, and the rows to PostgreSQL by COPY, in one transaction of the owner's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

import asyncpg

from amrutam.accounts.contacts import sealed_address
from amrutam.booking.answers import seal_reason
from amrutam.core.crypto import Keyring
from amrutam.schedules.models import Rule
from amrutam.seeding.chance import Chance
from amrutam.seeding.clinics import PlannedClinic
from amrutam.seeding.doctors import PlannedDoctor
from amrutam.seeding.patients import PlannedPatient
from amrutam.seeding.places import lists
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
    "appointment_place": "id doctor_id starts_at",
    "time_claim": "party_id during appointment_id pause_minutes",
    "appointment_event": "appointment_id version kind actor_account_id actor_role at starts_at clinic_id",
}


async def copy(connection: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        columns = _COLUMNS[table].split()
        await connection.copy_records_to_table(table, records=rows, columns=columns)


async def analyze(connection: Connection) -> None:
    """Plans for what is there now: the planner's numbers would follow minutes later."""
    await connection.execute(f"ANALYZE {', '.join(_COLUMNS)}")


async def copy_doctors(
    connection: Connection, keyring: Keyring, doctors: Sequence[PlannedDoctor]
) -> None:
    await copy(connection, "account", [
        (d.account_id, "doctor", "en", *sealed_address(keyring, d.email), d.joined_at)
        for d in doctors
    ])  # fmt: skip
    await copy(connection, "made_up_account", [(d.account_id, "seeded") for d in doctors])
    await copy(connection, "doctor", [_doctor_row(d) for d in doctors])
    await copy(connection, "consultation_type", [
        (t.id, d.id, t.kind, t.name, t.minutes, t.fee_amount, t.fee_currency, list(t.modes),
         t.is_default)
        for d in doctors for t in d.calendar.types
    ])  # fmt: skip
    await copy(connection, "clinic", [_practice_row(d) for d in doctors])
    await copy(connection, "doctor_clinic", [
        (d.id, clinic_id) for d in doctors
        for clinic_id in {d.id} | {r.clinic_id for r in d.calendar.rules if r.clinic_id}
    ])  # fmt: skip
    await copy(connection, "schedule_rule", [
        (d.id, r.weekday, r.starts, r.ends, r.time_zone, r.valid_from, list(r.modes), _breaks(r),
         r.clinic_id)
        for d in doctors for r in d.calendar.rules
    ])  # fmt: skip
    await copy(connection, "schedule_exception", [
        (d.id, e.kind, e.starts_at, e.ends_at, list(e.modes), e.clinic_id)
        for d in doctors for e in d.calendar.exceptions
    ])  # fmt: skip
    await copy(connection, "doctor_booking", [(d.id, 1, True) for d in doctors])


def _doctor_row(d: PlannedDoctor) -> tuple[Any, ...]:
    c = d.calendar
    return (
        d.id, d.account_id, d.name, d.registration_number, d.specialization, d.city,
        d.languages, d.gender, d.experience_years, d.rating_hundredths, d.rating_count, d.bio,
        c.time_zone, c.code_policy, c.buffer_minutes, c.notice_minutes, c.horizon_days,
        d.joined_at,
    )  # fmt: skip


def _practice_row(d: PlannedDoctor) -> tuple[Any, ...]:
    return d.id, d.name, d.address, d.city, None, None, d.calendar.time_zone, None, [], True


async def copy_clinics(connection: Connection, clinics: Sequence[PlannedClinic]) -> None:
    """Before the doctors who work there."""
    await copy(connection, "clinic", [
        (c.id, c.name, c.address, c.city, c.latitude, c.longitude, ZONE, c.phone, c.languages, False)
        for c in clinics
    ])  # fmt: skip


def _breaks(rule: Rule) -> str:
    def said(at: time) -> str:
        return at.strftime("%H:%M")

    return json.dumps([{"starts": said(a), "ends": said(b)} for a, b in rule.breaks])


async def copy_patients(
    connection: Connection, keyring: Keyring, patients: Sequence[PlannedPatient]
) -> None:
    await copy(connection, "account", [
        (p.account_id, "patient", p.locale, *sealed_address(keyring, p.email), p.joined_at)
        for p in patients if p.email is not None
    ])  # fmt: skip
    await copy(connection, "made_up_account", [
        (p.account_id, "seeded") for p in patients if p.email is not None
    ])  # fmt: skip
    await copy(connection, "patient", [
        (p.id, p.account_id, p.name, p.relation, p.birth_date, p.gender, p.joined_at)
        for p in patients
    ])  # fmt: skip


async def copy_visits(
    connection: Connection,
    keyring: Keyring,
    visits: Sequence[tuple[PlannedDoctor, PlannedVisit]],
    claims_since: datetime,
) -> None:
    """Claims only of what ends after `claims_since`: the older ones would be dropped by upkeep."""
    await copy(connection, "appointment", [_visit_row(keyring, d, v) for d, v in visits])
    await copy(connection, "appointment_place", [(v.id, d.id, v.starts_at) for d, v in visits])
    await copy(connection, "time_claim", list(_claims(visits, claims_since)))
    await copy(connection, "appointment_event", list(_events(visits)))


def _visit_row(keyring: Keyring, d: PlannedDoctor, v: PlannedVisit) -> tuple[Any, ...]:
    chance = Chance(v.id.int & 0xFFFF, "reason")
    reason = chance.one(lists()["reasons"]) if chance.happens(0.3) else None
    return (
        v.id, v.starts_at, v.ends_at, v.reference, v.status, v.doctor_id, v.patient.id,
        v.patient.account_id, v.kind.id, v.mode, v.clinic_id, v.kind.fee_amount, v.kind.fee_currency,
        d.calendar.time_zone, seal_reason(keyring, reason, v.id), 1 if v.ended_at is None else 2,
        v.created_at, v.ended_at or v.created_at,
    )  # fmt: skip


def _claims(
    visits: Iterable[tuple[PlannedDoctor, PlannedVisit]], since: datetime
) -> Iterator[tuple[Any, ...]]:
    for _, v in visits:
        if v.status != "cancelled" and v.busy_until > since:
            pause = int((v.busy_until - v.ends_at).total_seconds()) // 60
            yield v.doctor_id, asyncpg.Range(v.starts_at, v.busy_until), v.id, pause
            yield v.patient.id, asyncpg.Range(v.starts_at, v.ends_at), v.id, 0


def _events(visits: Iterable[tuple[PlannedDoctor, PlannedVisit]]) -> Iterator[tuple[Any, ...]]:
    for d, v in visits:
        account = v.patient.account_id
        yield v.id, 1, "booked", account, "patient", v.created_at, v.starts_at, v.clinic_id
        if v.ended_at is not None:
            by_patient = v.status == "cancelled"
            actor = (account, "patient") if by_patient else (d.account_id, "doctor")
            yield v.id, 2, v.status, *actor, v.ended_at, v.starts_at, None


def claims_since(now: datetime, retention_days: int) -> datetime:
    return now - timedelta(days=retention_days)
