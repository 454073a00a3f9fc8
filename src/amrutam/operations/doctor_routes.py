"""HTTP routes of the doctor directory, for administrators."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from amrutam.accounts.access import Admin, recently_proved
from amrutam.accounts.errors import AddressTaken, StepUpRequired
from amrutam.accounts.staff_schemas import Invited
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.json_body import Body
from amrutam.core.http.openapi import raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.operations import directory
from amrutam.operations.directory import State
from amrutam.operations.doctor_accounts import invite_doctor

router = APIRouter(
    prefix="/v1/operations/doctors",
    tags=["operations"],
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)


class DirectoryDoctor(BaseModel):
    id: UUID
    name: str
    registration_number: str
    specialization: str
    city: str
    state: State
    account: Literal["none", "invited", "active", "disabled"]
    next_available_at: datetime | None = Field(
        description="The next available slot; null if there is none or the doctor is not listed"
    )
    photo_url: str | None
    created_at: datetime


class StateCounts(BaseModel):
    """Numbers of doctors by state, over all doctors, whatever the filters are."""

    draft: int = 0
    waiting: int = 0
    approved: int = 0
    suspended: int = 0


class Directory(BaseModel):
    items: list[DirectoryDoctor]
    next_cursor: str | None
    counts: StateCounts


class DoctorsAccount(BaseModel):
    id: UUID
    email: str | None
    has_password: bool = Field(
        description="True once the doctor has set a password with the invitation"
    )
    disabled: bool


class DoctorEvent(BaseModel):
    kind: str
    at: datetime
    by: str | None = Field(description="E-mail address of the administrator who made the change")


class DoctorOfStaff(BaseModel):
    id: UUID
    state: State
    suspended_at: datetime | None
    weekly_hours: int = Field(
        description="Number of the doctor's weekly rules, each a period of a weekday in which patients can book; not a number of hours"
    )
    upcoming: int = Field(description="Number of booked appointments that have not started")
    account: DoctorsAccount | None
    history: list[DoctorEvent] = Field(
        description="The last 50 changes that administrators made, newest first"
    )


class DoctorInvitation(Body):
    email: str = Field(min_length=3, max_length=254, examples=["meera@clinic.example"])


@router.get(
    "",
    summary="List all doctors, including those who are not approved",
    dependencies=[Depends(plain_query)],
    responses=raises(NotAllowed),
)
async def doctors(
    request: Request,
    _admin: Admin,
    q: Annotated[
        str | None,
        Query(
            max_length=100,
            description="Only doctors whose name contains this text or whose registration number begins with it",
        ),
    ] = None,
    state: Annotated[
        State | None,
        Query(
            description="Only doctors in this state. `draft`: the doctor has no weekly hours yet; `waiting`: the doctor waits for approval"
        ),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Directory:
    """List all doctors by name, whatever their state."""
    words = q.strip() if q else None
    page = await directory.doctors_page(resources_of(request), words or None, state, limit, cursor)
    return Directory.model_validate(page, from_attributes=True)


@router.get(
    "/{doctor_id}",
    summary="Read a doctor's state, account and history, as an administrator",
    responses=raises(NotAllowed, NotFound),
)
async def doctor(request: Request, doctor_id: UUID, _admin: Admin) -> DoctorOfStaff:
    """Read a doctor's state, account and history of changes by administrators."""
    found = await directory.doctor_of_staff(resources_of(request), doctor_id)
    return DoctorOfStaff.model_validate(found)


@router.post(
    "/{doctor_id}/account",
    summary="Create an account for a doctor and mail an invitation",
    status_code=201,
    dependencies=[Depends(recently_proved)],
    responses=raises(NotAllowed, NotFound, AddressTaken, StepUpRequired),
)
async def invite(
    request: Request, doctor_id: UUID, admin: Admin, body: DoctorInvitation
) -> Invited:
    """Create an account for a doctor, which replaces an earlier one, and mail the link that sets its password."""
    made = await invite_doctor(resources_of(request), admin, doctor_id, body.email)
    return Invited(id=made)
