"""The version of a doctor's schedule.

The version is a number. Every change that affects the doctor's offered times, or data that appointments show, raises
this number.
"""

from __future__ import annotations

from uuid import UUID

from amrutam.core.database import Queries, Statement
from amrutam.core.errors import NotFound

# The row stays locked until the commit, so a confirmation that waits for the row sees the new
# version.
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
    """Raises the version of the doctor's schedule and returns the new version; raises `NotFound` when there is no such doctor.

    Locks the version's row until the transaction ends, and notes that the worker must compute the doctor's free days
    again. Call it in each transaction that changes the offered times or the data that appointments show, before the
    transaction reads them.
    """
    version: int | None = await queries.value(RAISE_VERSION, doctor_id)
    if version is None:
        raise NotFound
    return version
