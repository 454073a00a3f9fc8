"""Checks PostgreSQL: the server, the rights of the processes' role, the schema, and the database's contents."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import time
from typing import Any

import asyncpg
from asyncpg import Connection

from amrutam.core.database_causes import UNFIT, CannotConnect, why_unfit
from amrutam.core.platform_state import (
    CALENDAR_AHEAD,
    WAITING_JOBS,
    altogether,
    months_of,
    waiting_of,
)
from amrutam.core.revisions import UNKNOWN_FIX, known_revisions, newest_revision
from amrutam.core.settings import Settings
from amrutam.roles.checks import postgresql_queries as queries
from amrutam.roles.checks.clocks import skew
from amrutam.roles.checks.connecting import connected
from amrutam.roles.checks.finding import Finding, bad, ok, warn
from amrutam.roles.checks.postgresql_sessions import session_findings
from amrutam.roles.checks.replicas import replica_findings
from amrutam.roles.checks.standby import standby_findings

_PART = "postgresql"
_EXTENSIONS = {"btree_gist", "pg_trgm", "unaccent"}


async def postgresql_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Findings about the server, its replicas and standby, the session, the schema and the database's contents.

    A server that cannot be reached, and a statement that fails, are findings too.
    """
    if settings.migration_database_url:
        name = "AMRUTAM_MIGRATION_DATABASE_URL"
        yield await _reached(name, settings.migration_database_url)
    async for finding in replica_findings(settings):
        yield finding
    try:
        async with connected(settings.database_url) as connection:
            async for finding in _asked(connection, settings):
                yield finding
    except CannotConnect as error:
        fix = "see that it runs, and that AMRUTAM_DATABASE_URL names it, its role and its password"
        yield bad(_PART, f"cannot be used: it {error}", fix)
    except asyncpg.PostgresError as error:
        said = f"refuses a statement of this check ({type(error).__name__})"
        yield bad(_PART, said, "see the server's log for the statement and the reason")


async def _asked(connection: Connection, settings: Settings) -> AsyncIterator[Finding]:
    yield ok(_PART, "answers")
    async for finding in session_findings(connection, settings):
        yield finding
    for check in (_server, _clock, _schema, standby_findings):
        async for finding in check(connection):
            yield finding
    async for finding in _contents(connection, settings):
        yield finding


async def _reached(name: str, url: str) -> Finding:
    try:
        async with connected(url):
            return ok(_PART, f"the server in {name} answers")
    except CannotConnect as error:
        return bad(_PART, f"the server in {name} cannot be used: it {error}", f"correct {name}")


async def _server(connection: Connection) -> AsyncIterator[Finding]:
    yield ok(_PART, f"is version {connection.get_server_version().major}")
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        if await queries.value_of(connection, name) == "off":
            yield bad(_PART, f"{name} is off: a power cut loses bookings", f"set {name} = on")
    role = await queries.role_rights(connection)
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
    theirs = await queries.server_time(connection)
    yield skew(_PART, theirs - (before + time()) / 2)


async def _schema(connection: Connection) -> AsyncIterator[Finding]:
    missing = _EXTENSIONS - await queries.extensions(connection)
    if missing:
        yield bad(
            _PART, f"lacks {', '.join(sorted(missing))}", "run `amrutam migrate` as the owner"
        )
    try:
        present = await queries.present_revision(connection)
    except asyncpg.InsufficientPrivilegeError as error:
        yield bad(_PART, why_unfit(error), "run `amrutam migrate`, which grants them")
        return
    except UNFIT:
        present = None
    wanted = newest_revision()
    if present == wanted:
        yield ok(_PART, f"the schema is at {wanted}")
    else:
        said = f"the schema is at {present or 'nothing'}, and this version needs {wanted}"
        known = present is None or present in known_revisions()
        yield bad(_PART, said, "run `amrutam migrate`" if known else UNKNOWN_FIX)


async def _contents(connection: Connection, settings: Settings) -> AsyncIterator[Finding]:
    try:
        row = await queries.contents(connection)
        months = months_of(await connection.fetchval(CALENDAR_AHEAD.sql))
        waiting = altogether(waiting_of(await connection.fetch(WAITING_JOBS.sql)))
    except UNFIT as error:
        fix = "run `amrutam migrate`, which also gives the role its rights"
        yield bad(_PART, why_unfit(error), fix)
        return
    assert row is not None  # noqa: S101 - the statement always returns one row
    if row["rewrites"]:
        fix = "run `amrutam migrate` as the owner, which grants what the processes need and no more"
        yield bad(_PART, "the processes' role can change the history or create administrators", fix)
    yield _partitions(months, settings)
    yield _queue(waiting.seconds, settings)
    if row["without_address"] and not settings.video_url:
        said = f"{row['without_address']} doctors cannot offer their online visits, because these have no video link"
        yield warn("video", said, "set AMRUTAM_VIDEO_URL, or each doctor's meeting_url")
    if row["failed"]:
        fix = "their tracebacks are in pgqueuer_log"
        yield warn("queue", f"{row['failed']} jobs failed for good", fix)


def _partitions(months: int, settings: Settings) -> Finding:
    said = f"appointments can be stored for the next {months} months"
    if months < settings.partition_alarm_months:
        return warn(
            "partitions", said, "run `amrutam migrate`, and find out why the worker did not do it"
        )
    return ok("partitions", said)


def _queue(seconds: float, settings: Settings) -> Finding:
    waited = f"the oldest job that is due has waited {int(seconds)} s"
    if seconds > settings.queue_alarm_seconds:
        return warn("queue", waited, "see that a worker runs: `amrutam serve worker`")
    return ok("queue", waited)
