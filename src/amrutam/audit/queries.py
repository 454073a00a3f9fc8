"""SQL of the chain: entries in their order, and checkpoints."""

from __future__ import annotations

from datetime import timedelta

from amrutam.core.database import Queries, Row, Statement

# As text that depends on nothing but the row: a column that is added later does not change it, and times are
# in the connections' zone, UTC.
_COLUMNS = {
    "appointment_event": "appointment_id, version, kind, actor_account_id, actor_role, at, starts_at,"
    " previous_starts_at, note_sealed",
    "consent_event": "account_id, version, kind, at",
    "staff_event": "account_id, kind, detail, actor_account_id, at",
    "record_read": "account_id, appointment_ids, what, at",
}
LEDGERS = tuple(_COLUMNS)
"""Tables that are only added to."""

ENTRIES = {
    ledger: Statement(
        f"audit_{ledger}",
        f"""
        SELECT id, ROW(id, {columns})::text AS said FROM {ledger}
        WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3
        """,
    )
    for ledger, columns in _COLUMNS.items()
}

# The nodes of a distributed ledger give out ids above their own numbers, which are the upper 16 bits.
_NEXT = {
    ledger: Statement(f"audit_next_{ledger}", f"SELECT min(id) FROM {ledger} WHERE id > $1")
    for ledger in LEDGERS
}
_COVERED = Statement(
    "audit_covered",
    "SELECT max(last_id) FROM audit_checkpoint WHERE ledger = $1 AND last_id > $2 AND last_id <= $3",
)

# A node gives ids in order, but they are committed in any: below its newest entry that is older than any
# transaction may last, all are there.
_SETTLED = {
    ledger: Statement(
        f"audit_settled_{ledger}",
        f"SELECT max(id) FROM {ledger} WHERE id > $1 AND id <= $2 AND at < now() - $3::interval",
    )
    for ledger in LEDGERS
}

_TRY_LOCK = Statement(
    "audit_lock", "SELECT pg_try_advisory_xact_lock(hashtextextended('amrutam audit', 0))"
)

_LAST_CHECKPOINT = Statement(
    "audit_last_checkpoint",
    "SELECT number, last_id, mac FROM audit_checkpoint WHERE ledger = $1 ORDER BY number DESC LIMIT 1",
)

_CHECKPOINTS = Statement(
    "audit_checkpoints",
    """
    SELECT number, last_id, entries, mac FROM audit_checkpoint
    WHERE ledger = $1 AND number > $2 ORDER BY number LIMIT 1000
    """,
)

_ADD_CHECKPOINT = Statement(
    "audit_add_checkpoint",
    "INSERT INTO audit_checkpoint (ledger, number, last_id, entries, mac) VALUES ($1, $2, $3, $4, $5)",
)


async def lock(queries: Queries) -> bool:
    """Whether nobody else checkpoints; until the transaction ends."""
    return bool(await queries.value(_TRY_LOCK))


async def next_entry(queries: Queries, ledger: str, after: int) -> int | None:
    """The first id above `after`."""
    found: int | None = await queries.value(_NEXT[ledger], after)
    return found


async def covered(queries: Queries, ledger: str, node: range) -> int | None:
    """The last of a node's ids that a checkpoint covers."""
    found: int | None = await queries.value(_COVERED, ledger, node.start, node.stop)
    return found


async def settled(
    queries: Queries, ledger: str, after: int, until: int, age: timedelta
) -> int | None:
    """The last id, at most `until`, before which no entry of its node can still appear."""
    found: int | None = await queries.value(_SETTLED[ledger], after, until, age)
    return found


async def entries(queries: Queries, ledger: str, after: int, until: int, limit: int) -> list[Row]:
    return await queries.fetch(ENTRIES[ledger], after, until, limit)


async def last_checkpoint(queries: Queries, ledger: str) -> Row | None:
    return await queries.row(_LAST_CHECKPOINT, ledger)


async def checkpoints(queries: Queries, ledger: str, after: int) -> list[Row]:
    """The next thousand at most."""
    return await queries.fetch(_CHECKPOINTS, ledger, after)


async def add_checkpoint(
    queries: Queries, ledger: str, number: int, last_id: int, count: int, mac: bytes
) -> None:
    await queries.execute(_ADD_CHECKPOINT, ledger, number, last_id, count, mac)
