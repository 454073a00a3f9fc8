"""Cancels the appointments during a new leave, one by one (`cancel_for_leave` in closing.py), in the request that adds the leave and in a job.

`schedules/actions.py` adds, lists and removes leave.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.booking.closing import cancel_for_leave
from amrutam.booking.models import Status
from amrutam.core.errors import Unavailable
from amrutam.core.resources import Resources
from amrutam.schedules import actions
from amrutam.schedules.schemas import ExceptionDocument

_NOBODY = UUID(int=0)


async def add_exception(
    resources: Resources, caller: Caller, doctor_id: UUID, document: ExceptionDocument
) -> dict[str, Any]:
    """Adds the exception (leave or extra hours); if the document's `affected` is `cancel`, cancels the affected appointments.

    Returns what `schedules.actions.add_exception` returns; after cancellations, each of the
    `affected_appointments` has its new status. Raises what `schedules.actions.add_exception` raises.
    """
    added = await actions.add_exception(resources, caller, doctor_id, document)
    if document.affected == "cancel":
        for each in added["affected_appointments"]:
            each["status"] = await _cancelled(resources, caller, each["id"])
    return added


async def cancel_affected(resources: Resources, payload: dict[str, Any]) -> None:
    """A job: cancels the appointments during a leave that are still booked after the request that added the leave.

    `payload` is the one that `schedules.actions.add_exception` enqueues. Raises `Unavailable` in the
    cases of `cancel_for_leave`, so that the job is repeated.
    """
    caller = Caller(UUID(payload["account_id"]), payload["role"], _NOBODY, contact_verified=False)
    doctor_id, exception_id = UUID(payload["doctor_id"]), UUID(payload["exception_id"])
    while left := await actions.booked_in_exception(resources, doctor_id, exception_id):
        for each in left:
            await cancel_for_leave(resources, caller, each["id"])


async def _cancelled(resources: Resources, caller: Caller, appointment_id: UUID) -> Status:
    """Cancels the appointment and returns its status afterwards.

    If the cancellation fails with `Unavailable`, the result is `booked`, and the job `cancel_affected`
    cancels the appointment later.
    """
    try:
        return await cancel_for_leave(resources, caller, appointment_id)
    except Unavailable:
        return "booked"
