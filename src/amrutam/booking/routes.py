"""HTTP routes of appointments."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import Response

from amrutam.accounts.access import DoctorOrAdmin, SignedIn
from amrutam.accounts.recipient import contact_of
from amrutam.booking import closing, confirming, errors, moving, reading, reasons, reopening
from amrutam.booking.calendar_file import calendar_file
from amrutam.booking.idempotency import checked_key
from amrutam.booking.list_parameters import asked_for
from amrutam.booking.models import encode, said_by
from amrutam.booking.schemas import (
    AppointmentPage,
    AppointmentView,
    BookRequest,
    CancelRequest,
    EventList,
    MoveRequest,
    ReasonRequest,
)
from amrutam.core.errors import BadRequest, NotAllowed, NotFound, VersionMismatch
from amrutam.core.http import etags
from amrutam.core.http.fast import fast
from amrutam.core.http.json_answer import NO_STORE, JsonAnswer
from amrutam.core.http.openapi import NEEDED, raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.holds.errors import (
    CodeRefused,
    CodeRequired,
    HoldExpired,
    NotYet,
    SlotTaken,
)

router = APIRouter(prefix="/v1", tags=["booking"], dependencies=[Depends(limited("account"))])


# The OpenAPI document states the pattern and the length; `checked_key` checks them, with errors of its own.
_KEY: dict[str, Any] = {"pattern": "^[!-~]([ -~]*[!-~])?$", "minLength": 1, "maxLength": 255}

_NAME = "A value of 1 to 255 characters that the client chooses to identify this request, such as a UUID"
Key = Annotated[
    str | None, Header(alias="Idempotency-Key", description=_NAME, json_schema_extra=_KEY)
]
NeededKey = Annotated[
    str | None, Header(alias="Idempotency-Key", description=_NAME, json_schema_extra=_KEY | NEEDED)
]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=etags.MAX_LENGTH,
        description=f"The version that you last read: {etags.EXAMPLE}",
        json_schema_extra=etags.HEADER_SCHEMA,
    ),
]

_TAG = {"headers": etags.ETAG_HEADER}
_CONFIRMING = (
    SlotTaken,
    HoldExpired,
    errors.PatientBusy,
    errors.TooManyAppointments,
    errors.FollowUpNotOffered,
    errors.RequestInProgress,
    errors.ScheduleChanged,
    errors.HoldNotForThis,
    errors.KeyReused,
    errors.BeyondCalendar,
    errors.SlotNotOffered,
    errors.OverrideReasonNeeded,
    CodeRequired,
    CodeRefused,
    errors.KeyMissing,
)
_CHANGING = (
    NotFound, errors.NotBooked, errors.AlreadyStarted, errors.TooLateToChange, errors.TooManyChanges, errors.RequestInProgress,
    errors.KeyReused, errors.KeyMissing, VersionMismatch,
)  # fmt: skip
_REASON = raises(NotFound, NotAllowed, errors.NotBooked, errors.AlreadyStarted, VersionMismatch)
_CLOSE = raises(NotFound, NotYet, errors.NotBooked, VersionMismatch)
_REOPEN = raises(NotFound, NotAllowed, errors.NotClosed, errors.ClosedTooLongAgo, VersionMismatch)

PRIVATE = {"cache-control": "no-store"}


def appointment_answer(answer: bytes, status: int = 200) -> Response:
    """The HTTP response with an appointment's JSON, its ETag and, for status 201, its Location."""
    said = said_by(answer)
    headers = [NO_STORE, (b"etag", said.etag.encode())]
    if status == 201:
        headers.append((b"location", b"/v1/appointments/" + str(said.id).encode()))
    return JsonAnswer(answer, status, headers)


def expected_tags(if_match: str | None) -> etags.Tags:
    """The versions in an If-Match header; None for `*` and for no header. Raises `BadRequest` for a malformed header."""
    if if_match is None:
        return None
    try:
        return etags.tags_of(if_match)
    except ValueError as reason:
        raise BadRequest(
            'If-Match must have values of the ETag header of this resource, such as "3"'
        ) from reason


@router.post(
    "/appointments",
    summary="Book the slot of a hold",
    status_code=201,
    response_model=AppointmentView,
    responses={201: _TAG, **raises(NotFound, *_CONFIRMING)},
)
@fast
async def book(
    request: Request, body: BookRequest, caller: SignedIn, key: NeededKey = None
) -> Response:
    """Book the slot of a hold. A repeated request with the same Idempotency-Key books once and returns the same answer."""
    answer = await confirming.confirm_hold(
        resources_of(request), caller, checked_key(key),
        hold_id=body.hold_id, code=body.code, reason=body.reason, override_reason=body.override_reason,
    )  # fmt: skip
    return appointment_answer(answer, 201)


