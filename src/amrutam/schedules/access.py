"""The access check for a doctor's calendar and agenda: only the doctor and administrators may read and change them."""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.schedules import queries


async def access_calendar(resources: Resources, caller: Caller, doctor_id: UUID) -> None:
    """Checks that the caller is the doctor or an administrator.

    Raises `NotFound` for any other caller and for an unknown doctor.
    """
    if caller.role == "admin":
        allowed = await queries.exists(resources.database, doctor_id)
    else:
        allowed = caller.role == "doctor" and await queries.owned_by(
            resources.database, doctor_id, caller.account_id
        )
    if not allowed:
        raise NotFound
