"""The database: reachable, new enough, at this version's schema, and not owned by its user."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from time import time
from typing import Any

import asyncpg

from amrutam.core.database_causes import CannotConnect, why_unfit
from amrutam.core.database_connecting import connect
from amrutam.core.platform_state import (
    CALENDAR_AHEAD,
    WAITING_JOBS,
    altogether,
    months_of,
    waiting_of,
)
from amrutam.core.revisions import UNKNOWN_FIX, known_revisions, newest_revision
from amrutam.core.settings import Settings
from amrutam.roles.checks.finding import Finding, bad, ok, warn
from amrutam.roles.checks.sessions import PLAIN, session_findings

Connection = asyncpg.Connection

_PART = "postgresql"
_EXTENSIONS = {"btree_gist", "pg_trgm", "unaccent"}
_MOST_SKEW_SECONDS = 2.0
_PATIENCE_SECONDS = 5.0


async def postgresql_findings(settings: Settings) -> AsyncIterator[Finding]:
    for name, url in _other_urls(settings):
        yield await _reached(name, url)
    try:
        connection = await connect(
            settings.database_url, timeout_seconds=_PATIENCE_SECONDS, **PLAIN
        )
    except CannotConnect as error:
        fix = "see that it runs, and that AMRUTAM_DATABASE_URL names it, its role and its password"
        yield bad(_PART, f"cannot be used: it {error}", fix)
        return
    try:
        yield ok(_PART, "answers")
        async for finding in session_findings(connection, settings):
            yield finding
        for check in (_server, _clock, _schema):
            async for finding in check(connection):
                yield finding
        async for finding in _contents(connection, settings):
            yield finding
    finally:
        await connection.close()


def _other_urls(settings: Settings) -> Iterator[tuple[str, str]]:
    if settings.migration_database_url:
        yield "AMRUTAM_MIGRATION_DATABASE_URL", settings.migration_database_url
    for url in settings.replicas:
        yield "AMRUTAM_REPLICA_URLS", url


async def _reached(name: str, url: str) -> Finding:
    try:
        await (await connect(url, timeout_seconds=_PATIENCE_SECONDS)).close()
    except CannotConnect as error:
        return bad(_PART, f"what {name} names cannot be used: it {error}", f"correct {name}")
    return ok(_PART, f"what {name} names answers")


async def _server(connection: Connection) -> AsyncIterator[Finding]:
    yield ok(_PART, f"is version {connection.get_server_version().major}")
    for name in ("fsync", "full_page_writes"):
        if await connection.fetchval(f"SHOW {name}") != "on":
            yield bad(_PART, f"{name} is off: a power cut loses bookings", f"set {name} = on")
    role = await connection.fetchrow(
        """
        SELECT rolsuper, (SELECT count(*) FROM pg_class
            WHERE relowner = current_user::regrole AND relnamespace = 'public'::regnamespace)
            AS owned
        FROM pg_roles WHERE rolname = current_user
        """
    )
    yield _rights(role)


def _rights(role: Any) -> Finding:
    fix = "migrate as an owner (AMRUTAM_MIGRATION_DATABASE_URL), and run as a plain role"
    if role["rolsuper"]:
        return bad(_PART, "the processes' role is a superuser", fix)
    if role["owned"]:
        return bad(_PART, f"the processes' role owns {role['owned']} tables", fix)
    return ok(_PART, "the processes' role owns nothing")


async def _clock(connection: Connection) -> AsyncIterator[Finding]:
    before = time()
    theirs = await connection.fetchval("SELECT extract(epoch FROM clock_timestamp())::float8")
    yield skew(_PART, float(theirs) - (before + time()) / 2)


def skew(part: str, seconds: float) -> Finding:
    said = f"its clock is {abs(seconds):.1f} s {'ahead of' if seconds > 0 else 'behind'} this one"
    if abs(seconds) > _MOST_SKEW_SECONDS:
        return bad(part, said, "let both machines follow the same time server (chrony, NTP)")
    return ok(part, "its clock agrees with this one")


async def _schema(connection: Connection) -> AsyncIterator[Finding]:
    rows = await connection.fetch("SELECT extname FROM pg_extension")
    missing = _EXTENSIONS - {row["extname"] for row in rows}
    if missing:
        yield bad(
            _PART, f"lacks {', '.join(sorted(missing))}", "run `amrutam migrate` as the owner"
        )
    try:
        present = await connection.fetchval("SELECT version_num FROM alembic_version")
    except asyncpg.InsufficientPrivilegeError as error:
        yield bad(_PART, why_unfit(error), "run `amrutam migrate`, which grants them")
        return
    except asyncpg.PostgresError:
        present = None
    wanted = newest_revision()
    if present == wanted:
        yield ok(_PART, f"the schema is at {wanted}")
    else:
        said = f"the schema is at {present or 'nothing'}, this version wants {wanted}"
        known = present is None or present in known_revisions()
        yield bad(_PART, said, "run `amrutam migrate`" if known else UNKNOWN_FIX)


async def _contents(connection: Connection, settings: Settings) -> AsyncIterator[Finding]:
    try:
        row = await connection.fetchrow(
            """
            SELECT has_table_privilege('appointment_event', 'UPDATE, DELETE')
                    OR has_table_privilege('appointment', 'DELETE')
                    OR has_column_privilege('account', 'role', 'UPDATE') AS rewrites,
                (SELECT count(*) FROM pgqueuer WHERE status = 'failed') AS failed
            """
        )
        months = months_of(await connection.fetchval(CALENDAR_AHEAD.sql))
        waiting = altogether(waiting_of(await connection.fetch(WAITING_JOBS.sql)))
    except asyncpg.PostgresError as error:
        fix = "run `amrutam migrate`, which also gives the role its rights"
        yield bad(_PART, why_unfit(error), fix)
        return
    assert row is not None  # noqa: S101 - one row, by its shape
    if row["rewrites"]:
        fix = "run `amrutam migrate` as the owner, which grants what the processes need and no more"
        yield bad(_PART, "the processes' role may rewrite history, or make administrators", fix)
    yield _partitions(months, settings)
    yield _queue(waiting.seconds, settings)
    if row["failed"]:
        fix = "their tracebacks are in pgqueuer_log"
        yield warn("queue", f"{row['failed']} jobs failed for good", fix)


def _partitions(months: int, settings: Settings) -> Finding:
    said = f"appointments can be stored {months} months ahead"
    if months < settings.partition_alarm_months:
        return warn("partitions", said, "run `amrutam migrate`; the worker should have done it")
    return ok("partitions", said)


def _queue(seconds: float, settings: Settings) -> Finding:
    waited = f"the oldest job that is due has waited {int(seconds)} s"
    if seconds > settings.queue_alarm_seconds:
        return warn("queue", waited, "see that a worker runs: `amrutam serve worker`")
    return ok("queue", waited)
