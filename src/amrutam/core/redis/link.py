"""A connection to a server of Redis that all calls of a process to this server share.

A call does not wait for the answers to earlier calls; answers come in the order of the calls.

redis-py's client borrows a connection for each call, which costs 43 us of CPU; a call over this
connection costs 6 us (docs/explanation/redis.md).
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

import hiredis

from amrutam.core.redis.connection import Connection, ServerAddress
from amrutam.core.redis.library import ALREADY_LOADED, UNKNOWN, Library

Reply = asyncio.Future[Any]

_MOST_WAITING = 10_000
_MOST_RELEASES = 8
_IS_REPLICA = ("READONLY", "MASTERDOWN")
"""Prefixes of error answers of a server that is a replica."""


class LinkLost(Exception):
    """The connection cannot be opened or has ended, the server did not answer in time, or too many calls wait."""


class Refused(Exception):
    """The server answered with an error; the message is the error's text, e.g. `NOSCRIPT No matching script`."""


class _Calls(Connection):
    """A connection with the calls that wait for an answer, in the order in which they were sent."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: deque[tuple[float, Reply]] = deque()
        self._new_reply = self._loop.create_future

    def call(self, command: tuple[Any, ...]) -> Reply:
        """Sends one call and returns a future of its undecoded answer; an error answer is a `ReplyError`.

        Raises `LinkLost`, at once or by the future, if the connection has ended.
        """
        if self.lost:
            raise LinkLost("the connection ended")
        reply: Reply = self._new_reply()
        self.waiting.append((monotonic(), reply))
        self.send(command)
        return reply

    def on_answers(self, gets: Callable[[], Any]) -> None:
        while (answer := gets()) is not False:
            # No call waits although an answer arrived, so answers and calls cannot be paired any
            # more.
            if not self.waiting:
                self.close()
                return
            _, reply = self.waiting.popleft()
            if not reply.done():
                reply.set_result(answer)

    def on_lost(self) -> None:
        while self.waiting:
            _, reply = self.waiting.popleft()
            if not reply.done():
                reply.set_exception(LinkLost("the connection ended"))


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    """Context manager: a timeout of `seconds` in two halves; the second begins when the loop handles the first's end.

    If the event loop was too busy in the first half to read an answer that had arrived, it can
    still read the answer in the second half. Raises `TimeoutError`.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as limit:
        half = loop.call_later(seconds / 2, lambda: limit.reschedule(loop.time() + seconds / 2))
        try:
            yield
        finally:
            half.cancel()


def _read_failure(attempt: asyncio.Future[_Calls]) -> None:
    """Reads a failed attempt's exception, which asyncio would log if all callers that waited for it were cancelled."""
    if not attempt.cancelled():
        attempt.exception()


