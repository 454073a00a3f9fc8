"""Counts an account's sockets, or an address's without sign-in, over all gateways.

Each process counts its own sockets and has a field of its own in Redis; the field of a process that
died no longer counts (`core/counters.py`). While Redis is unreachable, each process limits its own
sockets only.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

from amrutam.core.counters import LIFE_MS, SOCKETS_KEY
from amrutam.core.redis import Library, Redis, RedisAway
from amrutam.realtime.errors import TooManySockets

_SOCKETS = Library.read("sockets")
_OPENED, _CLOSED = map(_SOCKETS.function, ("realtime_socket_opened", "realtime_socket_closed"))


class SocketLimits:
    """The number of open sockets of each account or address, as this process and Redis count them."""

    def __init__(self, redis: Redis, process: str) -> None:
        """`process`: the process's id in `core/counters.py`."""
        self._redis = redis
        self._process = process
        self._here: Counter[str] = Counter()

    async def take(self, who: str, limit: int) -> None:
        """Counts one more socket of `who`: `account:<id>`, or `address:<digest>` without sign-in.

        While Redis is unreachable only the sockets of this process are counted. Raises
        `TooManySockets` if `who` has `limit` sockets already.
        """
        if self._here[who] >= limit:
            raise TooManySockets
        # counted before the check, so that two sockets at once do not both pass
        self._here[who] += 1
        try:
            args = [self._process, limit, LIFE_MS]
            is_counted = await self._redis.run(_OPENED, [_key(who), SOCKETS_KEY], args)
        except RedisAway:
            return
        if not is_counted:
            self._forget(who)
            raise TooManySockets

    async def leave(self, who: str) -> None:
        """Counts one socket less for `who`, the same text as for `take`. Raises nothing while Redis is unreachable."""
        self._forget(who)
        with suppress(RedisAway):
            await self._redis.run(_CLOSED, [_key(who)], [self._process])

    def _forget(self, who: str) -> None:
        self._here[who] -= 1
        if self._here[who] <= 0:
            del self._here[who]


def _key(who: str) -> str:
    return f"{{realtime}}:seats:{who}"
