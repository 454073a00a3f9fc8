"""The steps of `amrutam migrate`: take the lock, run files of plain SQL, grant rights and make partitions.

`revisions.py` lists the files of each revision in order.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from amrutam.core import migration_queries as queries
from amrutam.core.database_connecting import connect
from amrutam.core.database_url import parse_database_url
from amrutam.core.revisions import FOLDER, REVISIONS, revisions_after
from amrutam.core.settings import Settings

_PATIENCE = {"lock_timeout": "5s"}
"""A migration that waits for a lock of a table blocks all later statements that need the table.

Therefore a statement that waits longer than this fails with its revision, and an operator runs the migration again.
"""
_BETWEEN_TRIES_SECONDS = 0.1


def as_owner(settings: Settings) -> Settings:
    """The settings with the schema owner's URL, for commands that need more rights than the processes' role has."""
    return settings.model_copy(update={"database_url": settings.owner_database_url})


async def migrate(settings: Settings) -> None:
    """Brings the schema up to date, each revision in a transaction. A repetition changes nothing.

    Call it within `migration_lock`. Raises `UnknownSchema` if the schema is another version's, `CannotConnect`, and
    asyncpg's errors, such as `LockNotAvailableError` if a statement has waited five seconds for a lock.
    """
    connection = await connect(settings.owner_database_url, session=_PATIENCE)
    try:
        for revision in revisions_after(await queries.present_revision(connection)):
            async with connection.transaction():
                await queries.make_revision_table(connection)
                for name in REVISIONS[revision]:
                    await connection.execute((FOLDER / name).read_text())
                await queries.store_revision(connection, revision)
    finally:
        await connection.close()


@asynccontextmanager
async def migration_lock(settings: Settings) -> AsyncIterator[None]:
    """Context manager: waits for the advisory lock of migrations and keeps it until the body ends.

    PostgreSQL releases the lock when the process dies. Raises `CannotConnect`.
    """
    connection = await connect(settings.owner_database_url)
    try:
        # The lock is polled, because a statement that waits for the lock would keep a snapshot open. A CREATE
        # INDEX CONCURRENTLY of the process that has the lock would wait for that snapshot for ever.
        while not await queries.try_migration_lock(connection):  # noqa: ASYNC110 - another process releases the lock, so there is no event
            await asyncio.sleep(_BETWEEN_TRIES_SECONDS)
        yield
    finally:
        await connection.close()


async def is_migrated(settings: Settings) -> bool:
    """Whether the schema is at this version's newest revision.

    Raises `UnknownSchema` if this version does not know the schema's revision, and `CannotConnect`.
    """
    connection = await connect(settings.owner_database_url)
    try:
        present = await queries.present_revision(connection)
    finally:
        await connection.close()
    return not revisions_after(present)


async def grant_and_partition(settings: Settings) -> int:
    """Grants rights to the processes' role, and makes the partitions that are missing up to `partition_months_ahead`.

    Nothing is granted if the processes' role is the role that migrates, or if the processes' URL names no role.
    Returns how many partitions were made. Raises `CannotConnect` and asyncpg's errors.
    """
    connection = await connect(settings.owner_database_url)
    try:
        role = parse_database_url(settings.database_url).user
        owner = await queries.current_role(connection)
        if role and role != owner:
            quoted = '"' + role.replace('"', '""') + '"'
            grants = (FOLDER / "schema" / "grants.sql").read_text()
            await connection.execute(grants.replace(":role", quoted))
        return await queries.make_partitions(connection, settings.partition_months_ahead)
    finally:
        await connection.close()
