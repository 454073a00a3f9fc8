"""SQL of schedules, and of a doctor's appointments for previews and the agenda.

The appointments are read here because schedules may not import `booking`, which is above schedules.
"""

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
    Holiday,
    Lateness,
    Rule,
)
from amrutam.schedules.offered_sessions import at_open_clinics

# One statement reads the version and everything that belongs to it, so that all of it comes from
# one snapshot.
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
            WHERE doctor_id = d.id AND ends_at > now())) AS clinics,
        (SELECT coalesce(json_agg(json_build_object(
            'clinic_id', h.clinic_id, 'starts_at', h.day::timestamp AT TIME ZONE c.time_zone,
            'ends_at', (h.day + 1)::timestamp AT TIME ZONE c.time_zone) ORDER BY h.day, h.clinic_id), '[]')
         FROM doctor_clinic w JOIN clinic_holiday h ON h.clinic_id = w.clinic_id JOIN clinic c ON c.id = w.clinic_id
         WHERE w.doctor_id = d.id AND h.removed_at IS NULL AND h.day >= current_date - 1) AS holidays
    FROM doctor d JOIN doctor_booking b ON b.doctor_id = d.id
    WHERE d.id = ANY($1::uuid[])
    """,
)

_OWNED = Statement("owned_doctor", "SELECT FROM doctor WHERE id = $1 AND account_id = $2")
_EXISTS = Statement("doctor_exists", "SELECT FROM doctor WHERE id = $1")

# Appointments are found by the index on doctor and time, within the partitions of the period.
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
        a.clinic_id, a.attendance, m.starts_at AS proposed_starts_at,
        t.name AS consultation_type, t.kind AS consultation_kind, a.consultation_type_id, p.id AS patient_id, p.name AS patient_name,
        (
            SELECT max(e.at) FROM appointment_event e
            WHERE e.appointment_id = a.id AND e.kind = ANY (CASE
                WHEN a.status <> 'booked' THEN '{completed,no_show}'::text[]
                WHEN a.attendance <> 'expected' THEN '{arrived,in_room}'
            END)
        ) AS recorded_at
    FROM appointment a
    JOIN patient p ON p.id = a.patient_id
    JOIN consultation_type t ON t.id = a.consultation_type_id
    LEFT JOIN move_proposal m ON m.appointment_id = a.id AND m.doctor_id = a.doctor_id AND m.expires_at > now()
    WHERE a.doctor_id = $1 AND a.starts_at >= $2 AND a.starts_at < $3
    ORDER BY a.starts_at, a.created_at
    """,
)

_OVERRIDE_NOTES = Statement(
    "override_notes",
    """
    SELECT DISTINCT ON (appointment_id) appointment_id, note_sealed FROM appointment_event
    WHERE appointment_id = ANY($1::uuid[]) AND kind IN ('booked', 'moved')
    ORDER BY appointment_id, id DESC
    """,
)

_LEAVE = Statement(
    "leave_overlapping",
    """
    SELECT starts_at, ends_at, note FROM schedule_exception
    WHERE doctor_id = $1 AND kind = 'leave' AND ends_at > $2 AND starts_at < $3
    ORDER BY starts_at, ends_at
    """,
)

_LATENESS = Statement(
    "running_late",
    "SELECT minutes, day_ends FROM running_late WHERE doctor_id = $1 AND day_ends > now()",
)

_types = msgspec.json.Decoder(tuple[ConsultationType, ...])
_rules = msgspec.json.Decoder(tuple[Rule, ...])
_clinics = msgspec.json.Decoder(tuple[Clinic, ...])
_holidays = msgspec.json.Decoder(tuple[Holiday, ...])
_exceptions = msgspec.json.Decoder(tuple[ExceptionalPeriod, ...])


async def calendars(queries: Queries, doctor_ids: Sequence[UUID]) -> list[Calendar]:
    """The calendars of those of the doctors that exist, in no particular order.

    Whether online visits have a video link is not considered; `calendars.load_calendars` does so.
    """
    return [_calendar(row) for row in await queries.fetch(_CALENDARS, list(doctor_ids))]


async def owned_by(queries: Queries, doctor_id: UUID, account_id: UUID) -> bool:
    """Whether the doctor exists and is linked to this account."""
    return await queries.row(_OWNED, doctor_id, account_id) is not None


async def exists(queries: Queries, doctor_id: UUID) -> bool:
    """Whether the doctor exists."""
    return await queries.row(_EXISTS, doctor_id) is not None


async def booked_overlapping(
    queries: Queries, doctor_id: UUID, since: datetime, until: datetime
) -> list[Row]:
    """Returns the doctor's booked appointments that overlap the period between the two instants, by start.

    Columns: `id`, `reference`, `status`, `starts_at`, `ends_at`, `mode`, `clinic_id`,
    `patient_name`. The search begins a day earlier, because no appointment is longer than a day.
    """
    return await queries.fetch(_BOOKED, doctor_id, since - timedelta(days=1), until, since)


async def agenda(queries: Queries, doctor_id: UUID, since: datetime, until: datetime) -> list[Row]:
    """Returns the doctor's appointments of any status that start from `since` to before `until`, by start, in the columns of `_AGENDA`.

    `reason_sealed` is None without a reason, and `proposed_starts_at` without a proposal that waits for an answer.
    `recorded_at` is the time at which the outcome (completed or missed) or else the attendance was last recorded; None
    without such a record.
    """
    return await queries.fetch(_AGENDA, doctor_id, since, until)


async def override_notes(queries: Queries, appointment_ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """The sealed reasons for booking a time that the doctor did not offer, by appointment id.

    An appointment whose present time was booked without such a reason is absent.
    """
    rows = await queries.fetch(_OVERRIDE_NOTES, list(appointment_ids))
    return {row["appointment_id"]: row["note_sealed"] for row in rows if row["note_sealed"]}


async def leave_overlapping(
    queries: Queries, doctor_id: UUID, since: datetime, until: datetime
) -> list[Row]:
    """Returns the doctor's leave that overlaps the period between the two instants, by start; also leave that has ended.

    Columns: `starts_at`, `ends_at`, `note`.
    """
    return await queries.fetch(_LEAVE, doctor_id, since, until)


async def lateness(queries: Queries, doctor_id: UUID) -> Lateness:
    """The doctor's lateness today; `Lateness(0, None)` if the doctor is on time, or does not exist."""
    row = await queries.row(_LATENESS, doctor_id)
    return Lateness(row["minutes"], row["day_ends"]) if row else Lateness(0, None)


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
        holidays=_holidays.decode(row["holidays"]),
    )
