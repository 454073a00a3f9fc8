"""HTTP routes of holds."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from amrutam.accounts.access import SignedIn
from amrutam.admission.errors import AdmissionRequired
from amrutam.admission.places import HEADER
from amrutam.booking import errors, existing_holds, hold_codes, holding
from amrutam.booking.hold_models import Hold, HoldShown
from amrutam.booking.models import encode
from amrutam.booking.routes import PRIVATE
from amrutam.booking.schemas import CodeSentView, HoldRequest, HoldView
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.http.address import client_address
from amrutam.core.http.fast import fast
from amrutam.core.http.json_answer import NO_STORE, JsonAnswer
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited, limited_visitor
from amrutam.core.resources import Resources, resources_of
from amrutam.holds.errors import HoldExpired, NoMoreExtensions, NotYet, SlotTaken, TooManyHolds

router = APIRouter(prefix="/v1", tags=["booking"])

_LIMITED = [Depends(limited("account"))]


def _hold(resources: Resources, hold: Hold, status: int = 200) -> Response:
    shown = encode(HoldShown.of(hold, resources.settings))
    return JsonAnswer(shown, status, [NO_STORE])


@router.post(
    "/holds",
    summary="Hold a slot for a patient, by default for five minutes",
    status_code=201,
    response_model=HoldView,
    responses=raises(
        NotFound, SlotTaken, AdmissionRequired, errors.SlotNotOffered, errors.NotBooked, errors.AlreadyStarted,
        errors.TooLateToChange, errors.FollowUpNotOffered,
        errors.HoldNotForThis, TooManyHolds, NotAllowed,
    ),
    dependencies=[Depends(limited("holds"))],
)  # fmt: skip
@fast
async def hold(request: Request, body: HoldRequest, caller: SignedIn) -> Response:
    """Hold a slot, by default for five minutes; `expires_at` is the end. While the hold lasts, a repeated request of the same account returns the same hold."""
    resources = resources_of(request)
    address = limited_visitor(request) if resources.settings.rate_limits == "on" else None
    held = await holding.hold_time(
        resources, caller, body.wish(), address, request.headers.get(HEADER)
    )
    return _hold(resources, held, 201)


@router.get(
    "/holds/{hold_id}",
    summary="Read a hold",
    response_model=HoldView,
    responses=raises(NotFound, HoldExpired),
    dependencies=_LIMITED,
)
async def read_hold(request: Request, hold_id: str, caller: SignedIn) -> Response:
    """Read a hold: its slot, and when the hold ends."""
    resources = resources_of(request)
    return _hold(resources, await existing_holds.read_hold(resources, caller, hold_id))


@router.post(
    "/holds/{hold_id}/extend",
    summary="Extend a hold, by default by two minutes",
    response_model=HoldView,
    responses=raises(NotFound, HoldExpired, NoMoreExtensions, NotYet),
    dependencies=_LIMITED,
)
async def extend_hold(request: Request, hold_id: str, caller: SignedIn) -> Response:
    """Extend a hold, by default by two minutes.

    By default an extension is possible ten times, each in the last two minutes of the hold (WCAG 2.2.1). `extensions_left` says how
    many are left.
    """
    resources = resources_of(request)
    return _hold(resources, await existing_holds.extend_hold(resources, caller, hold_id))


@router.delete(
    "/holds/{hold_id}",
    summary="Release a hold, so that others can hold its slot",
    status_code=204,
    dependencies=_LIMITED,
)
async def release_hold(request: Request, hold_id: str, caller: SignedIn) -> Response:
    """Release a hold, so that others can hold its slot. Repeating the request changes nothing."""
    await existing_holds.release_hold(resources_of(request), caller, hold_id)
    return Response(status_code=204)


@router.post(
    "/holds/{hold_id}/code",
    summary="Send the one-time code that confirms a booking",
    status_code=202,
    response_model=CodeSentView,
    responses=raises(NotFound, HoldExpired, errors.NoContact),
    dependencies=_LIMITED,
)
async def send_code(
    request: Request, response: Response, hold_id: str, caller: SignedIn
) -> CodeSentView:
    """Send a one-time code that confirms only this hold. An earlier code of the hold becomes invalid."""
    response.headers.update(PRIVATE)
    resources = resources_of(request)
    address = client_address(request)
    sent = await hold_codes.send_hold_code(resources, caller, hold_id, address)
    return CodeSentView(expires_at=sent.expires_at, resend_at=sent.resend_at)
