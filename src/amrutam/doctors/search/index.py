"""The search index (table `doctor_listing`): one row for each doctor whom searches find. A transaction that changes a doctor also updates the row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from amrutam.core.database import Queries, retried
from amrutam.doctors.search.index_queries import (
    delete_unlisted,
    every_doctor,
    insert_listed,
    outdated,
)

_AT_ONCE = 500
"""The most doctors that one statement updates, so that no statement exceeds its timeout."""


async def list_doctors(queries: Queries, doctor_ids: Sequence[UUID]) -> None:
    """Inserts or updates the index rows of these doctors, and deletes the row of each doctor who is not approved or has no active default type.

    A row is made from the doctor's record, photo and active types, and from the open clinics that are named by weekly
    rules whose validity has not ended and by extra hours that have not ended. The next available slots in a row are not
    changed; a worker updates them.
    """
    await delete_unlisted(queries, doctor_ids)
    await insert_listed(queries, doctor_ids)


async def list_outdated(queries: Queries) -> list[UUID]:
    """Updates the index rows of doctors whose hours at a clinic have ended by themselves, at most 500; returns the doctors' ids."""
    doctor_ids = await outdated(queries, _AT_ONCE)
    await list_doctors(queries, doctor_ids)
    return doctor_ids


async def list_every_doctor(queries: Queries) -> None:
    """Updates the index rows of all doctors, a batch at a time. Call it outside a transaction: batches that conflict with others are repeated."""
    doctor_ids = await every_doctor(queries)
    for at in range(0, len(doctor_ids), _AT_ONCE):
        await retried(partial(list_doctors, queries, doctor_ids[at : at + _AT_ONCE]))
