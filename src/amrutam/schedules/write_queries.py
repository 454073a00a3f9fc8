"""SQL that changes weekly rules and schedule exceptions (leave and extra hours).

The module also reads these rows in the form in which they are edited; `queries.py` reads them as
calendars.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from amrutam.core.database import Queries, Row, Statement
from amrutam.schedules.schemas import ExceptionDocument, RuleDocument, ScheduleDocument

# Python's times cannot represent "24:00", so wall times are passed as text.
_SCHEDULE = Statement(
    "schedule",
    """
    SELECT d.time_zone, d.buffer_minutes, d.slot_step_minutes, d.notice_minutes, d.horizon_days,
        b.schedule_version AS version,
        (SELECT coalesce(json_agg(json_build_object(
            'weekday', r.weekday, 'starts', left(r.starts::text, 5), 'ends', left(r.ends::text, 5),
            'time_zone', r.time_zone, 'valid_from', r.valid_from, 'valid_until', r.valid_until,
            'modes', r.modes, 'clinic_id', r.clinic_id, 'breaks', r.breaks) ORDER BY r.weekday, r.starts, r.id), '[]')
         FROM schedule_rule r WHERE r.doctor_id = d.id) AS rules
    FROM doctor d JOIN doctor_booking b ON b.doctor_id = d.id
    WHERE d.id = $1
    """,
)

_SET_LIMITS = Statement(
    "set_schedule_limits",
    """
    UPDATE doctor SET buffer_minutes = coalesce($2, buffer_minutes),
        notice_minutes = coalesce($3, notice_minutes),
        horizon_days = coalesce($4, horizon_days),
        slot_step_minutes = CASE WHEN $5 THEN $6 ELSE slot_step_minutes END
    WHERE id = $1
    RETURNING time_zone
    """,
)

_SET_LATENESS = Statement(
    "set_running_late",
    """
    INSERT INTO running_late (doctor_id, minutes, day_starts, day_ends, account_id) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (doctor_id) DO UPDATE SET minutes = excluded.minutes, day_starts = excluded.day_starts,
        day_ends = excluded.day_ends, account_id = excluded.account_id, at = excluded.at
    """,
)

_END_LATENESS = Statement("end_running_late", "DELETE FROM running_late WHERE doctor_id = $1")

_CLINICS = Statement(
    "clinics_of_doctor",
    """
    SELECT w.clinic_id, c.closed_at IS NOT NULL AS closed
    FROM doctor_clinic AS w JOIN clinic AS c ON c.id = w.clinic_id WHERE w.doctor_id = $1
    """,
)

_DROP_RULES = Statement("drop_rules", "DELETE FROM schedule_rule WHERE doctor_id = $1")

_ADD_RULES = Statement(
    "add_rules",
    """
    INSERT INTO schedule_rule (doctor_id, weekday, starts, ends, time_zone, valid_from,
        valid_until, modes, clinic_id, breaks)
    SELECT $1, r.weekday, r.starts, r.ends, coalesce(r.time_zone, $2),
        coalesce(r.valid_from, '2000-01-01'), r.valid_until, r.modes,
        CASE WHEN 'in_person' = ANY (r.modes) THEN coalesce(r.clinic_id, $1) END, r.breaks
    FROM jsonb_to_recordset($3::jsonb) AS r (weekday int, starts time, ends time,
        time_zone text, valid_from date, valid_until date, modes text[], clinic_id uuid, breaks jsonb)
    """,
)

_EXCEPTIONS = Statement(
    "exceptions",
    """
    SELECT id, kind, starts_at, ends_at, modes, clinic_id, note FROM schedule_exception
    WHERE doctor_id = $1 AND ends_at > now() ORDER BY starts_at, id
    """,
)

_COUNT_EXCEPTIONS = Statement(
    "count_exceptions",
    "SELECT count(*) FROM schedule_exception WHERE doctor_id = $1 AND ends_at > now()",
)

_HAS_EXCEPTION = Statement(
    "has_exception",
    """
    SELECT EXISTS (
        SELECT FROM schedule_exception
        WHERE doctor_id = $1 AND kind = $2 AND starts_at = $3 AND ends_at = $4
            AND modes @> coalesce($5, '{online,in_person}'::text[])
            AND clinic_id IS NOT DISTINCT FROM $6
    )
    """,
)

_ADD_EXCEPTION = Statement(
    "add_exception",
    """
    INSERT INTO schedule_exception (doctor_id, kind, starts_at, ends_at, modes, clinic_id, note)
    VALUES ($1, $2, $3, $4, coalesce($5, '{online,in_person}'::text[]), $6, $7)
    RETURNING id, kind, starts_at, ends_at, modes, clinic_id, note
    """,
)

_PERIOD = Statement(
    "exception_period",
    "SELECT starts_at, ends_at FROM schedule_exception WHERE doctor_id = $1 AND id = $2",
)

_DROP_EXCEPTION = Statement(
    "drop_exception",
    """
    DELETE FROM schedule_exception WHERE doctor_id = $1 AND id = $2
    RETURNING starts_at, ends_at
    """,
)


async def set_lateness(
    queries: Queries,
    doctor_id: UUID,
    minutes: int,
    day: tuple[datetime, datetime],
    account_id: UUID,
) -> None:
    """Sets the doctor's lateness for one local day; 0 minutes delete the lateness.

    `day` is (start, end) of the local day as instants. `account_id` is that of the person who recorded the lateness.
    """
    if minutes:
        await queries.execute(_SET_LATENESS, doctor_id, minutes, *day, account_id)
    else:
        await queries.execute(_END_LATENESS, doctor_id)


async def schedule(queries: Queries, doctor_id: UUID) -> dict[str, Any] | None:
    """The weekly schedule: a dictionary with the fields of `schemas.ScheduleAnswer`; None if there is no such doctor."""
    row = await queries.row(_SCHEDULE, doctor_id)
    return None if row is None else {**row, "rules": msgspec.json.decode(row["rules"])}


async def replace_rules(queries: Queries, doctor_id: UUID, document: ScheduleDocument) -> None:
    """Replaces the doctor's weekly rules, and sets those limits (buffer, step, notice, horizon) that the document has.

    A rule without a time zone gets the doctor's; a rule in person without a clinic gets the doctor's own practice.
    """
    zone = await queries.value(
        _SET_LIMITS, doctor_id, document.buffer_minutes, document.notice_minutes,
        document.horizon_days,
        "slot_step_minutes" in document.model_fields_set, document.slot_step_minutes,
    )  # fmt: skip
    await queries.execute(_DROP_RULES, doctor_id)
    await queries.execute(_ADD_RULES, doctor_id, zone, _rules_json(document.rules))


async def clinics_of(queries: Queries, doctor_id: UUID) -> dict[UUID, bool]:
    """Maps the id of each clinic of the doctor to whether the clinic is closed."""
    rows = await queries.fetch(_CLINICS, doctor_id)
    return {row["clinic_id"]: row["closed"] for row in rows}


async def exceptions(queries: Queries, doctor_id: UUID) -> list[Row]:
    """Returns the doctor's exceptions that have not ended, by start.

    Columns: `id`, `kind` (`leave` or `extra_hours`), `starts_at`, `ends_at`, `modes`, `clinic_id`,
    `note`.
    """
    return await queries.fetch(_EXCEPTIONS, doctor_id)


async def count_exceptions(queries: Queries, doctor_id: UUID) -> int:
    """The number of the doctor's exceptions that have not ended."""
    count: int = await queries.value(_COUNT_EXCEPTIONS, doctor_id)
    return count


