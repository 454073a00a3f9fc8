"""One connection to Redis for a whole process: calls are sent as they come, answers come in order.

Parsed and packed by hiredis. redis-py's own client borrows a connection for each call, which costs
43 us of CPU where this costs 6: measured, see docs/performance.md.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, TypeVar

import hiredis
from redis.asyncio.connection import parse_url

from amrutam.core.redis.library import ALREADY_LOADED, UNKNOWN, Library

Reply = asyncio.Future[Any]
W = TypeVar("W", bound=asyncio.Protocol)

_MOST_WAITING = 10_000
_MOST_RELEASES = 8


class LinkLost(Exception):
    """The server does not answer in time, or closed the connection."""


class Refused(Exception):
    """The server's error answer, e.g. `NOSCRIPT No matching script`."""


class _Wire(asyncio.Protocol):
    """Bytes out, answers in. `lost` is set when nothing more can come."""

    def __init__(self) -> None:
        self._reader = hiredis.Reader()
        self._out: list[bytes] = []
        self.waiting: deque[tuple[float, Reply]] = deque()
        self.heard_at = monotonic()
        self.lost = False
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self.heard_at = monotonic()
        self._reader.feed(data)
        try:
            while (answer := self._reader.gets()) is not False:
                _, reply = self.waiting.popleft()
                if not reply.done():
                    reply.set_result(answer)
        except (hiredis.ProtocolError, IndexError):
            self.close()

    def connection_lost(self, _reason: Exception | None) -> None:
        self.close()

    def send(self, command: Sequence[Any]) -> Reply:
        """Commands of one turn of the loop leave in one write. Raises `LinkLost`."""
        if self.lost:
            raise LinkLost("the connection ended")
        reply: Reply = self._loop.create_future()
        self.waiting.append((monotonic(), reply))
        if not self._out:
            self._loop.call_soon(self._flush)
        self._out.append(hiredis.pack_command(tuple(command)))
        return reply

    def _flush(self) -> None:
        if self._transport is not None and not self.lost:
            self._transport.write(b"".join(self._out))
        self._out.clear()

    def close(self) -> None:
        """Everybody who waits hears it. Harmless to repeat."""
        self.lost = True
        if self._transport is not None:
            self._transport.abort()
        while self.waiting:
            _, reply = self.waiting.popleft()
            if not reply.done():
                reply.set_exception(LinkLost("the connection ended"))


async def connected(options: Mapping[str, Any], wire: Callable[[], W], *, secure: bool) -> W:
    """A new connection to the server that a URL names. Raises OSError."""
    loop = asyncio.get_running_loop()
    if "path" in options:
        _, made = await loop.create_unix_connection(wire, options["path"])
        return made
    host, port = options.get("host", "localhost"), options.get("port", 6379)
    context = ssl.create_default_context() if secure else None
    _, made = await loop.create_connection(wire, host, port, ssl=context)
    return made


def introduction(options: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What is sent first, if the URL holds a password."""
    password = options.get("password")
    return [] if password is None else [("AUTH", options.get("username") or "default", password)]


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
        self._options: dict[str, Any] = dict(parse_url(url))
        self._secure = url.startswith("rediss://")
        self._timeout = timeout_seconds
        self._wire: _Wire | None = None
        self._opening: asyncio.Task[_Wire] | None = None
        self._watch: asyncio.TimerHandle | None = None

    async def call(self, *command: Any) -> Any:
        """The answer, not decoded. Raises `LinkLost` and `Refused`."""
        wire = self._wire
        if wire is None or wire.lost:
            wire = await self._opened()
        if len(wire.waiting) >= _MOST_WAITING:
            raise LinkLost("too many calls are waiting")
        answer = await wire.send(command)
        if isinstance(answer, hiredis.ReplyError):
            if str(answer) == UNKNOWN:
                await _load(wire, command[1].library)
                answer = await wire.send(command)
            _raise_if_refused(answer)
        return answer

    async def calls(self, commands: Sequence[Sequence[Any]]) -> list[Any]:
        """Several in one write. Raises as `call` does, for the first that was refused."""
        return list(await asyncio.gather(*(self.call(*command) for command in commands)))

    async def _opened(self) -> _Wire:
        """Whoever needs it meanwhile shares the attempt and its end."""
        if self._opening is None or self._opening.done():
            self._opening = asyncio.ensure_future(self._open())
        return await asyncio.shield(self._opening)

    async def _open(self) -> _Wire:
        wire: _Wire | None = None
        try:
            async with _within(max(self._timeout, 0.1)):
                wire = await connected(self._options, _Wire, secure=self._secure)
                await self._greeted(wire)
                self._wire = wire
        except (OSError, TimeoutError, asyncio.CancelledError) as reason:
            # Cancelled by `close` alone: who waits for it goes on, and is to hear that it ended.
            raise LinkLost("no connection") from reason
        finally:
            if wire is not None and self._wire is not wire:
                wire.close()
        self._look_after(wire)
        return wire

    async def _greeted(self, wire: _Wire) -> None:
        greeting = [*introduction(self._options), ("SELECT", int(self._options.get("db") or 0))]
        for answer in [await wire.send(command) for command in greeting]:
            _raise_if_refused(answer)

    def _look_after(self, wire: _Wire) -> None:
        """Ends a connection that is silent while someone waits too long.

        Twice in a row, so that a busy loop of our own, which reads late, is not taken for a lost
        server.
        """
        silent_since = wire.heard_at
        loop = asyncio.get_running_loop()

        def look() -> None:
            nonlocal silent_since
            if wire.lost:
                return
            late = bool(wire.waiting) and monotonic() - wire.waiting[0][0] > self._timeout
            if late and wire.heard_at == silent_since:
                wire.close()
                return
            silent_since = wire.heard_at
            self._watch = loop.call_later(self._timeout / 2, look)

        self._watch = loop.call_later(self._timeout / 2, look)

    async def close(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
        if self._watch is not None:
            self._watch.cancel()
        if self._wire is not None:
            self._wire.close()
            await asyncio.sleep(0)  # the transport leaves in the loop's next turn


def _raise_if_refused(answer: Any) -> None:
    if isinstance(answer, hiredis.ReplyError):
        raise Refused(str(answer))


async def _load(wire: _Wire, library: Library) -> None:
    """Gives a server a library that it lacks, and takes old releases' from it if it has too many.

    What a process of an old release misses then, it loads again.
    """
    answer = await wire.send(("FUNCTION", "LOAD", library.code))
    if not str(answer).startswith(ALREADY_LOADED):
        _raise_if_refused(answer)
    listed = await wire.send(("FUNCTION", "LIST", "LIBRARYNAME", f"{library.kind}_*"))
    _raise_if_refused(listed)
    old = {dict(zip(one[::2], one[1::2], strict=True))[b"library_name"] for one in listed}
    if len(old) > _MOST_RELEASES:
        for name in old - {library.name.encode()}:
            await wire.send(("FUNCTION", "DELETE", name))
