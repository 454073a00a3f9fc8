"""`amrutam migrate`: Alembic over plain SQL, then grants and partitions."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from amrutam.core.settings import Settings

_INSTALLED = Path(__file__).parents[1] / "migrations"
_CHECKOUT = Path(__file__).parents[3] / "migrations"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def run_sql(bind: Connection, *names: str) -> None:
    """Runs whole files of `migrations/sql` in the migration's own transaction."""
    driver: Any = bind.connection.dbapi_connection
    for name in names:
        sql = (FOLDER / "sql" / name).read_text()
        driver.run_async(lambda raw, sql=sql: raw.execute(sql))


def owner_url(settings: Settings) -> str:
    return settings.migration_database_url or settings.database_url


def migrate(settings: Settings) -> None:
    """Brings the schema up to date; harmless to repeat. Blocks; runs its own event loop."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    address = owner_url(settings).partition(":")[2]
    config.attributes["url"] = f"postgresql+asyncpg:{address}"
    command.upgrade(config, "head")


async def grant_and_partition(settings: Settings) -> int:
    """Grants for the processes' role, and the partitions ahead; returns how many were made."""
    connection = await asyncpg.connect(owner_url(settings))
    try:
        role = unquote(urlsplit(settings.database_url).username or "")
        owner = await connection.fetchval("SELECT current_user")
        if role and role != owner:
            quoted = '"' + role.replace('"', '""') + '"'
            grants = (FOLDER / "sql" / "grants.sql").read_text()
            await connection.execute(grants.replace(":role", quoted))
        made: int = await connection.fetchval(
            "SELECT make_appointment_partitions(12, $1)", settings.partition_months_ahead
        )
        return made
    finally:
        await connection.close()
