"""How many jobs wait, and for how long the oldest has: asked of the database now and then."""

from __future__ import annotations

from time import monotonic

from amrutam.core.database import Queries, Statement
from amrutam.core.telemetry import metrics

_WAITING = Statement(
    "queue_waiting",
    """
    SELECT entrypoint,
           count(*) AS depth,
           coalesce(extract(epoch FROM now() - min(execute_after)), 0)::float8 AS age
    FROM pgqueuer
    WHERE status = 'queued' AND execute_after <= now()
    GROUP BY entrypoint
    """,
)

_AT_MOST_EVERY_SECONDS = 5.0


class QueueGauges:
    """Keeps the gauges. Jobs that no longer wait go back to nought, not to their last value."""

    def __init__(self) -> None:
        self._asked_at = float("-inf")
        self._known: set[str] = set()

    async def refresh(self, queries: Queries) -> None:
        """Raises `Unavailable`; the next scrape asks again."""
        if monotonic() - self._asked_at < _AT_MOST_EVERY_SECONDS:
            return
        rows = await queries.fetch(_WAITING)
        self._asked_at = monotonic()
        waiting = {row["entrypoint"]: (row["depth"], max(0.0, row["age"])) for row in rows}
        self._known |= waiting.keys()
        for job in self._known:
            depth, age = waiting.get(job, (0, 0.0))
            metrics.QUEUE_DEPTH.labels(job).set(depth)
            metrics.QUEUE_AGE.labels(job).set(age)
