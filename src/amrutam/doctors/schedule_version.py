"""The version of what a doctor offers: raised by every change that decides which times exist."""

from __future__ import annotations

from uuid import UUID

from amrutam.core.database import Queries, Statement
from amrutam.core.errors import NotFound

# The row is locked until commit: a confirm that shares it waits, then sees the new version.
RAISE_VERSION = Statement(
    "raise_schedule_version",
    """
    WITH raised AS (
        UPDATE doctor_booking SET schedule_version = schedule_version + 1
        WHERE doctor_id = $1
        RETURNING doctor_id, schedule_version
    ), noted AS (
        INSERT INTO free_day_change (doctor_id) SELECT doctor_id FROM raised
    )
    SELECT schedule_version FROM raised
    """,
)


async def raise_version(queries: Queries, doctor_id: UUID) -> int:
    """The new version; raises `NotFound` when there is no such doctor.

    Call it in the transaction that changes rules, leave, types or approval, before reading what
    is to be changed.
    """
    version: int | None = await queries.value(RAISE_VERSION, doctor_id)
    if version is None:
        raise NotFound
    return version
