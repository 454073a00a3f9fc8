"""Checks access to a clinic by the id in a request, and who works at a clinic: front-desk staff, and doctors."""

from __future__ import annotations

from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.clinics import queries
from amrutam.core.database import Queries, Row
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources


async def access_clinic(resources: Resources, clinic_id: UUID) -> Row:
    """The clinic's row (`queries.clinic`), also of a closed clinic; everybody may read clinics. Raises `NotFound` for an unknown clinic."""
    found = await queries.clinic(resources.database, clinic_id)
    if found is None:
        raise NotFound
    return found


async def access_desk(resources: Resources, caller: Caller, clinic_id: UUID) -> Row:
    """The clinic's row (`queries.clinic`), for staff of the clinic's desk and administrators.

    Raises `NotFound` for others, as for a clinic that does not exist.
    """
    if caller.role != "admin" and not await is_at_its_desk(resources, caller, clinic_id):
        raise NotFound
    return await access_clinic(resources, clinic_id)


async def is_at_its_desk(resources: Resources, caller: Caller, clinic_id: UUID | None) -> bool:
    """Whether the caller works at the clinic's desk; False for `clinic_id` None, which stands for an online visit."""
    return (
        clinic_id is not None
        and caller.role == "desk"
        and await is_at_desk(resources.database, caller.account_id, clinic_id)
    )


async def is_at_desk(database: Queries, account_id: UUID, clinic_id: UUID) -> bool:
    """Whether the account works at the clinic's desk, also of a closed clinic; False for an unknown account or clinic."""
    return bool(await database.value(queries.IS_AT_DESK, account_id, clinic_id))


async def is_at_desk_of(database: Queries, account_id: UUID, doctor_id: UUID) -> bool:
    """Whether the account works at the desk of a clinic where the doctor works; closed clinics count too."""
    return bool(await database.value(queries.IS_AT_DESK_OF, account_id, doctor_id))


async def works_there(database: Queries, doctor_id: UUID, clinic_id: UUID) -> bool:
    """Whether the doctor works at the clinic, also if the clinic is closed; False for an unknown doctor or clinic."""
    return bool(await database.value(queries.WORKS_AT, doctor_id, clinic_id))
