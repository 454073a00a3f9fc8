"""HTTP routes of a doctor's schedule, exceptions and day; administrators may use them for any doctor."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from amrutam.accounts.access import SignedIn
from amrutam.accounts.models import Caller
from amrutam.accounts.record_reads import note_record_read
from amrutam.core.dates import Day
from amrutam.core.errors import IfMatchRequired, NotFound, VersionMismatch
from amrutam.core.http import etags
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import NEEDED, raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.schedules import actions, previews
from amrutam.schedules.schemas import (
    AgendaAnswer,
    CalendarChanged,
    ExceptionDocument,
    ExceptionList,
    ScheduleAnswer,
    ScheduleChanged,
    ScheduleDocument,
    SchedulePreview,
)
from amrutam.schedules.validation import check_day

PROBLEMS = raises(NotFound)

router = APIRouter(
    prefix="/v1/doctors/{doctor_id}",
    tags=["schedules"],
    responses=PROBLEMS,
    dependencies=[Depends(limited("account")), Depends(never_stored)],
)


@router.get(
    "/schedule",
    response_model=ScheduleAnswer,
    summary="Read a doctor's weekly hours and booking limits",
    responses={200: {"headers": etags.ETAG_HEADER}},
)
async def get_schedule(
    request: Request, response: Response, doctor_id: UUID, caller: SignedIn
) -> dict[str, Any]:
    """Returns the weekly hours, the booking limits and the version of the schedule; the ETag header has the version too."""
    found = await actions.read_schedule(resources_of(request), caller, doctor_id)
    response.headers["etag"] = f'"{found["version"]}"'
    return found


@router.put(
    "/schedule",
    response_model=ScheduleChanged,
    summary="Replace a doctor's weekly hours",
    responses={
        200: {"headers": etags.ETAG_HEADER},
        **raises(IfMatchRequired, VersionMismatch),
    },
)
async def put_schedule(
    request: Request,
    response: Response,
    doctor_id: UUID,
    caller: SignedIn,
    document: ScheduleDocument,
    if_match: Annotated[
        str | None,
        Header(
            max_length=etags.MAX_LENGTH,
            description=f"The version that you last read: {etags.EXAMPLE}",
            json_schema_extra=etags.HEADER_SCHEMA | NEEDED,
        ),
    ] = None,
) -> dict[str, Any]:
    """Replaces the weekly hours, and those booking limits that the request contains.

    Returns the new schedule, and the appointments that the schedule does not cover, which stay booked.
    """
    changed = await actions.replace_schedule(
        resources_of(request), caller, doctor_id, _expected(if_match), document
    )
    response.headers["etag"] = f'"{changed["version"]}"'
    return await with_read_noted(request, caller, changed)


@router.post(
    "/schedule/preview",
    response_model=SchedulePreview,
    summary="Preview the slots that new weekly hours would offer",
)
async def preview_schedule(
    request: Request, doctor_id: UUID, caller: SignedIn, document: ScheduleDocument
) -> dict[str, Any]:
    """Returns the slots of 14 days, beginning with today, and the appointments that the new hours would not cover.

    Changes nothing.
    """
    preview = await previews.preview_schedule(resources_of(request), caller, doctor_id, document)
    return await with_read_noted(request, caller, preview)


@router.get(
    "/exceptions",
    response_model=ExceptionList,
    summary="List a doctor's present and future leave and extra hours",
)
async def get_exceptions(request: Request, doctor_id: UUID, caller: SignedIn) -> dict[str, Any]:
    """Returns the leave and the extra hours that have not ended."""
    rows = await actions.list_exceptions(resources_of(request), caller, doctor_id)
    return {"items": [dict(row) for row in rows]}


@router.post(
    "/exceptions/preview",
    response_model=CalendarChanged,
    summary="Preview which appointments a leave or extra hours would affect",
)
async def preview_exception(
    request: Request, doctor_id: UUID, caller: SignedIn, document: ExceptionDocument
) -> dict[str, Any]:
    """Returns the appointments that the leave or the extra hours would affect. Changes nothing."""
    preview = await previews.preview_exception(resources_of(request), caller, doctor_id, document)
    return await with_read_noted(request, caller, preview)


@router.delete(
    "/exceptions/{exception_id:uuid}",
    response_model=CalendarChanged,
    summary="Delete a leave or extra hours from a doctor's calendar",
)
async def delete_exception(
    request: Request, doctor_id: UUID, exception_id: UUID, caller: SignedIn
) -> dict[str, Any]:
    """Returns the new version of the schedule, and the appointments that are affected because the period is deleted."""
    resources = resources_of(request)
    changed = await actions.remove_exception(resources, caller, doctor_id, exception_id)
    return await with_read_noted(request, caller, changed)


@router.get(
    "/agenda",
    response_model=AgendaAnswer,
    dependencies=[Depends(plain_query)],
    summary="Read a doctor's appointments and hours on one day",
)
async def get_agenda(
    request: Request,
    doctor_id: UUID,
    caller: SignedIn,
    day: Annotated[
        Day | None, Query(alias="date", description="The doctor's local day; by default today")
    ] = None,
) -> dict[str, Any]:
    """Returns the appointments, the hours, the leave and the lateness of the doctor on one local day."""
    check_day(day, "/query/date")
    return await actions.read_agenda(resources_of(request), caller, doctor_id, day)


async def with_read_noted(
    request: Request, caller: Caller, answer: dict[str, Any]
) -> dict[str, Any]:
    """Records, if the caller is an administrator, that the caller read the affected appointments in the answer; returns the answer.

    `answer`: a dictionary whose `affected_appointments` is a list of dictionaries with the appointment's `id`.
    """
    ids = [each["id"] for each in answer["affected_appointments"]]
    await note_record_read(resources_of(request), caller, ids, "affected")
    return answer


def _expected(if_match: str | None) -> etags.Tags:
    try:
        return etags.tags_of(if_match or "")
    except ValueError as reason:
        raise IfMatchRequired from reason
