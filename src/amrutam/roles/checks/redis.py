"""Checks Redis: whether it can be written, its clock, version and eviction, and whether it has an append-only file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from time import time

from amrutam.core.redis import CallName, Redis, RedisAway
from amrutam.core.redis.cluster import open_redis
from amrutam.core.redis.info import INFO, parse_info
from amrutam.core.redis.link import Refused
from amrutam.core.settings import Settings
from amrutam.roles.checks.clocks import skew
from amrutam.roles.checks.finding import Finding, bad, ok, warn

_PART = "redis"
_TIME, _WRITE = CallName("check_time"), CallName("check_write")
_OLDEST = 7
_PATIENCE_SECONDS = 3.0
_SECTIONS = ("server", "memory", "persistence")


async def redis_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Findings about Redis: whether it can be read and written, its clock, version, eviction and append-only file."""
    redis = redis_at(settings.redis_url, settings)
    try:
        before = time()
        seconds, microseconds = await redis.do(_TIME, "TIME")
        between = (before + time()) / 2
        info = [await redis.do(INFO, "INFO", section) for section in _SECTIONS]
        # This is a write, because a replica and a server without free memory answer reads, but refuse
        # writes.
        await redis.do(_WRITE, "SET", "amrutam:ready", 1, "PX", 1000)
    except (RedisAway, Refused) as error:
        fix = (
            "see that it runs, and that AMRUTAM_REDIS_URL names it, with rediss:// if it speaks TLS "
            "and with redis:// if not; sign-in needs it"
        )
        yield bad(_PART, f"cannot be used: it {error}", fix)
        return
    finally:
        await redis.close()
    yield skew(_PART, int(seconds) + int(microseconds) / 1e6 - between)
    for finding in _of_info(parse_info(b"".join(info))):
        yield finding


def redis_at(url: str, settings: Settings) -> Redis:
    """Returns a client of the Redis at `url`, which the caller closes.

    The client has the timeout `_PATIENCE_SECONDS` instead of that of the settings.
    """
    changed = {"redis_url": url, "redis_timeout_seconds": _PATIENCE_SECONDS}
    return open_redis(settings.model_copy(update=changed), lambda _name, _seconds: None)


def _of_info(info: dict[str, str]) -> Iterator[Finding]:
    name = "Valkey" if "valkey_version" in info else "Redis"
    version = str(info.get("valkey_version") or info.get("redis_version", "0"))
    if int(version.partition(".")[0]) < _OLDEST:
        yield bad(_PART, f"is {name} {version}", "use Redis 7 or Valkey, or newer")
    else:
        yield ok(_PART, f"answers, and is {name} {version}")
    policy = info.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        said = f"its eviction policy is {policy}: holds and counters are lost when it is full"
        yield bad(_PART, said, "set maxmemory-policy noeviction, and cache elsewhere")
    else:
        yield ok(_PART, "evicts nothing")
    if not int(info.get("aof_enabled", 0)):
        said = "has no append-only file: a restart loses holds, codes and limits"
        yield warn(_PART, said, "set appendonly yes")
    else:
        yield ok(_PART, "has an append-only file")
