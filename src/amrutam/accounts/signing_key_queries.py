"""SQL of signing keys."""

from __future__ import annotations

from datetime import timedelta

from amrutam.core.database import Queries, Row, Statement

_PUBLISHED = Statement(
    "signing_keys",
    """
    SELECT kid, state, private_sealed FROM signing_key
    WHERE state <> 'retired' OR retired_at > clock_timestamp() - $1::interval
    ORDER BY created_at
    """,
)
_LOCK = Statement(
    "signing_keys_lock", "SELECT pg_advisory_xact_lock(hashtextextended('amrutam signing keys', 0))"
)
_STATES = Statement("signing_key_states", "SELECT DISTINCT state FROM signing_key")
_INSERT = Statement(
    "signing_key_insert",
    "INSERT INTO signing_key (kid, private_sealed, public_jwk, state) VALUES ($1, $2, $3, $4)",
)
_RETIRE = Statement(
    "signing_key_retire",
    """
    UPDATE signing_key SET state = 'retired', retired_at = clock_timestamp()
    WHERE state = 'current'
    """,
)
_PROMOTE = Statement(
    "signing_key_promote",
    "UPDATE signing_key SET state = 'current' WHERE state = 'next' RETURNING kid",
)


async def published_keys(queries: Queries, retired_seconds: int) -> list[Row]:
    """The keys for the JWKS and for verifying tokens: the current and next keys, and those retired in the last `retired_seconds`.

    Returns rows of `kid`, `state` and `private_sealed`, the oldest key first.
    """
    return await queries.fetch(_PUBLISHED, timedelta(seconds=retired_seconds))


async def lock_keys(queries: Queries) -> None:
    """Waits for a lock and takes it until the transaction ends, so that one process at a time creates or rotates keys."""
    await queries.value(_LOCK)


async def present_states(queries: Queries) -> set[str]:
    """The states of the stored keys: `current`, `next`, `retired`."""
    return {row["state"] for row in await queries.fetch(_STATES)}


async def insert_key(queries: Queries, kid: str, sealed: bytes, public: str, state: str) -> None:
    """Stores a key: its id, the encrypted private key, the public JWK as JSON, and its state (`current`, `next` or `retired`)."""
    await queries.execute(_INSERT, kid, sealed, public, state)


async def retire_current(queries: Queries) -> None:
    """Retires the current key, so that it no longer signs."""
    await queries.execute(_RETIRE)


async def promote_next(queries: Queries) -> str:
    """Makes the next key the current key, which signs, and returns the key's id. Retire the current key first."""
    return str(await queries.value(_PROMOTE))
