"""`amrutam backup record`: records a finished backup, for the gauge and the alert of its age."""

from __future__ import annotations

from amrutam.core.database import Statement
from amrutam.core.resources import Resources

_RECORD = Statement("backup_record", "INSERT INTO backup DEFAULT VALUES")


async def record_backup(resources: Resources) -> None:
    """Records that a backup is complete, now.

    The function uses the rights of the schema's owner, because the processes' role may only read
    this table.
    """
    await resources.database.execute(_RECORD)
