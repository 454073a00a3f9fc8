"""Settings that each PostgreSQL session of a process needs.

An operator sets these settings once for the database role (`ALTER ROLE`, see README.md). A process does not send
them as parameters of a new connection, because PgBouncer refuses connections with such parameters. In a session
whose role lacks some of the settings, the process sets those itself with SQL.
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
    """The settings that a session needs, by name, with values as PostgreSQL's SHOW prints them."""
    limit = _duration(settings.transaction_timeout_seconds)
    return {
        "timezone": "UTC",
        "lock_timeout": _duration(_LOCK_SECONDS),
        "transaction_timeout": limit,
        "idle_in_transaction_session_timeout": limit,
        "jit": "off",
        # A generic plan for each connection: planning a look-up of one appointment costs 300 us,
        # and running it costs 24 us. The plan can be made while a table is still small and must
        # stay good when the table has grown: every statement needs an index that serves it. A value
        # that an operator has set for the database (ALTER DATABASE, ALTER ROLE ... IN DATABASE) is
        # kept.
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
    """The settings of `wanted` that have another value in this session: the wanted values by name.

    A `plan_cache_mode` that an operator has set for the database is not among them, whatever its value. Raises
    asyncpg's errors.
    """
    rows = await connection.fetch(_DIFFERING, list(wanted), list(wanted.values()))
    return {row["name"]: row["value"] for row in rows}


async def settle(connection: asyncpg.Connection, wanted: Mapping[str, str]) -> None:
    """Sets, for this session, the settings of `wanted` that `differing` returns. Raises asyncpg's errors."""
    if not wanted:
        return
    missing = await differing(connection, wanted)
    if missing:
        await connection.execute(_SET, list(missing), list(missing.values()))


def alter_role(role: str, wanted: Mapping[str, str]) -> list[str]:
    """The SQL statements with which a superuser gives the settings in `wanted` to a database role.

    There is one `ALTER ROLE ... SET ...;` for each setting, in the order of `wanted`. Names and values must contain
    no apostrophes.
    """
    plain = role.isidentifier() and role.isascii() and role.islower()
    quoted = role if plain else '"' + role.replace('"', '""') + '"'
    return [f"ALTER ROLE {quoted} SET {name} = '{value}';" for name, value in wanted.items()]
