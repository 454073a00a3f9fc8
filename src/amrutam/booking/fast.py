"""Holding, confirming and reading an appointment, below the framework."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from amrutam.accounts.access import caller_of
from amrutam.booking import hold_routes, routes
from amrutam.booking.holding import Wish
from amrutam.core.http.fast import FastLane
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of
from amrutam.schedules.models import Mode

_limit = limited("account")
_limit_holds = limited("holds")


def register(lane: FastLane) -> None:
    lane.add("POST", "/v1/holds", hold)
    lane.add("POST", "/v1/appointments", book)
    lane.add("GET", "/v1/appointments/{appointment_id}", appointment)


class _Hold(msgspec.Struct, forbid_unknown_fields=True):
    doctor_id: UUID
    starts_at: Annotated[datetime, msgspec.Meta(tz=True)]
    consultation_type_id: UUID | None = None
    mode: Mode | None = None
    patient_id: UUID | None = None
    reschedules: UUID | None = None


class _Booking(msgspec.Struct, forbid_unknown_fields=True):
    hold_id: Annotated[str, msgspec.Meta(min_length=1, max_length=2048)]
    code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}\Z")] | None = None
    reason: Annotated[str, msgspec.Meta(max_length=2000)] | None = None


_hold = msgspec.json.Decoder(_Hold)
_booking = msgspec.json.Decoder(_Booking)


async def hold(request: Request, body: bytes) -> Response | None:
    try:
        asked = _hold.decode(body)
    except msgspec.DecodeError:
        return None
    caller = await caller_of(request)
    if caller is None:
        return None
    await _limit_holds(request)
    wish = Wish(
        asked.doctor_id, asked.starts_at, asked.consultation_type_id, asked.mode,
        asked.patient_id, asked.reschedules,
    )  # fmt: skip
    return await hold_routes.hold_answer(resources_of(request), caller, wish)


async def book(request: Request, body: bytes) -> Response | None:
    try:
        asked = _booking.decode(body)
    except msgspec.DecodeError:
        return None
    caller = await caller_of(request)
    if caller is None:
        return None
    await _limit(request)
    key = request.headers.get("idempotency-key")
    return await routes.book_answer(
        resources_of(request), caller, key, asked.hold_id, asked.code, asked.reason
    )


async def appointment(request: Request, _body: bytes) -> Response | None:
    try:
        appointment_id = UUID(request.path_params["id"])
    except ValueError:
        return None
    caller = await caller_of(request)
    if caller is None:
        return None
    await _limit(request)
    return await routes.appointment_answer(resources_of(request), caller, appointment_id)
