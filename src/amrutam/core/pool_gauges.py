"""Gauges of a process's PostgreSQL connections, set when Prometheus scrapes the process."""

from __future__ import annotations

from amrutam.core.database_pool import Connections
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.series import Series, by


def pool_series() -> list[Series]:
    """The gauges of the pool, each with its label values."""
    return [(metrics.POOL, by("in_use", "idle", "limit")), (metrics.POOL_WAITING, [])]


def observe_pool(pool: Connections) -> None:
    """Sets the gauges to the pool's present numbers."""
    for state, count in (("in_use", pool.in_use), ("idle", pool.idle), ("limit", pool.limit)):
        metrics.POOL.labels(state).set(count)
    metrics.POOL_WAITING.set(pool.waiting)
