"""Upkeep: deletes rows that have become useless (claims, idempotency keys, counts, proposals), and makes partitions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from amrutam.booking import cleanup_queries
from amrutam.core.database import Queries
from amrutam.core.queue import enqueue
from amrutam.core.replicas.primary import position_text
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.holds.changes import changed

PROPOSALS_ENDED = "proposals_ended"


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


async def drop_ended_proposals(queries: Queries) -> None:
    """Upkeep: deletes up to 500 proposals that were not answered in time, which frees their times.

    Proposals whose appointment another transaction has locked stay for the next call. Jobs publish
    the changes, because a screen that read the times again before the commit would still see the
    claims.
    """
    for doctor_id in {row[0] for row in await queries.fetch(cleanup_queries.DROP_PROPOSALS)}:
        await enqueue(queries, PROPOSALS_ENDED, {"doctor_id": str(doctor_id)})


async def tell_proposals_ended(resources: Resources, payload: dict[str, Any]) -> None:
    """Publishes that a doctor's times changed, because proposals of times were not answered in time.

    The payload is `{"doctor_id": <UUID as text>}`. Raises `RedisAway` and `Unavailable`, so that the
    queue repeats the job.
    """
    doctor_id = UUID(payload["doctor_id"])
    await changed(resources.redis, doctor_id, await position_text(resources))


async def make_partitions(settings: Settings, queries: Queries) -> int:
    """Makes the missing monthly partitions of `appointment`, and returns how many were made.

    The months are those of UTC, from last month to `partition_months_ahead` months ahead.
    """
    made: int = await queries.value(
        cleanup_queries.MAKE_PARTITIONS, settings.partition_months_ahead
    )
    return made
