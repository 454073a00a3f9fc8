"""Leave that cancels what it covers: each appointment by the ordinary way of cancelling."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.booking.closing import cancel_for_leave
from amrutam.booking.models import Status
from amrutam.core.errors import Unavailable
from amrutam.core.resources import Resources
from amrutam.schedules import actions
from amrutam.schedules.documents import ExceptionDocument

_NOBODY = UUID(int=0)


async def add_exception(
    resources: Resources, caller: Caller, doctor_id: UUID, document: ExceptionDocument
) -> dict[str, Any]:
    """Raises what adding an exception raises; those it cancels are listed with their new status."""
    added = await actions.add_exception(resources, caller, doctor_id, document)
    if document.affected == "cancel":
        for each in added["affected_appointments"]:
            each["status"] = await _cancelled(resources, caller, each["id"])
    return added


async def cancel_affected(resources: Resources, payload: dict[str, Any]) -> None:
    """Cancels the appointments under a leave that its request did not reach. Raises `Unavailable`, to be tried again."""
    caller = Caller(UUID(payload["account_id"]), payload["role"], _NOBODY, contact_verified=False)
    doctor_id, exception_id = UUID(payload["doctor_id"]), UUID(payload["exception_id"])
    while left := await actions.booked_in_exception(resources, doctor_id, exception_id):
        for each in left:
            await cancel_for_leave(resources, caller, each["id"])


async def _cancelled(resources: Resources, caller: Caller, appointment_id: UUID) -> Status:
    """What has become of it; booked still, if the database is away: the job will do it."""
    try:
        return await cancel_for_leave(resources, caller, appointment_id)
    except Unavailable:
        return "booked"
