"""A small pool of PostgreSQL connections: hands out asyncpg's own connections, without proxies.

asyncpg's pool costs 27 us of CPU a borrow, and its connection's general way to run a statement 8,
on the machine where the statement costs 15: measured, see docs/performance.md.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

Connection = asyncpg.Connection
_UNUSABLE = (
    asyncio.CancelledError,
    TimeoutError,
    asyncpg.InternalClientError,
    asyncpg.ReadOnlySQLTransactionError,
)
"""After these a connection is not used again. After the first two its state is not known; then the
server said that it ends this one (it restarts, say), and has not hung up yet; last, a server that was the
primary has become a standby, and another host is to be looked for."""

Connect = Callable[[], Awaitable[Connection]]
_Wait = asyncio.Future[Connection | None]


class Connections:
    """At most `limit` at once, opened when needed, the last used first; lost ones are left out."""

    def __init__(self, connect: Connect, limit: int, wait_seconds: float) -> None:
        self._connect = connect
        self._wait_seconds = wait_seconds
        self._idle: list[Connection] = []
        self._waiting: deque[_Wait] = deque()
        self._free_places = limit
        self._closed = False
        self._ending: set[asyncio.Future[None]] = set()

    async def fetch(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        return await self._on_one(_rows, sql, args, 0)  # type: ignore[no-any-return]

    async def fetchrow(self, sql: str, *args: Any) -> asyncpg.Record | None:
        rows = await self._on_one(_rows, sql, args, 1)
        return rows[0] if rows else None

    async def fetchval(self, sql: str, *args: Any) -> Any:
        rows = await self._on_one(_rows, sql, args, 1)
        return rows[0][0] if rows else None

    async def execute(self, sql: str, *args: Any) -> str:
        return await self._on_one(Connection.execute, sql, *args)  # type: ignore[no-any-return]

    async def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        await self._on_one(Connection.executemany, sql, rows)

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        """One connection for several statements."""
        connection = await self._take()
        try:
            yield connection
        except _UNUSABLE:
            self._drop(connection)
            raise
        except BaseException:
            self._give_back(connection)
            raise
        self._give_back(connection)

    async def _on_one(self, call: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        connection = await self._take()
        try:
            answer = await call(connection, *args)
        except _UNUSABLE:
            self._drop(connection)
            raise
        except BaseException:
            self._give_back(connection)
            raise
        self._give_back(connection)
        return answer

    async def _take(self) -> Connection:
        """Raises what connecting raises, and `TimeoutError` when all stay in use."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
            self._free_places += 1
        if self._free_places:
            self._free_places -= 1
            return await self._opened()
        handed = await self._handed()
        return handed if handed is not None else await self._opened()

    async def _handed(self) -> Connection | None:
        """A connection of another borrower, or None for the right to open one."""
        loop = asyncio.get_running_loop()
        wait: _Wait = loop.create_future()
        self._waiting.append(wait)
        patience = loop.call_later(self._wait_seconds, _give_up, wait)
        try:
            return await wait
        except asyncio.CancelledError:
            if wait.done() and not wait.cancelled() and wait.exception() is None:
                self._pass_on(wait.result())
            raise
        finally:
            patience.cancel()

    async def _opened(self) -> Connection:
        """On a place that is the caller's already."""
        try:
            return await self._connect()
        except BaseException:
            self._pass_on(None)
            raise

    def _give_back(self, connection: Connection) -> None:
        self._pass_on(None if connection.is_closed() else connection)

    def _drop(self, connection: Connection) -> None:
        """One whose state is unknown: a statement was cancelled or timed out on it."""
        ending = asyncio.ensure_future(_ended(connection))
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        self._pass_on(None)

    def _pass_on(self, connection: Connection | None) -> None:
        """A connection, or (None) its place, to who has waited longest."""
        while self._waiting:
            wait = self._waiting.popleft()
            if not wait.done():
                wait.set_result(connection)
                return
        if connection is None:
            self._free_places += 1
        elif self._closed:
            connection.terminate()
        else:
            self._idle.append(connection)

    async def close(self) -> None:
        """Ends idle ones now; those in use when they are given back."""
        self._closed = True
        idle, self._idle = self._idle, []
        await asyncio.gather(*map(_ended, idle), *self._ending)
        await asyncio.sleep(0)  # what was terminated leaves in the loop's next turn


def _give_up(wait: _Wait) -> None:
    if not wait.done():
        wait.set_exception(TimeoutError())


async def _rows(connection: Any, sql: str, args: Sequence[Any], limit: int) -> Any:
    """What `Connection.fetch` does with a statement that is prepared already, and no more.

    Anything else (a first time, a statement that a migration has made out of date) goes asyncpg's
    own way.
    """
    prepared = connection._stmt_cache.get((sql, asyncpg.Record, False))  # noqa: SLF001
    if prepared is not None:
        protocol = connection._protocol  # noqa: SLF001
        with suppress(asyncpg.InvalidCachedStatementError):
            return await protocol.bind_execute(prepared, args, "", limit, False, None)
    return await connection._execute(sql, args, limit, None)  # noqa: SLF001


async def _ended(connection: Connection) -> None:
    """Closed in order, with a statement that still runs on it cancelled; or else cut."""
    try:
        await connection.close(timeout=1)
    except (
        OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError,
        asyncpg.InternalClientError,
    ):  # fmt: skip
        connection.terminate()
