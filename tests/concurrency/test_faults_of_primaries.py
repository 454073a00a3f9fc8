"""Runs a mixed load while three PostgreSQL servers under Patroni lose their primary.

These tests run in `make proof` only, because it takes long to start three servers with etcd.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGSTOP

import asyncpg
import psutil
import pytest

from amrutam.embedded import postgres
from amrutam.embedded.waiting import until
from tests.concurrency.arena import Arena, arena
from tests.concurrency.disk import NoSmallDisk, fill_until_checkpoint
from tests.concurrency.faults import PATIENCE_SECONDS as LOAD_PATIENCE_SECONDS
from tests.concurrency.faults import Strike, endured
from tests.concurrency.fence import Fence
from tests.concurrency.figures import record_figures
from tests.concurrency.finder import Finder
from tests.concurrency.load import Load
from tests.concurrency.network import Network
from tests.concurrency.patroni import PATIENCE_SECONDS, Member, Servers, patroni_servers
from tests.concurrency.sizes import IS_FULL
from tests.concurrency.supervised import signal_each

pytestmark = [
    pytest.mark.xdist_group("primaries"),
    pytest.mark.skipif(
        not IS_FULL, reason="three servers take long to start: `make proof` runs this"
    ),
]
_ETCD_AWAY_SECONDS = 15
_VALKEY_AWAY_SECONDS = 3
_FOUND_WITHIN_SECONDS = 5
"""A generous bound of the time until a process finds a promoted primary, which takes one second on a quiet machine."""
_NEVER_REPLICATED = -1
_BY_DEFAULT = {
    "AMRUTAM_DATABASE_TIMEOUT_SECONDS": "5",
    "AMRUTAM_TRANSACTION_TIMEOUT_SECONDS": "5",
    "AMRUTAM_CONFIRM_DEADLINE_SECONDS": "8",
    "AMRUTAM_CONFIRM_HOLD_SECONDS": "10",
}
"""The default time limits of statements and transactions, and limits of bookings that are longer than these.

With the shorter limits of other tests (`SHORT` in arena.py), requests end before a switchover does.
"""
_PATIENT_SECONDS = 11


@pytest.fixture(scope="module")
async def servers(cluster: Path) -> AsyncIterator[Servers]:
    async with patroni_servers(cluster) as found:
        yield found


class Returns:
    """Counts how former primaries came back: by pg_rewind, or without it, if they had written nothing of their own."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._rewinds = servers.rewinds()
        self._copies = servers.copies()
        self.rewound = 0
        self.recovered = 0

    async def come_back(self) -> None:
        """Waits until all servers but the primary follow it, and counts the former primary's return."""
        await until(self._servers.whole, PATIENCE_SECONDS)
        before, self._rewinds = self._rewinds, self._servers.rewinds()
        if self._rewinds > before:
            self.rewound += 1
        else:
            self.recovered += 1

    def copies(self) -> int:
        """Returns how many servers Patroni has made anew as copies of the primary since this object was made."""
        return self._servers.copies() - self._copies


async def _endured(
    name: str,
    cluster: Path,
    servers: Servers,
    strike: Strike,
    mend: Strike | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    patience_seconds: float = LOAD_PATIENCE_SECONDS,
) -> Returns:
    """Runs the load while `strike` damages the servers and `mend` repairs them; returns how the servers came back.

    One api process reaches the primary by a URL with all hosts, the other through HAProxy.
    `environment`: more variables of these processes; `patience_seconds`: how long the load's clients
    wait for an answer.
    """
    more = environment or {}
    apis = (more, {**more, "AMRUTAM_DATABASE_URL": servers.proxied_url()})
    async with arena(
        cluster,
        apis=apis,
        database_url=servers.url(),
        migration_database_url=servers.url(postgres.OWNER),
    ) as hurt:
        return await _judged(name, hurt, servers, strike, mend, patience_seconds)


