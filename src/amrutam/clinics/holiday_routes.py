"""HTTP routes of clinics' holidays."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request

from amrutam.accounts.access import Admin, SignedIn
from amrutam.clinics import holidays
from amrutam.clinics.errors import PracticeStaysOpen
from amrutam.clinics.schemas import Holidays, NewHoliday
from amrutam.core.dates import Day
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of

router = APIRouter(
    prefix="/v1/clinics/{clinic_id}/holidays",
    tags=["clinics"],
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)
HolidayDay = Annotated[Day, Path(description="The clinic's local day")]


@router.get(
    "",
    summary="Read the holidays of a clinic and their history",
    responses=raises(NotFound),
)
async def get_holidays(request: Request, clinic_id: UUID, caller: SignedIn) -> Holidays:
    found = await holidays.read_holidays(resources_of(request), caller, clinic_id)
    return Holidays.model_validate(found)


@router.put(
    "/{day}",
    summary="Add a holiday: no slots in person on that day; booked appointments stay",
    responses=raises(NotAllowed, NotFound, PracticeStaysOpen),
)
async def put_holiday(
    request: Request, clinic_id: UUID, day: HolidayDay, admin: Admin, body: NewHoliday
) -> Holidays:
    """Add a holiday of a clinic. If the day is a holiday already, the new name replaces the old one. The response says how many visits are booked on each holiday."""
    resources = resources_of(request)
    await holidays.add_holiday(resources, admin, clinic_id, day, body.name)
    return await get_holidays(request, clinic_id, admin)


@router.delete(
    "/{day}",
    summary="Remove a holiday, so that its slots are offered again",
    responses=raises(NotAllowed, NotFound),
)
async def delete_holiday(
    request: Request, clinic_id: UUID, day: HolidayDay, admin: Admin
) -> Holidays:
    await holidays.remove_holiday(resources_of(request), admin, clinic_id, day)
    return await get_holidays(request, clinic_id, admin)
