"""Doctors that are not approved, for administrators: pages, oldest first."""

from __future__ import annotations

from uuid import UUID

from amrutam.core.database import Row, Statement
from amrutam.core.pagination import Instant, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.doctors.schemas import WaitingDoctor, WaitingPage

_SCOPE = "doctors waiting"

# They are few: found by an index of their own, then put in order.
_WAITING = Statement(
    "doctors_waiting",
    """
    SELECT d.id, d.name, d.registration_number, s.name AS specialization, c.name AS city,
        d.created_at
    FROM doctor_booking AS b
    JOIN doctor AS d ON d.id = b.doctor_id
    JOIN specialization AS s ON s.slug = d.specialization
    JOIN city AS c ON c.slug = d.city
    WHERE NOT b.approved
        AND ($1::timestamptz IS NULL OR (d.created_at, d.id) > ($1, $2::uuid))
    ORDER BY d.created_at, d.id LIMIT $3
    """,
)


_Position = tuple[Instant, UUID]


async def waiting_doctors(resources: Resources, limit: int, cursor: str | None) -> WaitingPage:
    """Raises `Invalid` for a cursor that is not this list's."""
    after = decode_cursor(resources.keyring, _SCOPE, cursor, _Position) if cursor else None
    rows = await resources.database.fetch(_WAITING, *(after or (None, None)), limit + 1)
    items = [WaitingDoctor.model_validate(dict(row)) for row in rows[:limit]]
    return WaitingPage(items=items, next_cursor=_next_cursor(resources, rows, limit))


def _next_cursor(resources: Resources, rows: list[Row], limit: int) -> str | None:
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return encode_cursor(resources.keyring, _SCOPE, (last["created_at"], last["id"]))
