"""What is remembered about doctors in Redis: never free times, and never past a change.

(What a process remembers by itself of pages with free times: `page_cache.py`.)

Every entry begins with the generation it was made in, and counts only while that is the present
one. A change makes a new generation (a random one: a Redis that lost its memory must not come
back to an old number), so everything is dropped at once, by one SET. All keys lie on one cluster
node, so that the generation and an entry are one read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from secrets import token_hex

from amrutam.core.redis import CallName, RedisAway
from amrutam.core.resources import Resources

_READ_PAGES = CallName("doctors_pages")
_NEW_TIMES = CallName("doctors_times")
_NEW_GENERATION = CallName("doctors_changed")
_FIRST_GENERATION = CallName("doctors_generation")
_WRITE_ENTRY = CallName("doctors_cache")
_READ_ENTRY = CallName("doctors_cached")

_GENERATION = "{doctors}:generation"
_TIMES = "{doctors}:times"


async def remembered(
    resources: Resources, key: str, make: Callable[[], Awaitable[bytes | None]]
) -> bytes | None:
    """The entry, made if need be. None is not kept. Without Redis it is made every time.

    The generation is read before PostgreSQL is: an entry made from rows older than a change
    carries the generation that this change ended.
    """
    try:
        generation, kept = await resources.redis.do(
            _READ_ENTRY, "MGET", _GENERATION, f"{{doctors}}:{key}"
        )
        if generation is None:
            generation = await _first_generation(resources)
    except RedisAway:
        return await make()
    if kept is not None and kept.startswith(generation):
        return bytes(kept[len(generation) :])
    made = await make()
    if made is not None:
        await _keep(resources, key, generation + made)
    return made


async def page_generation(resources: Resources) -> bytes | None:
    """Changes with any doctor, and with the free times that searches read. None: Redis is away."""
    try:
        doctors, times = await resources.redis.do(_READ_PAGES, "MGET", _GENERATION, _TIMES)
        return (doctors or await _first_generation(resources)) + b" " + (times or b"")
    except RedisAway:
        return None


async def drop_pages(resources: Resources) -> None:
    """After the commit of other free times. Should it be lost, pages end by themselves soon."""
    with suppress(RedisAway):
        await resources.redis.do(_NEW_TIMES, "SET", _TIMES, token_hex(8))


async def drop_remembered(resources: Resources) -> None:
    """After the commit of a change to any doctor. Raises `RedisAway`."""
    await resources.redis.do(_NEW_GENERATION, "SET", _GENERATION, token_hex(8))


async def drop_soon(resources: Resources) -> None:
    """The same at the end of a request; the queue's job repeats it if Redis is away."""
    with suppress(RedisAway):
        await drop_remembered(resources)


async def _first_generation(resources: Resources) -> bytes:
    mine = token_hex(8)
    earlier = await resources.redis.do(_FIRST_GENERATION, "SET", _GENERATION, mine, "NX", "GET")
    return bytes(earlier) if earlier is not None else mine.encode()


async def _keep(resources: Resources, key: str, entry: bytes) -> None:
    seconds = resources.settings.profile_cache_seconds
    with suppress(RedisAway):
        await resources.redis.do(_WRITE_ENTRY, "SET", f"{{doctors}}:{key}", entry, "EX", seconds)
