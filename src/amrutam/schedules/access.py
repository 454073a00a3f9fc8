"""The only way from a doctor's id that a caller sent to that doctor's calendar and agenda."""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.schedules import queries


async def access_calendar(resources: Resources, caller: Caller, doctor_id: UUID) -> None:
    """The doctor's own, or any for an admin. Raises `NotFound`, alike for absent and another's."""
    if caller.role == "admin":
        allowed = await queries.exists(resources.database, doctor_id)
    else:
        allowed = caller.role == "doctor" and await queries.owned_by(
            resources.database, doctor_id, caller.account_id
        )
    if not allowed:
        raise NotFound
