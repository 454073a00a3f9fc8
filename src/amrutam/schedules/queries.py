"""SQL of schedules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from amrutam.core.database import Queries, Row, Statement
from amrutam.doctors.models import Clinic
from amrutam.doctors.search.clinic_sql import SHOWN
from amrutam.schedules.models import (
    Calendar,
    ConsultationType,
    ExceptionalPeriod,
    Rule,
    at_open_clinics,
)

# One snapshot: the version and all that it stands for.
_CALENDARS = Statement(
    "calendars",
    f"""
    SELECT d.id, b.schedule_version, b.approved, d.time_zone, d.buffer_minutes,
        d.notice_minutes, d.horizon_days, d.slot_step_minutes, d.code_policy, d.name,
        d.registration_number,
        d.meeting_url, d.change_notice_minutes,
        (SELECT s.name FROM specialization s WHERE s.slug = d.specialization) AS specialization,
        (SELECT coalesce(json_agg(json_build_object(
            'id', t.id, 'kind', t.kind, 'name', t.name, 'minutes', t.minutes,
            'fee_amount', t.fee_amount, 'fee_currency', t.fee_currency, 'modes', t.modes,
            'is_default', t.is_default) ORDER BY t.is_default DESC, t.id), '[]')
         FROM consultation_type t WHERE t.doctor_id = d.id AND t.active) AS types,
        (SELECT coalesce(json_agg(json_build_object(
            'weekday', r.weekday, 'starts', r.starts, 'ends', NULLIF(r.ends, '24:00'),
            'time_zone', r.time_zone, 'valid_from', r.valid_from, 'valid_until', r.valid_until,
            'modes', r.modes, 'clinic_id', r.clinic_id,
            'breaks', (SELECT coalesce(json_agg(json_build_array(
                    (pause->>'starts')::time, (pause->>'ends')::time)), '[]')
                FROM jsonb_array_elements(r.breaks) AS pause)
            ) ORDER BY r.weekday, r.starts, r.id), '[]')
         FROM schedule_rule r WHERE r.doctor_id = d.id) AS rules,
        (SELECT coalesce(json_agg(json_build_object(
            'kind', e.kind, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'modes', e.modes,
            'clinic_id', e.clinic_id) ORDER BY e.starts_at, e.id), '[]')
         FROM schedule_exception e WHERE e.doctor_id = d.id AND e.ends_at > now()) AS exceptions,
        (SELECT coalesce(json_agg({SHOWN} ORDER BY c.is_practice DESC, c.name, c.id), '[]')
         FROM clinic c WHERE c.closed_at IS NULL AND c.id IN (
            SELECT clinic_id FROM schedule_rule WHERE doctor_id = d.id
            UNION SELECT clinic_id FROM schedule_exception
            WHERE doctor_id = d.id AND ends_at > now())) AS clinics
    FROM doctor d JOIN doctor_booking b ON b.doctor_id = d.id
    WHERE d.id = ANY($1::uuid[])
    """,
)

_OWNED = Statement("owned_doctor", "SELECT FROM doctor WHERE id = $1 AND account_id = $2")
_EXISTS = Statement("doctor_exists", "SELECT FROM doctor WHERE id = $1")

# By doctor and time, within the partitions of the period.
_BOOKED = Statement(
    "booked_appointments",
    """
    SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.mode, a.clinic_id,
        p.name AS patient_name
    FROM appointment a JOIN patient p ON p.id = a.patient_id
    WHERE a.doctor_id = $1 AND a.status = 'booked' AND a.starts_at >= $2 AND a.starts_at < $3
        AND a.ends_at > $4
    ORDER BY a.starts_at
    """,
)

_AGENDA = Statement(
    "agenda",
    """
    SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.mode, a.version, a.reason_sealed,
        a.clinic_id,
        t.name AS consultation_type, p.id AS patient_id, p.name AS patient_name
    FROM appointment a
    JOIN patient p ON p.id = a.patient_id
    JOIN consultation_type t ON t.id = a.consultation_type_id
    WHERE a.doctor_id = $1 AND a.starts_at >= $2 AND a.starts_at < $3
    ORDER BY a.starts_at, a.created_at
    """,
)

_LEAVE = Statement(
    "leave_between",
    """
    SELECT starts_at, ends_at, note FROM schedule_exception
    WHERE doctor_id = $1 AND kind = 'leave' AND ends_at > $2 AND starts_at < $3
    ORDER BY starts_at, ends_at
    """,
)

_types = msgspec.json.Decoder(tuple[ConsultationType, ...])
_rules = msgspec.json.Decoder(tuple[Rule, ...])
_clinics = msgspec.json.Decoder(tuple[Clinic, ...])
_exceptions = msgspec.json.Decoder(tuple[ExceptionalPeriod, ...])


async def calendars(queries: Queries, doctor_ids: Sequence[UUID]) -> list[Calendar]:
    return [_calendar(row) for row in await queries.fetch(_CALENDARS, list(doctor_ids))]


async def owned_by(queries: Queries, doctor_id: UUID, account_id: UUID) -> bool:
    return await queries.row(_OWNED, doctor_id, account_id) is not None


async def exists(queries: Queries, doctor_id: UUID) -> bool:
    return await queries.row(_EXISTS, doctor_id) is not None


async def booked_between(
    queries: Queries, doctor_id: UUID, since: datetime, until: datetime
) -> list[Row]:
    """Booked appointments that touch the period. None is longer than a day."""
    return await queries.fetch(_BOOKED, doctor_id, since - timedelta(days=1), until, since)


async def agenda(queries: Queries, doctor_id: UUID, since: datetime, until: datetime) -> list[Row]:
    """Appointments of any status that start in the period."""
    return await queries.fetch(_AGENDA, doctor_id, since, until)


async def leave_between(
    queries: Queries, doctor_id: UUID, since: datetime, until: datetime
) -> list[Row]:
    """Leave that touches the period, also where it has ended."""
    return await queries.fetch(_LEAVE, doctor_id, since, until)


def _calendar(row: Row) -> Calendar:
    rules, exceptions = _rules.decode(row["rules"]), _exceptions.decode(row["exceptions"])
    clinics = _clinics.decode(row["clinics"])
    are_open = {clinic.id for clinic in clinics}
    return Calendar(
        doctor_id=row["id"],
        version=row["schedule_version"],
        approved=row["approved"],
        time_zone=row["time_zone"],
        buffer_minutes=row["buffer_minutes"],
        notice_minutes=row["notice_minutes"],
        horizon_days=row["horizon_days"],
        code_policy=row["code_policy"],
        types=_types.decode(row["types"]),
        rules=at_open_clinics(rules, are_open),
        exceptions=at_open_clinics(exceptions, are_open),
        doctor_name=row["name"],
        registration_number=row["registration_number"],
        specialization=row["specialization"],
        clinics=clinics,
        meeting_url=row["meeting_url"],
        slot_step_minutes=row["slot_step_minutes"],
        change_notice_minutes=row["change_notice_minutes"],
    )
