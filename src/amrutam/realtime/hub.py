"""The state of one gateway process: its sockets, and a feed for each doctor with subscribers."""

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
from amrutam.holds import redis_keys
from amrutam.holds.models import Change
from amrutam.realtime import messages
from amrutam.realtime.errors import TooManySubscriptions
from amrutam.realtime.feed import Feed
from amrutam.realtime.place_watches import Places
from amrutam.realtime.socket_limits import SocketLimits
from amrutam.realtime.sockets import IDLE, SIGNED_OUT, Days, Socket

_TURNS = 16
"""The number of feeds that can read at once.

Without this bound thousands of feeds would read together when Redis returns after an outage.
"""

_LOOK_AFTER_SECONDS = 1.0


class Hub:
    """The sockets and feeds of a gateway process. `hub_of` returns the process's only hub."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self.sockets: set[Socket] = set()
        self._counters = resources.part(Counters)
        self._counters.sockets = 0
        self.socket_limits = SocketLimits(resources.redis, self._counters.process)
        self.places = Places(resources)
        self.turns = asyncio.Semaphore(_TURNS)
        self._feeds: dict[str, Feed] = {}
        self._subscriber = Subscriber(resources.redis, self)

    # Sockets

    def enter(self, socket: Socket) -> None:
        """Adds an open socket."""
        self.sockets.add(socket)
        self._count_sockets(1)

    def leave(self, socket: Socket) -> None:
        """Removes a socket that has ended, with its subscriptions and the admission queue place that it watches."""
        self.sockets.discard(socket)
        self._count_sockets(-1)
        self.places.leave(socket)
        for doctor_id in list(socket.days):
            self.unsubscribe(socket, doctor_id)

    def _count_sockets(self, change: int) -> None:
        metrics.SOCKETS.inc(change)
        self._counters.sockets = len(self.sockets)

    def subscribe(self, socket: Socket, doctor_id: UUID, days: Days) -> None:
        """Subscribes a socket to a doctor's `days`, which replace the days of an earlier subscription.

        Raises `TooManySubscriptions` if the socket already watches `realtime_subscriptions` other doctors.
        """
        if doctor_id not in socket.days:
            if len(socket.days) >= self.resources.settings.realtime_subscriptions:
                raise TooManySubscriptions
            metrics.SUBSCRIPTIONS.inc()
        socket.days[doctor_id] = days
        channel = redis_keys.changes(doctor_id)
        feed = self._feeds.get(channel)
        if feed is None:
            feed = self._feeds[channel] = Feed(self, doctor_id)
        feed.watch(socket, days)

    def unsubscribe(self, socket: Socket, doctor_id: UUID) -> None:
        """Ends a socket's subscription; a repeated call changes nothing."""
        if socket.days.pop(doctor_id, None) is None:
            return
        metrics.SUBSCRIPTIONS.dec()
        socket.idle_since = monotonic()
        feed = self._feeds.get(redis_keys.changes(doctor_id))
        if feed is not None and feed.leave(socket):
            self._forget(feed)

    # Feeds

    async def listen(self, feed: Feed) -> bool:
        """Subscribes to the channel of the feed's doctor. Returns whether the channel's messages arrive from now on."""
        return await self._subscriber.add(redis_keys.changes(feed.doctor_id))

    def end(self, feed: Feed) -> None:
        """Ends a feed whose doctor does not exist or is no longer approved.

        The feed's subscribers get the same message, `NotFound`, in both cases.
        """
        gone = messages.error(NotFound(), self.resources.settings.public_url, feed.doctor_id)
        for socket in [each for each in self.sockets if feed.doctor_id in each.days]:
            socket.push(gone)
            self.unsubscribe(socket, feed.doctor_id)

    def _forget(self, feed: Feed) -> None:
        channel = redis_keys.changes(feed.doctor_id)
        feed.close()
        del self._feeds[channel]
        self._subscriber.remove(channel)

    # The Redis subscriber calls these methods.

    def heard(self, channel: str, message: bytes) -> None:
        """Called with each message of a feed's channel."""
        feed = self._feeds.get(channel)
        if feed is not None:
            feed.heard(Change.read(message))

    def lost(self, since: float) -> None:
        """Called on disconnect from Redis. `since`: Unix time in seconds up to which no message was missed."""
        for feed in self._feeds.values():
            feed.lost(since)

    def found(self) -> None:
        """Called once all channels are subscribed, at first and after each loss.

        Clears the cache of claims, and makes all feeds read again.
        """
        forget_claims(self.resources)
        for feed in self._feeds.values():
            feed.found()

    # Background tasks

    async def run(self) -> None:
        """Runs the hub's background tasks until this call is cancelled."""
        loops = (
            self._subscriber.run(),
            background.every(_LOOK_AFTER_SECONDS, "sockets", self._look_after_sockets),
            background.every(
                self.resources.settings.admission_tell_seconds, "places", self.places.tell
            ),
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
        """Closes sockets whose session has ended, and sockets that have watched nothing for `realtime_idle_seconds`.

        While PostgreSQL is unreachable, ended sessions are not noticed.
        """
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
    """The process's hub, which is made on first use."""
    return resources.part(Hub)


async def run(resources: Resources) -> None:
    """A background loop of the gateway: runs the hub until the loop is cancelled."""
    await hub_of(resources).run()
