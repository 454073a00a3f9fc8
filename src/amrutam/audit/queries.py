"""SQL of the audit chain: the entries of each ledger in order, and the checkpoints. `ledger` is one of `LEDGERS`."""

from __future__ import annotations

from datetime import timedelta

from amrutam.core.database import Queries, Row, Statement

# The columns of each ledger that make up an entry's text. The text depends only on the row: a column
# added later does not change the text, and times are in UTC, the connections' zone. The text has the
# hash of a note instead of the note, so that an erasure can remove the note.
_COLUMNS = {
    "appointment_event": "appointment_id, version, kind, actor_account_id, actor_role, at, starts_at,"
    " previous_starts_at, doctor_id, previous_doctor_id, CASE WHEN note_sealed IS NULL THEN note_hash ELSE sha256(note_sealed) END",
    "consent_event": "account_id, version, kind, at",
    "staff_event": "account_id, kind, detail, actor_account_id, at",
    "payment": "clinic_id, year, number, patient_id, doctor_id, appointment_id, ticket_id, amount, currency, method,"
    " reverses_year, reverses_number, CASE WHEN note_sealed IS NULL THEN note_hash ELSE sha256(note_sealed) END, made_by, at",
    "record_read": "account_id, appointment_ids, what, at",
    "setting_change": "name, version, previous, value, is_default, account_id, at",
}
LEDGERS = tuple(_COLUMNS)
"""The names of the ledgers, which are tables to which rows are only added, in the order in which they are verified."""

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

# In a distributed ledger the upper 16 bits of an id are the number of the node that issued it, and
# each node issues ids in order.
_NEXT = {
    ledger: Statement(f"audit_next_{ledger}", f"SELECT min(id) FROM {ledger} WHERE id > $1")
    for ledger in LEDGERS
}
_COVERED = Statement(
    "audit_covered",
    "SELECT max(last_id) FROM audit_checkpoint WHERE ledger = $1 AND last_id > $2 AND last_id <= $3",
)

# Transactions commit in any order. Once an entry is older than every open transaction, the entry is
# settled: no entry of its node with a lower id can still appear.
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
    """Takes the lock for checkpoints until the transaction ends.

    Does not wait: returns False if another process has the lock.
    """
    return bool(await queries.value(_TRY_LOCK))


async def next_entry(queries: Queries, ledger: str, after: int) -> int | None:
    """Returns the lowest entry id above `after` in the ledger; None if there is none."""
    found: int | None = await queries.value(_NEXT[ledger], after)
    return found


async def covered(queries: Queries, ledger: str, node: range) -> int | None:
    """Returns the highest entry id that a checkpoint of the ledger names as its last, for the ids of one node.

    These ids are above `node.start`, up to and including `node.stop`. None if there is no such
    checkpoint.
    """
    found: int | None = await queries.value(_COVERED, ledger, node.start, node.stop)
    return found


async def settled(
    queries: Queries, ledger: str, after: int, until: int, age: timedelta
) -> int | None:
    """Returns the id of the last settled entry with an id above `after`, up to and including `until`; None without one.

    An entry is settled when it is older than `age`: no entry of the same node with a lower id can
    still appear.
    """
    found: int | None = await queries.value(_SETTLED[ledger], after, until, age)
    return found


async def entries(queries: Queries, ledger: str, after: int, until: int, limit: int) -> list[Row]:
    """Returns the first `limit` entries with ids above `after`, up to and including `until`, by id.

    Rows have `id` and `said`, the entry's text.
    """
    return await queries.fetch(ENTRIES[ledger], after, until, limit)


async def last_checkpoint(queries: Queries, ledger: str) -> Row | None:
    """Returns the row of the ledger's newest checkpoint (`number`, `last_id`, `mac`); None if the ledger has none."""
    return await queries.row(_LAST_CHECKPOINT, ledger)


async def checkpoints(queries: Queries, ledger: str, after: int) -> list[Row]:
    """Returns the first 1,000 checkpoints of the ledger with numbers above `after`, by number.

    The columns are `number`, `last_id`, `entries` (how many entries it covers) and `mac`.
    """
    return await queries.fetch(_CHECKPOINTS, ledger, after)


async def add_checkpoint(
    queries: Queries, ledger: str, number: int, last_id: int, count: int, mac: bytes
) -> None:
    """Stores checkpoint `number` of the ledger, which covers `count` entries up to the id `last_id`.

    `mac` is its HMAC-SHA256 (32 bytes). Call `lock` first in the same transaction: two checkpoints
    of one number raise `asyncpg.UniqueViolationError`.
    """
    await queries.execute(_ADD_CHECKPOINT, ledger, number, last_id, count, mac)
