"""Subscribes to channels on all servers of Redis, and again after each disconnect.

Redis does not keep messages for a disconnected client, so the handler is informed of each gap:
`lost` on disconnect, `found` once all channels are subscribed again. A cluster is treated as a
whole: when a channel's server fails, its slot moves or no server has the slot, all subscriptions
are made again.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from amrutam.core.redis.client import Redis, RedisAway
from amrutam.core.redis.connection import ServerAddress
from amrutam.core.redis.subscription import Disconnected, Subscription

_CONNECT_SECONDS = 2.0
_PING_SECONDS = 1.0
_RECONNECT_SECONDS = 0.3

Subscriptions = Mapping[str, Subscription]
"""The connection with the subscriptions at each server, by the server's URL."""


class Handler(Protocol):
    """The receiver of messages.

    `heard` is called with each message, and `found` once all channels are subscribed, at first and after each loss. The
    methods are called inside the event loop, so each must return quickly.
    """

    def heard(self, channel: str, message: bytes) -> None: ...

    def lost(self, since: float) -> None:
        """Called on disconnect. `since`: the Unix time in seconds until which no message was missed."""

    def found(self) -> None: ...


class Subscriber:
    """Keeps the subscriptions: `run` connects, and reconnects after each loss, until `run` is cancelled."""

    def __init__(self, redis: Redis, handler: Handler) -> None:
        self._redis = redis
        self._handler = handler
        self._channels: set[str] = set()
        self._opened: Subscriptions | None = None

    async def add(self, channel: str) -> bool:
        """Adds a channel.

        Returns whether its messages arrive from now on. If not, the channel is subscribed when the subscriber connects
        the next time, before it calls the handler's `found`.
        """
        self._channels.add(channel)
        if self._opened is None:
            return False
        try:
            await self._subscribe(self._opened, [channel])
        except Disconnected:
            return False
        return True

    def remove(self, channel: str) -> None:
        """Unsubscribes from the channel. Messages that are under way can still reach the handler."""
        self._channels.discard(channel)
        for subscription in (self._opened or {}).values():
            if subscription.knows(channel):
                subscription.unsubscribe(channel)

    async def run(self) -> None:
        """Connects, passes messages to the handler, and reconnects after each loss, until this call is cancelled."""
        while True:
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    opened = await self._open()
            except (OSError, TimeoutError, Disconnected, RedisAway):
                await asyncio.sleep(_RECONNECT_SECONDS)
                continue
            self._opened = opened
            try:
                self._handler.found()
                await _until_lost(opened.values())
            finally:
                self._opened = None
                _close(opened)
            self._handler.lost(min(each.heard_until for each in opened.values()))

    async def _open(self) -> Subscriptions:
        opened: dict[str, Subscription] = {}
        try:
            for url in await self._redis.node_urls():
                opened[url] = await self._connect(ServerAddress(url))
            while missing := self._channels.difference(*(s.confirmed for s in opened.values())):
                await self._subscribe(opened, missing)
        except BaseException:
            _close(opened)
            raise
        return opened

    async def _connect(self, address: ServerAddress) -> Subscription:
        subscription = await address.connect(lambda: Subscription(self._handler.heard))
        for command in address.greeting:
            subscription.send(command)
        return subscription

    async def _subscribe(self, opened: Subscriptions, channels: Iterable[str]) -> None:
        """Subscribes to all channels, each at its server.

        Raises `Disconnected` if a connection ends, and closes all connections before that if a channel's server is
        not among `opened`, or no server has the channel's slot.
        """
        apart: defaultdict[str, list[str]] = defaultdict(list)
        try:
            for channel in channels:
                apart[self._redis.node_url(channel)].append(channel)
        except RedisAway as reason:
            _close(opened)
            raise Disconnected from reason
        if not apart.keys() <= opened.keys():
            # A channel's slot has moved to a server to which there is no connection yet.
            _close(opened)
            raise Disconnected
        for home, some in apart.items():
            await opened[home].subscribe(some)


async def _until_lost(subscriptions: Collection[Subscription]) -> None:
    """Waits until one of the connections has ended, and pings each of them every second."""
    while not any(each.lost for each in subscriptions):
        for each in subscriptions:
            each.ping()
        ended = [each.ended for each in subscriptions]
        await asyncio.wait(ended, timeout=_PING_SECONDS, return_when=asyncio.FIRST_COMPLETED)


def _close(opened: Subscriptions) -> None:
    for subscription in opened.values():
        subscription.close()
