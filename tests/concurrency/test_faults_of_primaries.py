"""Runs a mixed load while three PostgreSQL servers under Patroni lose their primary.

Run by `make proof` only: three servers with etcd take longer to start than `make test` may take.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from amrutam.embedded import postgres
from amrutam.embedded.waiting import until
from tests.concurrency.arena import arena
from tests.concurrency.faults import Strike, endured
from tests.concurrency.fence import Fence
from tests.concurrency.figures import record_figures
from tests.concurrency.load import Load
from tests.concurrency.network import Network
from tests.concurrency.patroni import PATIENCE_SECONDS, Member, Servers, patroni_servers
from tests.concurrency.sizes import IS_FULL

pytestmark = [
    pytest.mark.xdist_group("faults"),
    pytest.mark.skipif(not IS_FULL, reason="three servers are for `make proof`"),
]
_ETCD_AWAY_SECONDS = 15


@pytest.fixture(scope="module")
async def servers(cluster: Path) -> AsyncIterator[Servers]:
    async with patroni_servers(cluster) as found:
        yield found


async def _endured(
    name: str, cluster: Path, servers: Servers, strike: Strike, mend: Strike | None = None
) -> None:
    """Runs the load while `strike` damages the servers and `mend` repairs them.

    One api process reaches the primary by a URL with all hosts, the other through HAProxy.
    """
    primary = await servers.primary()
    await _sql(primary, "CREATE TABLE IF NOT EXISTS fence (number int)", "TRUNCATE fence")
    fence = Fence([_direct(each) for each in servers.members])
    writing = asyncio.create_task(fence.run())
    rewinds = servers.rewinds()
    apis: tuple[dict[str, str], ...] = ({}, {"AMRUTAM_DATABASE_URL": servers.proxied_url()})
    try:
        async with arena(
            cluster,
            apis=apis,
            database_url=servers.url(),
            migration_database_url=servers.url(postgres.OWNER),
        ) as hurt:
            # A commit that waits for a standby can take longer than its hold lasts. Another client
            # that then holds the time is rightly refused, so the rules of holds do not apply.
            await endured(
                name, hurt, strike, locks_hold=False, mend=mend, back_within=PATIENCE_SECONDS
            )
        primary = await servers.primary()
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    kept = await _numbers(primary)
    lost = [each.number for each in fence.acknowledged if each.number not in kept]
    record_figures(
        f"{name}: past the platform", acknowledged=len(fence.acknowledged), lost=len(lost),
        longest_seconds_without_writes=round(fence.longest_pause(), 1),
        old_primary_acknowledged=len(fence.overlaps()),
        rewound=servers.rewinds() - rewinds,
    )  # fmt: skip
    assert not lost
    assert not fence.overlaps()


async def test_the_primary_s_postgresql_is_killed(cluster: Path, servers: Servers) -> None:
    async def strike(_load: Load) -> None:
        (await servers.primary()).servers()[0].kill()

    await _endured("Patroni: primary killed", cluster, servers, strike, _whole(servers))


async def test_the_primary_s_machine_stands_still(cluster: Path, servers: Servers) -> None:
    """No acknowledged booking is lost when a suspended primary resumes after another machine has become the primary."""
    stopped: list[psutil.Process] = []

    async def strike(_load: Load) -> None:
        stopped[:] = (await servers.primary()).machine().processes()
        for each in stopped:
            each.suspend()

    async def mend(load: Load) -> None:
        for each in stopped:
            each.resume()
        await _whole(servers)(load)

    await _endured("Patroni: primary's machine frozen", cluster, servers, strike, mend)


async def test_the_primary_s_machine_restarts(cluster: Path, servers: Servers) -> None:
    async def strike(_load: Load) -> None:
        for each in (await servers.primary()).machine().processes():
            each.kill()

    await _endured("Patroni: primary's machine restarts", cluster, servers, strike, _whole(servers))


async def test_etcd_loses_its_majority_and_finds_it_again(cluster: Path, servers: Servers) -> None:
    async def strike(_load: Load) -> None:
        primary = await servers.primary()
        away = [psutil.Process(each.etcd.pid) for each in servers.members if each is not primary]
        for each in away:
            each.suspend()
        await asyncio.sleep(_ETCD_AWAY_SECONDS)
        for each in away:
            each.resume()

    await _endured("Patroni: etcd's majority away", cluster, servers, strike, _whole(servers))


async def test_the_primary_hands_over(cluster: Path, servers: Servers) -> None:
    async def strike(_load: Load) -> None:
        await servers.switch_over(await servers.primary())

    await _endured("Patroni: planned switchover", cluster, servers, strike, _whole(servers))


async def test_the_primary_s_machine_is_cut_off_from_the_others(cluster: Path) -> None:
    """No acknowledged booking is lost while the primary is cut off from the other machines, although clients still reach it."""
    network = Network()
    async with patroni_servers(cluster, network) as servers:

        async def strike(_load: Load) -> None:
            primary = await servers.primary()
            await network.cut_off(primary.name, primary.machine())

        async def mend(load: Load) -> None:
            await network.heal()
            await _whole(servers)(load)

        await _endured("Patroni: primary cut off from its peers", cluster, servers, strike, mend)


def _whole(servers: Servers) -> Strike:
    """Returns a step that waits until the old primary runs again and follows the new one."""

    async def wait(_load: Load) -> None:
        await until(servers.whole, PATIENCE_SECONDS)

    return wait


def _direct(member: Member) -> str:
    return f"postgresql://postgres:superuser@127.0.0.1:{member.port}/{postgres.DATABASE}"


async def _sql(member: Member, *statements: str) -> None:
    connection = await asyncpg.connect(_direct(member))
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


async def _numbers(member: Member) -> set[int]:
    connection = await asyncpg.connect(_direct(member))
    rows = await connection.fetch("SELECT number FROM fence")
    await connection.close()
    return {row["number"] for row in rows}
