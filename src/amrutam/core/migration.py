"""The steps of `amrutam migrate`: Alembic over plain SQL, grants, partitions; and its lock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import asyncpg

from amrutam.core.connecting import Connector, connect
from amrutam.core.database_url import parse_database_url
from amrutam.core.revisions import FOLDER, UnknownSchema, known_revisions, newest_revision
from amrutam.core.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PATIENCE = {"lock_timeout": "5s"}
"""A migration that waits for a lock stops everybody behind it: give up and be run again."""
_BETWEEN_TRIES_SECONDS = 0.1


def run_sql(bind: Connection, *names: str) -> None:
    """Runs whole files, named within `migrations/`, in the migration's own transaction."""
    driver: Any = bind.connection.dbapi_connection
    for name in names:
        sql = (FOLDER / name).read_text()
        driver.run_async(lambda raw, sql=sql: raw.execute(sql))


def owner_url(settings: Settings) -> str:
    return settings.migration_database_url or settings.database_url


def as_owner(settings: Settings) -> Settings:
    """For commands: they may do what processes may not."""
    return settings.model_copy(update={"database_url": owner_url(settings)})


def migrate(settings: Settings) -> None:
    """Brings the schema up to date; harmless to repeat. Blocks; runs its own event loop."""
    # Here, for whoever only asks where the schema stands does not wait a second for these.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connect"] = Connector(owner_url(settings), session=_PATIENCE)
    command.upgrade(config, "head")


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
        present = await connection.fetchval("SELECT version_num FROM alembic_version")
    except asyncpg.UndefinedTableError:
        return False
    finally:
        await connection.close()
    if present and present not in known_revisions():
        raise UnknownSchema("The database", present)
    return bool(present == newest_revision())


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
