"""One connection to Redis for a whole process: calls are sent as they come, answers come in order.

redis-py's own client borrows a connection for each call, which costs 43 us of CPU where this costs 6:
docs/explanation/redis.md.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

import hiredis

from amrutam.core.redis.connection import Address, Connection
from amrutam.core.redis.library import ALREADY_LOADED, UNKNOWN, Library

Reply = asyncio.Future[Any]

_MOST_WAITING = 10_000
_MOST_RELEASES = 8


class LinkLost(Exception):
    """The server does not answer in time, or closed the connection."""


class Refused(Exception):
    """The server's error answer, e.g. `NOSCRIPT No matching script`."""


class _Calls(Connection):
    """Answers come in the order of the calls."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: deque[tuple[float, Reply]] = deque()
        self._new_reply = self._loop.create_future

    def call(self, command: tuple[Any, ...]) -> Reply:
        """Raises `LinkLost`."""
        if self.lost:
            raise LinkLost("the connection ended")
        reply: Reply = self._new_reply()
        self.waiting.append((monotonic(), reply))
        self.send(command)
        return reply

    def on_answers(self, gets: Callable[[], Any]) -> None:
        while (answer := gets()) is not False:
            if not self.waiting:  # more answers than calls
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
    """A timeout in two halves: the second begins when the loop comes to the end of the first.

    A loop that was busy all the time still has half of it to read what has arrived.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as limit:
        half = loop.call_later(seconds / 2, lambda: limit.reschedule(loop.time() + seconds / 2))
        try:
            yield
        finally:
            half.cancel()


class Link:
    """Opens itself when it is needed, and again after it was lost."""

    def __init__(self, url: str, timeout_seconds: float) -> None:
        self.url = url
        self._address = Address(url)
        self._timeout = timeout_seconds
        self._connection: _Calls | None = None
        self._opening: asyncio.Task[_Calls] | None = None
        self._watch: asyncio.TimerHandle | None = None

    async def call(self, *command: Any) -> Any:
        """The answer, not decoded. Raises `LinkLost` and `Refused`."""
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
            _raise_if_refused(answer)
        return answer

    async def calls(self, commands: Sequence[Sequence[Any]]) -> list[Any]:
        """Several in one write. Raises as `call` does, for the first that was refused."""
        return list(await asyncio.gather(*(self.call(*command) for command in commands)))

    async def _opened(self) -> _Calls:
        """Whoever needs it meanwhile shares the attempt and its end."""
        if self._opening is None or self._opening.done():
            self._opening = asyncio.ensure_future(self._open())
        return await asyncio.shield(self._opening)

    async def _open(self) -> _Calls:
        connection: _Calls | None = None
        try:
            async with _within(max(self._timeout, 0.1)):
                connection = await self._address.connect(_Calls)
                await self._greeted(connection)
                self._connection = connection
        except (OSError, TimeoutError, asyncio.CancelledError) as reason:
            # Cancelled by `close` alone: who waits for it goes on, and is to hear that it ended.
            raise LinkLost("no connection") from reason
        finally:
            if connection is not None and self._connection is not connection:
                connection.close()
        self._look_after(connection)
        return connection

    async def _greeted(self, connection: _Calls) -> None:
        for answer in [await connection.call(command) for command in self._address.greeting]:
            _raise_if_refused(answer)

    def _look_after(self, connection: _Calls) -> None:
        """Ends a connection that is silent while someone waits too long.

        Twice in a row, so that a busy loop of our own, which reads late, is not taken for a lost
        server.
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
        if self._opening is not None:
            self._opening.cancel()
        if self._watch is not None:
            self._watch.cancel()
        if self._connection is not None:
            self._connection.close()
            await asyncio.sleep(0)  # the transport leaves in the loop's next turn


def _raise_if_refused(answer: Any) -> None:
    if isinstance(answer, hiredis.ReplyError):
        raise Refused(str(answer))


async def _load(connection: _Calls, library: Library) -> None:
    """Gives a server a library that it lacks, and takes old releases' from it if it has too many.

    What a process of an old release misses then, it loads again.
    """
    answer = await connection.call(("FUNCTION", "LOAD", library.code))
    if not str(answer).startswith(ALREADY_LOADED):
        _raise_if_refused(answer)
    listed = await connection.call(("FUNCTION", "LIST", "LIBRARYNAME", f"{library.kind}_*"))
    _raise_if_refused(listed)
    old = {dict(zip(one[::2], one[1::2], strict=True))[b"library_name"] for one in listed}
    if len(old) > _MOST_RELEASES:
        for name in old - {library.name.encode()}:
            await connection.call(("FUNCTION", "DELETE", name))
