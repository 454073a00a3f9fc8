"""What `amrutam migrate --distribute` does: it hands tables to Citus, as `core/distribution.py` names them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from amrutam.core.database_connecting import connect
from amrutam.core.database_url import parse_database_url
from amrutam.core.distribution import DISTRIBUTED, REFERENCE
from amrutam.core.migration import owner_url
from amrutam.core.settings import Settings

_SETTINGS = {"plan_cache_mode": "auto", "citus.show_shards_for_app_name_prefixes": "*"}
"""Citus plans by values; and without the second asyncpg's look-up of types takes seconds."""


class NoCitus(Exception):
    """The database lacks the extension; exit 2."""

    def __init__(self) -> None:
        super().__init__(
            "The extension citus is not in the database, so that no table was distributed. Install it on every"
            " node, run `CREATE EXTENSION citus` as a superuser, and run this again."
        )


async def require_citus(settings: Settings) -> None:
    """Raises `NoCitus`."""
    async with _owner(settings) as connection:
        if not await connection.fetchval(
            "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')"
        ):
            raise NoCitus


async def distribute(settings: Settings) -> list[str]:
    """Hands over what is not yet; all or nothing. Returns a line of each table, and what a superuser is to run."""
    async with _owner(settings) as connection, connection.transaction():
        rows = await connection.fetch("SELECT logicalrelid::text AS name FROM pg_dist_partition")
        present = {row["name"] for row in rows}
        lines = []
        for table in REFERENCE:
            if table not in present:
                await connection.execute("SELECT create_reference_table($1::regclass)", table)
            lines.append(_line(table, "whole on every node", table in present))
        for table, column in DISTRIBUTED.items():
            if table not in present:
                await connection.execute(
                    "SELECT create_distributed_table($1::regclass, $2)", table, column
                )
            lines.append(_line(table, f"distributed by {column}", table in present))
        return lines + await _to_set(connection, settings)


def _line(table: str, how: str, was: bool) -> str:  # noqa: FBT001 - a word of the line
    return f"{table}: {how}" + (", as it was" if was else "")


async def _to_set(connection: asyncpg.Connection, settings: Settings) -> list[str]:
    role = parse_database_url(settings.database_url).user or ""
    statement = "SELECT format('ALTER ROLE %I IN DATABASE %I SET %s = %L;', $1::text, current_database(), $2::text, $3::text)"
    return ["As a superuser, on every node:"] + [
        f"  {await connection.fetchval(statement, role, name, value)}"
        for name, value in _SETTINGS.items()
    ]


@asynccontextmanager
async def _owner(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    connection = await connect(owner_url(settings))
    try:
        yield connection
    finally:
        await connection.close()
