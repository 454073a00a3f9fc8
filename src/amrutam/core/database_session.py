"""What each session of a process needs set in PostgreSQL.

They are set for the role once (`ALTER ROLE`, see README.md), and never sent when a connection is
opened: PgBouncer refuses connections that bring such parameters. A session that lacks some sets them itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from amrutam.core.settings import Settings

if TYPE_CHECKING:
    import asyncpg

_MILLISECONDS = (("h", 3_600_000), ("min", 60_000), ("s", 1000))
_LOCK_SECONDS = 2.0

_DIFFERING = """
    SELECT name, value FROM unnest($1::text[], $2::text[]) AS wanted (name, value)
    WHERE current_setting(name, true) IS DISTINCT FROM value AND NOT (
        name = 'plan_cache_mode' AND EXISTS (SELECT FROM pg_settings AS s
            WHERE s.name = wanted.name AND s.source IN ('database', 'database user')))
"""
_SET = (
    "SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS s (name, value)"
)


def session_settings(settings: Settings) -> dict[str, str]:
    """Name to value, written as PostgreSQL's SHOW writes it."""
    limit = _duration(settings.transaction_timeout_seconds)
    return {
        "timezone": "UTC",
        "lock_timeout": _duration(_LOCK_SECONDS),
        "transaction_timeout": limit,
        "idle_in_transaction_session_timeout": limit,
        "jit": "off",
        # Planned once for a connection: planning a look-up of one appointment anew costs 300 us,
        # running it 24. Such a plan may be made while a table is still small, and must hold
        # when it has grown: by an index, wherever there is one. Whoever sets it for the database
        # (ALTER DATABASE, ALTER ROLE ... IN DATABASE) is not overruled.
        "plan_cache_mode": "force_generic_plan",
        "enable_seqscan": "off",
        "pg_trgm.word_similarity_threshold": "0.5",
    }


def _duration(seconds: float) -> str:
    milliseconds = int(seconds * 1000)
    for unit, size in _MILLISECONDS:
        if milliseconds and milliseconds % size == 0:
            return f"{milliseconds // size}{unit}"
    return f"{milliseconds}ms"


async def differing(connection: asyncpg.Connection, wanted: Mapping[str, str]) -> dict[str, str]:
    """Those of `wanted` that this session does not have."""
    rows = await connection.fetch(_DIFFERING, list(wanted), list(wanted.values()))
    return {row["name"]: row["value"] for row in rows}


async def settle(connection: asyncpg.Connection, wanted: Mapping[str, str]) -> None:
    """Sets for this session what its role does not bring."""
    if not wanted:
        return
    missing = await differing(connection, wanted)
    if missing:
        await connection.execute(_SET, list(missing), list(missing.values()))


def alter_role(role: str, wanted: Mapping[str, str]) -> list[str]:
    """The statements, for a superuser, that give a role these settings."""
    plain = role.isidentifier() and role.isascii() and role.islower()
    quoted = role if plain else '"' + role.replace('"', '""') + '"'
    return [f"ALTER ROLE {quoted} SET {name} = '{value}';" for name, value in wanted.items()]
