"""A connection to each server of Redis that listens: sharded pub/sub, and it knows when it was deaf.

Redis keeps no messages for who is away, so whoever listens must learn of each gap: `lost` is called
when a connection ends, `found` when all channels are heard again. A cluster is listened to as a
whole: when a channel's server fails, or gives it to another, all begin anew.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from time import monotonic, time
from typing import Any, Protocol

import hiredis
import structlog
from redis.asyncio.connection import parse_url

from amrutam.core.redis.client import Redis, RedisAway
from amrutam.core.redis.link import connected, introduction

log = structlog.get_logger("amrutam.redis")

_CONNECT_SECONDS = 2.0
_PING_SECONDS = 1.0
_SILENCE_SECONDS = 3.0
_RECONNECT_SECONDS = 0.3
_MOST_AT_ONCE = 500


class Ears(Protocol):
    """Who listens. Called from the connection's own turn of the loop, so each must be quick."""

    def heard(self, channel: str, message: bytes) -> None: ...

    def lost(self, since: float) -> None:
        """`since`: Unix time up to which nothing was missed."""

    def found(self) -> None: ...


class Deaf(Exception):
    """The connection ended."""


class _Wire(asyncio.Protocol):
    def __init__(self, heard: Callable[[str, bytes], None]) -> None:
        loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[None] = loop.create_future()
        self.confirmed: set[str] = set()
        self.heard_at = time()
        self._heard = heard
        self._heard_on_clock = monotonic()
        self._reader = hiredis.Reader()
        self._waiting: dict[str, asyncio.Future[bool]] = {}
        self._leaving: Counter[str] = Counter()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self.heard_at, self._heard_on_clock = time(), monotonic()
        self._reader.feed(data)
        try:
            while (answer := self._reader.gets()) is not False:
                self._take(answer)
        except hiredis.ProtocolError:
            self.close()

    def _take(self, answer: Any) -> None:
        if isinstance(answer, hiredis.ReplyError):
            log.warning("listener_refused", reason=str(answer).split(" ", 1)[0])
            self.close()
        elif isinstance(answer, list) and answer[0] == b"smessage":
            self._heard(answer[1].decode(), answer[2])
        elif isinstance(answer, list) and answer[0] == b"ssubscribe":
            self._is_heard(answer[1].decode())
        elif isinstance(answer, list) and answer[0] == b"sunsubscribe":
            self._no_longer_heard(answer[1].decode())

    def _is_heard(self, channel: str) -> None:
        if self._leaving[channel]:  # what it answers was given up since
            return
        self.confirmed.add(channel)
        self._tell(channel, heard=True)

    def _no_longer_heard(self, channel: str) -> None:
        """As asked, or because a cluster moved the channel's slot to another node."""
        if not self._leaving[channel]:
            self.close()
            return
        self._leaving[channel] -= 1
        if not self._leaving[channel]:
            del self._leaving[channel]

    def _tell(self, channel: str, *, heard: bool) -> None:
        waiting = self._waiting.pop(channel, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(heard)

    def connection_lost(self, _reason: Exception | None) -> None:
        self.close()

    def send(self, *command: Any) -> None:
        if self._transport is not None and not self.ended.done():
            self._transport.write(hiredis.pack_command(command))

    async def subscribe(self, channels: Iterable[str]) -> None:
        """Returns when all are heard. Raises `Deaf`."""
        if self.ended.done():
            raise Deaf
        loop, wanted = asyncio.get_running_loop(), list(channels)
        waiting = [self._waiting.setdefault(channel, loop.create_future()) for channel in wanted]
        for at in range(0, len(wanted), _MOST_AT_ONCE):
            for channel in wanted[at : at + _MOST_AT_ONCE]:
                self.send("SSUBSCRIBE", channel)
            # Shielded: others may wait for the same, when this caller gives up.
            heard = map(asyncio.shield, waiting[at : at + _MOST_AT_ONCE])
            if not all(await asyncio.gather(*heard)):
                raise Deaf

    def knows(self, channel: str) -> bool:
        """Whether it is heard here, or was asked for."""
        return channel in self.confirmed or channel in self._waiting

    def unsubscribe(self, channel: str) -> None:
        self.confirmed.discard(channel)
        self._leaving[channel] += 1
        self._tell(channel, heard=False)
        self.send("SUNSUBSCRIBE", channel)

    def look(self) -> None:
        """Ends a connection on which nothing comes, not even the answer to a ping."""
        if monotonic() - self._heard_on_clock > _SILENCE_SECONDS:
            self.close()
        self.send("PING")

    def close(self) -> None:
        if self.ended.done():
            return
        self.ended.set_result(None)
        if self._transport is not None:
            self._transport.abort()
        for channel in list(self._waiting):
            self._tell(channel, heard=False)


Wires = Mapping[str, _Wire]
"""By the server's URL."""


class Listener:
    """Connects by itself, and again after it was lost; `run` does it until cancelled."""

    def __init__(self, redis: Redis, ears: Ears) -> None:
        self._redis = redis
        self._ears = ears
        self._channels: set[str] = set()
        self._wires: Wires | None = None

    @property
    def hears(self) -> bool:
        return self._wires is not None

    async def add(self, channel: str) -> bool:
        """Whether it is heard from now on; if not, it is from the next `found`."""
        self._channels.add(channel)
        if self._wires is None:
            return False
        try:
            await self._subscribe(self._wires, [channel])
        except (Deaf, RedisAway):
            return False
        return True

    def remove(self, channel: str) -> None:
        self._channels.discard(channel)
        for wire in (self._wires or {}).values():
            if wire.knows(channel):
                wire.unsubscribe(channel)

    async def run(self) -> None:
        while True:
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    wires = await self._opened()
            except (OSError, TimeoutError, Deaf, RedisAway):
                await asyncio.sleep(_RECONNECT_SECONDS)
                continue
            self._wires = wires
            try:
                self._ears.found()
                await _until_lost(wires.values())
            finally:
                self._wires = None
                _close(wires)
            self._ears.lost(min(wire.heard_at for wire in wires.values()))

    async def _opened(self) -> Wires:
        wires: dict[str, _Wire] = {}
        try:
            for url in await self._redis.homes():
                wires[url] = await self._connected(url)
            while missing := self._channels.difference(*(w.confirmed for w in wires.values())):
                await self._subscribe(wires, missing)
        except BaseException:
            _close(wires)
            raise
        return wires

    async def _connected(self, url: str) -> _Wire:
        options: dict[str, Any] = dict(parse_url(url))
        secure = url.startswith("rediss://")
        wire = await connected(options, lambda: _Wire(self._ears.heard), secure=secure)
        for command in introduction(options):
            wire.send(*command)
        return wire

    async def _subscribe(self, wires: Wires, channels: Iterable[str]) -> None:
        """Raises `Deaf`, `RedisAway`."""
        apart: defaultdict[str, list[str]] = defaultdict(list)
        for channel in channels:
            apart[self._redis.home(channel)].append(channel)
        if not apart.keys() <= wires.keys():  # a server that was not there
            _close(wires)
            raise Deaf
        for home, some in apart.items():
            await wires[home].subscribe(some)


async def _until_lost(wires: Collection[_Wire]) -> None:
    """Until one of them has ended."""
    while not any(wire.ended.done() for wire in wires):
        for wire in wires:
            wire.look()
        ended = [wire.ended for wire in wires]
        await asyncio.wait(ended, timeout=_PING_SECONDS, return_when=asyncio.FIRST_COMPLETED)


def _close(wires: Wires) -> None:
    for wire in wires.values():
        wire.close()
