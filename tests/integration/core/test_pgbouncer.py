from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest

from amrutam.core.database_session import alter_role, session_settings
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.roles.check import check
from amrutam.roles.checks.finding import Finding
from tests.cast.booking import booked
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.pgbouncer import MISSING, pgbouncer, program
from tests.cast.postgreses import open_folder
from tests.cast.seeded import fresh_database
from tests.cast.times import local
from tests.conftest import MakeClient
from tests.engines import Engines, in_database

needs_pgbouncer = pytest.mark.skipif(program() is None, reason=MISSING)


@pytest.fixture
async def own(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "pooled") as fresh:
        yield fresh


def password(settings: Settings) -> str:
    return settings.database_url.split(":")[2].split("@")[0]


async def said(settings: Settings) -> list[Finding]:
    return [each for each in await check(settings) if each.part == "postgresql"]


@needs_pgbouncer
async def test_pooled_sessions_serve_a_booking_and_check_knows_them(
    make_client: MakeClient, own: Settings
) -> None:
    with open_folder() as folder:
        async with pgbouncer(folder, own.database_url, "session", password(own)) as url:
            pooled = own.model_copy(update={"database_url": url})
            resources = await Resources.open(pooled)
            doctor, person = await make_doctor(resources), await sign_in_patient(resources)
            client = await make_client(**pooled.model_dump())
            await booked(client, person, doctor, local(1, "10:00"))
            assert (await client.get("/readyz")).status_code == 200
            found = {each.said: each.grade for each in await said(pooled)}
            await client.aclose()
            await resources.close()
    assert found["reaches PostgreSQL through a pooler, with a session each"] == "ok"


@needs_pgbouncer
async def test_a_pooler_that_shares_sessions_is_named(
    make_client: MakeClient, own: Settings
) -> None:
    with open_folder() as folder:
        async with pgbouncer(folder, own.database_url, "transaction", password(own)) as url:
            found = await said(own.model_copy(update={"database_url": url}))
    (bad,) = [each for each in found if each.grade == "bad" and "pooler" in each.said]
    assert "through a pooler by transactions, which is not supported" in bad.said
    assert "pool_mode = session" in bad.fix


@needs_pgbouncer
async def test_a_pooler_that_allows_one_connection_is_named(own: Settings) -> None:
    with open_folder() as folder:
        async with pgbouncer(folder, own.database_url, "session", password(own), 1) as url:
            found = await said(own.model_copy(update={"database_url": url}))
    (bad,) = [each for each in found if each.grade == "bad" and "pooler" in each.said]
    assert "takes no second connection" in bad.said
    assert "max_client_conn" in bad.fix


async def test_without_a_pooler_none_is_seen(own: Settings) -> None:
    assert "pooler" not in str(await said(own))


async def test_check_compares_what_the_role_brings_and_says_the_lines(
    own: Settings, engines: Engines
) -> None:
    role = "sessions_are_set"
    wanted = session_settings(own)
    name = own.database_url.rpartition("/")[2]
    superuser = await asyncpg.connect(in_database(engines["superuser_url"], name))
    try:
        await superuser.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'right' IN ROLE amrutam_app")
        url = f"postgresql://{role}:right@{own.database_url.rpartition('@')[2]}"
        asking = own.model_copy(update={"database_url": url})
        (missing,) = [
            each for each in await said(asking) if "does not have the settings" in each.said
        ]
        for line in alter_role(role, wanted):
            # `timezone` is set by the test's server itself.
            assert line in missing.fix or "timezone" in line
            await superuser.execute(line)
        assert "the role has the settings" in str(await said(asking))
        (kept,) = [each for each in await said(own) if "does not have the settings" in each.said]
        assert kept.grade == "warn"
    finally:
        await superuser.execute(f"DROP ROLE IF EXISTS {role}")
        await superuser.close()


async def test_a_session_whose_role_brings_nothing_has_the_settings_all_the_same(
    resources: Resources, settings: Settings
) -> None:
    async with resources.database.pool.acquire() as connection:
        for name, value in session_settings(settings).items():
            assert await connection.fetchval("SELECT current_setting($1)", name) == value
