"""Gauges of the whole platform: a worker queries the database for their values when Prometheus scrapes the worker.

Every worker exports the same values, so Prometheus's rules use the maximum over the workers and never the sum.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from math import nan
from time import monotonic

from amrutam.core.errors import Unavailable
from amrutam.core.platform_state import (
    WaitingJobs,
    backups,
    months_ahead,
    standby_missing,
    waiting_jobs,
)
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics

_AT_MOST_EVERY_SECONDS = 5.0
_PATIENCE_SECONDS = 2.0
_DATABASE_ONLY = (
    metrics.CALENDAR_MONTHS,
    metrics.BACKUP_ENDED,
    metrics.ARCHIVE_FAILING,
    metrics.STANDBY_MISSING,
)


class PlatformGauges:
    """Reads the gauges of the whole platform from the database; a part of a worker's `Resources`."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._asked_at = float("-inf")
        self._entrypoints: set[str] = set()
        self._forget()

    def know(self, entrypoints: Iterable[str]) -> None:
        """Adds names of jobs whose gauges exist before the first such job is queued.

        Until the next `refresh`, `DATABASE_UP` is 0 and the other gauges are NaN.
        """
        self._entrypoints |= set(entrypoints)
        self._forget()

    async def refresh(self) -> None:
        """Reads the values from the database and sets the gauges, unless that succeeded in the last five seconds.

        If the database cannot be read within two seconds, raises nothing: `DATABASE_UP` becomes 0, and the other
        gauges NaN.
        """
        if monotonic() - self._asked_at < _AT_MOST_EVERY_SECONDS:
            return
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                waiting = await waiting_jobs(self._resources.database)
                months = await months_ahead(self._resources.database)
                backup = await backups(self._resources.database)
                missing = await standby_missing(self._resources.database)
        except (Unavailable, TimeoutError):
            self._forget()
            return
        self._asked_at = monotonic()
        self._set_queue(waiting)
        metrics.DATABASE_UP.set(1)
        metrics.CALENDAR_MONTHS.set(months)
        metrics.BACKUP_ENDED.set(backup.ended_at)
        metrics.ARCHIVE_FAILING.set(backup.archive_fails)
        metrics.STANDBY_MISSING.set(nan if missing is None else missing)

    def _set_queue(self, waiting: dict[str, WaitingJobs]) -> None:
        """Sets the queue's gauges; those of a job's name without waiting jobs are set to 0."""
        self._entrypoints |= waiting.keys()
        for entrypoint in self._entrypoints:
            found = waiting.get(entrypoint, WaitingJobs())
            metrics.QUEUE_DEPTH.labels(entrypoint).set(found.depth)
            metrics.QUEUE_AGE.labels(entrypoint).set(found.seconds)

    def _forget(self) -> None:
        metrics.DATABASE_UP.set(0)
        for gauge in _DATABASE_ONLY:
            gauge.set(nan)
        for entrypoint in self._entrypoints:
            metrics.QUEUE_DEPTH.labels(entrypoint).set(nan)
            metrics.QUEUE_AGE.labels(entrypoint).set(nan)
