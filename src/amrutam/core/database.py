"""Runs named SQL statements over a pool of connections; outages, lock timeouts and conflicts become `Unavailable`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import inf
from time import perf_counter
from typing import Any, TypeVar

import asyncpg

from amrutam.core.database_causes import UNFIT, why_away
from amrutam.core.database_connecting import Connector
from amrutam.core.database_pool import Connections, PoolExhausted
from amrutam.core.database_primary import Primary, PrimaryWatch
from amrutam.core.database_session import session_settings
from amrutam.core.errors import OutOfTime, Overloaded, Unavailable
from amrutam.core.request_budget import at_most, seconds_left
from amrutam.core.settings import Settings
from amrutam.core.telemetry.outages import Outages

T = TypeVar("T")
Row = asyncpg.Record

_CONFLICTS = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    # A migration changed what a statement of the transaction returns. asyncpg prepares the
    # statement again for the next transaction; in this transaction asyncpg cannot, because the
    # server has rolled the transaction back.
    asyncpg.InvalidCachedStatementError,
)

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
"""Errors that mean that the database is unreachable, cannot serve now, or did not answer in time.

`Queries` raises `Unavailable` in place of these errors. The HTTP response is then 503, so that the client repeats
the request. Of `InterfaceError`, this applies only to closed connections (see `_is_misuse`).
"""

_FAILURES = (*AWAY, *UNFIT, *_CONFLICTS, asyncpg.LockNotAvailableError)


class LockTimeout(Unavailable):
    """Another transaction held a lock for longer than PostgreSQL's setting `lock_timeout`.

    `__cause__` is asyncpg's error.
    """


class Conflict(Unavailable):
    """PostgreSQL rolled the transaction back: a deadlock, a serialization failure, or a concurrent migration.

    Nothing was changed, and a repetition of the transaction may succeed.
    """


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement and the name under which metrics count it.

    Define each statement as a constant of a module: `telemetry/series.py` finds it there and creates its metric at the
    start of a process. For SQL that is assembled for each call, define a constant without SQL and use its method `of`.
    """

    name: str
    sql: str = ""

    def of(self, sql: str) -> Statement:
        """The statement with this name and the given SQL."""
        return Statement(self.name, sql)


Observer = Callable[[str, float], None]
"""A function that is called with each statement's name and its duration in seconds."""


class Queries:
    """Runs statements, on one connection or on the pool."""

    fresh_until = inf
    """Time on the monotonic clock, in seconds, until which the rows are fresh enough to be cached.

    The value is infinite unless a replica has answered (`core/replicas/reader.py`).
    """

    def __init__(
        self, connection: Any, observe: Observer, outages: Outages, seconds: float
    ) -> None:
        """`seconds`: the time limit of each statement; a request that has less time left shortens the limit.

        `observe` is called after each statement; `outages` logs outages.
        """
        self._connection = connection
        self._observe = observe
        self._outages = outages
        self._seconds = seconds

    async def fetch(self, statement: Statement, *args: Any) -> list[Row]:
        """Runs the statement and returns all rows.

        Raises `LockTimeout`, `Conflict`, `Overloaded` if no connection of the pool becomes free in time, `OutOfTime`
        once the request's time is over, and `Unavailable`, the base class of these errors, if the database is
        unreachable, does not answer in time, is not migrated or refuses access. Other errors of the statement, such as
        a violated constraint, are raised as asyncpg's.
        """
        return await self._timed(statement, self._connection.fetch, args)  # type: ignore[no-any-return]

    async def row(self, statement: Statement, *args: Any) -> Row | None:
        """Runs the statement; returns the first row, or None without rows. Raises what `fetch` raises."""
        return await self._timed(statement, self._connection.fetchrow, args)  # type: ignore[no-any-return]

    async def value(self, statement: Statement, *args: Any) -> Any:
        """Runs the statement; returns the first column of the first row, or None without rows and for NULL.

        Raises what `fetch` raises.
        """
        return await self._timed(statement, self._connection.fetchval, args)

    async def execute(self, statement: Statement, *args: Any) -> str:
        """Runs the statement; returns PostgreSQL's status, such as `UPDATE 1`. Raises what `fetch` raises."""
        return await self._timed(statement, self._connection.execute, args)  # type: ignore[no-any-return]

    async def many(self, statement: Statement, rows: Sequence[Sequence[Any]]) -> None:
        """Runs the statement once for each row of arguments; after an error no row has an effect.

        The time limit is that of all rows together. Raises what `fetch` raises.
        """
        await self._timed(statement, self._connection.executemany, (rows,))

    async def _timed(self, statement: Statement, call: Any, args: Sequence[Any]) -> Any:
        started = perf_counter()
        seconds = at_most(self._seconds)
        try:
            return await call(statement.sql, *args, timeout=seconds)
        except _FAILURES as reason:
            raise self._unavailable(reason) from reason
        finally:
            self._observe(statement.name, perf_counter() - started)

    def _unavailable(self, reason: Exception) -> Unavailable:
        """The error to raise in place of `reason`; raises `reason` itself if it is a defect of this program."""
        if _is_misuse(reason):
            raise reason
        if isinstance(reason, asyncpg.LockNotAvailableError):
            return LockTimeout("The database is changing the same just now")
        if isinstance(reason, _CONFLICTS):
            return Conflict("The database was too busy with conflicting changes")
        if isinstance(reason, TimeoutError) and seconds_left() <= 0:
            return OutOfTime()
        if isinstance(reason, PoolExhausted):
            return Overloaded(
                "All database connections of this process are in use, and others wait for one"
            )
        is_refusal = getattr(reason, "is_refusal", isinstance(reason, UNFIT))
        self._outages.tell(why_away(reason), reason, is_refusal=is_refusal)
        return Unavailable()


