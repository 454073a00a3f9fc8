from __future__ import annotations

import asyncio
from uuid import uuid4

from redis.asyncio import Redis as Client

from amrutam.core.ratelimit import Rate, RateLimits
from amrutam.core.redis import Redis, RedisAway
from amrutam.core.redis.cluster import open_redis
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings

OTHERS = 200
"""The number of connections that parallel tests may open in the meantime."""


def opened(settings: Settings, **changes: object) -> Redis:
    changed = settings.model_copy(update=changes)
    return open_redis(changed, lambda _name, _seconds: None)


async def connections_until_now(settings: Settings) -> int:
    async with Client.from_url(settings.redis_url) as client:
        return int((await client.info("stats"))["total_connections_received"])


async def test_a_crowd_is_not_taken_for_an_outage(settings: Settings) -> None:
    """Many simultaneous calls succeed over few connections.

    If each call opened a connection of its own, some hundred calls at once would time out, as if Redis
    were unreachable.
    """
    redis = opened(settings)
    before = await connections_until_now(settings)
    asked = (redis.do("ping", "PING") for _ in range(2000))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    await redis.close()
    assert not [answer for answer in answers if isinstance(answer, BaseException)]
    assert await connections_until_now(settings) - before < OTHERS


async def test_a_crowds_calls_are_counted_over_the_same_connection(
    settings: Settings, resources: Resources
) -> None:
    counting, who = RateLimits(resources), uuid4().hex
    before = await connections_until_now(settings)
    limit = ("ip", Rate(700, 60), who)
    answers = await asyncio.gather(*(counting.count([limit]) for _ in range(1000)))
    assert sorted(count.used for (count,) in answers) == list(range(1, 1001))
    assert sum(count.over for (count,) in answers) == 300
    assert await connections_until_now(settings) - before < OTHERS


async def test_who_asks_while_redis_is_lost_hears_it_at_once(settings: Settings) -> None:
    redis = opened(settings, redis_url="redis://127.0.0.1:1")
    asked = (redis.do("ping", "PING") for _ in range(500))
    answers = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 2)
    await redis.close()
    assert all(isinstance(answer, RedisAway) for answer in answers)
