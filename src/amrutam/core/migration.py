"""The steps of `amrutam migrate`: files of plain SQL, grants, partitions; and its lock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from amrutam.core.database_connecting import Connection, connect
from amrutam.core.database_url import parse_database_url
from amrutam.core.revisions import FOLDER, REVISIONS, revisions_after
from amrutam.core.settings import Settings

_PATIENCE = {"lock_timeout": "5s"}
"""A migration that waits for a lock stops everybody behind it: give up and be run again."""
_BETWEEN_TRIES_SECONDS = 0.1

# Named as Alembic named it, which made the first databases.
_TABLE = """
    CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32) PRIMARY KEY)
"""


def owner_url(settings: Settings) -> str:
    return settings.migration_database_url or settings.database_url


def as_owner(settings: Settings) -> Settings:
    """For commands: they may do what processes may not."""
    return settings.model_copy(update={"database_url": owner_url(settings)})


async def migrate(settings: Settings) -> None:
    """Brings the schema up to date, each revision in a transaction; harmless to repeat. Raises `UnknownSchema`."""
    connection = await connect(owner_url(settings), session=_PATIENCE)
    try:
        for revision in revisions_after(await _present(connection)):
            async with connection.transaction():
                await connection.execute(_TABLE)
                for name in REVISIONS[revision]:
                    await connection.execute((FOLDER / name).read_text())
                await connection.execute("DELETE FROM alembic_version")
                await connection.execute("INSERT INTO alembic_version VALUES ($1)", revision)
    finally:
        await connection.close()


async def _present(connection: Connection) -> str | None:
    """The database's revision."""
    try:
        found: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
    except asyncpg.UndefinedTableError:
        return None
    return found


@asynccontextmanager
async def migration_lock(settings: Settings) -> AsyncIterator[None]:
    """Held by one process at a time; PostgreSQL takes it back when that process dies."""
    connection = await connect(owner_url(settings))
    try:
        # Tried again and again: a statement that waits keeps a snapshot, for which a
        # CREATE INDEX CONCURRENTLY of whoever migrates would wait in turn.
        while not await connection.fetchval(  # noqa: ASYNC110 - another process's to tell
            "SELECT pg_try_advisory_lock(hashtextextended('amrutam migrate', 0))"
        ):
            await asyncio.sleep(_BETWEEN_TRIES_SECONDS)
        yield
    finally:
        await connection.close()


async def is_migrated(settings: Settings) -> bool:
    """Whether the schema is as this version wants it. Raises `UnknownSchema`."""
    connection = await connect(owner_url(settings))
    try:
        present = await _present(connection)
    finally:
        await connection.close()
    return not revisions_after(present)


async def grant_and_partition(settings: Settings) -> int:
    """Grants for the processes' role, and the partitions ahead; returns how many were made."""
    connection = await connect(owner_url(settings))
    try:
        role = parse_database_url(settings.database_url).user
        owner = await connection.fetchval("SELECT current_user")
        if role and role != owner:
            quoted = '"' + role.replace('"', '""') + '"'
            grants = (FOLDER / "schema" / "grants.sql").read_text()
            await connection.execute(grants.replace(":role", quoted))
        made: int = await connection.fetchval(
            "SELECT make_appointment_partitions(12, $1)", settings.partition_months_ahead
        )
        return made
    finally:
        await connection.close()