async def has_exception(queries: Queries, doctor_id: UUID, document: ExceptionDocument) -> bool:
    """Whether the doctor has an exception of the document's kind, period and clinic that has at least the document's modes (both, if it has none)."""
    return bool(
        await queries.value(
            _HAS_EXCEPTION, doctor_id, document.kind, document.starts_at, document.ends_at,
            document.modes, document.place_of(doctor_id),
        )
    )  # fmt: skip


async def add_exception(queries: Queries, doctor_id: UUID, document: ExceptionDocument) -> Row:
    """Inserts the exception and returns its row, in the columns of `exceptions`."""
    row = await queries.row(
        _ADD_EXCEPTION, doctor_id, document.kind, document.starts_at, document.ends_at,
        document.modes, document.place_of(doctor_id), document.note,
    )  # fmt: skip
    assert row is not None  # noqa: S101 - an insert returns its row
    return row


async def drop_exception(
    queries: Queries, doctor_id: UUID, exception_id: UUID
) -> tuple[datetime, datetime] | None:
    """Deletes the exception; returns its start and end, or None if there is no such exception."""
    return _period(await queries.row(_DROP_EXCEPTION, doctor_id, exception_id))


async def exception_period(
    queries: Queries, doctor_id: UUID, exception_id: UUID
) -> tuple[datetime, datetime] | None:
    """The exception's start and end; None if there is no such exception."""
    return _period(await queries.row(_PERIOD, doctor_id, exception_id))


def _period(row: Row | None) -> tuple[datetime, datetime] | None:
    return None if row is None else (row["starts_at"], row["ends_at"])


def _rules_json(rules: Sequence[RuleDocument]) -> str:
    return msgspec.json.encode([rule.model_dump(mode="json") for rule in rules]).decode()
