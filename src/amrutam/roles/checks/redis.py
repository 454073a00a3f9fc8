"""Checks Redis: whether it can be written, its clock, version and eviction, and whether it has an append-only file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from time import time
from urllib.parse import urlsplit

from amrutam.core.redis import CallName, Redis, RedisAway
from amrutam.core.redis.cluster import open_redis
from amrutam.core.redis.info import INFO, parse_info
from amrutam.core.redis.link import Refused
from amrutam.core.settings import Settings
from amrutam.roles.checks.clocks import skew
from amrutam.roles.checks.finding import Finding, bad, ok, warn

_PART = "redis"
_FIX = (
    "see that it runs, and that AMRUTAM_REDIS_URL names it, with rediss:// if it speaks TLS "
    "and with redis:// if not; sign-in needs it"
)
_TIME, _WRITE = CallName("check_time"), CallName("check_write")
_OLDEST = 7
_PATIENCE_SECONDS = 3.0
_KEYS = tuple(f"amrutam:ready:{number}" for number in range(1000))
"""Keys for test writes, so many that practically every server of a cluster stores one of them."""


async def redis_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Findings about Redis: whether it can be read and written, its clock, version, eviction and append-only file.

    Each server of a cluster has findings of its own, whose part also names the server.
    """
    async with redis_at(settings.redis_url, settings) as redis:
        try:
            urls = await redis.node_urls()
            keys = {redis.node_url(key): key for key in _KEYS}
        except RedisAway as error:
            yield bad(_PART, f"cannot be used: it {error}", _FIX)
            return
        for url in urls:
            part = f"{_PART} {_host_and_port(url)}" if redis.is_cluster else _PART
            async with redis_at(url, settings) as server:
                for finding in await _of_server(part, server, redis, keys.get(url)):
                    yield finding


@asynccontextmanager
async def redis_at(url: str, settings: Settings) -> AsyncIterator[Redis]:
    """Context manager that yields a client of the Redis at `url`, with a timeout of `_PATIENCE_SECONDS` instead of that of the settings."""
    changed = {"redis_url": url, "redis_timeout_seconds": _PATIENCE_SECONDS}
    redis = open_redis(settings.model_copy(update=changed), lambda _name, _seconds: None)
    try:
        yield redis
    finally:
        await redis.close()


def _host_and_port(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]


async def _of_server(part: str, server: Redis, redis: Redis, key: str | None) -> list[Finding]:
    """Findings about one server. `redis` writes `key`, a key that this server stores; None writes nothing."""
    try:
        before = time()
        seconds, microseconds = await server.do(_TIME, "TIME")
        between = (before + time()) / 2
        info = parse_info(await server.do(INFO, "INFO"))
        # This is a write, because a replica and a server without free memory answer reads, but refuse
        # writes.
        if key is not None:
            await redis.do(_WRITE, "SET", key, 1, "PX", 1000)
    except (RedisAway, Refused) as error:
        return [bad(part, f"cannot be used: it {error}", _FIX)]
    difference = int(seconds) + int(microseconds) / 1e6 - between
    return [skew(part, difference), *_of_info(part, info)]


def _of_info(part: str, info: dict[str, str]) -> Iterator[Finding]:
    name = "Valkey" if "valkey_version" in info else "Redis"
    version = str(info.get("valkey_version") or info.get("redis_version", "0"))
    if int(version.partition(".")[0]) < _OLDEST:
        yield bad(part, f"is {name} {version}", "use Redis 7 or Valkey, or newer")
    else:
        yield ok(part, f"answers, and is {name} {version}")
    policy = info.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        said = f"its eviction policy is {policy}: holds and counters are lost when it is full"
        yield bad(part, said, "set maxmemory-policy noeviction, and cache elsewhere")
    else:
        yield ok(part, "evicts nothing")
    if not int(info.get("aof_enabled", 0)):
        said = "has no append-only file: a restart loses holds, codes and limits"
        yield warn(part, said, "set appendonly yes")
    else:
        yield ok(part, "has an append-only file")
