"""A small pool of PostgreSQL connections: lends asyncpg's own connections, without proxy objects.

Borrowing a connection from asyncpg's pool costs 27 us of CPU where a statement costs 15 us (docs/decisions/0005).
There, `Connection.fetch` costs 2 us more than a statement that is kept prepared.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from math import inf
from time import monotonic
from typing import Any

import asyncpg
from asyncpg import Connection
from asyncpg.prepared_stmt import PreparedStatement

from amrutam.core.cache import LRUCache
from amrutam.core.request_budget import BUDGET, SEARCH, at_most

_UNUSABLE = (
    asyncio.CancelledError,
    TimeoutError,
    asyncpg.InternalClientError,
    asyncpg.ReadOnlySQLTransactionError,
)
"""Errors after which a connection is not used again.

`CancelledError` and `TimeoutError` leave the connection in an unknown state. asyncpg raises `InternalClientError` for
example if the server has announced that it closes the connection. `ReadOnlySQLTransactionError` means that the server
has become a standby.
"""

Connect = Callable[[], Awaitable[Connection]]
STATEMENTS = 500
"""The most prepared statements that the pool caches for each connection; the least recently used ones are evicted."""


class PoolExhausted(TimeoutError):
    """All connections stayed in use for as long as a caller may wait, or too many callers wait already."""


class _Session:
    """A connection and the statements that are prepared on it. `is_searching`: a search has borrowed the session."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_searching = False
        self._prepared: LRUCache[str, PreparedStatement] = LRUCache(STATEMENTS)

    async def run(
        self,
        way: Callable[..., Awaitable[Any]],
        sql: str,
        args: Sequence[Any],
        seconds: float | None,
    ) -> Any:
        """Prepares the SQL if necessary, runs it, and returns the result of `way`, a method of `PreparedStatement`.

        `seconds`: the timeout of each of these steps; None for the connection's `command_timeout`.
        """
        try:
            return await way(await self._statement(sql, seconds), *args, timeout=seconds)
        # A migration changed a table, so the statement must be prepared again; nothing was
        # executed.
        except asyncpg.InvalidCachedStatementError:
            self._prepared.clear()
            return await way(await self._statement(sql, seconds), *args, timeout=seconds)

    async def _statement(self, sql: str, seconds: float | None) -> PreparedStatement:
        prepared = self._prepared.get(sql)
        if prepared is None:
            prepared = await self.connection.prepare(sql, timeout=seconds)
            self._prepared.put(sql, prepared)
        return prepared


_Wait = asyncio.Future[_Session | None]
_WaitingQueue = OrderedDict[_Wait, None]
"""The callers that wait, in their order. Unlike a deque, it lets a caller that gives up leave at once."""


