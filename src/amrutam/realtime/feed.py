"""One doctor's changes, told to all who watch.

Every change asks for the truth before it is told: holds and claims are read after it was heard of,
so that a hold which PostgreSQL refused, or a telling that is repeated, leaves nobody with a wrong
state. What is heard meanwhile shares the next reading. One turn at a time, so that all that is told
of a doctor goes out in the order of its versions.
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
from amrutam.availability.models import Asked, Reading
from amrutam.availability.reading import read
from amrutam.core.errors import Unavailable
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics, sentry
from amrutam.holds import store
from amrutam.holds.models import Change
from amrutam.realtime import messages, rules
from amrutam.realtime.rules import Told
from amrutam.realtime.sockets import Days, Socket
from amrutam.schedules.calendars import calendar_of

log = structlog.get_logger("amrutam.realtime")

_RETRY_SECONDS = 1.0
_LOOK_SECONDS = 30.0
_GRACE_SECONDS = 1.0
_END_SLACK_SECONDS = 0.005
_MOST_UNREAD = 1000
_AT_ONCE = 250
_ANY_LENGTH = 1_000_000


class Feeds(Protocol):
    """What a feed needs of whoever keeps all feeds of the process.

    `turns` bounds how many feeds work at once. `listen` subscribes to the doctor's changes: whether
    they are heard now. `end` tells all who watch that there is no such doctor, and forgets the feed.
    """

    resources: Resources
    turns: asyncio.Semaphore

    async def listen(self, feed: Feed) -> bool: ...

    def end(self, feed: Feed) -> None: ...


class Feed:
    """`told` is the version of all who watch, but for those in `waiting`: for a snapshot."""

    def __init__(self, feeds: Feeds, doctor_id: UUID) -> None:
        self.doctor_id = doctor_id
        self.told: Told | None = None
        self._feeds = feeds
        self._watchers: dict[Socket, Days] = {}
        self._windows: Counter[Days] = Counter()
        self._waiting: dict[Socket, Days] = {}
        self._changes: list[Change] = []
        self._heard_at = 0.0
        self._anew = self._look_due = True
        self._hears = self._is_stale = False
        self._true_at = time()
        self._look_at = float("inf")
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    # What happens to it

    def watch(self, socket: Socket, days: Days) -> None:
        self.leave(socket)
        self._watchers[socket] = self._waiting[socket] = days
        self._windows[days] += 1
        self._wake()

    def leave(self, socket: Socket) -> bool:
        """Whether nobody watches any more."""
        days = self._watchers.pop(socket, None)
        self._waiting.pop(socket, None)
        if days is not None:
            self._windows[days] -= 1
            if not self._windows[days]:
                del self._windows[days]
        return not self._watchers

    def heard(self, change: Change) -> None:
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
        """Nothing is heard; what was told was true until `since`."""
        self._hears = False
        self._say_stale(since)

    def found(self) -> None:
        self._hears = self._anew = self._look_due = True
        self._wake()

    def close(self) -> None:
        for pending in (self._timer, self._task):
            if pending is not None and pending is not asyncio.current_task():
                pending.cancel()

    # Its turns

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
            self._feeds.end(self)  # before anything is kept for a doctor that nobody knows
            return
        if not self._hears:
            self._hears = await self._feeds.listen(self)
        if self._look_due or self._anew:
            await self._look()
        if self._anew or self._changes or self._waiting:
            await self._tell()

    # Looking: holds end by themselves

    async def _look(self) -> None:
        """Ended holds are taken out and published, and changes that were never heard are noticed."""
        self._look_due, self._look_at = False, float("inf")
        try:
            watched = await store.watch(self._feeds.resources.redis, self.doctor_id)
        except RedisAway:
            self._look_in(_RETRY_SECONDS)
            return
        self._look_in(_LOOK_SECONDS if watched.ends_in is None else watched.ends_in)
        self._expect((watched.epoch, watched.version))

    def _look_in(self, seconds: float) -> None:
        """The earliest of what is asked for counts."""
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
        """What Redis has counted is heard of soon; else it was lost on the way."""
        if self.told != counted:
            loop = asyncio.get_running_loop()
            loop.call_later(_GRACE_SECONDS, self._check, counted, self.told)

    def _check(self, counted: Told, told: Told | None) -> None:
        if self.told is not None and self.told[0] == counted[0] and self.told[1] >= counted[1]:
            return
        is_busy = self._task is not None and not self._task.done()
        if is_busy or self.told != told:  # it follows, though slowly: a busy machine loses nothing
            self._expect(counted)
        else:
            self._tell_anew()

    def _tell_anew(self) -> None:
        self._anew = True
        self._wake()

    # Telling

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
        if following is None:
            self.told = (reading.epoch, reading.version)
            await self._show(reading, self._watchers)
        else:
            await self._tell_changes(reading, following, served)
            self._expect((reading.epoch, reading.version))
        self._is_stale = False
        if changes:
            metrics.FAN_OUT.observe(perf_counter() - heard_at)

    async def _read(self, changes: Sequence[Change]) -> Reading | None:
        """None: there is no such doctor, or none that is approved."""
        first, last = rules.span(self._windows, changes)
        asked = Asked(first, last, _ANY_LENGTH)
        return (await read(self._feeds.resources, [self.doctor_id], asked)).get(self.doctor_id)

    async def _went_back(self, reading: Reading) -> bool:
        """A Redis that lost its last seconds would count them again under the same numbers."""
        told, version = self.told, reading.version
        if told is None or version is None or reading.epoch != told[0] or version >= told[1]:
            return False
        await store.begin_epoch(self._feeds.resources.redis, self.doctor_id, told[0])
        self._anew = True
        return True

    def _served(self, waiting: dict[Socket, Days]) -> list[Socket]:
        """Those for whom the reading was made; who asked for other days meanwhile waits on."""
        served = [socket for socket, days in waiting.items() if self._waiting.get(socket) == days]
        for socket in served:
            del self._waiting[socket]
        return served

    async def _tell_unsure(self, reading: Reading, served: Sequence[Socket]) -> None:
        """What is known without Redis, and that it is not followed."""
        await self._show(reading, served)
        self._say_stale(time())
        since = messages.stale(self.doctor_id, self._true_at)
        await self._send(served, since)
        if self._hears:
            asyncio.get_running_loop().call_later(_RETRY_SECONDS, self._tell_anew)

    async def _tell_changes(
        self, reading: Reading, changes: Sequence[Change], served: Sequence[Socket]
    ) -> None:
        """One message a version; several slots at once are a snapshot, for all before it too."""
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

    async def _show(self, reading: Reading, sockets: Iterable[Socket]) -> None:
        """A snapshot of its own days to each, encoded once for all of the same days."""
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
        """Others get their turn of the loop meanwhile; who leaves or waits then is left out."""
        for at in range(0, len(sockets), _AT_ONCE):
            if at:
                await asyncio.sleep(0)
            for socket in sockets[at : at + _AT_ONCE]:
                if socket in self._watchers and socket not in self._waiting:
                    socket.push(frame)

    def _say_stale(self, since: float) -> None:
        """Once, until they get a new snapshot."""
        if self._is_stale:
            return
        self._is_stale, self._true_at = True, since
        frame = messages.stale(self.doctor_id, since)
        for socket in self._watchers:
            if socket not in self._waiting:
                socket.push(frame)
