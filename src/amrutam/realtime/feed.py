"""One doctor's feed: sends changes of slots to all sockets that are subscribed to the doctor.

The feed re-reads holds and claims after events instead of trusting the events' payload. A hold
that PostgreSQL refused, or an event that arrives twice, therefore leaves no client with a wrong
state. Events that arrive during a read share the next read. A feed runs one read at a time, so that
its messages are sent in the order of the doctor's versions.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from time import perf_counter, time
from typing import Protocol
from uuid import UUID

import structlog

from amrutam.availability import slots_json
from amrutam.availability.models import Reading, RequestedDays
from amrutam.availability.reading import read
from amrutam.core.errors import Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics, sentry
from amrutam.holds import changes
from amrutam.holds.models import Change
from amrutam.realtime import messages, rules
from amrutam.realtime.rules import Told
from amrutam.realtime.sockets import Days, Socket
from amrutam.schedules.calendars import calendar_of
from amrutam.schedules.models import Lateness
from amrutam.schedules.queries import lateness

log = structlog.get_logger("amrutam.realtime")

_RETRY_SECONDS = 1.0
_LOOK_SECONDS = 30.0
_GRACE_SECONDS = 1.0
_END_SLACK_SECONDS = 0.005
_MOST_UNREAD = 1000
_AT_ONCE = 250
_ANY_LENGTH = 1_000_000
_ON_TIME = Lateness(0, None)


class Feeds(Protocol):
    """The functions of the hub, which keeps all feeds of the process, that a feed needs.

    `turns` bounds how many feeds read at once. `listen` subscribes to the doctor's channel and
    returns whether its events arrive from now on. `end` informs all subscribers that the doctor does not
    exist or is no longer approved, and removes the feed.
    """

    resources: Resources
    turns: asyncio.Semaphore

    async def listen(self, feed: Feed) -> bool: ...

    def end(self, feed: Feed) -> None: ...


class Feed:
    """The feed of one doctor's slots to its subscribed sockets.

    `told` is the doctor's version that was last sent to all subscribers except new ones, which
    first get a snapshot (all slots of their days); None before a version was sent. While Redis is
    unreachable, snapshots have no version.
    """

    def __init__(self, feeds: Feeds, doctor_id: UUID) -> None:
        self.doctor_id = doctor_id
        self.told: Told | None = None
        self._feeds = feeds
        self._watchers: dict[Socket, Days] = {}
        self._windows: Counter[Days] = Counter()
        self._waiting: dict[Socket, Days] = {}
        self._late = _ON_TIME
        self._changes: list[Change] = []
        self._heard_at = 0.0
        self._anew = self._look_due = True
        self._hears = self._is_stale = False
        self._true_at = time()
        self._look_at = float("inf")
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    # Subscribing, and events

    def watch(self, socket: Socket, days: Days) -> None:
        """Subscribes the socket, which first gets a snapshot of the local days `days`; they replace earlier days."""
        self.leave(socket)
        self._watchers[socket] = self._waiting[socket] = days
        self._windows[days] += 1
        self._wake()

    def leave(self, socket: Socket) -> bool:
        """Ends the socket's subscription, if it has one; returns True if the feed has no socket left."""
        days = self._watchers.pop(socket, None)
        self._waiting.pop(socket, None)
        if days is not None:
            self._windows[days] -= 1
            if not self._windows[days]:
                del self._windows[days]
        return not self._watchers

    def heard(self, change: Change) -> None:
        """Called with each event of the doctor: the slots that the change touches are read again and sent.

        If more than a thousand events wait for a read, all slots are sent instead.
        """
        metrics.CHANGES_HEARD.inc()
        if not self._changes:
            self._heard_at = perf_counter()
        self._changes.append(change)
        if len(self._changes) > _MOST_UNREAD:
            self._changes.clear()
            self._anew = True
        if change.ends_in is not None:
            self._look_in(change.ends_in)
        self._wake()

    def lost(self, since: float) -> None:
        """Called when events no longer arrive. The data that was sent was correct until `since` (Unix time in seconds)."""
        self._hears = False
        self._say_stale(since)

    def found(self) -> None:
        """Called once events arrive again: everything is read again."""
        self._hears = self._anew = self._look_due = True
        self._wake()

    def close(self) -> None:
        """Cancels the feed's timer and its read, unless that read is the caller."""
        for pending in (self._timer, self._task):
            if pending is not None and pending is not asyncio.current_task():
                pending.cancel()

    # Turns: one read at a time

    def _wake(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while self._watchers and (self._look_due or self._anew or self._changes or self._waiting):
            try:
                async with self._feeds.turns:
                    await self._turn()
            except (Unavailable, RedisAway):
                await self._rest()
            except Exception as error:
                log.error("feed_failed", exc_info=error)
                sentry.report(error, loop="feed")
                await self._rest()

    async def _rest(self) -> None:
        self._anew = True
        self._say_stale(time())
        await asyncio.sleep(_RETRY_SECONDS)

    async def _turn(self) -> None:
        if self.told is None and await calendar_of(self._feeds.resources, self.doctor_id) is None:
            # Ends the feed before any Redis key or subscription is made for a doctor that does not exist.
            self._feeds.end(self)
            return
        if not self._hears:
            self._hears = await self._feeds.listen(self)
        if self._look_due or self._anew:
            await self._look()
        if self._anew or self._changes or self._waiting:
            await self._tell()

    # Checks at certain times, because holds expire without an event

    async def _look(self) -> None:
        """Removes and publishes expired holds, and notices changes whose events were lost."""
        self._look_due, self._look_at = False, float("inf")
        try:
            watched = await changes.watch(self._feeds.resources.redis, self.doctor_id)
        except RedisAway:
            self._look_in(_RETRY_SECONDS)
            return
        self._look_in(_LOOK_SECONDS if watched.ends_in is None else watched.ends_in)
        self._expect((watched.epoch, watched.version))

    def _look_in(self, seconds: float) -> None:
        """Schedules a check; of several scheduled times only the earliest one counts."""
        loop = asyncio.get_running_loop()
        at = loop.time() + min(seconds + _END_SLACK_SECONDS, _LOOK_SECONDS)
        if at >= self._look_at:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._look_at, self._timer = at, loop.call_at(at, self._look_now)

    def _look_now(self) -> None:
        self._look_due = True
        self._wake()

    def _expect(self, counted: Told) -> None:
        """If Redis counts another version than was sent, schedules a check whether that version's event has arrived.

        An event that is still missing at the check was lost, and everything is read again.
        """
        if self.told != counted:
            loop = asyncio.get_running_loop()
            loop.call_later(_GRACE_SECONDS, self._check, counted, self.told)

    def _check(self, counted: Told, told: Told | None) -> None:
        if self.told is not None and self.told[0] == counted[0] and self.told[1] >= counted[1]:
            return
        is_busy = self._task is not None and not self._task.done()
        # Events still arrive, but slowly because the machine is busy, so this event may still
        # arrive.
        if is_busy or self.told != told:
            self._expect(counted)
        else:
            self._tell_anew()

    def _tell_anew(self) -> None:
        self._anew = True
        self._wake()

    # Sending

    async def _tell(self) -> None:
        changes, waiting, heard_at = self._changes[:], dict(self._waiting), self._heard_at
        anew, self._anew = self._anew, False
        reading = await self._read(changes)
        del self._changes[: len(changes)]
        if reading is None:
            self._feeds.end(self)
            return
        if await self._went_back(reading):
            return
        served = self._served(waiting)
        if reading.epoch is None or reading.version is None or not self._hears:
            await self._tell_unsure(reading, served)
            return
        following = None if anew or self.told is None else rules.due(self.told, changes)
        late = await self._read_late(following)
        if following is None:
            self.told = (reading.epoch, reading.version)
            await self._show(reading, self._watchers)
        else:
            await self._tell_changes(reading, following, served)
            self._expect((reading.epoch, reading.version))
        await self._tell_late(late, served)
        self._is_stale = False
        if changes:
            metrics.FAN_OUT.observe(perf_counter() - heard_at)

    async def _read(self, changes: Sequence[Change]) -> Reading | None:
        """Reads the doctor's days. None: the doctor does not exist or is not approved."""
        first, last = rules.span(self._windows, changes)
        asked = RequestedDays(first, last, _ANY_LENGTH)
        return (await read(self._feeds.resources, [self.doctor_id], asked)).get(self.doctor_id)

    async def _went_back(self, reading: Reading) -> bool:
        """Whether Redis has lost its last changes, so that its version is older than the one that was sent.

        If so, a new epoch is begun, because Redis would otherwise use the numbers of the lost
        versions again for other changes.
        """
        told, version = self.told, reading.version
        if told is None or version is None or reading.epoch != told[0] or version >= told[1]:
            return False
        await changes.begin_epoch(self._feeds.resources.redis, self.doctor_id, told[0])
        self._anew = True
        return True

    def _served(self, waiting: dict[Socket, Days]) -> list[Socket]:
        """The sockets for which the read was made.

        Sockets that have requested other days in the meantime keep waiting.
        """
        served = [socket for socket, days in waiting.items() if self._waiting.get(socket) == days]
        for socket in served:
            del self._waiting[socket]
        return served

    async def _tell_unsure(self, reading: Reading, served: Sequence[Socket]) -> None:
        """Sends the sockets in `served` the slots as they were read, and marks all sent data as stale.

        Later changes may not arrive. While Redis is unreachable, the read slots show no holds.
        """
        await self._show(reading, served)
        self._say_stale(time())
        since = messages.stale(self.doctor_id, self._true_at)
        await self._send(served, since)
        if self._hears:
            asyncio.get_running_loop().call_later(_RETRY_SECONDS, self._tell_anew)

    async def _tell_changes(
        self, reading: Reading, changes: Sequence[Change], served: Sequence[Socket]
    ) -> None:
        """Sends the changes to the earlier subscribers, and a snapshot to those in `served`.

        A change of one slot is one message. Of the changes that need a snapshot (`rules.touched`) only the
        last one is sent; its snapshot includes all changes before it.
        """
        kind = reading.calendar.type_of(None)
        slots = [rules.touched(reading, kind, change.period) for change in changes]
        whole = max((at for at, slot in enumerate(slots) if slot is None), default=-1)
        newcomers = set(served)
        others = [socket for socket in self._watchers if socket not in newcomers]
        for change, slot in list(zip(changes, slots, strict=True))[max(whole, 0) :]:
            self.told = (change.epoch, change.version)
            if slot is None:
                await self._show(reading, others)
            else:
                await self._send(others, messages.slot(self.doctor_id, *self.told, *slot))
        await self._show(reading, served)

    async def _read_late(self, changes: Sequence[Change] | None) -> Lateness:
        """Returns the doctor's lateness. It is read again if `changes` is None (everything is read again).

        It is also read again after a change of all times, because changes of the lateness are published as such.
        """
        if changes is None or any(change.period is None for change in changes):
            return await lateness(self._feeds.resources.database, self.doctor_id)
        return self._late

    async def _tell_late(self, late: Lateness, served: Sequence[Socket]) -> None:
        """Sends a change of the doctor's lateness to all subscribers.

        Without a change, those in `served` get the lateness, if the doctor is late.
        """
        changed, self._late = late != self._late, late
        frame = messages.late(self.doctor_id, late.minutes, late.until)
        if changed:
            await self._send(list(self._watchers), frame)
        elif late.minutes and late.until is not None and late.until.timestamp() > time():
            await self._send(served, frame)

    async def _show(self, reading: Reading, sockets: Iterable[Socket]) -> None:
        """Sends each socket a snapshot of its own days; sockets with the same days share one encoding."""
        by_days: dict[Days, list[Socket]] = {}
        for socket in sockets:
            if socket in self._watchers and socket not in self._waiting:
                by_days.setdefault(self._watchers[socket], []).append(socket)
        kind = reading.calendar.type_of(None)
        if self.told is not None and reading.version is not None:
            reading = replace(reading, epoch=self.told[0], version=self.told[1])
        for (first, last), group in by_days.items():
            shown = replace(reading, first=first, last=last)
            await self._send(group, messages.snapshot(slots_json.one(shown, kind)))

    async def _send(self, sockets: Sequence[Socket], frame: bytes) -> None:
        """Sends to many sockets, letting other tasks run in between.

        Sockets that have left or wait for a snapshot are skipped.
        """
        for at in range(0, len(sockets), _AT_ONCE):
            if at:
                await asyncio.sleep(0)
            for socket in sockets[at : at + _AT_ONCE]:
                if socket in self._watchers and socket not in self._waiting:
                    socket.push(frame)

    def _say_stale(self, since: float) -> None:
        """Tells the sockets that their data is stale; further calls do nothing until the feed has sent present data."""
        if self._is_stale:
            return
        self._is_stale, self._true_at = True, since
        frame = messages.stale(self.doctor_id, since)
        for socket in self._watchers:
            if socket not in self._waiting:
                socket.push(frame)
