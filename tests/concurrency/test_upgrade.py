"""Tests an upgrade as docs/how-to/upgrade.md describes it.

Processes of the old and the new version serve one database at the same time. The new version is a copy of the
package with one more revision of the schema.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import asyncpg
import httpx
import pytest

import amrutam
from amrutam.core.resources import Resources
from amrutam.core.revisions import newest_revision
from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from tests.cast.booking import confirm, hold, problem
from tests.cast.crowds import Crowd
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.next_version import REVISION, VERSION, make_next_version
from tests.cast.people import Person, sign_in_patient
from tests.cast.seeded import fresh_database
from tests.cast.times import local
from tests.concurrency.processes import API, START_SECONDS, ended, environment, started
from tests.engines import Engines

HOSTS = 3
"""The number of hosts that start the migration at the same time."""
WHO_MIGRATES = """
    SELECT count(*) FILTER (WHERE granted) FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
    WHERE locktype = 'advisory' AND d.datname = current_database()
        AND (classid::bigint << 32) | objid::bigint = hashtextextended('amrutam migrate', 0)
"""


@pytest.fixture
async def old(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    """Yields settings of a database whose schema has the newest revision of this version, which is the old one here."""
    async with fresh_database(engines, settings, "upgraded") as fresh:
        yield fresh.model_copy(update={"environment": "development"})


@pytest.fixture
def next_version(tmp_path: Path) -> dict[str, str]:
    return make_next_version(tmp_path)


@asynccontextmanager
async def _served(settings: Settings, more: dict[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    """Runs an api process during the block; yields a client of it. `more`: further environment variables."""
    (port,) = free_ports(1)
    process = await started(API, {**environment(settings, port=port), **more})
    try:
        await until(lambda: serves_http(port, "/livez"), START_SECONDS)
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False
        ) as client:
            yield client
    finally:
        await ended(process)


async def _migrated(settings: Settings, more: dict[str, str]) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", "migrate", env={**environment(settings), **more},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = (await process.communicate())[0].decode()
    assert process.returncode is not None
    return process.returncode, said


async def _version(client: httpx.AsyncClient) -> str:
    found: str = (await client.get("/openapi.json")).json()["info"]["version"]
    return found


async def _value(settings: Settings, sql: str) -> object:
    connection = await asyncpg.connect(settings.migration_database_url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_old_and_new_processes_serve_side_by_side(
    old: Settings, next_version: dict[str, str]
) -> None:
    resources = await Resources.open(old)
    try:
        crowd, later = await Crowd.gather(resources), await Crowd.gather(resources)
        people = [await sign_in_patient(resources) for _ in range(2)]
        doctor = await make_doctor(resources)
    finally:
        await resources.close()
    async with AsyncExitStack() as old_ones, AsyncExitStack() as new_ones:
        first = await old_ones.enter_async_context(_served(old, {}))
        async with crowd.booking(str(first.base_url)):
            await _migrates_once(old, next_version, crowd)
            second = await new_ones.enter_async_context(_served(old, next_version))
            assert await _version(first) == amrutam.__version__
            assert await _version(second) == VERSION
            async with later.booking(str(second.base_url)):
                await _share_holds(first, second, people, doctor)
                await _both_go_on(crowd, later)
        await old_ones.aclose()
        assert (await second.get(f"/v1/doctors/{doctor.id}")).status_code == 200
        assert crowd.refusals == later.refusals == []
        await _goes_back(old, second, [crowd, later])


async def _migrates_once(settings: Settings, new: dict[str, str], crowd: Crowd) -> None:
    """Checks that of several hosts that migrate at the same time, one at a time has the lock and one runs the revision.

    All commands succeed, and patients book without a refusal in the meantime.
    """
    migrating = asyncio.gather(*(_migrated(settings, new) for _ in range(HOSTS)))
    holders = set[object]()
    before = len(crowd.bookings)
    while not migrating.done():
        holders.add(await _value(settings, WHO_MIGRATES))
        await asyncio.sleep(0.1)
    assert [code for code, _ in await migrating] == [0] * HOSTS, await migrating
    assert holders <= {0, 1}
    assert 1 in holders
    assert await _value(settings, "SELECT count(*) FROM next_version") == 1
    assert await _value(settings, "SELECT version_num FROM alembic_version") == REVISION
    assert len(crowd.bookings) > before
    assert crowd.refusals == []


async def _share_holds(
    old: httpx.AsyncClient, new: httpx.AsyncClient, people: list[Person], doctor: Doctor
) -> None:
    """Checks that each version refuses others a slot that a patient
    holds by the other version, and confirms the hold.
    """
    for (one, other), clock in (((old, new), "10:00"), ((new, old), "11:00")):
        time = local(3, clock)
        held = await hold(one, people[0], doctor, time)
        assert held.status_code == 201, held.text
        assert problem(await hold(other, people[1], doctor, time)) == "slot-taken"
        made = await confirm(other, people[0], held.json()["id"])
        assert made.status_code == 201, made.text
        profile = await other.get(f"/v1/doctors/{doctor.id}")
        assert profile.status_code == 200


async def _both_go_on(*crowds: Crowd) -> None:
    for crowd in crowds:
        count = len(crowd.bookings)

        async def has_more(crowd: Crowd = crowd, count: int = count) -> bool:
            return len(crowd.bookings) > count + len(crowd.members)

        await until(has_more, START_SECONDS)


async def _goes_back(settings: Settings, new: httpx.AsyncClient, crowds: list[Crowd]) -> None:
    """Checks that a process of the old version can start on the new schema, and serves the same appointments.

    The old version's `amrutam migrate` exits with 2 and names the revision that it does not know.
    """
    code, said = await _migrated(settings, {})
    assert code == 2, said
    assert REVISION in said
    async with _served(settings, {}) as again:
        for crowd in crowds:
            assert await crowd.listed(again) == await crowd.listed(new)
            assert {each.id for each in crowd.bookings} <= await crowd.listed(again)


async def test_a_new_process_needs_the_new_schema(
    old: Settings, next_version: dict[str, str]
) -> None:
    """A process of the new version fails on the old schema, because its code reads the column that its revision adds.

    After `amrutam migrate`, such a process works.
    """
    resources = await Resources.open(old)
    try:
        doctor = await make_doctor(resources)
    finally:
        await resources.close()
    assert newest_revision() != REVISION
    async with _served(old, next_version) as early:
        assert (await early.get(f"/v1/doctors/{doctor.id}")).status_code >= 500
    assert (await _migrated(old, next_version))[0] == 0
    async with _served(old, next_version) as late:
        assert (await late.get(f"/v1/doctors/{doctor.id}")).status_code == 200
