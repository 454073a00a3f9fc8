"""A connection that receives messages of channels (sharded pub/sub) from one server."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from time import monotonic, time
from typing import Any

import hiredis
import structlog

from amrutam.core.redis.connection import Connection

log = structlog.get_logger("amrutam.redis")

_SILENCE_SECONDS = 3.0
_MOST_AT_ONCE = 500


class Disconnected(Exception):
    """The connection ended, or a channel was unsubscribed before the server confirmed its subscription."""


class Subscription(Connection):
    """A connection that receives messages. `heard` is called with the channel and the content of each message.

    `confirmed`: the channels whose subscription the server has confirmed. `ended`: a future that is done once no more
    data can come. `heard_until`: Unix time in seconds up to which no message was missed.
    """

    def __init__(self, heard: Callable[[str, bytes], None]) -> None:
        super().__init__()
        self.ended: asyncio.Future[None] = self._loop.create_future()
        self.confirmed: set[str] = set()
        self.heard_until = time()
        self._heard = heard
        self._waiting: dict[str, asyncio.Future[bool]] = {}
        self._leaving: Counter[str] = Counter()

    def data_received(self, data: bytes) -> None:
        self.heard_until = time()
        super().data_received(data)

    def on_answers(self, gets: Callable[[], Any]) -> None:
        while (answer := gets()) is not False:
            self._take(answer)

    def _take(self, answer: Any) -> None:
        if isinstance(answer, hiredis.ReplyError):
            log.warning("subscriber_refused", reason=str(answer).split(" ", 1)[0])
            self.close()
        elif isinstance(answer, list) and answer[0] == b"smessage":
            self._heard(answer[1].decode(), answer[2])
        elif isinstance(answer, list) and answer[0] == b"ssubscribe":
            self._on_subscribed(answer[1].decode())
        elif isinstance(answer, list) and answer[0] == b"sunsubscribe":
            self._on_unsubscribed(answer[1].decode())

    def _on_subscribed(self, channel: str) -> None:
        if self._leaving[channel]:
            # The channel was unsubscribed again before this confirmation arrived.
            return
        self.confirmed.add(channel)
        self._resolve(channel, heard=True)

    def _on_unsubscribed(self, channel: str) -> None:
        """Handles the server's message that a channel was unsubscribed.

        If it answers no request of this process, a cluster has moved the channel's slot to another node. The
        connection is then closed, so that the subscriber makes all subscriptions again.
        """
        if not self._leaving[channel]:
            self.close()
            return
        self._leaving[channel] -= 1
        if not self._leaving[channel]:
            del self._leaving[channel]

    def _resolve(self, channel: str, *, heard: bool) -> None:
        waiting = self._waiting.pop(channel, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(heard)

    async def subscribe(self, channels: Iterable[str]) -> None:
        """Subscribes and returns when the server has confirmed all channels.

        Raises `Disconnected` if the connection ends or a channel is unsubscribed before that.
        """
        if self.lost:
            raise Disconnected
        wanted = list(channels)
        waiting = [self._waiting.setdefault(one, self._loop.create_future()) for one in wanted]
        for at in range(0, len(wanted), _MOST_AT_ONCE):
            for channel in wanted[at : at + _MOST_AT_ONCE]:
                self.send(("SSUBSCRIBE", channel))
            # The confirmations are shielded, because other callers may wait for the same confirmation
            # when this caller is cancelled.
            heard = map(asyncio.shield, waiting[at : at + _MOST_AT_ONCE])
            if not all(await asyncio.gather(*heard)):
                raise Disconnected

    def knows(self, channel: str) -> bool:
        """Whether the channel is subscribed, or its subscription was requested and is not confirmed yet."""
        return channel in self.confirmed or channel in self._waiting

    def unsubscribe(self, channel: str) -> None:
        """Unsubscribes from the channel. Messages that are under way are still passed to `heard`."""
        self.confirmed.discard(channel)
        self._leaving[channel] += 1
        self._resolve(channel, heard=False)
        self.send(("SUNSUBSCRIBE", channel))

    def ping(self) -> None:
        """Sends a PING, or closes the connection if no data has arrived for three seconds. Call it once a second."""
        if monotonic() - self.heard_at > _SILENCE_SECONDS:
            self.close()
        else:
            self.send(("PING",))

    def on_lost(self) -> None:
        self.ended.set_result(None)
        for channel in list(self._waiting):
            self._resolve(channel, heard=False)
