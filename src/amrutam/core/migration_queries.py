"""SQL of `amrutam migrate`: the schema's revision, the lock, and the partitions.

The functions raise asyncpg's errors.
"""

from __future__ import annotations

import asyncpg
from asyncpg import Connection

# The table has the names that Alembic uses, because Alembic made the first databases.
_TABLE = """
    CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32) PRIMARY KEY)
"""


async def make_revision_table(connection: Connection) -> None:
    """Makes the table that stores the revision, if it does not exist."""
    await connection.execute(_TABLE)


async def present_revision(connection: Connection) -> str | None:
    """The schema's present revision; None for a database that stores no revision."""
    try:
        found: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
    except asyncpg.UndefinedTableError:
        return None
    return found


async def store_revision(connection: Connection, revision: str) -> None:
    """Replaces the schema's stored revision."""
    await connection.execute("DELETE FROM alembic_version")
    await connection.execute("INSERT INTO alembic_version VALUES ($1)", revision)


async def try_migration_lock(connection: Connection) -> bool:
    """Takes the advisory lock of migrations until the connection ends, and returns True.

    Returns False, without waiting, if another connection has the lock.
    """
    return bool(
        await connection.fetchval(
            "SELECT pg_try_advisory_lock(hashtextextended('amrutam migrate', 0))"
        )
    )


async def current_role(connection: Connection) -> str:
    """The name of the connection's database role."""
    role: str = await connection.fetchval("SELECT current_user")
    return role


async def make_partitions(connection: Connection, months_ahead: int) -> int:
    """Makes the missing monthly partitions of appointments, from twelve months ago to `months_ahead` months from now.

    Months are in UTC; both ends are included. Returns how many partitions were made. PostgreSQL refuses
    `months_ahead` below 0 or above 120.
    """
    made: int = await connection.fetchval(
        "SELECT make_appointment_partitions(12, $1)", months_ahead
    )
    return made
