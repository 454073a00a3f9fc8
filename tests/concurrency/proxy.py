"""Forwards TCP connections to a port of 127.0.0.1, and drops, delays or half-closes them when a test calls `turn`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Literal

Way = Literal["pass", "drop", "delay", "half-close"]
DELAY_SECONDS = 0.4


class Proxy:
    """Listens on `port` and forwards to the port `target`, in one of the modes pass, drop, delay and half-close.

    pass: bytes are forwarded at once. drop: all connections are closed at once, and so are new ones. delay: each
    piece of data arrives `DELAY_SECONDS` late. half-close: the target gets an end of stream, and neither side gets
    any more bytes; the client's connection stays open until the target closes its side. A connection that is opened in
    this mode stays open and carries no bytes.
    """

    def __init__(self, target: int, *, hides_the_end: bool = False) -> None:
        """`hides_the_end`: when the target closes a connection, the client's side stays open until the client
        closes it or the next `drop`.
        """
        self.port = 0
        self.hides_the_end = hides_the_end
        self._target = target
        self._way: Way = "pass"
        self._server: asyncio.Server | None = None
        self._pairs: set[_Pair] = set()

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Inner(self), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def turn(self, way: Way) -> None:
        self._way = way
        for pair in list(self._pairs):
            pair.suffer(way)

    async def close(self) -> None:
        self.turn("drop")
        if self._server is not None:
            self._server.close()
        await asyncio.sleep(0)

    def opened(self, inner: _Inner) -> None:
        pair = _Pair(inner, self._pairs.discard, hides_the_end=self.hides_the_end)
        self._pairs.add(pair)
        inner.pair = pair
        if self._way == "drop":
            pair.abort()
        else:
            pair.connect(self._target, self._way)


class _Pair:
    """One connection through the proxy: `near` is the client's side, `far` the target's."""

    def __init__(
        self, near: _Inner, forget: Callable[[_Pair], object], *, hides_the_end: bool
    ) -> None:
        self._hides_the_end = hides_the_end
        self.near: _Inner = near
        self.far: _Inner | None = None
        self.late = False
        self._mute = False
        self._early: list[bytes] = []
        self._forget = forget
        self._connecting: asyncio.Task[None] | None = None

    def connect(self, target: int, way: Way) -> None:
        self._connecting = asyncio.create_task(self._connect(target))
        self.late, self._mute = way == "delay", way == "half-close"

    async def _connect(self, target: int) -> None:
        loop = asyncio.get_running_loop()
        try:
            _, far = await loop.create_connection(lambda: _Inner(None), "127.0.0.1", target)
        except OSError:
            self.abort()
            return
        self.far = far
        far.pair = self
        for data in self._early:
            far.write(data)
        if far.ended:
            self.abort()

    def pass_on(self, source: _Inner, data: bytes) -> None:
        if self._mute:
            return
        if self.late:
            asyncio.get_running_loop().call_later(DELAY_SECONDS, self._deliver, source, data)
        else:
            self._deliver(source, data)

    def _deliver(self, source: _Inner, data: bytes) -> None:
        other = self.far if source is self.near else self.near
        if other is None:
            self._early.append(data)
        else:
            other.write(data)

    def suffer(self, way: Way) -> None:
        self.late = way == "delay"
        if way == "drop":
            self.abort()
        elif way == "half-close":
            self._mute = True
            if self.far is not None:
                self.far.say_the_end()

    def ended(self, side: _Inner) -> None:
        if side is self.near or not self._hides_the_end:
            self.abort()

    def abort(self) -> None:
        self._forget(self)
        if self._connecting is not None:
            self._connecting.cancel()
        for each in (self.near, self.far):
            if each is not None:
                each.abort()


class _Inner(asyncio.Protocol):
    def __init__(self, proxy: Proxy | None) -> None:
        self.pair: _Pair | None = None
        self.ended = False
        self._proxy = proxy
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self._proxy is not None:
            self._proxy.opened(self)

    def data_received(self, data: bytes) -> None:
        if self.pair is not None:
            self.pair.pass_on(self, data)

    def eof_received(self) -> bool:
        """Returns False, so that asyncio closes this side; `_Pair.ended`
        then closes the other, unless it hides the end.
        """
        return False

    def connection_lost(self, _exc: Exception | None) -> None:
        self.ended = True
        if self.pair is not None:
            self.pair.ended(self)

    def write(self, data: bytes) -> None:
        if self._transport is not None and not self.ended:
            self._transport.write(data)

    def say_the_end(self) -> None:
        if self._transport is not None and not self.ended:
            with suppress(OSError, NotImplementedError):
                self._transport.write_eof()

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()
