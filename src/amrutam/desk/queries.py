"""SQL of the clinic queue and its displays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

_NEXT_NUMBER = Statement(
    "queue_next_number",
    """
    INSERT INTO queue_counter AS c (doctor_id, clinic_id, local_day, last_number) VALUES ($1, $2, $3, 1)
    ON CONFLICT (doctor_id, clinic_id, local_day) DO UPDATE SET last_number = c.last_number + 1
    RETURNING last_number
    """,
)
_NUMBER_OF = Statement(
    "queue_number_of_patient",
    """
    SELECT number FROM queue_ticket
    WHERE clinic_id = $1 AND local_day = $2 AND doctor_id = $3 AND patient_id = $4 AND state = ANY ($5)
    """,
)
_ADD = Statement(
    "queue_ticket_add",
    """
    INSERT INTO queue_ticket (clinic_id, doctor_id, local_day, number, patient_id, made_by)
    VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
    """,
)
# Only amounts of one currency are added: that of the doctor's default consultation type, INR without one.
_SHOWN = """
    SELECT q.id, q.clinic_id, q.number, q.state, q.room, q.local_day, q.created_at, q.changed_at,
        d.id AS doctor_id, d.name AS doctor_name, p.id AS patient_id, p.name AS patient_name,
        f.currency,
        (SELECT coalesce(sum(amount), 0)::bigint FROM payment WHERE ticket_id = q.id AND currency = f.currency) AS paid
    FROM queue_ticket AS q JOIN doctor AS d ON d.id = q.doctor_id JOIN patient AS p ON p.id = q.patient_id
    CROSS JOIN LATERAL (SELECT coalesce((SELECT fee_currency FROM consultation_type
        WHERE doctor_id = q.doctor_id AND is_default AND active), 'INR') AS currency) AS f
