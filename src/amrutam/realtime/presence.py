"""How many sockets are open, over all gateways: each tells it once a second.

In Redis: the HASH `realtime:sockets`, process id -> "<sockets> <expires_ms>", by Redis's clock. A
process that has not spoken for three seconds is dead, and what it said does not count.
"""

from __future__ import annotations

from importlib.resources import files

from amrutam.core.redis import Redis, Script

KEY = "realtime:sockets"
_LIFE_MS = 3000

_LUA = files("amrutam.realtime").joinpath("lua")
_PRESENT = Script("realtime_present", _LUA.joinpath("present.lua").read_text())


async def tell(redis: Redis, process: str, sockets: int) -> list[str]:
    """Says how many this process has; returns the processes that live, itself among them."""
    answer = await redis.run(_PRESENT, [KEY], [process, sockets, _LIFE_MS])
    return [name.decode() for name in answer[1:]]


async def leave(redis: Redis, process: str) -> None:
    await redis.do("realtime_leave", "HDEL", KEY, process)


async def sockets_open(redis: Redis) -> int:
    """Over all processes that live. Raises `RedisAway`."""
    answer = await redis.run(_PRESENT, [KEY], ["", 0, _LIFE_MS])
    return int(answer[0])
