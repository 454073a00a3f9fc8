from __future__ import annotations

import asyncio

from amrutam.core.redis import Redis, RedisAway
from amrutam.core.settings import Settings


def opened(settings: Settings, **changes: object) -> Redis:
    changed = settings.model_copy(update={"redis_timeout_seconds": 0.25, **changes})
    return Redis.open(changed, lambda _name, _seconds: None)


async def test_a_crowd_is_not_taken_for_an_outage(settings: Settings) -> None:
    """Each call with a connection of its own would be too late: two hundred patients were."""
    redis = opened(settings)
    asked = (redis.do("ping", "PING") for _ in range(2000))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    await redis.close()
    assert not [answer for answer in answers if isinstance(answer, BaseException)]


async def test_who_asks_while_redis_is_lost_hears_it_at_once(settings: Settings) -> None:
    redis = opened(settings, redis_url="redis://127.0.0.1:1")
    asked = (redis.do("ping", "PING") for _ in range(500))
    answers = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 2)
    await redis.close()
    assert all(isinstance(answer, RedisAway) for answer in answers)
