"""Measures how soon a process of the platform finds a promoted primary."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from time import monotonic

import asyncpg

from amrutam.core.database import Statement
from amrutam.core.errors import Unavailable
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

_TIMELINE = Statement(
    "test_timeline",
    "SELECT ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int",
)
_PAUSE_SECONDS = 0.05
_PATIENCE_SECONDS = 1.0
_FAILURES = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


@dataclass
class Finder:
    """Reads the timeline of each server, and that of the primary which the platform's own connections reach.

    A standby refuses the statement that reads the timeline, so a server's first answer with a new timeline comes
    after its promotion. `urls`: each server's URL as a superuser; `settings`: those of a process of the platform.
    """

    urls: Sequence[str]
    settings: Settings
    _promoted: dict[int, float] = field(default_factory=dict)
    _found: dict[int, float] = field(default_factory=dict)

    async def run(self) -> None:
        """Reads the timelines until the task is cancelled."""
        resources = await Resources.open(self.settings)
        try:
            await asyncio.gather(self._find(resources), *map(self._look, self.urls))
        finally:
            await resources.close()

    def longest_seconds(self) -> float:
        """Returns the longest time, in seconds, from a promotion until the platform's connections reached the new primary.

        Returns 0 without promotions, and infinity if the connections never reached one of the promoted servers.
        """
        first = min(self._promoted, default=0)
        return max(
            (
                self._found.get(each, inf) - at
                for each, at in self._promoted.items()
                if each > first
            ),
            default=0.0,
        )

    async def _find(self, resources: Resources) -> None:
        while True:
            with suppress(Unavailable, asyncpg.PostgresError):
                timeline = await resources.database.value(_TIMELINE)
                self._found.setdefault(timeline, monotonic())
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _look(self, url: str) -> None:
        while True:
            with suppress(*_FAILURES):
                connection = await asyncpg.connect(url, timeout=_PATIENCE_SECONDS)
                try:
                    await self._look_on(connection)
                finally:
                    connection.terminate()
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _look_on(self, connection: asyncpg.Connection) -> None:
        while True:
            with suppress(asyncpg.ObjectNotInPrerequisiteStateError):  # the server is a standby
                timeline = await connection.fetchval(_TIMELINE.sql, timeout=_PATIENCE_SECONDS)
                self._promoted.setdefault(timeline, monotonic())
            await asyncio.sleep(_PAUSE_SECONDS)
