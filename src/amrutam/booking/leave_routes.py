"""The route that adds leave or extra hours. The route is in booking and not in schedules, because it can cancel appointments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from amrutam.accounts.access import SignedIn
from amrutam.booking import leave
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.schedules.errors import ExceptionExists, TooManyExceptions
from amrutam.schedules.routes import PROBLEMS, with_read_noted
from amrutam.schedules.schemas import ExceptionAdded, ExceptionDocument

router = APIRouter(
    prefix="/v1/doctors/{doctor_id}",
    tags=["schedules"],
    responses=PROBLEMS,
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)


@router.post(
    "/exceptions",
    status_code=201,
    response_model=ExceptionAdded,
    summary="Add leave or extra hours to a doctor's calendar",
    responses=raises(ExceptionExists, TooManyExceptions),
)
async def post_exception(
    request: Request, doctor_id: UUID, caller: SignedIn, document: ExceptionDocument
) -> dict[str, Any]:
    """Add leave or extra hours. The response has the added period, the new version of the schedule and the affected appointments; if `affected` is `cancel`, with their status after the cancellations."""
    added = await leave.add_exception(resources_of(request), caller, doctor_id, document)
    return await with_read_noted(request, caller, added)
