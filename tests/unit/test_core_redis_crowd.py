from __future__ import annotations

import asyncio
from typing import Any

import pytest

from amrutam.core.redis import Redis, RedisAway


class Crowded:
    """Answers, and remembers how many calls were under way at once."""

    def __init__(self) -> None:
        self.now = self.most = self.asked = 0
        self.away = False

    async def execute_command(self, *_command: Any) -> str:
        self.asked += 1
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0)
        self.now -= 1
        if self.away:
            raise TimeoutError
        return "PONG"


def redis(client: Crowded) -> Redis:
    return Redis(client, 60, lambda _name, _seconds: None)


async def test_a_crowd_waits_its_turn_and_does_not_open_a_connection_each() -> None:
    client = Crowded()
    platform = redis(client)
    answers = await asyncio.gather(*(platform.do("ping", "PING") for _ in range(500)))
    assert answers == ["PONG"] * 500
    assert client.most <= 24


async def test_who_waits_when_redis_is_lost_hears_it_at_once() -> None:
    client = Crowded()
    client.away = True
    platform = redis(client)
    answers = await asyncio.gather(
        *(platform.do("ping", "PING") for _ in range(500)), return_exceptions=True
    )
    assert all(isinstance(answer, RedisAway) for answer in answers)
    assert client.asked <= 24
    with pytest.raises(RedisAway):
        await platform.do("ping", "PING")
