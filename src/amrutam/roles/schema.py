"""Brings a database up to date: what `amrutam migrate` and a start of `amrutam up` both do."""

from __future__ import annotations

from amrutam.core import migration
from amrutam.core.settings import Settings
from amrutam.doctors.search.reference import fill_reference
from amrutam.seeding.progress import Tell, silent

_STEPS = 3


async def bring_up_to_date(settings: Settings, tell: Tell = silent) -> int:
    """Migrations, grants, partitions ahead, reference lists. Returns how many partitions were made.

    Harmless to repeat, at the same time too: others wait until the first is done. All of it is
    done where the migrations are in place already, for an earlier run may have been cut short.
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
