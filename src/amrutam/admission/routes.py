"""HTTP routes of places in a doctor's admission queue, and of the switch by which staff turn the queue on or off."""

from __future__ import annotations

from math import ceil
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response

from amrutam.accounts.access import MaybeSignedIn, SignedIn
from amrutam.admission import actions
from amrutam.admission.access import access_rush
from amrutam.admission.errors import TooManyPlaces
from amrutam.admission.models import Place, PlaceState, Rush
from amrutam.admission.places import seal_place
from amrutam.admission.rules import estimated_seconds, poll_seconds
from amrutam.admission.schemas import PlaceView, RushChange, RushView
from amrutam.core.errors import NotFound, Unavailable
from amrutam.core.http.json_answer import never_stored
from amrutam.core.http.openapi import raises
from amrutam.core.ratelimit import limited, limited_visitor
from amrutam.core.resources import Resources, resources_of
from amrutam.doctors.access import visible_doctor

router = APIRouter(prefix="/v1/doctors/{doctor_id}", tags=["booking"])

Shown = Annotated[
    str | None,
    Header(alias="AMRUTAM-Place", max_length=300, description="The `place` of an earlier answer"),
]
_UNQUEUED_SECONDS = 10.0
"""Seconds after which a client asks again whether the doctor has a queue, while the doctor has none."""
_PLACES = [Depends(limited("ip")), Depends(never_stored)]
_STAFF = [Depends(limited("account")), Depends(never_stored)]


@router.post(
    "/admission", responses=raises(NotFound, TooManyPlaces), dependencies=_PLACES,
    summary="Join a doctor's admission queue",
)  # fmt: skip
async def take_place(
    request: Request, doctor_id: UUID, caller: MaybeSignedIn, amrutam_place: Shown = None
) -> PlaceView:
    """Take a place in the doctor's admission queue.

    An account has one place, which each request returns. Without sign-in, send the place of an
    earlier answer in AMRUTAM-Place to get the same place again; a network address can have
    `AMRUTAM_ADMISSION_PLACES_PER_ADDRESS` such places.
    """
    resources = resources_of(request)
    await visible_doctor(resources, doctor_id, caller)
    address = limited_visitor(request) if resources.settings.rate_limits == "on" else None
    found = await actions.take_place(resources, doctor_id, caller, amrutam_place, address)
    return _shown(resources, *found)


@router.get(
    "/admission", responses=raises(NotFound), dependencies=_PLACES,
    summary="Read the caller's place in a doctor's admission queue",
)  # fmt: skip
async def read_place(
    request: Request, doctor_id: UUID, caller: MaybeSignedIn, amrutam_place: Shown = None
) -> PlaceView:
    """Read the caller's place: its position, or until when the caller can hold a slot.

    A waiting place is lost if its state is not read for `AMRUTAM_ADMISSION_PRESENCE_SECONDS`, here
    or over a WebSocket.
    """
    resources = resources_of(request)
    await visible_doctor(resources, doctor_id, caller)
    found = await actions.place_state(resources, doctor_id, caller, amrutam_place)
    return _shown(resources, *found)


@router.delete(
    "/admission", status_code=204, responses=raises(NotFound), dependencies=_PLACES,
    summary="Leave a doctor's admission queue",
)  # fmt: skip
async def give_up(
    request: Request, doctor_id: UUID, caller: MaybeSignedIn, amrutam_place: Shown = None
) -> Response:
    """Give up the caller's place. Repeating the request changes nothing."""
    resources = resources_of(request)
    await visible_doctor(resources, doctor_id, caller)
    await actions.give_up(resources, doctor_id, caller, amrutam_place)
    return Response(status_code=204)


def _shown(
    resources: Resources, place: Place | None, state: PlaceState, rush: Rush | None
) -> PlaceView:
    rate = rush.rate if rush else 0.0
    wait = estimated_seconds(state.position, rate) if state.position else None
    return PlaceView(
        state=state.state,
        place=seal_place(resources.keyring, place) if place else None,
        position=state.position,
        estimated_seconds=None if wait is None else ceil(wait),
        turn_ends_at=state.turn_ends_at,
        poll_seconds=_UNQUEUED_SECONDS
        if state.state == "open"
        else round(
            poll_seconds(state.position or 0, rate, resources.settings.admission_presence_seconds),
            1,
        ),
    )


@router.get(
    "/rush", responses=raises(NotFound, Unavailable), dependencies=_STAFF,
    summary="Read whether a doctor has an admission queue",
)  # fmt: skip
async def read_rush(request: Request, doctor_id: UUID, caller: SignedIn) -> RushView:
    """Read whether the doctor's admission queue is on, and how long the queue is, as the doctor or an administrator."""
    resources = resources_of(request)
    await access_rush(resources, doctor_id, caller)
    return RushView.of(await actions.rush_of(resources, doctor_id))


@router.put(
    "/rush", responses=raises(NotFound, Unavailable), dependencies=_STAFF,
    summary="Turn a doctor's admission queue on or off",
)  # fmt: skip
async def set_rush(
    request: Request, doctor_id: UUID, body: RushChange, caller: SignedIn
) -> RushView:
    """Turn the doctor's admission queue on or off, as the doctor or an administrator.

    A queue that was turned on ends after some hours (`AMRUTAM_RUSH_HOURS`). Turning the queue off
    deletes its places.
    """
    resources = resources_of(request)
    await access_rush(resources, doctor_id, caller)
    return RushView.of(await actions.set_rush(resources, doctor_id, on=body.on))
