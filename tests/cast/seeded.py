"""Makes a separate database, for tests that fill, count or empty tables which other tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from amrutam.core.settings import Settings
from tests.engines import TEMPLATE, Engines, in_database


@asynccontextmanager
async def fresh_database(
    engines: Engines, settings: Settings, name: str, template: str = TEMPLATE
) -> AsyncIterator[Settings]:
    """Yields settings (environment `demo`) of a new database.

    By default the database is migrated and has only the reference rows, such as cities. It is dropped after a block
    that raised nothing, and otherwise stays for inspection.
    """
    name = f"{settings.database_url.rpartition('/')[2]}_{name}"
    superuser = await asyncpg.connect(engines["superuser_url"])
    try:
        await superuser.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await superuser.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER amrutam_owner")
        yield settings.model_copy(
            update={
                "database_url": in_database(engines["app_url"], name),
                "migration_database_url": in_database(engines["owner_url"], name),
                "environment": "demo",
            }
        )
        await superuser.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    finally:
        await superuser.close()
