"""The lock server: reachable, new enough, forgetting nothing by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from time import time
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import RedisError

from amrutam.core.redis_cluster import SCHEME
from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, bad, ok, warn
from amrutam.roles.checks.postgresql import skew

_PART = "redis"
_OLDEST = 7
_PATIENCE_SECONDS = 3.0


async def redis_findings(settings: Settings) -> AsyncIterator[Finding]:
    client = client_of(settings.redis_url)
    try:
        before = time()
        seconds, microseconds = await client.execute_command("TIME")
        between = (before + time()) / 2
        info: dict[str, Any] = {}
        for section in ("server", "memory", "persistence"):
            info |= of_one_node(await client.execute_command("INFO", section))
    except (RedisError, OSError, TimeoutError) as error:
        fix = "see that it runs, and that AMRUTAM_REDIS_URL names it; sign-in needs it"
        yield bad(_PART, f"cannot be reached ({type(error).__name__})", fix)
        return
    finally:
        await client.aclose()
    yield skew(_PART, int(seconds) + int(microseconds) / 1e6 - between)
    for finding in _of_info(info):
        yield finding


def client_of(url: str) -> Any:
    """A client of its own: an operator's patience is longer than a request's."""
    patience: dict[str, Any] = {
        "socket_timeout": _PATIENCE_SECONDS,
        "socket_connect_timeout": _PATIENCE_SECONDS,
    }
    if url.startswith(SCHEME):
        return RedisCluster.from_url(url.replace(SCHEME, "redis", 1), **patience)
    return Redis.from_url(url, retry=None, **patience)


def of_one_node(answer: dict[str, Any]) -> dict[str, Any]:
    """A cluster answers for each node; the first speaks for all."""
    first = next(iter(answer.values()), None)
    return first if isinstance(first, dict) and "redis_version" not in answer else answer


def _of_info(info: dict[str, Any]) -> Iterator[Finding]:
    name = "Valkey" if "valkey_version" in info else "Redis"
    version = str(info.get("valkey_version") or info.get("redis_version", "0"))
    if int(version.partition(".")[0]) < _OLDEST:
        yield bad(_PART, f"is {name} {version}", "use Redis 7 or Valkey, or newer")
    else:
        yield ok(_PART, f"answers, and is {name} {version}")
    policy = info.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        said = f"its eviction policy is {policy}: holds and counts vanish when it is full"
        yield bad(_PART, said, "set maxmemory-policy noeviction, and cache elsewhere")
    else:
        yield ok(_PART, "evicts nothing")
    if not int(info.get("aof_enabled", 0)):
        said = "keeps no append-only file: a restart forgets holds, codes and limits"
        yield warn(_PART, said, "set appendonly yes")
    else:
        yield ok(_PART, "keeps an append-only file")
