"""One replica as a process sees it: its lag and its load."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from time import monotonic

from amrutam.core.batching import Batches
from amrutam.core.database import Conflict, Database, LockTimeout, Statement
from amrutam.core.errors import OutOfTime, Overloaded, Unavailable
from amrutam.core.replicas.position import START, Position

BUSY = (Conflict, LockTimeout, Overloaded)
"""Errors of a replica that is reachable, but cannot run a statement now.

The statement conflicts with the replay or waits for a lock that the replay holds, or all connections are in use.
"""

# Reads the replayed position; a statement that runs later sees at least that position. A promoted
# server does not replay; it stays usable while heartbeats are written on it or on its primary. `age` compares
# the clocks of the replica and the primary, which must agree: `amrutam check` compares them.
_LOOK = Statement(
    "replica_look",
    """
    SELECT timeline, extract(epoch FROM clock_timestamp() - written_at)::float8 AS age,
        (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
            ELSE pg_current_wal_flush_lsn() END - '0/0')::bigint AS lsn
    FROM replication_heartbeat
    """,
)


class Replica:
    """A replica, with the position and lag that were measured last.

    `as_of`: a time on the monotonic clock in seconds; the replica has replayed everything that was committed before
    that time, as far as the clocks of replica and primary agree. It is minus infinity before the first successful poll
    and after a failure.
    """

    def __init__(self, name: str, database: Database) -> None:
        self.name = name
        self.database = database
        self.position = START
        self.as_of = -inf
        self._looks: Batches[None, None] = Batches(self._look)

    @property
    def load(self) -> int:
        """The number of this process's statements that run on the replica or wait for a connection."""
        return self.database.pool.in_use + self.database.pool.waiting

    @property
    def lag_seconds(self) -> float:
        """Upper bound of the replica's lag in seconds; infinite while `as_of` is minus infinity."""
        return monotonic() - self.as_of

    async def look(self) -> None:
        """Measures the replica's position and lag. Marks an unreachable replica as unusable, without an exception.

        The last measurement stays if the replica is busy (`BUSY`), or if the time of the request that polls is over.
        """
        await self._looks.ask(None)

    def fail(self) -> None:
        """Marks the replica as unusable: it gets no reads until a poll succeeds."""
        self.as_of = -inf

    async def _look(self, items: Sequence[None]) -> list[None]:
        asked_at = monotonic()
        try:
            row = await self.database.row(_LOOK)
        except (OutOfTime, *BUSY):
            return [None] * len(items)
        except Unavailable:
            row = None
        if row is None or row["lsn"] is None:
            self.fail()
        else:
            self.position = Position(row["timeline"], row["lsn"])
            self.as_of = asked_at - max(row["age"], 0.0)
        return [None] * len(items)
