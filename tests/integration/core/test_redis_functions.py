"""Checks that a library of Lua functions is loaded when a server lacks it, and that two releases can use one server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from redis.crc import key_slot

from amrutam.accounts import lua as accounts
from amrutam.core import counters, ratelimit
from amrutam.core.redis import Function, Library, Redis, RedisServer
from amrutam.core.redis.cluster import RedisCluster
from amrutam.core.redis.link import Link, Refused
from amrutam.embedded.waiting import until
from amrutam.holds import redis_functions
from amrutam.realtime import socket_limits
from tests.cast.valkeys import PATIENCE_SECONDS, SLOTS, OwnValkey, valkey_cluster

MODULES = (accounts, counters, ratelimit, redis_functions, socket_limits)


def library(answer: int) -> Library:
    """Returns a library with a function that counts its calls in a key and returns `answer`."""
    lua = (
        "redis.register_function('test_count_VERSION', "
        f"function(keys) redis.call('INCR', keys[1]) return {answer} end)"
    )
    return Library("test", lua)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[OwnValkey]:
    """Yields a running Valkey server without persistence."""
    made = OwnValkey(tmp_path / "valkey", extra=(("appendonly", "no"),))
    try:
        await made.start()
        yield made
    finally:
        await made.kill()


@pytest.fixture
async def redis(server: OwnValkey) -> AsyncIterator[Redis]:
    opened = _opened(server)
    yield opened
    await opened.close()


def _opened(server: OwnValkey) -> Redis:
    return RedisServer(Link(server.engine.url(), 5), 0, lambda _name, _seconds: None)


async def _libraries(server: OwnValkey) -> int:
    return len(await server.ask("FUNCTION", "LIST"))


async def test_every_function_is_in_its_library(server: OwnValkey, redis: Redis) -> None:
    functions = {each for module in MODULES for each in vars(module).values()
                 if isinstance(each, Function)}  # fmt: skip
    for each in functions:
        # Functions refuse a call without keys; the call only has to load the library.
        with suppress(Refused):
            await redis.run(each, [], [])
    listed = await server.ask("FUNCTION", "LIST")
    loaded = [dict(zip(one[::2], one[1::2], strict=True))[b"functions"] for one in listed]
    assert {name[1].decode() for names in loaded for name in names} == functions


async def test_a_server_that_forgot_its_libraries_is_given_them_again(
    server: OwnValkey, redis: Redis
) -> None:
    count = library(1).function("test_count")
    assert await redis.run(count, ["calls"], []) == 1
    await server.kill()
    await server.start()
    answers = await asyncio.gather(*(redis.run(count, ["calls"], []) for _ in range(100)))
    assert answers == [1] * 100
    assert await redis.do("get", "GET", "calls") == b"100"
    assert await _libraries(server) == 1


async def test_processes_of_two_releases_call_their_own_functions(
    server: OwnValkey, redis: Redis
) -> None:
    old, new = library(1).function("test_count"), library(2).function("test_count")
    for _ in range(3):
        assert await redis.run(old, ["calls"], []) == 1
        assert await redis.run(new, ["calls"], []) == 2
    assert await _libraries(server) == 2


async def test_old_releases_do_not_gather(server: OwnValkey, redis: Redis) -> None:
    for release in range(30):
        count = library(release).function("test_count")
        assert await redis.run(count, ["calls"], []) == release
        assert await _libraries(server) <= 8
    oldest = library(0).function("test_count")
    assert await redis.run(oldest, ["calls"], []) == 0


async def test_a_function_that_reads_answers_while_redis_is_full(
    server: OwnValkey, redis: Redis
) -> None:
    assert await counters.holds_live(redis) == 0
    await server.ask("CONFIG", "SET", "maxmemory", "1")
    assert await counters.holds_live(redis) == 0


@pytest.mark.xdist_group("redis cluster")
async def test_each_server_of_a_cluster_is_given_what_it_lacks() -> None:
    """Each server of a cluster gets the library at the start, when it has lost it, and after a failover."""
    async with AsyncExitStack() as opened:
        cluster = await opened.enter_async_context(valkey_cluster())
        redis = RedisCluster(cluster.url, 2, 0.2, lambda _name, _seconds: None)
        opened.push_async_callback(redis.close)
        count, keys = library(1).function("test_count"), _key_of_each_server()
        assert await redis.run_each(count, [[key] for key in keys]) == [1, 1, 1]
        for primary in cluster.primaries:
            await primary.ask("FUNCTION", "FLUSH")
        assert await redis.run_each(count, [[key] for key in keys]) == [1, 1, 1]
        # the new primary loses the library, as if it had not been copied before the failover
        await cluster.replica.ask("CLUSTER", "FAILOVER")
        await until(lambda: cluster.replica.says(b"role:master", "INFO", "replication"),
                    PATIENCE_SECONDS)  # fmt: skip
        await cluster.replica.ask("FUNCTION", "FLUSH")
        assert await redis.run(count, [keys[0]], []) == 1
        assert await _libraries(cluster.replica) == 1


def _key_of_each_server() -> list[str]:
    found: dict[int, str] = {}
    while len(found) < 3:
        key = uuid4().hex
        found[key_slot(key.encode()) * 3 // SLOTS] = key
    return [found[number] for number in sorted(found)]