def _is_misuse(reason: Exception) -> bool:
    """Whether the error means that asyncpg was used wrongly, for example with a wrong number of arguments.

    asyncpg's `InterfaceError` means that, but is also raised for a statement on a connection that was lost before; its
    message then says that something is closed.
    """
    return isinstance(reason, asyncpg.InterfaceError) and "closed" not in str(reason)


class Database(Queries):
    """Runs statements on a pool of connections, which follows the primary if the URL has several hosts.

    `Database.open` makes a database; `close` closes its connections.
    """

    def __init__(
        self,
        pool: Connections,
        observe: Observer,
        outages: Outages,
        seconds: float,
        primary: Primary,
    ) -> None:
        super().__init__(pool, observe, outages, seconds)
        self.pool = pool
        self.primary = primary
        self._watching: asyncio.Task[None] | None = None

    @classmethod
    async def open(
        cls,
        settings: Settings,
        observe: Observer,
        url: str | None = None,
        name: str = "postgresql",
    ) -> Database:
        """Returns a database, which opens each connection when it is first needed.

        A process therefore starts even while no server answers.
        Starts to watch for a new primary if the URL has several hosts and asks for a primary. `url`: by default
        `settings.database_url`; `name`: the name of the database in logs of outages. Raises `ValueError` for a
        malformed URL.
        """
        connect = Connector(
            url or settings.database_url,
            timeout_seconds=settings.database_timeout_seconds,
            host_seconds=settings.database_host_seconds,
            session=session_settings(settings),
            command_timeout=settings.database_timeout_seconds,
            statement_cache_size=500,
            server_settings={"application_name": "amrutam"},
        )
        seconds = settings.database_timeout_seconds
        pool = Connections(
            connect, settings.database_pool_size, seconds,
            settings.database_pool_reserved, settings.database_waits,
        )  # fmt: skip
        outages = Outages(name, settings.outage_report_seconds)
        opened = cls(pool, observe, outages, seconds, connect.primary)
        opened.follow(connect.watch(settings.database_watch_seconds))
        return opened

    def follow(self, watch: PrimaryWatch | None) -> None:
        """Starts to poll the hosts for a new primary; None does nothing."""
        if watch is not None:
            self._watching = asyncio.create_task(watch.run())

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Queries]:
        """Context manager that yields queries of one transaction; an exception in its body rolls the transaction back.

        Commits at the end of the body. Raises what `fetch` raises, also for the commit.
        """
        try:
            async with self.pool.acquire() as connection, connection.transaction():
                yield Queries(connection, self._observe, self._outages, self._seconds)
        except _FAILURES as reason:
            raise self._unavailable(reason) from reason

    async def close(self) -> None:
        """Ends the polling of hosts and closes the connections; those in use are closed when they are given back."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        await self.pool.close()


async def retried(action: Callable[[], Awaitable[T]], tries: int = 3) -> T:
    """Returns the result of `action`, which is run again after a `Conflict`, at most `tries` times in all.

    The wait before the second run is 10 ms, and before each further run twice as long. Raises the `Conflict` of the
    last run, and any other exception of `action` at once.
    """
    for attempt in range(tries - 1):
        try:
            return await action()
        except Conflict:
            await asyncio.sleep(0.01 * 2**attempt)
    return await action()
