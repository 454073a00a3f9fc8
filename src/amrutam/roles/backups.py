"""`amrutam backup record`: that a backup is whole, for the gauge and the alert of its age."""

from __future__ import annotations

from amrutam.core.database import Statement
from amrutam.core.resources import Resources

_RECORD = Statement("backup_record", "INSERT INTO backup DEFAULT VALUES")


async def record_backup(resources: Resources) -> None:
    """As the schema's owner; the processes' role may only read."""
    await resources.database.execute(_RECORD)