async def _judged(
    name: str,
    hurt: Arena,
    servers: Servers,
    strike: Strike,
    mend: Strike | None,
    patience_seconds: float = LOAD_PATIENCE_SECONDS,
) -> Returns:
    """Runs the load by `endured`, and checks what direct connections to PostgreSQL show.

    No acknowledged row is lost, no row remains that only a former primary had, no former primary acknowledges a
    write after a newer one did, no server is copied anew, and the platform finds each promoted primary in time.
    """
    returns = Returns(servers)

    async def mended(load: Load) -> None:
        if mend is not None:
            await mend(load)
        await returns.come_back()

    async with _watched(servers, hurt) as (fence, finder):
        # A commit that waits for a standby can take longer than its hold lasts. Another client
        # that requests the time after that is rightly refused, so the rules of slots do not apply.
        await endured(
            name, hurt, strike, locks_hold=False, mend=mended, back_within=PATIENCE_SECONDS,
            patience_seconds=patience_seconds,
        )  # fmt: skip
    primary = await servers.primary()
    on_standbys = [await _numbers(each) for each in servers.members if each is not primary]
    kept = await _numbers(primary)
    lost = [each.number for each in fence.acknowledged if each.number not in kept]
    record_figures(
        f"{name}: past the platform", acknowledged=len(fence.acknowledged), lost=len(lost),
        longest_seconds_without_writes=round(fence.longest_pause(), 1),
        longest_seconds_until_found=round(finder.longest_seconds(), 1),
        old_primary_acknowledged=len(fence.overlaps()),
        rewound=returns.rewound, recovered=returns.recovered,
    )  # fmt: skip
    assert not lost
    assert not fence.overlaps()
    assert _NEVER_REPLICATED not in kept
    assert all(each <= kept for each in on_standbys)
    assert not returns.copies()
    assert finder.longest_seconds() < _FOUND_WITHIN_SECONDS
    return returns


@asynccontextmanager
async def _watched(servers: Servers, hurt: Arena) -> AsyncIterator[tuple[Fence, Finder]]:
    """Runs a `Fence`, which writes to each server, and a `Finder`, which looks for the primary, during the block."""
    await _sql(
        await servers.primary(), "CREATE TABLE IF NOT EXISTS fence (number int)", "TRUNCATE fence"
    )
    urls = [_direct(each) for each in servers.members]
    fence, finder = Fence(urls), Finder(urls, hurt.direct)
    running = [asyncio.create_task(each.run()) for each in (fence, finder)]
    try:
        yield fence, finder
    finally:
        for each in running:
            each.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def test_the_primary_s_postgresql_is_killed(cluster: Path, servers: Servers) -> None:
    async def strike(_load: Load) -> None:
        (await servers.primary()).servers()[0].kill()

    await _endured("Patroni: primary killed", cluster, servers, strike)


async def test_the_primary_s_machine_stands_still(cluster: Path, servers: Servers) -> None:
    """No acknowledged booking is lost when a suspended primary resumes after another server has been promoted."""
    stopped: list[psutil.Process] = []

    async def strike(_load: Load) -> None:
        stopped[:] = (await servers.primary()).machine().processes()
        signal_each(stopped, SIGSTOP)

    async def mend(_load: Load) -> None:
        signal_each(stopped, SIGCONT)

    await _endured("Patroni: primary's machine frozen", cluster, servers, strike, mend)


async def test_the_primary_s_machine_restarts(cluster: Path, servers: Servers) -> None:
    async def strike(_load: Load) -> None:
        signal_each((await servers.primary()).machine().processes(), SIGKILL)

    await _endured("Patroni: primary's machine restarts", cluster, servers, strike)


async def test_etcd_loses_its_majority_and_finds_it_again(cluster: Path, servers: Servers) -> None:
    async def strike(_load: Load) -> None:
        primary = await servers.primary()
        away = [
            psutil.Process(each.etcd.server.pid) for each in servers.members if each is not primary
        ]
        signal_each(away, SIGSTOP)
        await asyncio.sleep(_ETCD_AWAY_SECONDS)
        signal_each(away, SIGCONT)

    await _endured("Patroni: etcd's majority away", cluster, servers, strike)


