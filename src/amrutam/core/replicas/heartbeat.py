"""Writes, on the primary, the heartbeat row by which `replica.py` measures how far behind a replica is.

The time of the last commit that a replica has replayed cannot be used: it stands still while nothing is written, and a
replica that lost its primary cannot know which commits it lacks. A replica that has replayed a heartbeat has also
replayed every commit before that heartbeat.
"""

from __future__ import annotations

from amrutam.core.background import every
from amrutam.core.database import Statement
from amrutam.core.resources import Resources

# If several workers run, a worker does not write while the heartbeat is younger than half of the
# pause, because another worker has just written. No index covers the changed columns, so PostgreSQL
# reuses the space in the page (HOT) and the table does not grow.
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
    """A worker's background loop: writes the heartbeat, unless another worker has just written it.

    The pause between two rounds is `replica_heartbeat_seconds`.
    """
    seconds = resources.settings.replica_heartbeat_seconds

    async def write() -> None:
        await resources.database.execute(_BEAT, seconds / 2)

    await every(seconds, "replication_heartbeat", write)
