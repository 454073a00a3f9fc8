"""Pages of doctors who are not approved, also of those whose approval was withdrawn, for administrators."""

from __future__ import annotations

from uuid import UUID

from amrutam.core.database import Row
from amrutam.core.pagination import CursorInstant, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.doctors import approval_queries
from amrutam.doctors.schemas import WaitingDoctor, WaitingPage

_SCOPE = "doctors waiting"


_Position = tuple[CursorInstant, UUID]


async def waiting_doctors(resources: Resources, limit: int, cursor: str | None) -> WaitingPage:
    """Returns a page of at most `limit` doctors who are not approved, by the time at which they were added.

    `cursor` is the `next_cursor` of the previous page; None is for the first page. Raises `Invalid` for a cursor that
    is not of this list.
    """
    after = decode_cursor(resources.keyring, _SCOPE, cursor, _Position) if cursor else None
    rows = await resources.database.fetch(
        approval_queries.WAITING, *(after or (None, None)), limit + 1
    )
    items = [WaitingDoctor.model_validate(dict(row)) for row in rows[:limit]]
    return WaitingPage(items=items, next_cursor=_next_cursor(resources, rows, limit))


def _next_cursor(resources: Resources, rows: list[Row], limit: int) -> str | None:
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return encode_cursor(resources.keyring, _SCOPE, (last["created_at"], last["id"]))
