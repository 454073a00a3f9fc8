"""The schema's owner, for what no process may do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from amrutam.core.database import Database, Queries
from amrutam.core.resources import Resources


@asynccontextmanager
async def owner(resources: Resources) -> AsyncIterator[Queries]:
    """One transaction of the owner's."""
    url = resources.settings.migration_database_url
    database = await Database.open(resources.settings, lambda _name, _seconds: None, url)
    try:
        async with database.transaction() as queries:
            yield queries
    finally:
        await database.close()