"""
_ONE = Statement("queue_ticket", f"{_SHOWN} WHERE q.id = $1 AND q.clinic_id = $2")
_DAY = Statement(
    "queue_of_day",
    f"{_SHOWN} WHERE q.clinic_id = $1 AND q.local_day = $2 ORDER BY d.name, d.id, q.number LIMIT $3",
)
# The lock of the counter keeps new numbers and other returns to the queue waiting; that of the patient keeps
# the patient from being removed.
_LOCK_QUEUE = Statement(
    "queue_lock",
    """
    SELECT q.doctor_id, q.local_day, q.patient_id, q.number
    FROM queue_ticket AS q JOIN queue_counter AS c USING (clinic_id, doctor_id, local_day)
    JOIN patient AS p ON p.id = q.patient_id AND p.removed_at IS NULL
    WHERE q.id = $1 AND q.clinic_id = $2 FOR UPDATE OF c FOR SHARE OF p
    """,
)
_CHANGE = Statement(
    "queue_ticket_change",
    """
    UPDATE queue_ticket SET state = $3, room = coalesce($4, room), changed_at = now()
    WHERE id = $1 AND clinic_id = $2 AND state = ANY ($5) RETURNING id
    """,
)

_ADD_DISPLAY = Statement(
    "clinic_display_add",
    "INSERT INTO clinic_display (clinic_id, name, token_hash, made_by) VALUES ($1, $2, $3, $4) RETURNING id",
)
_DISPLAYS = Statement(
    "clinic_displays",
    """
    SELECT id, name, created_at FROM clinic_display
    WHERE clinic_id = $1 AND revoked_at IS NULL ORDER BY created_at, id
    """,
)
_REVOKE = Statement(
    "clinic_display_revoke",
    """
    UPDATE clinic_display SET revoked_at = now()
    WHERE id = $1 AND clinic_id = $2 AND revoked_at IS NULL RETURNING id
    """,
)
# A display shows nothing while its clinic is closed or its creator's account is disabled, nor after the
# creator stopped working there.
_DISPLAYED = Statement(
    "clinic_displayed",
    """
    SELECT c.id, c.name, c.time_zone FROM clinic_display AS s
    JOIN clinic AS c ON c.id = s.clinic_id AND c.closed_at IS NULL
    JOIN account AS a ON a.id = s.made_by AND a.disabled_at IS NULL
    WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND (a.role = 'admin' OR (a.role = 'desk'
        AND EXISTS (SELECT FROM desk_clinic AS w WHERE w.account_id = a.id AND w.clinic_id = c.id)))
    """,
)
_NUMBERS = Statement(
    "queue_numbers",
    """
    SELECT q.number, q.state, q.room, q.changed_at, d.id AS doctor_id, d.name AS doctor_name
    FROM queue_ticket AS q JOIN doctor AS d ON d.id = q.doctor_id
    WHERE q.clinic_id = $1 AND q.local_day = $2 AND q.state = ANY ($3)
    ORDER BY d.name, d.id, q.number LIMIT $4
    """,
)


async def next_number(queries: Queries, doctor_id: UUID, clinic_id: UUID, day: date) -> int:
    """Takes the next number, from 1, of the doctor's queue at the clinic. `day`: the clinic's local day.

    Concurrent callers for the same queue wait until the transaction ends; if it is rolled back, the
    number is given again.
    """
    return int(await queries.value(_NEXT_NUMBER, doctor_id, clinic_id, day))


async def number_of(
    queries: Queries, queue: tuple[UUID, date, UUID], patient_id: UUID, states: Sequence[str]
) -> int | None:
    """The number that the patient has in the queue in one of these states (`rules.State`); None without such a number.

    `queue`: the clinic's id, the clinic's local day, the doctor's id.
    """
    number: int | None = await queries.value(_NUMBER_OF, *queue, patient_id, states)
    return number


async def add_ticket(
    queries: Queries, queue: tuple[UUID, UUID, date], number: int, patient_id: UUID, made_by: UUID
) -> UUID:
    """Adds a waiting ticket and returns the ticket's id; `queue`: the clinic's id, the doctor's id, the local day (another order than in `number_of`).

    `number` comes from `next_number` in the same transaction. `made_by`: the id of the account that gives the
    number. Whether the patient has another number is not checked here.
    """
    made: UUID = await queries.value(_ADD, *queue, number, patient_id, made_by)
    return made


async def ticket(queries: Queries, clinic_id: UUID, ticket_id: UUID) -> Row | None:
    """The clinic's ticket, in the columns of `_SHOWN`; None if the clinic has no such ticket.

    `paid` is in minor units of `currency`, the currency of the doctor's default consultation type (INR without one);
    payments in other currencies are left out.
    """
    return await queries.row(_ONE, ticket_id, clinic_id)


async def tickets(queries: Queries, clinic_id: UUID, day: date, limit: int) -> list[Row]:
    """The clinic's first `limit` tickets of the clinic's local day, by doctor's name and number, in the columns of `_SHOWN`.

    `paid` and `currency` as for `ticket`.
    """
    return await queries.fetch(_DAY, clinic_id, day, limit)


async def lock_queue(queries: Queries, clinic_id: UUID, ticket_id: UUID) -> Row | None:
    """Locks the queue of the clinic's ticket until the transaction ends; no number of the queue is given meanwhile.

    Returns a row of the ticket's `doctor_id`, `local_day`, `patient_id` and `number`; None if the clinic has no such
    ticket, or the ticket's patient was removed.
    """
    return await queries.row(_LOCK_QUEUE, ticket_id, clinic_id)


async def change_ticket(
    queries: Queries,
    clinic_id: UUID,
    ticket_id: UUID,
    state: str,
    room: str | None,
    comes_from: Sequence[str],
) -> bool:
    """Sets the ticket's state (`rules.State`) and room; `room` None keeps the present room.

    Returns False if the clinic has no such ticket, or the ticket is in none of the states `comes_from`.
    """
    done = await queries.value(_CHANGE, ticket_id, clinic_id, state, room, comes_from)
    return done is not None


async def add_display(
    queries: Queries, clinic_id: UUID, name: str, token_hash: bytes, made_by: UUID
) -> UUID:
    """Adds a display and returns the display's id; `token_hash` is the SHA-256 of the display's token (`sessions.hashed`)."""
    made: UUID = await queries.value(_ADD_DISPLAY, clinic_id, name, token_hash, made_by)
    return made


async def displays(queries: Queries, clinic_id: UUID) -> list[Row]:
    """The clinic's displays that were not revoked, oldest first: rows of `id`, `name` and `created_at`."""
    return await queries.fetch(_DISPLAYS, clinic_id)


async def revoke_display(queries: Queries, clinic_id: UUID, display_id: UUID) -> bool:
    """Revokes the clinic's display; returns False if the clinic has no such display, or the display was revoked before."""
    return await queries.value(_REVOKE, display_id, clinic_id) is not None


async def displayed(queries: Queries, token_hash: bytes) -> Row | None:
    """The clinic whose queue a display with this token may show now, as a row of `id`, `name` and `time_zone`.

    `token_hash` as for `add_display`. None in the cases in which `displays.displayed_queue` raises `NotFound`.
    """
    return await queries.row(_DISPLAYED, token_hash)


async def numbers(
    queries: Queries, clinic_id: UUID, day: date, states: Sequence[str], limit: int
) -> list[Row]:
    """The clinic's first `limit` numbers of the local day in these states (`rules.State`), by doctor's name and number, without patients.

    Columns: `number`, `state`, `room`, `changed_at`, `doctor_id`, `doctor_name`.
    """
    return await queries.fetch(_NUMBERS, clinic_id, day, states, limit)
