"""Small counts by the minute that all processes add to: what operators see of the last hour.

A process counts in its memory and tells Redis once a second, beside its work, so that nothing a
patient waits for pays for it. One hash a minute, kept for two hours.
"""

from __future__ import annotations

from collections import Counter
from time import time
from typing import Literal

from amrutam.core import background
from amrutam.core.redis import CallName, Redis, RedisAway
from amrutam.core.resources import Resources

_TELL = CallName("tallies_tell")
_LAST_HOUR = CallName("tallies_hour")

Name = Literal["collisions", "errors", "codes_sent", "codes_failed"]

_TELL_SECONDS = 1.0
_KEPT_SECONDS = 7200
_MINUTES = 60


class Tallies:
    """What this process has counted and not told yet; a part of `Resources`."""

    def __init__(self, _resources: Resources) -> None:
        self._counts: Counter[Name] = Counter()

    def add(self, name: Name) -> None:
        self._counts[name] += 1

    async def tell(self, redis: Redis) -> None:
        """Raises `RedisAway`; what was not told is kept for the next time."""
        if not self._counts:
            return
        counts, self._counts = self._counts, Counter()
        key = _key(_minute())
        added = [("HINCRBY", key, name, count) for name, count in counts.items()]
        try:
            await redis.pipeline(_TELL, [*added, ("EXPIRE", key, _KEPT_SECONDS)])
        except RedisAway:
            self._counts += counts
            raise


async def last_hour(redis: Redis) -> Counter[str]:
    """The sums over all processes. Raises `RedisAway`."""
    now = _minute()
    asked = [("HGETALL", _key(minute)) for minute in range(now - _MINUTES + 1, now + 1)]
    total: Counter[str] = Counter()
    for answer in await redis.pipeline(_LAST_HOUR, asked):
        for name, count in zip(answer[::2], answer[1::2], strict=True):
            total[name.decode()] += int(count)
    return total


async def tell_tallies(resources: Resources) -> None:
    """A process's background loop."""
    tallies = resources.part(Tallies)
    await background.every(_TELL_SECONDS, "tallies", lambda: tallies.tell(resources.redis))


def _key(minute: int) -> str:
    return f"tallies:{minute}"


def _minute() -> int:
    return int(time() // 60)
