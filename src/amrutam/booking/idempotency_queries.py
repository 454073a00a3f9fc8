"""SQL of idempotency keys and their stored answers."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from amrutam.booking.refusals import refusals
from amrutam.core.database import Queries, Row, Statement

STORED_ANSWER = Statement(
    "stored_answer",
    """
    SELECT body_hash, answer_sealed FROM idempotency_key
    WHERE account_id = $1 AND route = $2 AND key = $3 AND created_at >= now() - $4::interval
    """,
)

TAKE_KEY = Statement("take_key", "SELECT take_key($1, $2, $3, $4, $5, $6)")


async def stored_answer(
    queries: Queries, account_id: UUID, route: str, key: str, keep: timedelta
) -> Row | None:
    """The row of the earlier request with this key, as (`body_hash`, `answer_sealed`); None if no request with the key is stored.

    `keep`: answers that were stored longer ago are ignored.
    """
    return await queries.row(STORED_ANSWER, account_id, route, key, keep)


async def take_key(
    queries: Queries, scope: tuple[UUID, str, str, bytes], answer_sealed: bytes, keep: timedelta
) -> bytes | None:
    """Stores the key with its answer and returns None; or returns the stored answer, sealed, of the same earlier request.

    `scope`: the account's id, the route, the key, the SHA-256 of the body. `keep`: how long a key is stored. Waits while
    another transaction is storing the key, and raises `RequestInProgress` after `lock_timeout`;
    `KeyReused` for a key that was used with another body.
    """
    with refusals():
        earlier: bytes | None = await queries.value(TAKE_KEY, *scope, answer_sealed, keep)
        return earlier
