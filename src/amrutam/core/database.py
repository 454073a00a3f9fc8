"""PostgreSQL: named statements over a few connections; outages become `Unavailable`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, TypeVar

import asyncpg

from amrutam.core.connections import Connections
from amrutam.core.errors import Unavailable
from amrutam.core.settings import Settings

T = TypeVar("T")
Row = asyncpg.Record

TRANSIENT = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
"""Failures that end when the same transaction is tried again."""

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
)
"""The database, or the way to it, is away: say 503 and let the client repeat."""


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

    def __init__(self, connection: Any, observe: Observer) -> None:
        self._connection = connection
        self._observe = observe

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
        except AWAY as reason:
            raise Unavailable from reason
        finally:
            self._observe(statement.name, perf_counter() - started)


class Database(Queries):
    """A pool. Open with `Database.open`, close with `close`."""

    def __init__(self, pool: Connections, observe: Observer) -> None:
        super().__init__(pool, observe)
        self.pool = pool

    @classmethod
    async def open(cls, settings: Settings, observe: Observer, url: str | None = None) -> Database:
        """Opens lazily: a database that is away does not stop a process from starting."""
        milliseconds = str(int(settings.transaction_timeout_seconds * 1000))
        connect = partial(
            asyncpg.connect,
            url or settings.database_url,
            command_timeout=settings.database_timeout_seconds,
            timeout=settings.database_timeout_seconds,
            statement_cache_size=500,
            server_settings={
                "application_name": "amrutam",
                "timezone": "UTC",
                "lock_timeout": "2000",
                "transaction_timeout": milliseconds,
                "idle_in_transaction_session_timeout": milliseconds,
                "jit": "off",
                # Planned once for a connection: planning a look-up of one appointment anew costs 300 us,
                # running it 24. Such a plan may be made while a table is still small, and must hold
                # when it has grown: by an index, wherever there is one.
                "plan_cache_mode": "force_generic_plan",
                "enable_seqscan": "off",
                "pg_trgm.word_similarity_threshold": "0.5",
            },
        )
        limit, wait = settings.database_pool_size, settings.database_timeout_seconds
        return cls(Connections(connect, limit, wait), observe)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Queries]:
        """One transaction; an exception rolls it back."""
        try:
            async with self.pool.acquire() as connection, connection.transaction():
                yield Queries(connection, self._observe)
        except AWAY as reason:
            raise Unavailable from reason

    async def close(self) -> None:
        await self.pool.close()


async def retried(action: Callable[[], Awaitable[T]], tries: int = 3) -> T:
    """Runs `action` again after a deadlock or a serialization failure; then `Unavailable`."""
    for attempt in range(tries):
        try:
            return await action()
        except TRANSIENT:
            await asyncio.sleep(0.01 * 2**attempt)
    raise Unavailable("The database was too busy with conflicting changes")