@router.get(
    "/appointments",
    summary="List appointments",
    response_model=AppointmentPage,
    dependencies=[Depends(plain_query)],
)
async def appointments(
    request: Request,
    caller: SignedIn,
    wanted: Annotated[reading.Filter, Depends(asked_for)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Response:
    """List appointments: those of the account's patients, those with the doctor who calls, or those that an administrator searches for.

    Administrators must send at least one of `reference`, `email` and `doctor_id`.
    """
    items, next_cursor = await reading.list_appointments(
        resources_of(request), caller, wanted, limit, cursor
    )
    body = encode({"items": items, "next_cursor": next_cursor})
    return Response(body, 200, PRIVATE, "application/json")


@router.get(
    "/appointments/{appointment_id}.ics",
    summary="Read an appointment as a calendar file",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
)
async def appointment_file(request: Request, appointment_id: UUID, caller: SignedIn) -> Response:
    """Read the appointment as one calendar event (RFC 5545).

    The event's UID never changes; its SEQUENCE grows with each change of the appointment.
    """
    resources = resources_of(request)
    stored = await reading.access_appointment(resources, caller, appointment_id)
    reader = await contact_of(resources, caller.account_id)
    locale = reader.locale if reader else "en"
    event = calendar_file(resources.settings, stored.appointment, "PUBLISH", locale)
    name = f'attachment; filename="{stored.appointment.reference}.ics"'
    headers = {**PRIVATE, "content-disposition": name}
    return Response(event, 200, headers, "text/calendar; charset=utf-8")


@router.get(
    "/appointments/{appointment_id}/events",
    summary="List the changes of an appointment",
    responses=raises(NotFound),
)
async def events(
    request: Request, response: Response, appointment_id: UUID, caller: SignedIn
) -> EventList:
    """List the changes of an appointment, oldest first."""
    response.headers.update(PRIVATE)
    found = await reading.appointment_events(resources_of(request), caller, appointment_id)
    return EventList.model_validate({"items": found})


@router.get(
    "/appointments/{appointment_id}",
    summary="Read an appointment",
    response_model=AppointmentView,
    responses={200: _TAG},
)
@fast
async def appointment(request: Request, appointment_id: UUID, caller: SignedIn) -> Response:
    """Read one appointment that the caller may see."""
    stored = await reading.access_appointment(resources_of(request), caller, appointment_id)
    return appointment_answer(encode(stored.appointment))


@router.patch(
    "/appointments/{appointment_id}",
    summary="Change the patient's reason for an appointment",
    response_model=AppointmentView,
    responses={200: _TAG, **_REASON},
)
async def change_reason(
    request: Request,
    appointment_id: UUID,
    body: ReasonRequest,
    caller: SignedIn,
    if_match: IfMatch = None,
) -> Response:
    """Change the reason that the patient gave, until the visit begins. Sending the same reason again changes nothing."""
    answer = await reasons.change_reason(
        resources_of(request), caller, appointment_id, body.reason, expected_tags(if_match)
    )
    return appointment_answer(answer)


@router.post(
    "/appointments/{appointment_id}/reschedule",
    summary="Move an appointment to the slot of a hold",
    response_model=AppointmentView,
    responses={200: _TAG, **raises(*dict.fromkeys((*_CHANGING, *_CONFIRMING)))},
)
@fast
async def reschedule(
    request: Request,
    appointment_id: UUID,
    body: MoveRequest,
    caller: SignedIn,
    key: Key = None,
    if_match: IfMatch = None,
) -> Response:
    """Move an appointment to the slot of a hold that was made with `reschedules`.

    One transaction frees the old slot and books the new one. Without an Idempotency-Key, the hold
    identifies the request.
    """
    answer = await moving.move_appointment(
        resources_of(request),
        caller,
        checked_key(key or body.hold_id[-64:]),
        appointment_id,
        hold_id=body.hold_id,
        code=body.code,
        expected=expected_tags(if_match),
        override_reason=body.override_reason,
    )
    return appointment_answer(answer)


@router.post(
    "/appointments/{appointment_id}/cancel",
    summary="Cancel an appointment",
    response_model=AppointmentView,
    responses={200: _TAG, **raises(*_CHANGING)},
)
@fast
async def cancel(
    request: Request,
    appointment_id: UUID,
    caller: SignedIn,
    body: CancelRequest | None = None,
    key: NeededKey = None,
    if_match: IfMatch = None,
) -> Response:
    """Cancel an appointment. Others can book its slot immediately."""
    answer = await closing.cancel_appointment(
        resources_of(request),
        caller,
        checked_key(key),
        appointment_id,
        reason=body.reason if body else None,
        expected=expected_tags(if_match),
    )
    return appointment_answer(answer)


@router.post(
    "/appointments/{appointment_id}/complete",
    summary="Record that an appointment took place",
    response_model=AppointmentView,
    responses={200: _TAG, **_CLOSE},
)
async def complete(
    request: Request, appointment_id: UUID, caller: DoctorOrAdmin, if_match: IfMatch = None
) -> Response:
    """Record that the consultation took place. Possible from the start of the appointment on."""
    answer = await closing.close_appointment(
        resources_of(request), caller, appointment_id, "completed", expected_tags(if_match)
    )
    return appointment_answer(answer)


@router.post(
    "/appointments/{appointment_id}/no-show",
    summary="Record that the patient did not come to an appointment",
    response_model=AppointmentView,
    responses={200: _TAG, **_CLOSE},
)
async def no_show(
    request: Request, appointment_id: UUID, caller: DoctorOrAdmin, if_match: IfMatch = None
) -> Response:
    """Record that the patient did not come. Possible from the start of the appointment on."""
    answer = await closing.close_appointment(
        resources_of(request), caller, appointment_id, "no_show", expected_tags(if_match)
    )
    return appointment_answer(answer)


@router.post(
    "/appointments/{appointment_id}/reopen",
    summary="Undo the record that an appointment took place or was missed",
    response_model=AppointmentView,
    responses={200: _TAG, **_REOPEN},
)
async def reopen(
    request: Request, appointment_id: UUID, caller: DoctorOrAdmin, if_match: IfMatch = None
) -> Response:
    """Undo a completion or a no-show. Possible by default within one day, for the person who made the record and for administrators."""
    answer = await reopening.reopen_appointment(
        resources_of(request), caller, appointment_id, expected_tags(if_match)
    )
    return appointment_answer(answer)
