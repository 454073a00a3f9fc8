"""Suspending a doctor. The doctor's booked visits stay, or a job cancels them one by one, as the administrator chooses."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.accounts.record_reads import note_record_read
from amrutam.booking import queries
from amrutam.booking.closing import cancel_for_leave
from amrutam.core.database import Queries, Row
from amrutam.core.errors import NotFound
from amrutam.core.queue import enqueue
from amrutam.core.resources import Resources
from amrutam.doctors.actions import approve_doctor
from amrutam.doctors.models import DoctorProfile
from amrutam.doctors.profiles import load_profile
from amrutam.schedules.queries import exists

CANCEL_SUSPENDED = "cancel_suspended"
Affected = Literal["keep", "cancel"]

_AT_ONCE = 100
_MOST_LISTED = 500
_NOBODY = UUID(int=0)


async def upcoming_visits(
    resources: Resources, caller: Caller, doctor_id: UUID
) -> tuple[dict[str, int], list[Row]]:
    """Reads the booked visits of the doctor that have not begun; the read is recorded (`note_record_read`).

    Returns (numbers of visits by name: `count` of all, and `proposed`, `to_choose` and `declined` by
    the state of the handover; the first 500 visits as rows of `queries.upcoming_of_doctor`). The
    caller's rights are not checked here. Raises `NotFound` for an unknown doctor.
    """
    if not await exists(resources.database, doctor_id):
        raise NotFound
    rows = await queries.upcoming_of_doctor(resources.database, doctor_id, _MOST_LISTED)
    await note_record_read(resources, caller, [row["id"] for row in rows], "affected")
    first = dict(rows[0]) if rows else {}
    counts = {name: first.get(name, 0) for name in ("proposed", "to_choose", "declined")}
    return {"count": first.get("visits", 0), **counts}, rows


async def suspend_doctor(
    resources: Resources, caller: Caller, doctor_id: UUID, affected: Affected
) -> DoctorProfile:
    """Suspends the doctor, after which nobody can book the doctor's times, and returns the changed profile.

    `affected`: `keep` leaves booked visits as they are; with `cancel`, the job that cancels visits
    is enqueued in the same transaction, so the job sees every visit that was booked before. With
    `cancel`, a repeated call enqueues the job again. The caller's rights are not checked here.
    Raises `NotFound` for an unknown doctor.
    """

    async def enqueue_cancelling(transaction: Queries) -> None:
        if affected == "cancel":
            ids = {"doctor_id": str(doctor_id), "account_id": str(caller.account_id)}
            await enqueue(transaction, CANCEL_SUSPENDED, ids)

    return await approve_doctor(
        resources, caller, doctor_id, approved=False, also=enqueue_cancelling
    )


async def cancel_visits(resources: Resources, payload: dict[str, Any]) -> None:
    """A job: cancels the booked visits of a suspended doctor that have not begun, until the doctor is approved again.

    The patients' mails offer other doctors' slots. `payload` is the one that `suspend_doctor`
    enqueues. Raises `Unavailable` in the cases of `cancel_for_leave`, so that the job is repeated.
    """
    doctor_id = UUID(payload["doctor_id"])
    caller = Caller(UUID(payload["account_id"]), "admin", _NOBODY, contact_verified=False)
    while await _is_suspended(resources, doctor_id):
        booked = await queries.upcoming_of_doctor(resources.database, doctor_id, _AT_ONCE)
        for row in booked:
            await cancel_for_leave(resources, caller, row["id"])
        if not booked:
            return


async def _is_suspended(resources: Resources, doctor_id: UUID) -> bool:
    """Whether the doctor exists and is not approved."""
    profile = await load_profile(resources.database, doctor_id)
    return profile is not None and not profile.approved
