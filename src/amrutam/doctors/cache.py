"""The cache in Redis of doctors' profiles, of lists of the doctors that a search found, and of facets.

No entry contains available slots; search pages with available slots are cached in a process's memory
(`search/page_cache.py`).

Every entry begins with the generation in which it was made, and is valid only while that generation
is the present one. A change of any doctor sets a new generation, so one call invalidates all entries.
Generations are random, because a Redis that lost its data must not use an earlier generation again.
All keys are on one cluster node, so the generation and an entry are read in one call.

Where there are read replicas, a generation also contains the position of the latest change in PostgreSQL's log: an
entry is made from a server that has replayed that position.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from secrets import token_hex

from amrutam.core.database import Queries
from amrutam.core.errors import Unavailable
from amrutam.core.redis import CallName, Library, RedisAway
from amrutam.core.replicas.position import newest
from amrutam.core.replicas.primary import position_text
from amrutam.core.replicas.reader import reads
from amrutam.core.resources import Resources

_READ_PAGES = CallName("doctors_pages")
_FIRST_GENERATION = CallName("doctors_generation")
_WRITE_ENTRY = CallName("doctors_cache")
_READ_ENTRY = CallName("doctors_cached")
DOCTORS = Library.read("doctors")
CHANGED = DOCTORS.function("doctors_changed")

_GENERATION = "{doctors}:generation"
_TIMES = "{doctors}:times"

Make = Callable[[Queries], Awaitable[bytes | None]]
"""A function that makes an entry by reading from the given database server, and returns None if there is nothing to store."""


async def cached(resources: Resources, key: str, make: Make) -> bytes | None:
    """The entry of the key, from the cache, or made by `make` and then stored for `profile_cache_seconds`.

    None if `make` returns None. A result of None is not stored. While Redis is unreachable, `make` is called every
    time. The generation is read before PostgreSQL, so an entry that was made from rows older than a change has a
    generation that this change has ended, and is not used. Raises what `make` raises, and with replicas also
    `Unavailable` if a generation must be made and PostgreSQL is unreachable.
    """
    try:
        generation, kept = await resources.redis.do(
            _READ_ENTRY, "MGET", _GENERATION, f"{{doctors}}:{key}"
        )
        if generation is None or _lacks_position(resources, generation):
            generation = await _first_generation(resources)
    except RedisAway:
        return await make(resources.database)
    if kept is not None and kept.startswith(generation):
        return bytes(kept[len(generation) :])
    made = await make(reads_of(resources, [generation]))
    if made is not None:
        await _keep(resources, key, generation + made)
    return made


async def page_generation(resources: Resources) -> bytes | None:
    """Returns a value that changes with any change of a doctor and of the available slots that searches read.

    The value is two generations, of doctors and of slots, separated by a space; the second is empty
    until slots first change. None if Redis is unreachable. With replicas, raises `Unavailable` if a generation must be
    made and PostgreSQL is unreachable.
    """
    try:
        doctors, times = await resources.redis.do(_READ_PAGES, "MGET", _GENERATION, _TIMES)
        if doctors is None or _lacks_position(resources, doctors):
            doctors = await _first_generation(resources)
        return bytes(doctors) + b" " + (times or b"")
    except RedisAway:
        return None


def reads_of(resources: Resources, generations: Iterable[bytes]) -> Queries:
    """Returns a database server to read from for an entry that is to be cached.

    `generations`: values `<random>@<position>`, as `page_generation` returns them, split at the
    space; empty values are ignored. The server has replayed all these positions. If a generation has no position, as
    without replicas, the server is the primary.
    """
    told = [each.partition(b"@")[2].decode() for each in generations if each]
    return reads(resources, newest(told))


async def drop_pages(resources: Resources) -> None:
    """Drops the search pages in all processes' memory after a commit that changed available slots. Raises nothing.

    If Redis (or, with replicas, PostgreSQL) is unreachable, the pages stay until they expire, at most two seconds.
    """
    with suppress(RedisAway, Unavailable):
        await _renew(resources, _TIMES)


async def drop_entries(resources: Resources) -> None:
    """Drops all entries and search pages; call it after the commit of a change to any doctor.

    Raises `RedisAway` if Redis is unreachable, and, with replicas, `Unavailable` if PostgreSQL is.
    """
    await _renew(resources, _GENERATION)


async def drop_entries_soon(resources: Resources) -> None:
    """Drops all entries and search pages after a commit. Raises nothing.

    If Redis (or, with replicas, PostgreSQL) is unreachable, the entries stay until the job `doctors_changed` drops
    them, if the transaction has enqueued this job (`write_queries.enqueue_changed`), and otherwise until they expire.
    """
    with suppress(RedisAway, Unavailable):
        await drop_entries(resources)


async def _renew(resources: Resources, generation: str) -> bytes:
    written = await position_text(resources)
    renewed: bytes = await resources.redis.run(CHANGED, [generation], [token_hex(8), written])
    return renewed


def _lacks_position(resources: Resources, generation: bytes) -> bool:
    """Whether there are replicas but the generation has no position, because it was made before the first replica was configured."""
    return bool(resources.settings.replica_urls) and b"@" not in generation


async def _first_generation(resources: Resources) -> bytes:
    if resources.settings.replica_urls:
        return await _renew(resources, _GENERATION)
    mine = token_hex(8)
    earlier = await resources.redis.do(_FIRST_GENERATION, "SET", _GENERATION, mine, "NX", "GET")
    return bytes(earlier) if earlier is not None else mine.encode()


async def _keep(resources: Resources, key: str, entry: bytes) -> None:
    seconds = resources.settings.profile_cache_seconds
    with suppress(RedisAway):
        await resources.redis.do(_WRITE_ENTRY, "SET", f"{{doctors}}:{key}", entry, "EX", seconds)
