"""HTTP routes of a doctor's calendar link, and of the calendar file behind it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from amrutam.accounts.access import SignedIn, recently_proved
from amrutam.accounts.errors import StepUpRequired
from amrutam.booking import calendar_links
from amrutam.booking.calendar_feed import feed
from amrutam.booking.schemas import CalendarLinkView, NewCalendarLinkView
from amrutam.core import clock
from amrutam.core.errors import NotFound
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.notifications.letters import answering_address

router = APIRouter(prefix="/v1", tags=["schedules"])
_own = [Depends(limited("account")), Depends(never_stored)]
_LINK = "/doctors/{doctor_id}/calendar-link"


@router.get(
    _LINK,
    summary="Read the secret link to a doctor's calendar",
    dependencies=_own,
    responses=raises(NotFound),
)
async def calendar_link(request: Request, doctor_id: UUID, caller: SignedIn) -> CalendarLinkView:
    """Read the URL from which other programs read the doctor's calendar; null if there is no link."""
    url = await calendar_links.read_link(resources_of(request), caller, doctor_id)
    return CalendarLinkView(url=url)


@router.post(
    _LINK,
    summary="Create a new secret link to a doctor's calendar",
    status_code=201,
    dependencies=[*_own, Depends(recently_proved)],
    responses=raises(NotFound, StepUpRequired),
)
async def rotate_calendar_link(
    request: Request, doctor_id: UUID, caller: SignedIn
) -> NewCalendarLinkView:
    """Make a new calendar link. The earlier link stops working."""
    url = await calendar_links.rotate_link(resources_of(request), caller, doctor_id)
    return NewCalendarLinkView(url=url)


@router.delete(
    _LINK,
    summary="Delete the secret link to a doctor's calendar",
    status_code=204,
    dependencies=_own,
    responses=raises(NotFound),
)
async def end_calendar_link(request: Request, doctor_id: UUID, caller: SignedIn) -> None:
    """End the calendar link. Programs that use the link can no longer read the calendar."""
    await calendar_links.end_link(resources_of(request), caller, doctor_id)


@router.get(
    "/calendars/{token}.ics",
    summary="Read a doctor's appointments as a calendar file, by the secret link",
    dependencies=[Depends(limited("ip"))],
    response_class=Response,
    responses={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
)
async def calendar_feed(
    request: Request,
    token: Annotated[str, Path(description="The secret part of the calendar link")],
) -> Response:
    """Read a doctor's appointments from 30 days ago to 180 days ahead as a calendar file.

    Patients are shown by their initials.
    """
    resources = resources_of(request)
    owner, appointments = await calendar_links.subscribed(resources, token)
    file = feed(owner, appointments, answering_address(resources.settings), clock.now())
    return Response(file, 200, {"cache-control": "no-store"}, "text/calendar; charset=utf-8")
