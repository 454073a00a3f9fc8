"""How many holds live, over all doctors and processes: for operators, told once a second.

The holds' own keys lie with their doctors; this set is beside them, and nothing is decided by it.
"""

from __future__ import annotations

from datetime import datetime

from amrutam.core import background
from amrutam.core.redis import Redis, RedisAway
from amrutam.core.resources import Resources
from amrutam.holds.store import script

TELL, COUNT = script("count_tell"), script("count")

_KEY = "holds:live"
_TELL_SECONDS = 1.0
_MOST = 20_000
"""A process that cannot tell for long keeps no more than these; what is counted is then too low."""


class HoldCount:
    """What this process knows and has not told yet; a part of `Resources`."""

    def __init__(self, _resources: Resources) -> None:
        self._news: dict[str, int] = {}

    def lives(self, nonce: str, until: datetime) -> None:
        if len(self._news) < _MOST:
            self._news[nonce] = int(until.timestamp() * 1000)

    def gone(self, nonce: str) -> None:
        """Released, booked or lost: harmless to repeat."""
        if len(self._news) < _MOST:
            self._news[nonce] = 0

    async def tell(self, redis: Redis) -> None:
        """Raises `RedisAway`; what was not told is kept for the next time."""
        if not self._news:
            return
        news, self._news = self._news, {}
        living = [part for nonce, ends in news.items() if ends for part in (nonce, ends)]
        gone = [nonce for nonce, ends in news.items() if not ends]
        try:
            await redis.run(TELL, [_KEY], [len(living) // 2, *living, *gone])
        except RedisAway:
            self._news = news | self._news
            raise


async def holds_live(redis: Redis) -> int:
    """Right to the second; an ended hold is not counted. Raises `RedisAway`."""
    return int(await redis.run(COUNT, [_KEY], []))


async def tell_holds(resources: Resources) -> None:
    """A process's background loop."""
    count = resources.part(HoldCount)
    await background.every(_TELL_SECONDS, "hold_count", lambda: count.tell(resources.redis))
