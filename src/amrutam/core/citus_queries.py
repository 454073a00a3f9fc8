"""SQL with which `amrutam migrate --distribute` reads and changes Citus' catalogue.

The functions raise asyncpg's errors.
"""

from __future__ import annotations

from asyncpg import Connection


async def has_citus(connection: Connection) -> bool:
    """Whether the extension Citus is installed in the database."""
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')"
        )
    )


async def distributed_tables(connection: Connection) -> set[str]:
    """The names of the tables that Citus knows, reference tables included."""
    rows = await connection.fetch("SELECT logicalrelid::text AS name FROM pg_dist_partition")
    return {row["name"] for row in rows}


async def make_reference_table(connection: Connection, table: str) -> None:
    """Makes the table a reference table of Citus, whose rows are copied to every node."""
    await connection.execute("SELECT create_reference_table($1::regclass)", table)


async def make_distributed_table(connection: Connection, table: str, column: str) -> None:
    """Makes the table a distributed table of Citus: spreads its rows over the nodes by the column."""
    await connection.execute("SELECT create_distributed_table($1::regclass, $2)", table, column)


async def statement_to_set(connection: Connection, role: str, name: str, value: str) -> str:
    """The statement with which a superuser gives the setting `name` this value for the role in this database.

    `name` is not quoted, so it must be a constant.
    """
    statement: str = await connection.fetchval(
        "SELECT format('ALTER ROLE %I IN DATABASE %I SET %s = %L;', $1::text, current_database(), $2::text, $3::text)",
        role, name, value,
    )  # fmt: skip
    return statement
