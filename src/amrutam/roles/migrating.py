"""Brings a database up to date, for `amrutam migrate` and for the start of `amrutam up`."""

from __future__ import annotations

from amrutam.core import migration
from amrutam.core.settings import Settings
from amrutam.doctors.search.reference import fill_reference
from amrutam.seeding.progress import Tell, silent

_STEPS = 3


async def bring_up_to_date(settings: Settings, tell: Tell = silent) -> int:
    """Runs the migrations, grants rights, makes the coming months' partitions and loads the reference lists.

    Returns how many partitions were made. The call can be repeated, also concurrently: later calls wait until the first
    is done. The steps after the migrations run even if the schema is up to date, because an earlier run can have been
    interrupted. `tell` is called with (`Migrating`, steps done, steps in all). Raises `UnknownSchema` for a schema that
    this version cannot use, `CannotConnect` and `Unavailable` if the server cannot be used, and asyncpg's errors.
    """
    tell("Migrating", 0, _STEPS)
    async with migration.migration_lock(settings):
        if not await migration.is_migrated(settings):
            await migration.migrate(settings)
        tell("Migrating", 1, _STEPS)
        made = await migration.grant_and_partition(settings)
        tell("Migrating", 2, _STEPS)
        await fill_reference(settings)
        tell("Migrating", 3, _STEPS)
    return made
