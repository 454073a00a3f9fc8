"""The lock server: reachable, new enough, forgetting nothing by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from time import time
from typing import Any

from amrutam.core.redis import Redis, RedisAway
from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, bad, ok, warn
from amrutam.roles.checks.postgresql import skew

_PART = "redis"
_OLDEST = 7


async def redis_findings(settings: Settings) -> AsyncIterator[Finding]:
    patient = settings.model_copy(update={"redis_timeout_seconds": 3.0})
    redis = Redis.open(patient, lambda _name, _seconds: None)
    try:
        info: dict[str, Any] = {}
        before = time()
        seconds, microseconds = await redis.do("time", "TIME")
        between = (before + time()) / 2
        for section in ("server", "memory", "persistence"):
            info |= _of_one_node(await redis.do("info", "INFO", section))
    except RedisAway:
        fix = "see that it runs, and that AMRUTAM_REDIS_URL names it; sign-in needs it"
        yield bad(_PART, "cannot be reached", fix)
        return
    finally:
        await redis.close()
    yield skew(_PART, int(seconds) + int(microseconds) / 1e6 - between)
    for finding in _of_info(info):
        yield finding


def _of_one_node(answer: dict[str, Any]) -> dict[str, Any]:
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
