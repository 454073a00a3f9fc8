"""HTTP routes of the front desk: available slots, the clinic queue, and its displays."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from amrutam.accounts.access import SignedIn
from amrutam.booking.errors import KeyMissing, KeyReused, RequestInProgress
from amrutam.booking.idempotency import checked_key
from amrutam.booking.routes import NeededKey
from amrutam.clinics.errors import TooManyAtClinic
from amrutam.core.dates import Day
from amrutam.core.errors import NotFound
from amrutam.core.http.json_answer import NO_STORE, JsonAnswer, never_stored
from amrutam.core.http.openapi import FROM_REPLICAS, raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.desk import clinic_queue, displays, times
from amrutam.desk.errors import AlreadyInQueue, TicketMovedOn
from amrutam.desk.schemas import (
    ClinicTimes,
    Display,
    DisplayedQueue,
    Displays,
    MadeDisplay,
    NewDisplay,
    NewTicket,
    Queue,
    Ticket,
    TicketChange,
)
from amrutam.schedules.validation import check_day

router = APIRouter(prefix="/v1", tags=["front desk"])
Date = Annotated[
    Day | None, Query(alias="date", description="The clinic's local day; by default today")
]
_OWN = [Depends(limited("account")), Depends(never_stored)]
_QUERIED = [*_OWN, Depends(plain_query)]
_KEYED = (KeyMissing, KeyReused, RequestInProgress)


@router.get(
    "/clinics/{clinic_id}/times",
    dependencies=_QUERIED,
    summary="List the available slots of a clinic's doctors on one day",
    responses=raises(NotFound),
    openapi_extra=FROM_REPLICAS,
)
async def free_times(
    request: Request,
    clinic_id: UUID,
    caller: SignedIn,
    day: Date = None,
    consultation_type_id: Annotated[
        UUID | None,
        Query(
            description="A consultation type of one of the doctors. The slots of the other doctors are for their default types"
        ),
    ] = None,
) -> ClinicTimes:
    """Read the available slots in person. Today's first slot of a doctor is the next one for a walk-in patient."""
    check_day(day, "/query/date")
    resources = resources_of(request)
    return await times.free_times(resources, caller, clinic_id, day, consultation_type_id)


@router.get(
    "/clinics/{clinic_id}/queue",
    dependencies=_QUERIED,
    summary="List the queue numbers of a clinic on one day",
    responses=raises(NotFound),
)
async def read_queue(
    request: Request, clinic_id: UUID, caller: SignedIn, day: Date = None
) -> Queue:
    check_day(day, "/query/date")
    return await clinic_queue.read_queue(resources_of(request), caller, clinic_id, day)


@router.post(
    "/clinics/{clinic_id}/queue",
    status_code=201,
    response_model=Ticket,
    dependencies=_OWN,
    summary="Give a patient the next number in a doctor's queue at a clinic",
    responses=raises(NotFound, AlreadyInQueue, *_KEYED),
)
async def take_number(
    request: Request, clinic_id: UUID, caller: SignedIn, new: NewTicket, key: NeededKey = None
) -> Response:
    """Give a patient the next number in a doctor's queue. Numbers begin at 1 for each doctor, clinic and local day, and have no gaps. A repeated request with the same Idempotency-Key returns the same number."""
    answer = await clinic_queue.take_number(
        resources_of(request), caller, checked_key(key), clinic_id, new
    )
    return JsonAnswer(answer, 201, [NO_STORE])


@router.patch(
    "/clinics/{clinic_id}/queue/{ticket_id}",
    dependencies=_OWN,
    summary="Change the state of a queue number, for example to called",
    responses=raises(NotFound, AlreadyInQueue, TicketMovedOn),
)
async def change_ticket(
    request: Request, clinic_id: UUID, ticket_id: UUID, caller: SignedIn, change: TicketChange
) -> Ticket:
    """Change a number's state: called, in the room, done, left, or back to waiting."""
    return await clinic_queue.change_ticket(
        resources_of(request), caller, clinic_id, ticket_id, change
    )


@router.get(
    "/clinics/{clinic_id}/displays",
    dependencies=_OWN,
    summary="List the displays that show a clinic's queue",
    responses=raises(NotFound),
)
async def list_displays(request: Request, clinic_id: UUID, caller: SignedIn) -> Displays:
    rows = await displays.list_displays(resources_of(request), caller, clinic_id)
    return Displays(items=[Display.model_validate(dict(row)) for row in rows])


@router.post(
    "/clinics/{clinic_id}/displays",
    status_code=201,
    dependencies=_OWN,
    summary="Create the token with which a display shows a clinic's queue",
    responses=raises(NotFound, TooManyAtClinic),
)
async def make_display(
    request: Request, clinic_id: UUID, caller: SignedIn, new: NewDisplay
) -> MadeDisplay:
    """Make a token for a display, a screen in the clinic. The token is shown once.

    It gives access to the clinic's queue of today: the names of the clinic and its doctors, the numbers, their states and
    rooms, but nothing about patients.
    """
    return await displays.make_display(resources_of(request), caller, clinic_id, new.name)


@router.delete(
    "/clinics/{clinic_id}/displays/{display_id}",
    status_code=204,
    dependencies=_OWN,
    summary="Revoke the token of a display; the display then gets `not-found`",
    responses=raises(NotFound),
)
async def revoke_display(
    request: Request, clinic_id: UUID, display_id: UUID, caller: SignedIn
) -> None:
    await displays.revoke_display(resources_of(request), caller, clinic_id, display_id)


@router.get(
    "/display",
    dependencies=[Depends(limited("ip")), Depends(never_stored)],
    summary="Read the queue that a display in a clinic shows",
    responses=raises(NotFound),
)
async def display(
    request: Request,
    token: Annotated[
        str, Header(alias="AMRUTAM-Display", max_length=100, description="The token of the display")
    ] = "",
) -> DisplayedQueue:
    """Read today's queue by a display's token. After the token was revoked, its creator lost access, or the clinic was closed, the answer is `not-found`."""
    return await displays.displayed_queue(resources_of(request), token)
