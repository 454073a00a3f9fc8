"""Checks that a database or data folder with an unknown schema is refused and left unchanged."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from amrutam.core.settings import Settings
from tests.cast.seeded import fresh_database
from tests.concurrency.processes import environment
from tests.engines import Engines

EARLIER = """
    CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
    INSERT INTO alembic_version VALUES ('0011');
    CREATE TABLE account (id uuid PRIMARY KEY);
    INSERT INTO account VALUES (uuidv7());
"""
CONTENTS = """
    SELECT (SELECT array_agg(c::text ORDER BY oid) FROM pg_class AS c
            WHERE relnamespace = 'public'::regnamespace) AS tables,
        (SELECT array_agg(nspname ORDER BY oid) FROM pg_namespace) AS schemas,
        (SELECT array_agg(extname ORDER BY oid) FROM pg_extension) AS extensions,
        (SELECT array_agg(a::text) FROM account AS a) AS accounts,
        (SELECT array_agg(v::text) FROM alembic_version AS v) AS revisions
"""


@pytest.fixture
async def earlier(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    """Yields settings of a database at a revision that this version no longer has."""
    async with fresh_database(engines, settings, "earlier", template="template0") as fresh:
        owner = await asyncpg.connect(fresh.migration_database_url)
        await owner.execute(EARLIER)
        await owner.close()
        yield fresh


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Makes the folder of an earlier version: a database without a file that states its revision."""
    for part in ("postgres", "run", "logs"):
        (tmp_path / part).mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("18\n")
    (tmp_path / "credentials.json").write_text("{}")
    return tmp_path


async def _contents(settings: Settings) -> object:
    owner = await asyncpg.connect(settings.migration_database_url)
    found = await owner.fetchrow(CONTENTS)
    await owner.close()
    return found


async def _run(*arguments: str, env: dict[str, str]) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", *arguments, env=env,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = (await process.communicate())[0].decode()
    assert process.returncode is not None
    return process.returncode, said


def _entries(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *folder.rglob("*"))
    }


async def test_migrate_refuses_a_database_and_changes_nothing(earlier: Settings) -> None:
    before = await _contents(earlier)
    code, said = await _run("migrate", env=environment(earlier))
    assert code == 2, said
    for words in ("The database has the schema of another version", "0011", "--data",
                  "AMRUTAM_MIGRATION_DATABASE_URL"):  # fmt: skip
        assert words in said
    assert "Traceback" not in said
    assert await _contents(earlier) == before


@pytest.mark.parametrize("revision", [None, "0011", "schema_99"])
async def test_up_refuses_a_data_folder_and_changes_nothing(
    folder: Path, revision: str | None
) -> None:
    if revision:
        (folder / "schema").write_text(revision)
    before = _entries(folder)
    code, said = await _run("up", "--data", str(folder), "--no-web", env={**os.environ})
    assert code == 2, said
    for words in (
        str(folder),
        revision or "before the first release",
        "another folder with --data",
    ):
        assert words in said
    assert "Traceback" not in said
    assert _entries(folder) == before
