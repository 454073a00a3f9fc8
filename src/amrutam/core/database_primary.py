"""Finds the primary: the newest timeline that this process has seen, and a watch over the hosts of a URL.

Each promotion begins a new timeline. A former primary that was frozen and resumes says that it is
not in recovery and answers with old rows until it is demoted; its older timeline distinguishes it
from the new primary.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import asyncpg
import structlog
from asyncpg import Connection

from amrutam.core.telemetry import sentry

log = structlog.get_logger("amrutam.database")

Host = tuple[str, int]

FAILURES = (
    OSError,
    TimeoutError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)

_TIMELINE = """
    SELECT system_identifier,
        ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int AS number
    FROM pg_control_system() WHERE NOT pg_is_in_recovery()
"""


class OldTimeline(Exception):
    """The server says that it is a primary, but a server with a newer timeline has been promoted since."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline number of a cluster.

    `system` is PostgreSQL's identifier of the cluster; timelines of two clusters cannot be
    compared.
    """

    system: int
    number: int

    def is_older_than(self, other: Timeline | None) -> bool:
        """Whether both are timelines of one cluster and the other's number is higher."""
        return other is not None and self.system == other.system and self.number < other.number


async def read_timeline(connection: Connection) -> Timeline | None:
    """The server's timeline; None if the server is a standby. Raises asyncpg's errors."""
    row = await connection.fetchrow(_TIMELINE)
    return None if row is None else Timeline(row["system_identifier"], row["number"])


class Primary:
    """The newest primary that the connectors and the watch that share this object have found.

    `timeline` and `host` are None before the first primary was found. When a newer timeline is found, the connections
    that `admit` has registered for older timelines are closed.
    """

    def __init__(self) -> None:
        self.timeline: Timeline | None = None
        self.host: Host | None = None
        self._newer = asyncio.Event()
        self._connections: WeakKeyDictionary[Connection, Timeline] = WeakKeyDictionary()

    def admit(self, connection: Connection, host: Host, timeline: Timeline) -> None:
        """Registers an open connection to a primary; the connection is closed when a newer timeline is found.

        Raises `OldTimeline` if a newer timeline than `timeline` is known.
        """
        self.see(host, timeline)
        self.host = host
        self._connections[connection] = timeline

    def see(self, host: Host, timeline: Timeline) -> None:
        """Records the timeline that was read from the host, and closes connections to servers with older timelines.

        Raises `OldTimeline` if a newer timeline is known.
        """
        if timeline.is_older_than(self.timeline):
            raise OldTimeline
        if timeline != self.timeline:
            self.timeline, self.host = timeline, host
            self._newer.set()
            self._newer = asyncio.Event()
            self._end_older()

    async def promoted(self, seconds: float) -> None:
        """Waits until a newer timeline is recorded, at most `seconds`; returns in both cases."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._newer.wait()

    def _end_older(self) -> None:
        for connection, timeline in list(self._connections.items()):
            if timeline.is_older_than(self.timeline):
                connection.terminate()


class PrimaryWatch:
    """Polls all hosts, each over its own connection, so that a promotion is noticed quickly."""

    def __init__(
        self,
        hosts: Mapping[Host, Callable[[], Awaitable[Connection]]],
        primary: Primary,
        every_seconds: float,
        host_seconds: float,
    ) -> None:
        """`hosts` maps each host to a function that opens a connection to the host.

        `every_seconds`: the pause between polls; `host_seconds`: how long a host may take to
        answer.
        """
        self._hosts = hosts
        self._primary = primary
        self._every_seconds = every_seconds
        self._host_seconds = host_seconds
        self._connections: dict[Host, Connection] = {}

    async def run(self) -> None:
        """Polls the hosts until this call is cancelled; then closes the connections of the polls."""
        try:
            while True:
                await asyncio.gather(*map(self._look, self._hosts))
                await asyncio.sleep(self._every_seconds)
        finally:
            for connection in self._connections.values():
                connection.terminate()

    async def _look(self, host: Host) -> None:
        """Polls one host. No exception ends the watch; one that is no failure of the host is reported as a defect."""
        try:
            if host not in self._connections:
                self._connections[host] = await self._hosts[host]()
            timeline = await self._asked(self._connections[host])
            if timeline is not None:
                self._primary.see(host, timeline)
        except OldTimeline:
            pass
        except Exception as error:
            if not isinstance(error, FAILURES):
                log.error("loop_round_failed", loop="primary", exc_info=error)
                sentry.report(error, loop="primary")
            if host in self._connections:
                self._connections.pop(host).terminate()

    async def _asked(self, connection: Connection) -> Timeline | None:
        """Reads a host's timeline; the connection is closed if the host does not answer in time."""
        patience = asyncio.get_running_loop().call_later(self._host_seconds, connection.terminate)
        try:
            return await read_timeline(connection)
        finally:
            patience.cancel()


async def open_at(url: str, host: Host, **options: Any) -> Connection:
    """Opens and returns a connection to one host of the URL; `options` are those of `asyncpg.connect`.

    Raises one of `FAILURES` if the connection cannot be opened.
    """
    chosen: dict[str, Any] = {"host": host[0], "port": host[1], "target_session_attrs": "any"}
    connection: Connection = await asyncpg.connect(url, **{**chosen, **options})
    return connection