async def test_the_primary_hands_over(cluster: Path, servers: Servers) -> None:
    async def strike(_load: Load) -> None:
        await servers.switch_over(await servers.primary())

    await _endured(
        "Patroni: planned switchover", cluster, servers, strike,
        environment=_BY_DEFAULT, patience_seconds=_PATIENT_SECONDS,
    )  # fmt: skip


async def test_the_primary_s_machine_is_cut_off_from_the_others(cluster: Path) -> None:
    """No acknowledged booking is lost while the primary is cut off from the other machines, but not from clients.

    When the old primary comes back, pg_rewind undoes what only this server has written.
    """
    network = Network()
    async with patroni_servers(cluster, network) as servers:

        async def strike(_load: Load) -> None:
            primary = await servers.primary()
            await network.cut_off(primary.name, primary.machine())
            await _write_for_no_standby(primary)

        async def mend(_load: Load) -> None:
            await network.heal()

        name = "Patroni: primary cut off from its peers"
        returns = await _endured(name, cluster, servers, strike, mend)
    assert returns.rewound
    assert not returns.recovered


async def test_the_primary_s_disk_is_full(cluster: Path) -> None:
    """A primary with a full disk ends at its next checkpoint, and another server is promoted.

    After space was freed, the old primary follows the new one.
    """
    try:
        async with patroni_servers(cluster, on_small_disk=True) as servers:
            small, disk = servers.members[0], servers.disk
            assert disk is not None

            async def strike(_load: Load) -> None:
                primary = await servers.primary()
                if primary is not small:
                    await servers.switch_over(primary, small)
                    await servers.primary()
                await fill_until_checkpoint(disk, _direct(small))

            async def mend(_load: Load) -> None:
                await disk.empty()

            await _endured("Patroni: primary's disk full", cluster, servers, strike, mend)
    except NoSmallDisk as reason:
        pytest.skip(f"no small disk can be mounted here: {reason}")


async def test_valkey_is_cut_off_and_then_the_primary_is_lost_too(
    cluster: Path, servers: Servers
) -> None:
    """No booking is lost or made twice while Valkey is cut off, although holds then do not exclude each other.

    Existing connections to Valkey end, and new ones carry no bytes. During every second cut, the primary is killed
    and another one is promoted.
    """
    kills = cycle((False, True))
    apis: tuple[dict[str, str], ...] = ({}, {"AMRUTAM_DATABASE_URL": servers.proxied_url()})
    async with arena(
        cluster,
        proxied=True,
        apis=apis,
        database_url=servers.url(),
        migration_database_url=servers.url(postgres.OWNER),
        redis_timeout_seconds=0.3,
    ) as hurt:
        valkey = hurt.proxies["valkey"]

        async def strike(_load: Load) -> None:
            valkey.turn("half-close")
            if next(kills):
                (await servers.primary()).servers()[0].kill()
            await asyncio.sleep(_VALKEY_AWAY_SECONDS)
            # Without this, connections that carry no bytes would stay open after the fault.
            valkey.turn("drop")
            valkey.turn("pass")

        name = "Patroni: Valkey cut off, every second time the primary killed"
        await _judged(name, hurt, servers, strike, None)


async def test_etcd_s_leader_leaves_the_primary_s_machine(servers: Servers) -> None:
    """The leader of etcd moves away from the primary's machine.

    If a machine with both were lost, the promotion of another primary would take some seconds longer.
    """
    primary = await servers.primary()
    (leader,) = [each.etcd for each in servers.members if await each.etcd.leads()]
    await leader.hand_over(primary.etcd)
    await until(servers.apart, PATIENCE_SECONDS)


async def _write_for_no_standby(primary: Member) -> None:
    """Writes a row that the primary acknowledges without waiting for a standby, so that no other server has the row."""
    row = f"INSERT INTO fence VALUES ({_NEVER_REPLICATED})"
    await _sql(primary, "SET synchronous_commit = local", row)
    assert _NEVER_REPLICATED in await _numbers(primary)


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
