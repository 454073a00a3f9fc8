"""Checks which server a read is sent to: of the replicas that may be used, the one with the fewest running statements."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from amrutam.core.database import Statement
from amrutam.core.errors import OutOfTime
from amrutam.core.http.own_writes import signed
from amrutam.core.replicas.choice import Replicas
from amrutam.core.replicas.position import Position
from amrutam.core.replicas.replica import Replica
from amrutam.embedded.waiting import until
from tests.cast.bodies import filled
from tests.cast.routes import operations
from tests.cast.world import make_world
from tests.integration.replicas.conftest import Reading, reading, usable

_SLEEP = Statement("test_sleep", "SELECT pg_sleep(8)")
_SLEEPERS = 5
_SEARCHES = """
    SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements
    WHERE query LIKE '%doctor_listing AS l%'
"""
_READS = 12


@asynccontextmanager
async def busy(replica: Replica) -> AsyncIterator[None]:
    """Keeps `_SLEEPERS` statements running on the replica: more load than polls cause on another replica."""
    running = [asyncio.create_task(replica.database.value(_SLEEP)) for _ in range(_SLEEPERS)]

    async def has_load() -> bool:
        return replica.load >= _SLEEPERS

    await until(has_load, 10)
    try:
        yield
    finally:
        for each in running:
            each.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def searched(platform: Reading, first_limit: int) -> list[int]:
    """Searches `_READS` times, and returns how many statements of searches each replica has run."""
    standbys = platform.cluster.standbys
    before = [await each.value(_SEARCHES) for each in standbys]
    for number in range(_READS):  # the pages differ, because equal ones are cached
        params = {"limit": first_limit + number}
        assert (await platform.client.get("/v1/doctors", params=params)).status_code == 200
    after = [await each.value(_SEARCHES) for each in standbys]
    return [b - a for a, b in zip(before, after, strict=True)]


async def test_a_replica_with_running_statements_is_passed_over(platform: Reading) -> None:
    await usable(platform, 2)
    first, second = platform.resources.part(Replicas).all
    async with busy(first):
        on_first, on_second = await searched(platform, 21)
        assert (on_first, on_second >= _READS) == (0, True)
    async with busy(second):
        on_first, on_second = await searched(platform, 41)
        assert (on_second, on_first >= _READS) == (0, True)


async def test_replicas_without_load_share_the_reads(platform: Reading) -> None:
    await usable(platform, 2)
    assert all(await searched(platform, 61))


async def test_a_request_without_time_marks_no_replica_as_unreachable(platform: Reading) -> None:
    async with reading(platform.cluster, request_seconds=1e-9) as hurried:
        await usable(hurried, 2)
        ahead = signed(hurried.resources.keyring, Position(1, 2**60))
        # The second request needs a position that no replica has, so it polls the replicas.
        for headers in ({}, {"amrutam-written": ahead}):
            answer = await hurried.client.get("/v1/clinics", headers=headers)
            assert (answer.status_code, answer.json()["title"]) == (503, OutOfTime.title)
            assert len(hurried.resources.part(Replicas).usable()) == 2


async def test_replicas_whose_connections_are_all_in_use_stay_usable(platform: Reading) -> None:
    """The primary answers while all connections to the replicas are in use; a poll that gets no connection marks no replica as unreachable."""
    async with reading(platform.cluster, database_pool_size=1, database_waits=4) as crowded:
        await usable(crowded, 2)
        replicas = crowded.resources.part(Replicas)
        first, second = replicas.all
        async with busy(first), busy(second):
            assert (await crowded.client.get("/v1/clinics")).status_code == 200
            await asyncio.gather(first.look(), second.look())
            assert len(replicas.usable()) == 2


async def test_the_document_names_the_position_for_each_read_that_a_replica_answers(
    platform: Reading,
) -> None:
    """The document names the header AMRUTAM-Written, with a position, for every read that a replica may answer."""
    world = await make_world(platform.resources, platform.client)
    await usable(platform, 2)
    # Most calls about a doctor check whether the doctor is visible. The check is cached here, so that it
    # does not count as a read from a replica below.
    await platform.client.get(f"/v1/doctors/{world.doctor.id}")
    others = [
        path
        for method, path, said in operations()
        if method == "GET" and "AMRUTAM-Written" not in str(said.get("parameters"))
    ]
    unnamed = []
    before = await reads_from_replicas(platform)
    for path in others:
        platform.client.cookies.clear()
        for person in (world.admin, world.sita, world.meera, world.asha):
            await platform.client.request(*filled(f"GET {path}", world), headers=person.headers)
        after = await reads_from_replicas(platform)
        if after > before:
            unnamed.append(path)
        before = after
    assert unnamed == []


async def reads_from_replicas(platform: Reading) -> float:
    text = (await platform.client.get("/metrics")).text
    (line,) = [each for each in text.splitlines() if 'reads_total{answered="replica"}' in each]
    return float(line.rpartition(" ")[2])
