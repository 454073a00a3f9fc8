"""Adding leave or extra hours: with the schedules' other addresses, but it can cancel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from amrutam.booking import leave
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.schedules.documents import ExceptionAdded, ExceptionDocument
from amrutam.schedules.errors import ExceptionExists, TooManyExceptions
from amrutam.schedules.routes import PROBLEMS, Signed, with_read_noted

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
    summary="Add leave, extra hours",
    responses=raises(ExceptionExists, TooManyExceptions),
)
async def post_exception(
    request: Request, doctor_id: UUID, caller: Signed, document: ExceptionDocument
) -> dict[str, Any]:
    added = await leave.add_exception(resources_of(request), caller, doctor_id, document)
    return await with_read_noted(request, caller, added)
