"""Runs commands of `amrutam` several times at once, as several operators or the hosts of one deployment can do."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator

import asyncpg
import pytest

from amrutam.core.migration import is_migrated
from amrutam.core.settings import Settings
from tests.cast.seeded import fresh_database
from tests.concurrency.processes import environment
from tests.engines import Engines

AT_ONCE = 3


@pytest.fixture
async def empty(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    """Yields settings of a database without the schema."""
    async with fresh_database(engines, settings, "empty", template="template0") as fresh:
        yield fresh


@pytest.fixture
async def migrated(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "commands") as fresh:
        yield fresh


async def _at_once(settings: Settings, *commands: str) -> tuple[list[int], list[str]]:
    """Runs each command in a process of its own, all at once; returns the exit codes and the outputs, in order.

    Fails the test if an output contains a traceback.
    """
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "amrutam", *command.split(), env=environment(settings),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        for command in commands
    ]  # fmt: skip
    said = [(await each.communicate())[0].decode() for each in processes]
    assert not [text for text in said if "Traceback" in text], "\n".join(said)
    return [each.returncode or 0 for each in processes], said


async def test_migrations_at_the_same_time_end_well(empty: Settings) -> None:
    codes, said = await _at_once(empty, *["migrate"] * AT_ONCE)
    assert codes == [0] * AT_ONCE, said
    assert await is_migrated(empty)
    # Connects with the database role of the processes, to check that this role can read.
    connection = await asyncpg.connect(empty.database_url)
    assert await connection.fetchval("SELECT count(*) FROM specialization")
    await connection.close()


async def test_a_migration_that_was_cut_short_is_completed_by_the_next(empty: Settings) -> None:
    assert (await _at_once(empty, "migrate"))[0] == [0]
    owner = await asyncpg.connect(empty.migration_database_url)
    await owner.execute(
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM amrutam_app; TRUNCATE search_term"
    )
    assert (await _at_once(empty, "migrate"))[0] == [0]
    assert await owner.fetchval("SELECT has_table_privilege('amrutam_app', 'doctor', 'SELECT')")
    assert await owner.fetchval("SELECT count(*) FROM search_term")
    await owner.close()


async def test_keys_are_rotated_one_after_the_other(migrated: Settings) -> None:
    codes, said = await _at_once(migrated, *["keys rotate"] * AT_ONCE)
    assert codes == [0] * AT_ONCE, said
    owner = await asyncpg.connect(migrated.migration_database_url)
    states = await owner.fetch("SELECT state, count(*) FROM signing_key GROUP BY state")
    await owner.close()
    assert {row["state"]: row["count"] for row in states} == {
        "current": 1,
        "next": 1,
        "retired": AT_ONCE,
    }


async def test_an_address_gets_one_account(migrated: Settings) -> None:
    codes, said = await _at_once(migrated, *["account create --email one@x.org"] * AT_ONCE)
    assert sorted(codes) == [0, 1, 1], said


async def test_made_up_people_are_added_once_for_a_number(migrated: Settings) -> None:
    seed = "seed --doctors 5 --appointments 50 --seed"
    codes, said = await _at_once(migrated, f"{seed} 1", f"{seed} 1", f"{seed} 2")
    assert sorted(codes[:2]) == [0, 1], said
    assert codes[2] == 0, said


async def test_first_starts_with_one_database_share_the_demo(migrated: Settings) -> None:
    code = (
        "import asyncio; from amrutam.core.settings import load_settings;"
        "from amrutam.seeding.demo import seed_demo; asyncio.run(seed_demo(load_settings()))"
    )
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", code, env=environment(migrated))
        for _ in range(AT_ONCE)
    ]
    assert [await each.wait() for each in processes] == [0] * AT_ONCE
