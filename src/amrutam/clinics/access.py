"""The only ways from a clinic's id that a caller sent to a clinic."""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.clinics import queries
from amrutam.core.database import Row
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources


async def access_clinic(resources: Resources, clinic_id: UUID) -> Row:
    """Clinics are public. Raises `NotFound`."""
    found = await queries.clinic(resources.database, clinic_id)
    if found is None:
        raise NotFound
    return found


async def access_desk(resources: Resources, caller: Caller, clinic_id: UUID) -> Row:
    """For those who work at its desk, and administrators. Raises `NotFound`, alike for an absent one."""
    if caller.role != "admin" and not (
        caller.role == "desk"
        and await queries.is_at_desk(resources.database, caller.account_id, clinic_id)
    ):
        raise NotFound
    return await access_clinic(resources, clinic_id)
