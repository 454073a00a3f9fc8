"""PostgreSQL: named statements over a few connections; outages, locks and conflicts become `Unavailable`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeVar

import asyncpg

from amrutam.core.database_causes import UNFIT, why_away
from amrutam.core.database_connecting import Connector
from amrutam.core.database_pool import Connections
from amrutam.core.database_session import session_settings
from amrutam.core.errors import Unavailable
from amrutam.core.settings import Settings
from amrutam.core.telemetry.outages import Outages

T = TypeVar("T")
Row = asyncpg.Record

_CONFLICTS = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)

AWAY = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.PostgresSystemError,
    asyncpg.TransactionTimeoutError,
    asyncpg.IdleInTransactionSessionTimeoutError,
)
"""The database, or the way to it, is away: say 503 and let the client repeat."""

_FAILURES = (*AWAY, *UNFIT, *_CONFLICTS, asyncpg.LockNotAvailableError)


class LockTimeout(Unavailable):
    """Another transaction kept a lock for longer than `lock_timeout`. Its cause is asyncpg's error."""


class Conflict(Unavailable):
    """A deadlock or a serialization failure: nothing was changed, and the next try may succeed."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement and the name it has in metrics.

    A constant of its module, so that the name is known before it is used. SQL that is assembled for
    each call goes into a constant that has none: `_SEARCH.of(sql)`.
    """

    name: str
    sql: str = ""

    def of(self, sql: str) -> Statement:
        return Statement(self.name, sql)


Observer = Callable[[str, float], None]
"""Told each statement's name and its seconds."""


class Queries:
    """What can be asked of a connection or of the pool as a whole."""

    def __init__(self, connection: Any, observe: Observer, outages: Outages) -> None:
        self._connection = connection
        self._observe = observe
        self._outages = outages

    async def fetch(self, statement: Statement, *args: Any) -> list[Row]:
        return await self._timed(statement, self._connection.fetch, args)  # type: ignore[no-any-return]

    async def row(self, statement: Statement, *args: Any) -> Row | None:
        return await self._timed(statement, self._connection.fetchrow, args)  # type: ignore[no-any-return]

    async def value(self, statement: Statement, *args: Any) -> Any:
        return await self._timed(statement, self._connection.fetchval, args)

    async def execute(self, statement: Statement, *args: Any) -> str:
        return await self._timed(statement, self._connection.execute, args)  # type: ignore[no-any-return]

    async def many(self, statement: Statement, rows: Sequence[Sequence[Any]]) -> None:
        await self._timed(statement, self._connection.executemany, (rows,))

    async def _timed(self, statement: Statement, call: Any, args: Sequence[Any]) -> Any:
        started = perf_counter()
        try:
            return await call(statement.sql, *args)
        except _FAILURES as reason:
            raise self._unavailable(reason) from reason
        finally:
            self._observe(statement.name, perf_counter() - started)

    def _unavailable(self, reason: Exception) -> Unavailable:
        if isinstance(reason, asyncpg.LockNotAvailableError):
            return LockTimeout("The database is changing the same just now")
        if isinstance(reason, _CONFLICTS):
            return Conflict("The database was too busy with conflicting changes")
        is_refusal = getattr(reason, "is_refusal", isinstance(reason, UNFIT))
        self._outages.tell(why_away(reason), reason, is_refusal=is_refusal)
        return Unavailable()


class Database(Queries):
    """A pool. Open with `Database.open`, close with `close`."""

    def __init__(self, pool: Connections, observe: Observer, outages: Outages) -> None:
        super().__init__(pool, observe, outages)
        self.pool = pool

    @classmethod
    async def open(cls, settings: Settings, observe: Observer, url: str | None = None) -> Database:
        """Opens lazily: a database that is away does not stop a process from starting."""
        connect = Connector(
            url or settings.database_url,
            timeout_seconds=settings.database_timeout_seconds,
            host_seconds=settings.database_host_seconds,
            session=session_settings(settings),
            command_timeout=settings.database_timeout_seconds,
            statement_cache_size=500,
            server_settings={"application_name": "amrutam"},
        )
        limit, wait = settings.database_pool_size, settings.database_timeout_seconds
        outages = Outages("postgresql", settings.outage_report_seconds)
        return cls(Connections(connect, limit, wait), observe, outages)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Queries]:
        """One transaction; an exception rolls it back."""
        try:
            async with self.pool.acquire() as connection, connection.transaction():
                yield Queries(connection, self._observe, self._outages)
        except _FAILURES as reason:
            raise self._unavailable(reason) from reason

    async def close(self) -> None:
        await self.pool.close()


async def retried(action: Callable[[], Awaitable[T]], tries: int = 3) -> T:
    """Runs `action` again after a `Conflict`; raises that of the last try."""
    for attempt in range(tries - 1):
        try:
            return await action()
        except Conflict:
            await asyncio.sleep(0.01 * 2**attempt)
    return await action()
