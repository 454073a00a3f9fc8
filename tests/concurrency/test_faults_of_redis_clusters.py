"""Runs a mixed load while servers of a Redis Cluster die, fail over and give hash slots away."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest

from amrutam.embedded.waiting import until
from tests.cast.valkeys import PATIENCE_SECONDS, SLOTS, OwnValkey, ValkeyCluster, valkey_cluster
from tests.concurrency.arena import arena
from tests.concurrency.faults import endured
from tests.concurrency.load import Load
from tests.concurrency.sizes import IS_FULL

pytestmark = pytest.mark.xdist_group("faults")


async def test_a_server_is_killed_and_another_takes_over(cluster: Path) -> None:
    """Bookings stay correct when a killed server comes back as the replica of the new primary.

    The newest holds can be lost, because a replica may not have received them.
    """
    async with valkey_cluster() as valkeys, arena(cluster, redis_url=valkeys.url) as hurt:

        async def strike(_load: Load) -> None:
            primary, replica = await _pair(valkeys)
            await primary.kill()
            await until(partial(_is, replica, b"master"), PATIENCE_SECONDS)
            await primary.start()

        await endured("Redis cluster: server killed", hurt, strike, locks_hold=False)


@pytest.mark.skipif(not IS_FULL, reason="much like a server that is killed: `make proof` runs this")
async def test_a_server_stands_still_and_another_takes_over(cluster: Path) -> None:
    """Bookings stay correct when a suspended server resumes as the replica of the new primary.

    Holds that the new primary lacks are lost.
    """
    async with valkey_cluster() as valkeys, arena(cluster, redis_url=valkeys.url) as hurt:

        async def strike(_load: Load) -> None:
            primary, replica = await _pair(valkeys)
            with primary.frozen():
                await until(partial(_is, replica, b"master"), PATIENCE_SECONDS)

        await endured("Redis cluster: server stands still", hurt, strike, locks_hold=False)


async def test_a_server_hands_over_to_another(cluster: Path) -> None:
    async with valkey_cluster() as valkeys, arena(cluster, redis_url=valkeys.url) as hurt:

        async def strike(_load: Load) -> None:
            _, replica = await _pair(valkeys)
            await replica.ask("CLUSTER", "FAILOVER")
            await until(partial(_is, replica, b"master"), PATIENCE_SECONDS)

        await endured("Redis cluster: server hands over", hurt, strike, locks_hold=True)


async def test_slots_move_to_another_server_and_back(cluster: Path) -> None:
    """Bookings stay correct while half of a server's hash slots move, as when a machine is added or removed."""
    async with valkey_cluster() as valkeys, arena(cluster, redis_url=valkeys.url) as hurt:
        here, there = valkeys.primaries[1:]
        first, last = SLOTS // 3, SLOTS // 2

        async def strike(_load: Load) -> None:
            nonlocal here, there
            await here.ask(
                "CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", first, last,
                "NODE", await there.ask("CLUSTER", "MYID"),
            )  # fmt: skip
            await until(partial(_has, here, there, first), PATIENCE_SECONDS)
            here, there = there, here

        await endured("Redis cluster: slots move", hurt, strike, locks_hold=True)


async def _pair(valkeys: ValkeyCluster) -> tuple[OwnValkey, OwnValkey]:
    """Waits until the first server and the replica are in sync; returns (the one that is the primary, its replica)."""
    pair = [valkeys.primaries[0], valkeys.replica]
    while True:
        roles = [(await each.ask("ROLE"))[0] for each in pair]
        if sorted(roles) == [b"master", b"slave"]:
            primary, replica = pair if roles[0] == b"master" else pair[::-1]
            if await replica.says(b"master_link_status:up", "INFO", "replication"):
                return primary, replica
        await asyncio.sleep(0.1)


async def _is(server: OwnValkey, role: bytes) -> bool:
    return bool((await server.ask("ROLE"))[0] == role)


async def _has(asked: OwnValkey, server: OwnValkey, slot: int) -> bool:
    shares = await asked.ask("CLUSTER", "SLOTS")
    return any(
        first <= slot <= last and primary[1] == server.engine.port
        for first, last, primary, *_ in shares
    )
