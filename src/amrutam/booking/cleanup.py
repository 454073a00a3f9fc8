"""What time makes superfluous or short: old claims and keys go, partitions come."""

from __future__ import annotations

from datetime import timedelta

from amrutam.core.database import Queries, Statement
from amrutam.core.settings import Settings

# In small bites, so that no booking waits for a long delete.
DROP_OLD_CLAIMS = Statement(
    "drop_old_claims",
    """
    DELETE FROM time_claim WHERE (party_id, during) IN (
        SELECT party_id, during FROM time_claim WHERE upper(during) < now() - $1::interval LIMIT 5000)
    """,
)

DROP_OLD_KEYS = Statement(
    "drop_old_keys",
    """
    DELETE FROM idempotency_key WHERE (account_id, key, route) IN (
        SELECT account_id, key, route FROM idempotency_key
        WHERE created_at < now() - $1::interval LIMIT 5000)
    """,
)

# What counts against no limit any more: see counted_appointment in booking.sql. A change is never later than the end.
DROP_UNCOUNTED = Statement(
    "drop_uncounted",
    """
    DELETE FROM counted_appointment WHERE (account_id, appointment_id) IN (
        SELECT account_id, appointment_id FROM counted_appointment
        WHERE greatest(open_until, made_at) < now() - interval '1 day' LIMIT 5000)
    """,
)

MAKE_PARTITIONS = Statement("make_partitions", "SELECT make_appointment_partitions(1, $1)")


async def drop_what_is_old(settings: Settings, queries: Queries) -> None:
    await queries.execute(DROP_OLD_CLAIMS, timedelta(days=settings.claim_retention_days))
    await queries.execute(DROP_OLD_KEYS, timedelta(hours=settings.idempotency_hours))
    await queries.execute(DROP_UNCOUNTED)


async def make_partitions(settings: Settings, queries: Queries) -> int:
    """Months of storage ahead of time; returns how many were made."""
    made: int = await queries.value(MAKE_PARTITIONS, settings.partition_months_ahead)
    return made
