"""How many sockets are open, over all gateways: each tells it once a second.

In Redis: the HASH `{realtime}:sockets`, process id -> "<sockets> <expires_ms>", by Redis's clock. A
process that has not spoken for three seconds does not count, and after a minute more it is forgotten:
one that was only slow counts again when it speaks.
"""

from __future__ import annotations

from importlib.resources import files

from amrutam.core.redis import CallName, Redis, Script

_LEAVE = CallName("realtime_leave")

KEY = "{realtime}:sockets"
LIFE_MS = 3000
_GRACE_MS = 60_000

_LUA = files("amrutam.realtime").joinpath("lua")
_PRESENT = Script("realtime_present", _LUA.joinpath("present.lua").read_text())


async def tell(redis: Redis, process: str, sockets: int) -> None:
    await redis.run(_PRESENT, [KEY], [_GRACE_MS, LIFE_MS, process, sockets])


async def leave(redis: Redis, process: str) -> None:
    await redis.do(_LEAVE, "HDEL", KEY, process)


async def sockets_open(redis: Redis) -> int | None:
    """Over all processes that live; None if none does. Raises `RedisAway`."""
    living, sockets = await redis.run(_PRESENT, [KEY], [_GRACE_MS])
    return int(sockets) if living else None
