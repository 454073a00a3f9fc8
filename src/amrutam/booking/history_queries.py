"""SQL of appointments' events (`appointment_event`): each is one change of an appointment."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

EVENT = Statement(
    "appointment_event",
    """
    SELECT e.kind, e.actor_role, e.starts_at, e.previous_starts_at, e.doctor_id, e.previous_doctor_id,
        d.name AS previous_doctor_name, NOT EXISTS (SELECT FROM appointment_event
            WHERE appointment_id = $1 AND version > $2 AND kind = ANY ($3)) AS is_latest
    FROM appointment_event AS e LEFT JOIN doctor AS d ON d.id = e.previous_doctor_id
    WHERE e.appointment_id = $1 AND e.version = $2
    """,
)

EVENTS = Statement(
    "appointment_events",
    """
    SELECT e.version, e.kind, e.at, e.actor_role, e.starts_at, e.previous_starts_at, e.clinic_id, e.note_sealed,
        d.name AS doctor_name, p.name AS previous_doctor_name
    FROM appointment_event AS e LEFT JOIN doctor AS d ON d.id = e.doctor_id
    LEFT JOIN doctor AS p ON p.id = e.previous_doctor_id
    WHERE e.appointment_id = $1 ORDER BY e.version, e.id LIMIT 1000
    """,
)

EVENTS_OF_MANY = Statement(
    "appointments_events",
    """
    SELECT e.appointment_id, e.version, e.kind, e.at, e.actor_role, e.starts_at, e.previous_starts_at, e.clinic_id,
        e.note_sealed, d.name AS doctor_name, p.name AS previous_doctor_name
    FROM appointment_event AS e LEFT JOIN doctor AS d ON d.id = e.doctor_id
    LEFT JOIN doctor AS p ON p.id = e.previous_doctor_id
    WHERE e.appointment_id = ANY($1::uuid[])
    ORDER BY e.version, e.id LIMIT 1000 * cardinality($1::uuid[])
    """,
)


async def event(
    queries: Queries, appointment_id: UUID, version: int, kinds: Sequence[str] = ()
) -> Row | None:
    """The event that led to the appointment's version, in the columns of `EVENT`; None if no event did.

    The column `is_latest` is true if no event of a later version is of one of the `kinds`.
    """
    return await queries.row(EVENT, appointment_id, version, kinds)


async def events(queries: Queries, appointment_id: UUID) -> list[Row]:
    """The appointment's first 1,000 events, oldest first, in the columns of `EVENTS`."""
    return await queries.fetch(EVENTS, appointment_id)


async def events_of_many(queries: Queries, appointment_ids: Sequence[UUID]) -> list[Row]:
    """The events of the appointments, ordered by version, in the columns of `EVENTS` and `appointment_id`; at most 1,000 rows for each appointment on average."""
    return await queries.fetch(EVENTS_OF_MANY, appointment_ids)
