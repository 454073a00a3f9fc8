"""Writes up to five times a second to each PostgreSQL server, not through HAProxy, and records acknowledged writes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from time import monotonic

import asyncpg

_WRITE = """
    INSERT INTO fence VALUES ($1) RETURNING
        ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int
"""
_PAUSE_SECONDS = 0.2
_PATIENCE_SECONDS = 2.0
_FAILURES = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError,
             asyncpg.InternalClientError)  # fmt: skip


@dataclass(frozen=True)
class Acknowledged:
    """A write of the row `number` that a server acknowledged; `server` is its index in `Fence.urls`.

    The write was sent at `sent`, and its answer arrived at `told`, in seconds of `time.monotonic`. `timeline` is that
    of the server.
    """

    number: int
    server: int
    timeline: int
    sent: float
    told: float


@dataclass
class Fence:
    """Writes rows to the table `fence` on each server until `run` is cancelled. `urls`: the servers' superuser URLs."""

    urls: Sequence[str]
    acknowledged: list[Acknowledged] = field(default_factory=list)
    _number: int = 0

    async def run(self) -> None:
        await asyncio.gather(*(self._write(server) for server in range(len(self.urls))))

    async def _write(self, server: int) -> None:
        while True:
            try:
                connection = await asyncpg.connect(self.urls[server], timeout=_PATIENCE_SECONDS)
                try:
                    await self._write_on(connection, server)
                finally:
                    connection.terminate()
            except _FAILURES:
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _write_on(self, connection: asyncpg.Connection, server: int) -> None:
        while True:
            self._number += 1
            number, sent = self._number, monotonic()
            # On a timeout the connection is closed without a request to cancel the statement, as in the platform: a
            # cancelled wait for a standby would make PostgreSQL acknowledge the write.
            patience = asyncio.get_running_loop().call_later(
                _PATIENCE_SECONDS, connection.terminate
            )
            timeline = await connection.fetchval(_WRITE, number)
            patience.cancel()
            told = Acknowledged(number, server, timeline, sent, monotonic())
            self.acknowledged.append(told)
            await asyncio.sleep(_PAUSE_SECONDS)

    def overlaps(self) -> list[tuple[Acknowledged, Acknowledged]]:
        """Returns each (write, newer) in which an older primary acknowledged `write` too late.

        `newer` is the first acknowledged write of a newer primary, and its answer had arrived before `write` was sent.
        """
        began: dict[int, Acknowledged] = {}
        for each in self.acknowledged:
            began.setdefault(each.timeline, each)
        return [
            (each, newer)
            for each in self.acknowledged
            for timeline, newer in began.items()
            if each.timeline < timeline and each.sent > newer.told
        ]

    def longest_pause(self) -> float:
        """Returns the longest time between two acknowledged writes, in seconds; 0 with fewer than two."""
        told = sorted(each.told for each in self.acknowledged)
        return max((b - a for a, b in pairwise(told)), default=0.0)
