"""How many sockets one account, and one address without sign-in, has: over all gateways.

Each process counts its own, and in Redis each process has a field of its own, so that a process
that died takes its count along (`core/counters.py`). While Redis is away each process bounds what it knows of.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

from amrutam.core.counters import LIFE_MS, SOCKETS_KEY
from amrutam.core.redis import Library, Redis, RedisAway
from amrutam.realtime.errors import TooManySockets

_SOCKETS = Library.read("sockets")
_SIT, _RISE = map(_SOCKETS.function, ("realtime_sit", "realtime_rise"))


class Seats:
    def __init__(self, redis: Redis, process: str) -> None:
        """`process`: the id under which `core/counters.py` tells that it lives."""
        self._redis = redis
        self._process = process
        self._here: Counter[str] = Counter()

    async def take(self, who: str, limit: int) -> None:
        """Raises `TooManySockets`."""
        if self._here[who] >= limit:
            raise TooManySockets
        self._here[who] += 1  # before the question, so that two at once do not both pass
        try:
            args = [self._process, limit, LIFE_MS]
            seated = await self._redis.run(_SIT, [_key(who), SOCKETS_KEY], args)
        except RedisAway:
            return
        if not seated:
            self._forget(who)
            raise TooManySockets

    async def leave(self, who: str) -> None:
        self._forget(who)
        with suppress(RedisAway):
            await self._redis.run(_RISE, [_key(who)], [self._process])

    def _forget(self, who: str) -> None:
        self._here[who] -= 1
        if self._here[who] <= 0:
            del self._here[who]


def _key(who: str) -> str:
    return f"{{realtime}}:seats:{who}"
