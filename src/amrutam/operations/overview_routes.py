"""HTTP routes of the figures, for administrators."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field

from amrutam.accounts.access import Admin
from amrutam.accounts.actions import time_zone_of
from amrutam.core.errors import NotAllowed
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.operations.csv_file import csv_text
from amrutam.operations.overview import present_overview

router = APIRouter(
    prefix="/v1/operations",
    tags=["operations"],
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)


class DayFigures(BaseModel):
    date: date
    booked: int = Field(
        description="Appointments with status `booked`: not completed, missed or cancelled"
    )
    completed: int
    cancelled: int
    missed: int


class DoctorFigures(BaseModel):
    """Figures of one doctor. `visits` counts visits that are not cancelled.

    `visits`, `booked_minutes` and `offered_minutes` cover today and the next six days.
    """

    id: UUID
    name: str
    specialization: str
    visits: int
    booked_minutes: int
    offered_minutes: int
    missed: int = Field(description="Missed visits in the last 30 days")


class SpecializationFigures(BaseModel):
    slug: str
    name: str
    name_hi: str
    doctors: int
    next_available_at: datetime | None


class OverviewView(BaseModel):
    """Figures about visits and doctors, by default at most a minute old. Days are in the caller's time zone."""

    at: datetime
    time_zone: str
    days: list[DayFigures] = Field(description="The last 30 days; the last one is today")
    doctors: list[DoctorFigures] = Field(
        description="The first approved doctors in the order of their names, by default at most 2,000"
    )
    specializations: list[SpecializationFigures]


@router.get(
    "/overview",
    summary="Read the figures about visits, doctors and available slots",
    responses=raises(NotAllowed),
)
async def overview(request: Request, admin: Admin) -> OverviewView:
    """Read visits by day, how much of each doctor's time is booked, and the next available slots."""
    resources = resources_of(request)
    zone = await time_zone_of(resources, admin.account_id)
    found = await present_overview(resources, zone)
    return OverviewView.model_validate(found, from_attributes=True)


Table = Literal["days", "doctors", "specializations"]
_MODELS: dict[Table, type[BaseModel]] = {
    "days": DayFigures,
    "doctors": DoctorFigures,
    "specializations": SpecializationFigures,
}


@router.get(
    "/overview/{table}.csv",
    summary="Download one table of the figures as CSV",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}, **raises(NotAllowed)},
)
async def overview_csv(
    request: Request, table: Annotated[Table, Path(description="The table to read")], admin: Admin
) -> Response:
    """Read one table of the figures as CSV.

    A text that a spreadsheet program could run as a formula has an apostrophe before it.
    """
    resources = resources_of(request)
    found = await present_overview(resources, await time_zone_of(resources, admin.account_id))
    columns = list(_MODELS[table].model_fields)
    text = csv_text(columns, ([row[name] for name in columns] for row in getattr(found, table)))
    headers = {
        "content-disposition": f'attachment; filename="{table}.csv"',
        "cache-control": "no-store",
    }
    return Response(text, media_type="text/csv", headers=headers)
