"""Gives access to the database as the owner of the schema, for changes that the database role of the processes may not make."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from amrutam.core.database import Database, Queries
from amrutam.core.resources import Resources


class _Owner:
    """Keeps connections of the schema's owner open for the next change.

    Opening a connection takes longer than most changes.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._database: Database | None = None

    async def opened(self) -> Database:
        if self._database is None:
            settings = self._resources.settings
            url = settings.migration_database_url
            self._database = await Database.open(settings, lambda _name, _seconds: None, url)
        return self._database

    async def aclose(self) -> None:
        if self._database is not None:
            await self._database.close()


@asynccontextmanager
async def owner(resources: Resources) -> AsyncIterator[Queries]:
    """Opens a transaction as the schema's owner, and yields the object that runs its statements."""
    database = await resources.part(_Owner).opened()
    async with database.transaction() as queries:
        yield queries
