"""Records a finished backup for `amrutam backup`, so that a gauge and an alert can show the age of the last backup."""

from __future__ import annotations

from amrutam.core.database import Statement
from amrutam.core.resources import Resources

_RECORD = Statement("backup_record", "INSERT INTO backup DEFAULT VALUES")


async def record_backup(resources: Resources) -> None:
    """Records that a backup is complete, with the present time.

    `resources` must have the rights of the schema's owner, because the processes' role may only read
    the table `backup`. Raises `Unavailable`.
    """
    await resources.database.execute(_RECORD)
