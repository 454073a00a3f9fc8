"""SQL of payments and their receipts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

_NEXT_NUMBER = Statement(
    "receipt_next_number",
    """
    INSERT INTO receipt_counter AS c (clinic_id, year, last_number) VALUES ($1, $2, 1)
    ON CONFLICT (clinic_id, year) DO UPDATE SET last_number = c.last_number + 1
    RETURNING last_number
    """,
)
_ADD = Statement(
    "payment_add",
    """
    INSERT INTO payment (clinic_id, year, number, patient_id, doctor_id, appointment_id, ticket_id,
        amount, currency, method, made_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    """,
)
_TAKE_BACK = Statement(
    "payment_take_back",
    """
    INSERT INTO payment (clinic_id, year, number, patient_id, doctor_id, appointment_id, ticket_id,
        amount, currency, method, made_by, reverses_year, reverses_number, note_sealed, note_hash)
    SELECT clinic_id, $4, $5, patient_id, doctor_id, appointment_id, ticket_id,
        -amount, currency, method, $6, year, number, $7, sha256($7)
    FROM payment WHERE clinic_id = $1 AND year = $2 AND number = $3 AND amount > 0
    ON CONFLICT (clinic_id, reverses_year, reverses_number) DO NOTHING
    RETURNING number
    """,
)
_SHOWN = """
    SELECT y.year, y.number, y.at, y.amount, y.currency, y.method, y.appointment_id, y.ticket_id,
        y.reverses_year, y.reverses_number, y.note_sealed, y.clinic_id, y.patient_id, p.name AS patient_name,
        y.doctor_id, d.name AS doctor_name, d.registration_number, v.reference, q.number AS queue_number,
        b.year AS taken_back_year, b.number AS taken_back_number
    FROM payment AS y
    JOIN patient AS p ON p.id = y.patient_id JOIN doctor AS d ON d.id = y.doctor_id
    LEFT JOIN appointment_place AS l ON l.id = y.appointment_id
    LEFT JOIN appointment AS v ON v.doctor_id = l.doctor_id AND v.id = l.id AND v.starts_at = l.starts_at
    LEFT JOIN queue_ticket AS q ON q.id = y.ticket_id
    LEFT JOIN payment AS b ON b.clinic_id = y.clinic_id
        AND b.reverses_year = y.year AND b.reverses_number = y.number
"""
_ONE = Statement("payment", f"{_SHOWN} WHERE y.clinic_id = $1 AND y.year = $2 AND y.number = $3")
_OF_PERIOD = Statement(
    "payments_of_period",
    f"{_SHOWN} WHERE y.clinic_id = $1 AND y.at >= $2 AND y.at < $3 ORDER BY y.at, y.id LIMIT $4",
)
_TOTALS = Statement(
    "payment_totals",
    """
    SELECT method, currency, sum(amount)::bigint AS amount FROM payment
    WHERE clinic_id = $1 AND at >= $2 AND at < $3 GROUP BY method, currency ORDER BY method, currency
    """,
)


async def next_number(queries: Queries, clinic_id: UUID, year: int) -> int:
    """Takes the next receipt number of the clinic in the year, from 1.

    Concurrent callers for the same clinic and year wait until the transaction ends. If the transaction is rolled back,
    the next caller gets the same number, so the numbers have no gaps.
    """
    return int(await queries.value(_NEXT_NUMBER, clinic_id, year))


async def add_payment(queries: Queries, values: Sequence[Any]) -> None:
    """Inserts a payment.

    `values`, in this order: the clinic's id, year, receipt number, the ids of patient, doctor, appointment and ticket
    (one of these two is None), amount in minor units, currency, method, the id of the account that records the payment.
    """
    await queries.execute(_ADD, *values)


async def reverse(
    queries: Queries,
    receipt: tuple[UUID, int, int],
    own: tuple[int, int],
    made_by: UUID,
    note_sealed: bytes,
) -> bool:
    """Writes the counter-entry of the receipt (clinic's id, year, number); `own`: the counter-entry's (year, number).

    `made_by` is the account that reverses the payment, `note_sealed` the sealed reason. Returns False if there is no
    such payment, it was reversed before, or it is a counter-entry itself.
    """
    return await queries.value(_TAKE_BACK, *receipt, *own, made_by, note_sealed) is not None


async def payment(queries: Queries, clinic_id: UUID, year: int, number: int) -> Row | None:
    """The payment or counter-entry, in the columns of `_SHOWN`; None if the clinic has no such receipt number.

    `amount` is in minor units, negative for a counter-entry. `reverses_year`, `reverses_number` and `note_sealed` are
    None for a payment, and `note_sealed` also after the patient's data was erased; `taken_back_year` and
    `taken_back_number` are None unless the payment was reversed.
    """
    return await queries.row(_ONE, clinic_id, year, number)


async def payments(
    queries: Queries, clinic_id: UUID, period: Sequence[datetime], limit: int
) -> list[Row]:
    """The clinic's first `limit` payments and counter-entries in the period, oldest first, as rows like those of `payment`.

    `period` is (start, end), two instants; the end is excluded.
    """
    return await queries.fetch(_OF_PERIOD, clinic_id, *period, limit)


async def totals(queries: Queries, clinic_id: UUID, period: Sequence[datetime]) -> list[Row]:
    """Returns a row for each method and currency of the clinic's payments in the period, by method and currency.

    `period` is (start, end), two instants; the end is excluded. Columns: `method`, `currency` and `amount` (amounts
    paid minus amounts reversed, in minor units).
    """
    return await queries.fetch(_TOTALS, clinic_id, *period)
