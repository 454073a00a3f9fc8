"""Holding, confirming, moving, cancelling and reading an appointment, below the framework."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from amrutam.accounts.access import caller_of
from amrutam.accounts.models import Caller
from amrutam.booking import hold_routes, routes
from amrutam.booking.holding import Wish
from amrutam.core.http import etags
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
    lane.add("POST", "/v1/appointments/{appointment_id}/reschedule", move)
    lane.add("POST", "/v1/appointments/{appointment_id}/cancel", cancel)


class _Hold(msgspec.Struct, forbid_unknown_fields=True):
    doctor_id: UUID
    starts_at: Annotated[datetime, msgspec.Meta(tz=True)]
    consultation_type_id: UUID | None = None
    mode: Mode | None = None
    patient_id: UUID | None = None
    reschedules: UUID | None = None


_HoldId = Annotated[str, msgspec.Meta(min_length=1, max_length=2048)]
_Code = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}\Z")]
_Reason = Annotated[str, msgspec.Meta(max_length=2000)]


class _Booking(msgspec.Struct, forbid_unknown_fields=True):
    hold_id: _HoldId
    code: _Code | None = None
    reason: _Reason | None = None


class _Move(msgspec.Struct, forbid_unknown_fields=True):
    hold_id: _HoldId
    code: _Code | None = None


class _Cancellation(msgspec.Struct, forbid_unknown_fields=True):
    reason: _Reason | None = None


_hold = msgspec.json.Decoder(_Hold)
_booking = msgspec.json.Decoder(_Booking)
_move = msgspec.json.Decoder(_Move)
_cancellation = msgspec.json.Decoder(_Cancellation)


async def hold(request: Request, body: bytes) -> Response | None:
    try:
        asked = _hold.decode(body)
    except msgspec.DecodeError:
        return None
    caller = await _counted(request, _limit_holds)
    if caller is None:
        return None
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
    caller = await _counted(request)
    if caller is None:
        return None
    return await routes.book_answer(
        resources_of(request), caller, _key(request), asked.hold_id, asked.code, asked.reason
    )


async def move(request: Request, body: bytes) -> Response | None:
    try:
        appointment_id, if_match = _id(request), _if_match(request)
        asked = _move.decode(body)
    except ValueError:
        return None
    caller = await _counted(request)
    if caller is None:
        return None
    return await routes.move_answer(
        resources_of(request), caller, _key(request), appointment_id, asked.hold_id, asked.code,
        if_match,
    )  # fmt: skip


async def cancel(request: Request, body: bytes) -> Response | None:
    try:
        appointment_id, if_match = _id(request), _if_match(request)
        reason = _cancellation.decode(body).reason if body else None
    except ValueError:
        return None
    caller = await _counted(request)
    if caller is None:
        return None
    return await routes.cancel_answer(
        resources_of(request), caller, _key(request), appointment_id, reason, if_match
    )


async def appointment(request: Request, _body: bytes) -> Response | None:
    try:
        appointment_id = _id(request)
    except ValueError:
        return None
    caller = await _counted(request)
    if caller is None:
        return None
    return await routes.appointment_answer(resources_of(request), caller, appointment_id)


async def _counted(
    request: Request, limit: Callable[[Request], Awaitable[None]] = _limit
) -> Caller | None:
    """Who asks, after the limit has let them; None is nobody, whom nothing is counted to here."""
    caller = await caller_of(request)
    if caller is not None:
        await limit(request)
    return caller


def _id(request: Request) -> UUID:
    return UUID(request.path_params["id"])


def _key(request: Request) -> str | None:
    return request.headers.get("idempotency-key")


def _if_match(request: Request) -> str | None:
    """Raises `ValueError` for what the framework's route refuses."""
    sent = request.headers.get("if-match")
    if sent is not None and len(sent) > etags.MAX_LENGTH:
        raise ValueError
    return sent