class Connections:
    """A pool of at most `limit` connections, which are opened when they are needed.

    The connection that was used last is borrowed first, and lost connections are dropped.

    So that slow searches do not delay a booking, searches use at most `limit - reserved` connections (at least one)
    and wait for their turn in a queue of their own. A request is a search if its priority is `SEARCH`.
    """

    def __init__(
        self,
        connect: Connect,
        limit: int,
        wait_seconds: float,
        reserved: int = 0,
        most_waiting: float = inf,
    ) -> None:
        """`connect` opens a connection.

        `wait_seconds`: how long a caller waits at most in a queue; a search can wait so long in each of the two queues.
        `most_waiting`: how many callers can wait in each queue.
        """
        self._connect = connect
        self._wait_seconds = wait_seconds
        self._most_waiting = most_waiting
        self._idle: list[_Session] = []
        self._waiting: _WaitingQueue = OrderedDict()
        self.limit = limit
        self._free_places = limit
        self._most_searches = max(1, limit - reserved)
        self._searches = 0
        self._waiting_searches: _WaitingQueue = OrderedDict()
        self._closed = False
        self.answered_at = -inf
        """When a usable connection was last given back, in seconds on the monotonic clock."""

    @property
    def idle(self) -> int:
        """The number of open connections that are not borrowed."""
        return len(self._idle)

    @property
    def in_use(self) -> int:
        """The number of connections that are borrowed or are being opened."""
        return self.limit - self._free_places - len(self._idle)

    @property
    def waiting(self) -> int:
        """The number of callers in both queues."""
        return len(self._waiting) + len(self._waiting_searches)

    def queue(self, *, is_search: bool) -> int:
        """The number of callers in one queue.

        With `is_search` these are the searches that wait for their turn. Otherwise these are all callers that wait
        for a connection: other requests, and searches whose turn has come.
        """
        return len(self._waiting_searches if is_search else self._waiting)

    # `timeout` has asyncpg's name and meaning: the time for the statement, without the wait for a
    # connection. A request's deadline may end the statement earlier.

    async def fetch(
        self,
        sql: str,
        *args: Any,
        timeout: float | None = None,  # noqa: ASYNC109 - see above
    ) -> list[asyncpg.Record]:
        """Runs a statement and returns all rows. `timeout` is in seconds; None for the connection's `command_timeout`.

        Raises `CannotConnect` if a new connection cannot be opened, `PoolExhausted` if no connection becomes free in
        time or too many callers wait already, `OutOfTime` if the request's time is over before the statement begins,
        `TimeoutError` if the statement takes too long, and asyncpg's errors.
        """
        return await self._prepared(PreparedStatement.fetch, sql, args, timeout)  # type: ignore[no-any-return]

    async def fetchrow(
        self,
        sql: str,
        *args: Any,
        timeout: float | None = None,  # noqa: ASYNC109 - see above
    ) -> asyncpg.Record | None:
        """Runs a statement; returns the first row, or None without rows. Arguments and exceptions as for `fetch`."""
        return await self._prepared(PreparedStatement.fetchrow, sql, args, timeout)  # type: ignore[no-any-return]

    async def fetchval(self, sql: str, *args: Any, timeout: float | None = None) -> Any:  # noqa: ASYNC109 - see above
        """Runs a statement; returns the first column of the first row, or None without rows and for NULL.

        Arguments and exceptions as for `fetch`.
        """
        return await self._prepared(PreparedStatement.fetchval, sql, args, timeout)

    async def execute(self, sql: str, *args: Any, timeout: float | None = None) -> str:  # noqa: ASYNC109 - see above
        """Runs a statement; returns PostgreSQL's status, such as `UPDATE 1`.

        Arguments and exceptions as for `fetch`.
        """
        async with self.acquire() as connection:
            return await connection.execute(sql, *args, timeout=_at_most(timeout))

    async def executemany(
        self,
        sql: str,
        rows: Sequence[Sequence[Any]],
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - see above
    ) -> None:
        """Runs the statement once for each row; after an error no row has an effect.

        `timeout` is the time for all rows together. Otherwise arguments and exceptions as for `fetch`.
        """
        async with self.acquire() as connection:
            await connection.executemany(sql, rows, timeout=_at_most(timeout))

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        """Context manager that yields a borrowed connection for several statements.

        Raises `CannotConnect`, `PoolExhausted` and `OutOfTime` as `fetch` does. If the body is cancelled, or raises
        another of the errors `_UNUSABLE`, the connection is closed; otherwise it returns to the pool.
        """
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
        self,
        way: Callable[..., Awaitable[Any]],
        sql: str,
        args: Sequence[Any],
        timeout: float | None,  # noqa: ASYNC109 - see above
    ) -> Any:
        """Runs the prepared statement on a borrowed connection; returns what the method `way` returns.

        No context manager is used, because it would cost more CPU than the statement.
        """
        session = await self._take()
        try:
            answer = await session.run(way, sql, args, _at_most(timeout))
        except _UNUSABLE:
            self._drop(session)
            raise
        except BaseException:
            self._give_back(session)
            raise
        self._give_back(session)
        return answer

    async def _take(self) -> _Session:
        """Takes a session from the pool; a search waits for its turn first.

        Raises `CannotConnect`, `PoolExhausted` and `OutOfTime` as `fetch` does.
        """
        if BUDGET.get().priority != SEARCH:
            return await self._taken()
        if self._searches < self._most_searches:
            self._searches += 1
        else:
            await self._waited(self._waiting_searches, self._end_search)
        try:
            session = await self._taken()
        except BaseException:
            self._end_search()
            raise
        session.is_searching = True
        return session

    async def _taken(self) -> _Session:
        while self._idle:
            session = self._idle.pop()
            if not session.connection.is_closed():
                return session
            self._free_places += 1
        if self._free_places:
            self._free_places -= 1
            return await self._opened()
        handed = await self._waited(self._waiting, self._pass_on)
        return handed if handed is not None else await self._opened()

    async def _waited(
        self, queue: _WaitingQueue, pass_on: Callable[[_Session | None], None]
    ) -> _Session | None:
        """Waits in `queue` until another borrower passes on a session, or (None) only its place.

        If the caller is cancelled when it has already been given a session or a place, `pass_on` gives that to the
        next caller. Raises `PoolExhausted`.
        """
        if len(queue) >= self._most_waiting:
            raise PoolExhausted
        loop = asyncio.get_running_loop()
        wait: _Wait = loop.create_future()
        patience = loop.call_later(at_most(self._wait_seconds), _give_up, wait)
        queue[wait] = None
        try:
            return await wait
        except asyncio.CancelledError:
            if wait.done() and not wait.cancelled() and wait.exception() is None:
                pass_on(wait.result())
            raise
        finally:
            queue.pop(wait, None)
            patience.cancel()

    async def _opened(self) -> _Session:
        """Opens a connection in the place of the pool that the caller has; if that fails, passes the place on."""
        try:
            return _Session(await self._connect())
        except BaseException:
            self._pass_on(None)
            raise

    def _give_back(self, session: _Session) -> None:
        self._returned(session)
        if session.connection.is_closed():
            self._pass_on(None)
        else:
            self.answered_at = monotonic()
            self._pass_on(session)

    def _drop(self, session: _Session) -> None:
        """Drops a connection after one of the errors `_UNUSABLE`, such as a cancelled statement.

        The connection is closed before asyncpg can ask the server to cancel a statement. A
        cancelled commit that waits for its synchronous standby would become visible to everybody,
        although the commit is lost if this server fails.
        """
        self._returned(session)
        session.connection.terminate()
        self._pass_on(None)

    def _returned(self, session: _Session) -> None:
        if session.is_searching:
            session.is_searching = False
            self._end_search()

    def _end_search(self, _place: object = None) -> None:
        """Passes the place of a finished search to the search that has waited longest, if one waits."""
        if not _hand_on(self._waiting_searches, None):
            self._searches -= 1

    def _pass_on(self, session: _Session | None) -> None:
        """Hands a session, or (None) its place in the pool, to the borrower who has waited longest."""
        if _hand_on(self._waiting, session):
            return
        if session is None:
            self._free_places += 1
        elif self._closed:
            session.connection.terminate()
        else:
            self._idle.append(session)

    async def close(self) -> None:
        """Closes idle connections now, and those in use when they are given back."""
        self._closed = True
        idle, self._idle = self._idle, []
        await asyncio.gather(*map(_ended, idle))
        await asyncio.sleep(0)  # A terminated connection is removed in the loop's next turn.


def _hand_on(queue: _WaitingQueue, session: _Session | None) -> bool:
    """Wakes the caller of the queue that has waited longest, and gives it `session`; returns False if no caller waits.

    None gives it a free place instead: in the pool, or among the searches that may run.
    """
    while queue:
        wait, _ = queue.popitem(last=False)
        if not wait.done():
            wait.set_result(session)
            return True
    return False


def _at_most(timeout: float | None) -> float | None:
    return timeout and at_most(timeout)


def _give_up(wait: _Wait) -> None:
    if not wait.done():
        wait.set_exception(PoolExhausted())


async def _ended(session: _Session) -> None:
    """Closes the connection; terminates it if closing fails or takes longer than one second."""
    try:
        await session.connection.close(timeout=1)
    except (
        OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError,
        asyncpg.InternalClientError,
    ):  # fmt: skip
        session.connection.terminate()
