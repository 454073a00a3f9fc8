"""SQL with which `amrutam check` examines the database."""

from __future__ import annotations

from typing import Any

from asyncpg import Connection

_ROLE = """
    SELECT rolsuper, (SELECT count(*) FROM pg_class
        WHERE relowner = current_user::regrole AND relnamespace = 'public'::regnamespace)
        AS owned
    FROM pg_roles WHERE rolname = current_user
"""

_CONTENTS = """
    SELECT has_table_privilege('appointment_event', 'UPDATE, DELETE')
            OR has_table_privilege('appointment', 'DELETE')
            OR has_column_privilege('account', 'role', 'UPDATE') AS rewrites,
        (SELECT count(*) FROM pgqueuer WHERE status = 'failed') AS failed,
        (SELECT count(DISTINCT d.id) FROM consultation_type AS t JOIN doctor AS d ON d.id = t.doctor_id
         WHERE t.active AND 'online' = ANY (t.modes) AND d.meeting_url IS NULL) AS without_address
"""


async def value_of(connection: Connection, setting: str) -> str:
    """The server's value of the setting in this session. `setting` becomes part of the SQL, so it must be a constant."""
    value: str = await connection.fetchval(f"SHOW {setting}")
    return value


async def role_rights(connection: Connection) -> Any:
    """A row with the rights of the connection's role.

    `rolsuper`: whether the role is a superuser. `owned`: how many relations (such as tables, indexes and sequences) of
    the schema public the role owns.
    """
    return await connection.fetchrow(_ROLE)


async def server_time(connection: Connection) -> float:
    """The server's time as Unix seconds."""
    seconds: float = await connection.fetchval(
        "SELECT extract(epoch FROM clock_timestamp())::float8"
    )
    return seconds


async def extensions(connection: Connection) -> set[str]:
    """The names of the extensions that are installed in the database."""
    return {row["extname"] for row in await connection.fetch("SELECT extname FROM pg_extension")}


async def present_revision(connection: Connection) -> str | None:
    """The schema's revision, such as `schema_10`; None if the table `alembic_version` is empty.

    Raises asyncpg's errors for a missing table or right.
    """
    revision: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
    return revision


async def contents(connection: Connection) -> Any:
    """A row with three columns about the contents of the database.

    `rewrites`: whether the connection's role can change or delete the history of appointments, delete appointments, or
    change accounts' roles.
    `failed`: the number of failed jobs. `without_address`: the number of doctors who offer online visits without a
    meeting link of their own. Raises asyncpg's errors for a missing table or right.
    """
    return await connection.fetchrow(_CONTENTS)
