"""Counts for operators, summed over all processes: events of the last hour, live holds, open sockets.

A process counts events and holds in its memory, where it also updates the metrics, and writes the counts
to Redis once a second; no request waits for that. The events and holds are only displayed; the key
of sockets also serves the limits of sockets (`realtime/socket_limits.py`). In Redis:

- `tallies:<minute>` (the Unix time in minutes): HASH event -> count, kept for two hours;
- `holds:live`: ZSET hold's nonce -> the hold's end in Unix milliseconds; for a hold that ended early, the negative
  Unix milliseconds at which that was written;
- `{realtime}:sockets`: HASH process id -> "<number of sockets> <Unix milliseconds until which the number is valid>".

The sockets of a process that has not written for three seconds are not counted; its entry is deleted a minute later.
Such a process is counted again at its next write.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from secrets import token_hex
from time import time
from typing import Literal

from amrutam.core import background
from amrutam.core.redis import CallName, Library, Redis, RedisAway
from amrutam.core.resources import Resources

Event = Literal["collisions", "errors", "codes_sent", "codes_failed"]

SOCKETS_KEY = "{realtime}:sockets"
LIFE_MS = 3000

_COUNTERS = Library.read("counters")
_TELL_EVENTS = CallName("count_events")
_LAST_HOUR = CallName("last_hour")
_TELL_HOLDS = _COUNTERS.function("count_holds")
_HOLDS_LIVE = _COUNTERS.function("holds_live")
_SOCKETS_OPEN = _COUNTERS.function("sockets_open")
_LEAVE = CallName("sockets_leave")

_HOLDS_KEY = "holds:live"
_TELL_SECONDS = 1.0
_EVENTS_KEPT_SECONDS = 7200
_MINUTES = 60
_GRACE_MS = 60_000
_MOST_HOLDS = 20_000
"""While changes of this many holds wait to be written to Redis, the process drops further changes.

The number of live holds is then wrong for a time.
"""


class Counters:
    """Counts of this process that are not yet written to Redis; a part of `Resources`.

    `process`: a random id of this process. `sockets`: the number of open WebSockets, which the gateway sets; None in
    a process that is not a gateway.
    """

    def __init__(self, resources: Resources) -> None:
        self.process = token_hex(8)
        self.sockets: int | None = None
        self._redis = resources.redis
        self._events: Counter[Event] = Counter()
        self._holds: dict[str, int] = {}

    def happened(self, event: Event) -> None:
        """Counts one event, which the next call of `tell` adds to the count in Redis."""
        self._events[event] += 1

    def hold_lives(self, nonce: str, until: datetime) -> None:
        """Counts a hold, identified by its nonce, that is live until `until`.

        Repeat the call with the later end when the hold is extended.
        """
        if len(self._holds) < _MOST_HOLDS:
            self._holds[nonce] = int(until.timestamp() * 1000)

    def hold_gone(self, nonce: str) -> None:
        """Removes from the live holds one that was released, booked or lost. Repeating the call changes nothing."""
        if len(self._holds) < _MOST_HOLDS:
            self._holds[nonce] = 0

    async def tell(self, redis: Redis) -> None:
        """Writes the counts to Redis. Counts that were not written, for whatever reason, stay for the next call.

        Each of the three keys is written separately, because on a cluster the keys may be on different
        servers. While Redis is unreachable, raises nothing. Raises `Refused` for an error answer that means no outage.
        """
        kinds = (self._tell_events, self._tell_holds, self._tell_sockets)
        await asyncio.gather(*(_unless_away(tell, redis) for tell in kinds))

    async def aclose(self) -> None:
        """Deletes this process's entry among the sockets from Redis, if the process is a gateway and Redis answers."""
        if self.sockets is not None:
            await _unless_away(self._redis.do, _LEAVE, "HDEL", SOCKETS_KEY, self.process)

    async def _tell_events(self, redis: Redis) -> None:
        if not self._events:
            return
        events, self._events = self._events, Counter()
        key = _events_key(_minute())
        added = [("HINCRBY", key, name, count) for name, count in events.items()]
        try:
            await redis.pipeline(_TELL_EVENTS, [*added, ("EXPIRE", key, _EVENTS_KEPT_SECONDS)])
        except BaseException:
            self._events += events
            raise

    async def _tell_holds(self, redis: Redis) -> None:
        if not self._holds:
            return
        holds, self._holds = self._holds, {}
        living = [part for nonce, ends in holds.items() if ends for part in (nonce, ends)]
        gone = [nonce for nonce, ends in holds.items() if not ends]
        try:
            await redis.run(_TELL_HOLDS, [_HOLDS_KEY], [len(living) // 2, *living, *gone])
        except BaseException:
            self._holds = holds | self._holds
            raise

    async def _tell_sockets(self, redis: Redis) -> None:
        if self.sockets is not None:
            told = [_GRACE_MS, LIFE_MS, self.process, self.sockets]
            await redis.run(_SOCKETS_OPEN, [SOCKETS_KEY], told)


async def tell_counters(resources: Resources) -> None:
    """A background loop of every process of a role: writes the counts to Redis once a second."""
    counters = resources.part(Counters)
    await background.every(_TELL_SECONDS, "counters", lambda: counters.tell(resources.redis))


async def last_hour(redis: Redis) -> Counter[str]:
    """Returns how often each event happened in all processes, in the present minute and the 59 minutes before.

    The keys are names of `Event`; an event that did not happen is absent and counts as 0. Raises what
    `Redis.pipeline` raises.
    """
    now = _minute()
    asked = [("HGETALL", _events_key(minute)) for minute in range(now - _MINUTES + 1, now + 1)]
    total: Counter[str] = Counter()
    for answer in await redis.pipeline(_LAST_HOUR, asked):
        for name, count in zip(answer[::2], answer[1::2], strict=True):
            total[name.decode()] += int(count)
    return total


async def holds_live(redis: Redis) -> int:
    """Returns the number of protected holds that are live, over all processes. Raises what `Redis.run` raises."""
    return int(await redis.run(_HOLDS_LIVE, [_HOLDS_KEY], []))


async def sockets_open(redis: Redis) -> int | None:
    """The number of open sockets of all live gateways; None if there is no live gateway.

    Also deletes the entries of gateways that have not written for more than a minute. Raises what `Redis.run` raises.
    """
    living, sockets = await redis.run(_SOCKETS_OPEN, [SOCKETS_KEY], [_GRACE_MS])
    return int(sockets) if living else None


async def _unless_away(call: Callable[..., Awaitable[object]], *arguments: object) -> None:
    with suppress(RedisAway):
        await call(*arguments)


def _events_key(minute: int) -> str:
    return f"tallies:{minute}"


def _minute() -> int:
    return int(time() // 60)
