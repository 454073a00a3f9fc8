"""SQL of the export of a person's data. Each statement names the columns that the exported document shows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

# Only the notes that the account itself wrote are read, because the other notes are the words of staff.
_EVENTS = Statement(
    "export_appointment_events",
    """
    SELECT e.appointment_id, e.version, e.kind, e.at, e.actor_role, e.starts_at, e.previous_starts_at, e.clinic_id,
        d.name AS doctor_name, p.name AS previous_doctor_name,
        CASE WHEN e.actor_account_id = $2 THEN e.note_sealed END AS note_sealed
    FROM appointment_event AS e LEFT JOIN doctor AS d ON d.id = e.doctor_id
    LEFT JOIN doctor AS p ON p.id = e.previous_doctor_id
    WHERE e.appointment_id = ANY($1::uuid[])
    ORDER BY e.version, e.id LIMIT 1000 * cardinality($1::uuid[])
    """,
)
_PAYMENTS = Statement(
    "export_payments",
    """
    SELECT c.name AS clinic, y.year, y.number, y.at, y.patient_id, y.appointment_id, y.ticket_id AS queue_number_id,
        y.amount, y.currency, y.method, y.reverses_year, y.reverses_number
    FROM payment AS y JOIN clinic AS c ON c.id = y.clinic_id
    WHERE y.patient_id IN (SELECT id FROM patient WHERE account_id = $1) ORDER BY y.at, y.id
    """,
)
_QUEUE_NUMBERS = Statement(
    "export_queue_numbers",
    """
    SELECT q.id, c.name AS clinic, d.name AS doctor, q.local_day AS date, q.number, q.patient_id, q.state, q.room,
        q.created_at, q.changed_at
    FROM queue_ticket AS q JOIN clinic AS c ON c.id = q.clinic_id JOIN doctor AS d ON d.id = q.doctor_id
    WHERE q.patient_id IN (SELECT id FROM patient WHERE account_id = $1) ORDER BY q.created_at, q.id
    """,
)
_ACCOUNT_EVENTS = Statement(
    "export_account_events",
    "SELECT kind, at, actor_account_id = $1 AS by_owner FROM staff_event WHERE account_id = $1 ORDER BY id",
)


async def events_of(
    queries: Queries, account_id: UUID, appointment_ids: Sequence[UUID]
) -> list[Row]:
    """The events of the appointments in the columns of `_EVENTS`; the events of each appointment are in order, the oldest first.

    `note_sealed` is None in events without a note and in events that another account made. In all, at most 1,000 events
    times the number of ids are returned.
    """
    return await queries.fetch(_EVENTS, appointment_ids, account_id)


async def payments_of(queries: Queries, account_id: UUID) -> list[Row]:
    """The payments and counter-entries for the account's patients in the columns of `_PAYMENTS`, oldest first; `amount` is in minor units."""
    return await queries.fetch(_PAYMENTS, account_id)


async def queue_numbers_of(queries: Queries, account_id: UUID) -> list[Row]:
    """The numbers that the account's patients got in clinic queues, in the columns of `_QUEUE_NUMBERS`, oldest first."""
    return await queries.fetch(_QUEUE_NUMBERS, account_id)


async def account_events_of(queries: Queries, account_id: UUID) -> list[Row]:
    """The changes of the account itself, such as a new e-mail address, oldest first: rows of `kind`, `at` and `by_owner` (whether the owner made the change)."""
    return await queries.fetch(_ACCOUNT_EVENTS, account_id)
