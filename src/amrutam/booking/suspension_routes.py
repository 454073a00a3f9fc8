"""HTTP routes for suspending a doctor and for handing visits over to another doctor.

The routes are in booking and not in doctors, because both actions change appointments.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from amrutam.accounts.access import Admin
from amrutam.accounts.models import Caller
from amrutam.booking import handover, suspension
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.http import etags
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.json_body import Body
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.doctors.models import Mode
from amrutam.doctors.routes import doctor_answer
from amrutam.doctors.schemas import DoctorAnswer

router = APIRouter(
    prefix="/v1/doctors/{doctor_id}",
    tags=["doctors"],
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)


class Suspension(Body):
    affected: Literal["keep", "cancel"] = Field(
        default="keep",
        description="What happens to booked visits. `keep`: they stay booked; `cancel`: they are cancelled",
    )


class UpcomingVisit(BaseModel):
    id: UUID
    reference: str
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    patient_name: str
    handover: Literal["none", "proposed", "to_choose", "declined"] = Field(
        description="`none`: the patient has not been asked to see another doctor; `proposed`: the same time with the other doctor is reserved until `answer_until`; `to_choose`: the patient has been asked to choose a slot of the other doctor, or the proposal has expired; `declined`: the patient does not want to see the other doctor"
    )
    handover_doctor_name: str | None = Field(
        description="Name of the doctor whom the patient is asked to see instead"
    )
    answer_until: datetime | None


class UpcomingVisits(BaseModel):
    count: int
    proposed: int = Field(
        description="Number of visits for which the same time with the other doctor is reserved, and whose patient has not answered"
    )
    to_choose: int = Field(
        description="Number of visits whose patient was asked to choose a slot, or whose proposal has expired, and whose patient has not answered"
    )
    declined: int = Field(
        description="Number of visits whose patient does not want to see the other doctor"
    )
    items: list[UpcomingVisit] = Field(
        description="The first 500 booked appointments that have not begun"
    )


class Handover(Body):
    to_doctor_id: UUID


@router.get(
    "/upcoming",
    summary="List the booked appointments of a doctor that have not begun",
    responses=raises(NotAllowed, NotFound),
)
async def upcoming(request: Request, doctor_id: UUID, admin: Admin) -> UpcomingVisits:
    return await _upcoming(request, doctor_id, admin)


@router.post(
    "/handover",
    summary="Ask a leaving doctor's patients to change to another doctor",
    responses=raises(NotAllowed, NotFound),
)
async def post_handover(
    request: Request, doctor_id: UUID, admin: Admin, body: Handover
) -> UpcomingVisits:
    """Ask the patient of each booked visit of the doctor, by mail, to see the other doctor instead.

    The mail proposes the same time if the other doctor is available at that time, otherwise the mail
    asks the patient to choose a slot. A job sends the mails after the answer. If the
    request is repeated, patients who have neither declined nor an open proposal are asked again;
    with another `to_doctor_id` all patients are asked again.
    """
    await handover.hand_over(resources_of(request), admin, doctor_id, body.to_doctor_id)
    return await _upcoming(request, doctor_id, admin)


async def _upcoming(request: Request, doctor_id: UUID, admin: Caller) -> UpcomingVisits:
    counts, rows = await suspension.upcoming_visits(resources_of(request), admin, doctor_id)
    return UpcomingVisits.model_validate({**counts, "items": [dict(row) for row in rows]})


@router.post(
    "/suspend",
    summary="Suspend a doctor, so that nobody can book the doctor any more",
    response_model=DoctorAnswer,
    responses={200: {"headers": etags.ETAG_HEADER}, **raises(NotAllowed, NotFound)},
)
async def suspend(
    request: Request, doctor_id: UUID, admin: Admin, wanted: Suspension | None = None
) -> Response:
    """Suspend the doctor. With `affected` = `cancel`, a job cancels the booked visits after the answer, and their patients get a mail that offers them other doctors' slots."""
    resources = resources_of(request)
    affected = wanted.affected if wanted else "keep"
    present = await suspension.suspend_doctor(resources, admin, doctor_id, affected)
    return await doctor_answer(resources, present)
