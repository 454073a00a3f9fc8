from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from time import monotonic

import pytest

from amrutam.core.database import Database, Statement
from amrutam.core.database_causes import CannotConnect
from amrutam.core.database_connecting import connect
from amrutam.core.errors import Unavailable
from amrutam.core.settings import Settings
from tests.cast.postgreses import OwnPostgres, open_folder, silent_host
from tests.cast.seeded import fresh_database
from tests.conftest import MakeClient
from tests.engines import Engines

NOWHERE = "127.0.0.1:1"
PORT = Statement("port", "SELECT inet_server_port()")
WRITE = Statement("write", "CREATE TEMPORARY TABLE IF NOT EXISTS written ()")


@pytest.fixture(scope="module")
async def two() -> AsyncIterator[tuple[OwnPostgres, OwnPostgres]]:
    with open_folder() as folder:
        first, second = OwnPostgres(folder / "first"), OwnPostgres(folder / "second")
        try:
            await asyncio.gather(first.start(), second.start())
            yield first, second
        finally:
            await asyncio.gather(first.stop(), second.stop())


def after(host: str, settings: Settings, role: str = "database_url") -> str:
    """Returns the URL in the setting `role`, with the host `host` before the database's own host."""
    url: str = getattr(settings, role)
    return url.replace("@", f"@{host},", 1)


def of(two: tuple[OwnPostgres, OwnPostgres], attributes: str) -> str:
    hosts = ",".join(f"127.0.0.1:{each.port}" for each in two)
    return f"postgresql://amrutam_app:app@{hosts}/amrutam?target_session_attrs={attributes}"


async def test_a_dead_host_is_passed_by(make_client: MakeClient, settings: Settings) -> None:
    client = await make_client(database_url=after(NOWHERE, settings))
    assert (await client.get("/readyz")).status_code == 200
    assert (await client.get("/v1/doctors")).status_code == 200


async def test_a_host_that_hangs_is_passed_by_in_time(settings: Settings) -> None:
    async with silent_host() as port:
        begun = monotonic()
        connection = await connect(
            after(f"127.0.0.1:{port}", settings), timeout_seconds=20, host_seconds=0.05
        )
        assert monotonic() - begun < 20
        await connection.close()


async def test_hosts_that_are_all_away_are_told_in_time() -> None:
    async with silent_host() as port:
        url = f"postgresql://u:p@{NOWHERE},127.0.0.1:{port}/d"
        with pytest.raises(CannotConnect, match="does not answer"):
            await connect(url, timeout_seconds=0.3, host_seconds=0.05)


async def test_a_wrong_password_is_not_tried_on_every_host(settings: Settings) -> None:
    password = settings.database_url.split(":")[2].split("@")[0]
    url = after(NOWHERE, settings).replace(password, "hunter2")
    with pytest.raises(CannotConnect, match="password is refused for role amrutam_app") as refused:
        await connect(url)
    assert refused.value.is_refusal
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("attributes", ["read-write", "read-only", "prefer-standby", "any"])
async def test_the_host_that_is_asked_for_is_found(
    two: tuple[OwnPostgres, OwnPostgres], attributes: str
) -> None:
    await two[0].turn(read_only=True)
    await two[1].turn(read_only=False)
    connection = await connect(of(two, attributes))
    port = await connection.fetchval("SELECT inet_server_port()")
    await connection.close()
    assert port == (two[1] if attributes == "read-write" else two[0]).port


async def test_a_host_that_nobody_is_is_said(two: tuple[OwnPostgres, OwnPostgres]) -> None:
    for each in two:
        await each.turn(read_only=True)
    with pytest.raises(CannotConnect, match="no host of the URL is read-write"):
        await connect(of(two, "read-write"))


async def _write_on(database: Database) -> None:
    """Writes up to 10,000 times; raises `Unavailable` as soon as the session reports that its server is read-only."""
    for _ in range(10_000):
        await database.execute(WRITE)


async def test_after_a_failover_the_pool_is_at_the_other_host(
    two: tuple[OwnPostgres, OwnPostgres], settings: Settings
) -> None:
    await two[0].turn(read_only=False)
    await two[1].turn(read_only=True)
    own = settings.model_copy(update={"database_pool_size": 1})
    database = await Database.open(own, lambda _name, _seconds: None, of(two, "read-write"))
    try:
        await database.execute(WRITE)
        before = await database.value(PORT)
        await two[0].turn(read_only=True)
        await two[1].turn(read_only=False)
        with pytest.raises(Unavailable):
            await _write_on(database)
        await database.execute(WRITE)
        assert [before, await database.value(PORT)] == [two[0].port, two[1].port]
    finally:
        await database.close()


async def test_commands_take_such_urls_too(engines: Engines, settings: Settings) -> None:
    async with fresh_database(engines, settings, "hosts") as fresh:
        owner = after(NOWHERE, fresh, "migration_database_url")
        environment = {
            "PATH": os.environ["PATH"], "AMRUTAM_ENVIRONMENT": "demo",
            "AMRUTAM_DATABASE_URL": after(NOWHERE, fresh), "AMRUTAM_REDIS_URL": fresh.redis_url,
            "AMRUTAM_MIGRATION_DATABASE_URL": f"{owner}?target_session_attrs=read-write",
            "AMRUTAM_SECRET_KEY": fresh.secret_key,
        }  # fmt: skip
        for command in (["migrate"], ["seed", "--doctors", "1", "--appointments", "0"]):
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "amrutam", *command, env=environment,
                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            )  # fmt: skip
            said, _ = await process.communicate()
            assert process.returncode == 0, said.decode()
