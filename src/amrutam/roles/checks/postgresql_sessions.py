"""Checks the settings of PostgreSQL sessions, and finds a pooler between process and server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg

from amrutam.core.database_causes import CannotConnect
from amrutam.core.database_session import alter_role, differing, session_settings
from amrutam.core.settings import Settings
from amrutam.roles.checks.connecting import connected
from amrutam.roles.checks.finding import Finding, bad, ok, warn

_PART = "postgresql"
_POOLED = "reaches PostgreSQL through a pooler"


async def session_findings(
    connection: asyncpg.Connection, settings: Settings
) -> AsyncIterator[Finding]:
    """Findings about the settings of the session of `connection`, an open connection, and about a pooler.

    Raises asyncpg's errors if a statement fails.
    """
    missing = await differing(connection, session_settings(settings))
    if missing:
        # The URL may name no role.
        role = await connection.fetchval("SELECT session_user")
        said = f"role {role} does not have the settings {', '.join(missing)}: each session must set them itself"
        yield warn(_PART, said, "as a superuser: " + " ".join(alter_role(role, missing)))
    else:
        yield ok(_PART, "the role has the settings that the processes need")
    if connection.get_server_pid() != await _backend(connection):
        yield await _pooler(connection, settings)


async def _pooler(connection: asyncpg.Connection, settings: Settings) -> Finding:
    """Returns a finding about a pooler between this process and the server.

    With a pooler, the process id that a connection gets when it opens differs from the one that the
    server itself reports. If two open sessions have the same server process, the pooler is in
    transaction mode and shares the process between them.
    """
    first = await _backend(connection)
    try:
        async with connected(settings.database_url) as other:
            shared = first == await _backend(other)
    except CannotConnect as error:
        said = f"{_POOLED} that takes no second connection: it {error}"
        fix = "raise the pooler's limits (PgBouncer: max_client_conn and default_pool_size)"
        return bad(_PART, said, fix)
    if not shared:
        return ok(_PART, f"{_POOLED}, with a session each")
    fix = (
        "set pool_mode = session, or name PostgreSQL itself in AMRUTAM_DATABASE_URL:"
        " prepared statements and LISTEN need a session of their own"
    )
    return bad(_PART, f"{_POOLED} by transactions, which is not supported", fix)


async def _backend(connection: asyncpg.Connection) -> int:
    async with connection.transaction():
        number: int = await connection.fetchval("SELECT pg_backend_pid()")
    return number
