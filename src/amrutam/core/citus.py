"""`amrutam migrate --distribute`: turns the tables that `core/citus_tables.py` lists into Citus tables."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from amrutam.core import citus_queries as queries
from amrutam.core.citus_tables import DISTRIBUTED, REFERENCE
from amrutam.core.database_connecting import connect
from amrutam.core.database_url import parse_database_url
from amrutam.core.settings import Settings

_SETTINGS = {"plan_cache_mode": "auto", "citus.show_shards_for_app_name_prefixes": "*"}
"""PostgreSQL settings that the processes' database role needs with Citus, by name.

Citus plans a statement by its values, so generic plans are not forced. Without the second setting, asyncpg's query
of the database's types takes six seconds.
"""

_NO_ROLE = "ROLE"
"""What the statements name if the processes' URL names no role."""


class NoCitus(Exception):
    """The extension Citus is not installed in the database. A command that raises this error exits with 2."""

    def __init__(self) -> None:
        super().__init__(
            "The extension citus is not in the database, so that no table was distributed. Install it on every"
            " node, run `CREATE EXTENSION citus` as a superuser, and run this again."
        )


async def require_citus(settings: Settings) -> None:
    """Raises `NoCitus` if the extension Citus is not installed in the database, and `CannotConnect`."""
    async with _owner(settings) as connection:
        if not await queries.has_citus(connection):
            raise NoCitus


async def distribute(settings: Settings) -> list[str]:
    """Distributes the tables that are not distributed yet, in one transaction. Call `require_citus` before.

    Returns the lines to print: one for each table, a heading, and the statements that a superuser must run on every
    node. Raises `CannotConnect` and asyncpg's errors.
    """
    async with _owner(settings) as connection, connection.transaction():
        present = await queries.distributed_tables(connection)
        lines = []
        for table in REFERENCE:
            if table not in present:
                await queries.make_reference_table(connection, table)
            lines.append(_line(table, "whole on every node", table in present))
        for table, column in DISTRIBUTED.items():
            if table not in present:
                await queries.make_distributed_table(connection, table, column)
            lines.append(_line(table, f"distributed by {column}", table in present))
        return lines + await _to_set(connection, settings)


def _line(table: str, how: str, was: bool) -> str:  # noqa: FBT001 - `was` only changes the line
    return f"{table}: {how}" + (", as it was" if was else "")


async def _to_set(connection: asyncpg.Connection, settings: Settings) -> list[str]:
    role = parse_database_url(settings.database_url).user
    heading = "As a superuser, on every node:"
    if not role:
        role = _NO_ROLE
        heading = f"As a superuser, on every node, with the processes' role instead of {role}:"
    return [heading] + [
        f"  {await queries.statement_to_set(connection, role, name, value)}"
        for name, value in _SETTINGS.items()
    ]


@asynccontextmanager
async def _owner(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    connection = await connect(settings.owner_database_url)
    try:
        yield connection
    finally:
        await connection.close()
