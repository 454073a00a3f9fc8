"""Upkeep: deletes rows that have become useless (claims, idempotency keys, counts, proposals), and makes partitions."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from amrutam.booking import cleanup_queries
from amrutam.core.database import Queries
from amrutam.core.errors import Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.replicas.primary import position_text
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.holds.changes import changed


async def drop_what_is_old(settings: Settings, queries: Queries) -> None:
    """Deletes old claims, idempotency keys and counted appointments; one call at most 5,000 rows of each kind.

    Old are claims that ended more than `claim_retention_days` ago, idempotency keys older than
    `idempotency_hours`, and rows of `counted_appointment` that no limit counts any more.
    """
    await queries.execute(
        cleanup_queries.DROP_OLD_CLAIMS, timedelta(days=settings.claim_retention_days)
    )
    await queries.execute(
        cleanup_queries.DROP_OLD_KEYS, timedelta(hours=settings.idempotency_hours)
    )
    await queries.execute(cleanup_queries.DROP_UNCOUNTED)


async def drop_ended_proposals(resources: Resources, queries: Queries) -> None:
    """Deletes up to 500 proposals that were not answered in time, which frees their times, and publishes the changes.

    While Redis is unreachable, or the position cannot be read, nothing is published.
    """
    for row in await queries.fetch(cleanup_queries.DROP_PROPOSALS):
        with suppress(RedisAway, Unavailable):
            await changed(resources.redis, row[0], await position_text(resources))


async def make_partitions(settings: Settings, queries: Queries) -> int:
    """Makes the missing monthly partitions of `appointment`, and returns how many were made.

    The months are those of UTC, from last month to `partition_months_ahead` months ahead.
    """
    made: int = await queries.value(
        cleanup_queries.MAKE_PARTITIONS, settings.partition_months_ahead
    )
    return made
