"""SQL that stores, lists and rotates the signing keys of access tokens."""

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
    """Returns the keys for the JWKS and for verifying tokens, the oldest key first.

    These are the current key, the next key, and the keys retired in the last `retired_seconds`. The
    columns are `kid`, `state` and `private_sealed`.
    """
    return await queries.fetch(_PUBLISHED, timedelta(seconds=retired_seconds))


async def lock_keys(queries: Queries) -> None:
    """Waits for the lock of signing keys, and keeps the lock until the transaction ends.

    Call this function before keys are created or rotated, so that only one process does so.
    """
    await queries.value(_LOCK)


async def present_states(queries: Queries) -> set[str]:
    """Returns the states that stored keys have: some of `current`, `next` and `retired`; empty without keys."""
    return {row["state"] for row in await queries.fetch(_STATES)}


async def insert_key(queries: Queries, kid: str, sealed: bytes, public: str, state: str) -> None:
    """Stores a key with the id `kid`.

    `sealed` is the encrypted private key, `public` the public JWK as JSON, and `state` is
    `current`, `next` or `retired`. There can be only one current key (otherwise
    `asyncpg.UniqueViolationError`).
    """
    await queries.execute(_INSERT, kid, sealed, public, state)


async def retire_current(queries: Queries) -> None:
    """Retires the current key, if there is one: the key then only verifies tokens."""
    await queries.execute(_RETIRE)


async def promote_next(queries: Queries) -> str:
    """Makes the next key the current key, which signs, and returns its id.

    Retire the current key first. Raises `LookupError` if there is no next key.
    """
    kid: str | None = await queries.value(_PROMOTE)
    if kid is None:
        raise LookupError("there is no next signing key")
    return kid
