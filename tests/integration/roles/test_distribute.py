"""Tests `amrutam migrate --distribute` on a database whose extension citus only records its calls."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest

from amrutam.core.citus_tables import DISTRIBUTED, REFERENCE
from amrutam.core.settings import Settings
from tests.cast.seeded import fresh_database
from tests.concurrency.processes import environment
from tests.engines import Engines, in_database

NOTES = """
    CREATE TABLE pg_dist_partition (logicalrelid regclass PRIMARY KEY, distributed_by text);
    CREATE FUNCTION create_distributed_table(named regclass, distributed_by text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        INSERT INTO public.pg_dist_partition VALUES (named, distributed_by);
    END $$;
    CREATE FUNCTION create_reference_table(named regclass) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        INSERT INTO public.pg_dist_partition VALUES (named, NULL);
    END $$;
    GRANT SELECT ON pg_dist_partition TO PUBLIC;
"""
CALLS = "SELECT logicalrelid::text AS name, distributed_by FROM pg_dist_partition"


@pytest.fixture
async def undistributed(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "distributed") as fresh:
        yield fresh


async def _superuser(engines: Engines, settings: Settings) -> asyncpg.Connection[asyncpg.Record]:
    name = settings.database_url.rpartition("/")[2]
    return await asyncpg.connect(in_database(engines["superuser_url"], name))


async def _install(superuser: asyncpg.Connection[asyncpg.Record]) -> None:
    with TemporaryDirectory() as made:
        _write_extension(Path(made))
        await superuser.execute(f"SET extension_control_path = '{made}:$system'")
        await superuser.execute("CREATE EXTENSION citus")


def _write_extension(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "extension").mkdir()
    (folder / "extension" / "citus.control").write_text("default_version = '1'\n")
    (folder / "extension" / "citus--1.sql").write_text(NOTES)


async def _migrate(settings: Settings) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", "migrate", "--distribute", env=environment(settings),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said = (await process.communicate())[0].decode()
    assert process.returncode is not None
    return process.returncode, said


async def test_without_the_extension_it_says_so(undistributed: Settings) -> None:
    code, said = await _migrate(undistributed)

    assert code == 2, said
    assert "The extension citus is not in the database" in said
    assert "Traceback" not in said


async def test_every_table_is_handed_over_once_and_told(
    engines: Engines, undistributed: Settings
) -> None:
    superuser = await _superuser(engines, undistributed)
    await _install(superuser)

    code, said = await _migrate(undistributed)

    assert code == 0, said
    calls = {row["name"]: row["distributed_by"] for row in await superuser.fetch(CALLS)}
    assert calls == {**DISTRIBUTED, **dict.fromkeys(REFERENCE)}
    assert "appointment: distributed by doctor_id\n" in said
    assert "city: whole on every node\n" in said
    assert "SET plan_cache_mode = 'auto';" in said
    code, said = await _migrate(undistributed)  # a second run has nothing to do
    assert code == 0, said
    assert "appointment: distributed by doctor_id, as it was\n" in said
    assert "ALTER ROLE amrutam_app IN" in said
    url = undistributed.database_url
    nameless = url.partition("//")[0] + "//" + url.rpartition("@")[2]
    code, said = await _migrate(undistributed.model_copy(update={"database_url": nameless}))
    assert code == 0, said
    assert "with the processes' role instead of ROLE:" in said
    assert 'ALTER ROLE "ROLE" IN' in said
    await superuser.close()
