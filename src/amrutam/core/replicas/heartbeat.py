"""The heartbeat row that shows how far behind a replica is: written on the primary, read on replicas.

The commit time that a replica replayed last cannot be used: it stands still while nothing is written, and a replica
that lost its primary cannot know which commits it lacks. A replayed heartbeat proves that everything
committed before the heartbeat was replayed too.
"""

from __future__ import annotations

from amrutam.core.background import every
from amrutam.core.database import Statement
from amrutam.core.resources import Resources

# If several workers run, a worker does not write while the heartbeat is younger than half of the
# pause, because another worker has just written. No index covers the changed column, so PostgreSQL
# reuses the page (HOT) and the table does not grow.
_BEAT = Statement(
    "replication_heartbeat",
    """
    UPDATE replication_heartbeat
    SET written_at = clock_timestamp(),
        timeline = ('x' || left(pg_walfile_name(pg_current_wal_flush_lsn()), 8))::bit(32)::bigint
    WHERE written_at <= clock_timestamp() - make_interval(secs => $1)
    """,
)


async def beat(resources: Resources) -> None:
    """A worker's background loop: writes the heartbeat on the primary, with a pause of `replica_heartbeat_seconds`."""
    seconds = resources.settings.replica_heartbeat_seconds

    async def write() -> None:
        await resources.database.execute(_BEAT, seconds / 2)

    await every(seconds, "replication_heartbeat", write)
