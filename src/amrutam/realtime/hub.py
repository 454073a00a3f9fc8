"""All that one gateway process knows: its sockets, and a feed for each doctor that any watches."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic
from uuid import UUID

from amrutam.accounts.revocations import Revocations
from amrutam.availability.claims_cache import forget_claims
from amrutam.core import background
from amrutam.core.counters import Counters
from amrutam.core.errors import NotFound, Unavailable
from amrutam.core.redis.subscriber import Subscriber
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds import keys
from amrutam.holds.models import Change
from amrutam.realtime import messages
from amrutam.realtime.errors import TooManySubscriptions
from amrutam.realtime.feed import Feed
from amrutam.realtime.seats import Seats
from amrutam.realtime.sockets import IDLE, SIGNED_OUT, Days, Socket

_TURNS = 16
"""Doctors read for at once: a Redis that returns would make thousands ask together."""

_LOOK_AFTER_SECONDS = 1.0


class Hub:
    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self.sockets: set[Socket] = set()
        self._counters = resources.part(Counters)
        self._counters.sockets = 0
        self.seats = Seats(resources.redis, self._counters.process)
        self.turns = asyncio.Semaphore(_TURNS)
        self._feeds: dict[str, Feed] = {}
        self._subscriber = Subscriber(resources.redis, self)

    # Sockets

    def enter(self, socket: Socket) -> None:
        self.sockets.add(socket)
        self._count_sockets(1)

    def leave(self, socket: Socket) -> None:
        self.sockets.discard(socket)
        self._count_sockets(-1)
        for doctor_id in list(socket.days):
            self.unsubscribe(socket, doctor_id)

    def _count_sockets(self, change: int) -> None:
        metrics.SOCKETS.inc(change)
        self._counters.sockets = len(self.sockets)

    def subscribe(self, socket: Socket, doctor_id: UUID, days: Days) -> None:
        """Raises `TooManySubscriptions`."""
        if doctor_id not in socket.days:
            if len(socket.days) >= self.resources.settings.realtime_subscriptions:
                raise TooManySubscriptions
            metrics.SUBSCRIPTIONS.inc()
        socket.days[doctor_id] = days
        channel = keys.changes(doctor_id)
        feed = self._feeds.get(channel)
        if feed is None:
            feed = self._feeds[channel] = Feed(self, doctor_id)
        feed.watch(socket, days)

    def unsubscribe(self, socket: Socket, doctor_id: UUID) -> None:
        if socket.days.pop(doctor_id, None) is None:
            return
        metrics.SUBSCRIPTIONS.dec()
        socket.idle_since = monotonic()
        feed = self._feeds.get(keys.changes(doctor_id))
        if feed is not None and feed.leave(socket):
            self._forget(feed)

    # Feeds

    async def listen(self, feed: Feed) -> bool:
        return await self._subscriber.add(keys.changes(feed.doctor_id))

    def end(self, feed: Feed) -> None:
        """The doctor is absent, or no longer approved: both are told alike."""
        gone = messages.error(NotFound(), self.resources.settings.public_url, feed.doctor_id)
        for socket in [each for each in self.sockets if feed.doctor_id in each.days]:
            socket.push(gone)
            self.unsubscribe(socket, feed.doctor_id)

    def _forget(self, feed: Feed) -> None:
        channel = keys.changes(feed.doctor_id)
        feed.close()
        del self._feeds[channel]
        self._subscriber.remove(channel)

    # What is heard

    def heard(self, channel: str, message: bytes) -> None:
        feed = self._feeds.get(channel)
        if feed is not None:
            feed.heard(Change.read(message))

    def lost(self, since: float) -> None:
        for feed in self._feeds.values():
            feed.lost(since)

    def found(self) -> None:
        forget_claims(self.resources)
        for feed in self._feeds.values():
            feed.found()

    # Beside

    async def run(self) -> None:
        """Until cancelled."""
        loops = (
            self._subscriber.run(),
            background.every(_LOOK_AFTER_SECONDS, "sockets", self._look_after_sockets),
        )
        tasks = [asyncio.ensure_future(loop) for loop in loops]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for feed in self._feeds.values():
                feed.close()

    async def _look_after_sockets(self) -> None:
        """Ends those whose session ended, and those who see nothing."""
        revocations = self.resources.part(Revocations)
        idle_before = monotonic() - self.resources.settings.realtime_idle_seconds
        for socket in list(self.sockets):
            if not socket.days and socket.idle_since < idle_before:
                socket.end(IDLE)
        with suppress(Unavailable):
            for socket in [each for each in self.sockets if each.session_id is not None]:
                if socket.session_id and await revocations.ended(socket.session_id):
                    socket.end(SIGNED_OUT)


def hub_of(resources: Resources) -> Hub:
    return resources.part(Hub)


async def run(resources: Resources) -> None:
    await hub_of(resources).run()
