"""A small pool of PostgreSQL connections: hands out asyncpg's own connections, without proxies.

asyncpg's pool costs 27 us of CPU a borrow, on the machine where the statement costs 15, and
`Connection.fetch` 2 more than a statement that is kept prepared: measured, see docs/explanation/performance.md.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement

from amrutam.core.cache import LRUCache

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
STATEMENTS = 500
"""Prepared on each connection: those used last."""


class _Session:
    """A connection, and the statements that are prepared on it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._prepared: LRUCache[str, PreparedStatement] = LRUCache(STATEMENTS)

    async def run(self, way: Callable[..., Awaitable[Any]], sql: str, args: Sequence[Any]) -> Any:
        """`way` is a method of `PreparedStatement`."""
        try:
            return await way(await self._statement(sql), *args)
        except asyncpg.InvalidCachedStatementError:  # a migration; nothing was executed
            self._prepared.clear()
            return await way(await self._statement(sql), *args)

    async def _statement(self, sql: str) -> PreparedStatement:
        prepared = self._prepared.get(sql)
        if prepared is None:
            prepared = await self.connection.prepare(sql)
            self._prepared.put(sql, prepared)
        return prepared


_Wait = asyncio.Future[_Session | None]


class Connections:
    """At most `limit` at once, opened when needed, the last used first; lost ones are left out."""

    def __init__(self, connect: Connect, limit: int, wait_seconds: float) -> None:
        self._connect = connect
        self._wait_seconds = wait_seconds
        self._idle: list[_Session] = []
        self._waiting: deque[_Wait] = deque()
        self.limit = limit
        self._free_places = limit
        self._closed = False
        self._ending: set[asyncio.Future[None]] = set()

    @property
    def idle(self) -> int:
        return len(self._idle)

    @property
    def in_use(self) -> int:
        return self.limit - self._free_places - len(self._idle)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    async def fetch(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        return await self._prepared(PreparedStatement.fetch, sql, args)  # type: ignore[no-any-return]

    async def fetchrow(self, sql: str, *args: Any) -> asyncpg.Record | None:
        return await self._prepared(PreparedStatement.fetchrow, sql, args)  # type: ignore[no-any-return]

    async def fetchval(self, sql: str, *args: Any) -> Any:
        return await self._prepared(PreparedStatement.fetchval, sql, args)

    async def execute(self, sql: str, *args: Any) -> str:
        async with self.acquire() as connection:
            return await connection.execute(sql, *args)

    async def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        async with self.acquire() as connection:
            await connection.executemany(sql, rows)

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        """One connection for several statements."""
        session = await self._take()
        try:
            yield session.connection
        except _UNUSABLE:
            self._drop(session)
            raise
        except BaseException:
            self._give_back(session)
            raise
        self._give_back(session)

    async def _prepared(
        self, way: Callable[..., Awaitable[Any]], sql: str, args: Sequence[Any]
    ) -> Any:
        """As `acquire` does; a context manager would cost more than the statement."""
        session = await self._take()
        try:
            answer = await session.run(way, sql, args)
        except _UNUSABLE:
            self._drop(session)
            raise
        except BaseException:
            self._give_back(session)
            raise
        self._give_back(session)
        return answer

    async def _take(self) -> _Session:
        """Raises what connecting raises, and `TimeoutError` when all stay in use."""
        while self._idle:
            session = self._idle.pop()
            if not session.connection.is_closed():
                return session
            self._free_places += 1
        if self._free_places:
            self._free_places -= 1
            return await self._opened()
        handed = await self._handed()
        return handed if handed is not None else await self._opened()

    async def _handed(self) -> _Session | None:
        """A session of another borrower, or None for the right to open one."""
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

    async def _opened(self) -> _Session:
        """On a place that is the caller's already."""
        try:
            return _Session(await self._connect())
        except BaseException:
            self._pass_on(None)
            raise

    def _give_back(self, session: _Session) -> None:
        self._pass_on(None if session.connection.is_closed() else session)

    def _drop(self, session: _Session) -> None:
        """One whose state is unknown: a statement was cancelled or timed out on it."""
        ending = asyncio.ensure_future(_ended(session))
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        self._pass_on(None)

    def _pass_on(self, session: _Session | None) -> None:
        """A session, or (None) its place, to who has waited longest."""
        while self._waiting:
            wait = self._waiting.popleft()
            if not wait.done():
                wait.set_result(session)
                return
        if session is None:
            self._free_places += 1
        elif self._closed:
            session.connection.terminate()
        else:
            self._idle.append(session)

    async def close(self) -> None:
        """Ends idle ones now; those in use when they are given back."""
        self._closed = True
        idle, self._idle = self._idle, []
        await asyncio.gather(*map(_ended, idle), *self._ending)
        await asyncio.sleep(0)  # what was terminated leaves in the loop's next turn


def _give_up(wait: _Wait) -> None:
    if not wait.done():
        wait.set_exception(TimeoutError())


async def _ended(session: _Session) -> None:
    """Closed in order, with a statement that still runs on it cancelled; or else cut."""
    try:
        await session.connection.close(timeout=1)
    except (
        OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError,
        asyncpg.InternalClientError,
    ):  # fmt: skip
        session.connection.terminate()