class Link:
    """A connection to a server that is shared by concurrent calls; a call opens it if it is not open.

    The connection is closed when the server answers that it is a replica.

    `timeout_seconds`: when a call has waited longer than this, and no data has arrived for half of this time, the
    connection is closed and all waiting calls fail. The connection must be open within `timeout_seconds`, or within 0.1
    seconds if that is longer.
    """

    def __init__(self, url: str, timeout_seconds: float) -> None:
        self.url = url
        self._address = ServerAddress(url)
        self._timeout = timeout_seconds
        self._connection: _Calls | None = None
        self._opening: asyncio.Task[_Calls] | None = None
        self._watch: asyncio.TimerHandle | None = None

    async def call(self, *command: Any) -> Any:
        """Sends one call and returns its undecoded answer; loads the library of a function that the server lacks.

        Raises `LinkLost` if the connection cannot be opened or ends before the answer, or if 10 000 calls wait
        already; `Refused` for an error answer.
        """
        connection = self._connection
        if connection is None or connection.lost:
            connection = await self._opened()
        if len(connection.waiting) >= _MOST_WAITING:
            raise LinkLost("too many calls are waiting")
        answer = await connection.call(command)
        if isinstance(answer, hiredis.ReplyError):
            if str(answer) == UNKNOWN:
                await _load(connection, command[1].library)
                answer = await connection.call(command)
            _raise_if_refused(connection, answer)
        return answer

    async def calls(self, commands: Sequence[Sequence[Any]]) -> list[Any]:
        """Sends several calls in one write; returns their undecoded answers in order.

        If a call fails, raises what `call` raises; the other calls still run.
        """
        return list(await asyncio.gather(*(self.call(*command) for command in commands)))

    async def _opened(self) -> _Calls:
        """Opens the connection; concurrent callers share one attempt. Raises `LinkLost` and `Refused`."""
        if self._opening is None or self._opening.done():
            self._opening = asyncio.ensure_future(self._open())
            self._opening.add_done_callback(_read_failure)
        return await asyncio.shield(self._opening)

    async def _open(self) -> _Calls:
        connection: _Calls | None = None
        try:
            async with _within(max(self._timeout, 0.1)):
                connection = await self._address.connect(_Calls)
                await self._greeted(connection)
                self._connection = connection
        except (OSError, TimeoutError, asyncio.CancelledError) as reason:
            # `close` cancels the attempt. A caller that is cancelled does not cancel it, because other
            # callers may wait for the attempt's result.
            raise LinkLost("no connection") from reason
        finally:
            if connection is not None and self._connection is not connection:
                connection.close()
        self._look_after(connection)
        return connection

    async def _greeted(self, connection: _Calls) -> None:
        for answer in [await connection.call(command) for command in self._address.greeting]:
            _raise_if_refused(connection, answer)

    def _look_after(self, connection: _Calls) -> None:
        """Schedules a check of the connection every half timeout.

        The check closes the connection if a call waits for longer than the timeout and no data has arrived since the
        previous check. A late answer alone is no reason, because a busy event loop also reads answers late.
        """
        silent_since = connection.heard_at
        loop = asyncio.get_running_loop()

        def look() -> None:
            nonlocal silent_since
            if connection.lost:
                return
            late = (
                bool(connection.waiting) and monotonic() - connection.waiting[0][0] > self._timeout
            )
            if late and connection.heard_at == silent_since:
                connection.close()
                return
            silent_since = connection.heard_at
            self._watch = loop.call_later(self._timeout / 2, look)

        self._watch = loop.call_later(self._timeout / 2, look)

    async def close(self) -> None:
        """Closes the connection."""
        if self._opening is not None:
            self._opening.cancel()
        if self._watch is not None:
            self._watch.cancel()
        if self._connection is not None:
            self._connection.close()
            await asyncio.sleep(0)  # The transport is removed in the loop's next turn


def _raise_if_refused(connection: _Calls, answer: Any) -> None:
    """Raises `Refused` for an error answer; first closes the connection if the server says that it is a replica."""
    if not isinstance(answer, hiredis.ReplyError):
        return
    # The server may have been the primary when the connection was opened. The URL's name may now
    # lead to the new primary, but a name is resolved only when a connection is opened.
    if str(answer).startswith(_IS_REPLICA):
        connection.close()
    raise Refused(str(answer))


async def _load(connection: _Calls, library: Library) -> None:
    """Loads a missing library into the server.

    If the server then has more than eight releases of the library, deletes all except this one; a process of another
    release loads its own library again when it needs the library. Raises `Refused` and `LinkLost`.
    """
    answer = await connection.call(("FUNCTION", "LOAD", library.code))
    if not str(answer).startswith(ALREADY_LOADED):
        _raise_if_refused(connection, answer)
    listed = await connection.call(("FUNCTION", "LIST", "LIBRARYNAME", f"{library.kind}_*"))
    _raise_if_refused(connection, listed)
    old = {dict(zip(one[::2], one[1::2], strict=True))[b"library_name"] for one in listed}
    if len(old) > _MOST_RELEASES:
        for name in old - {library.name.encode()}:
            await connection.call(("FUNCTION", "DELETE", name))
