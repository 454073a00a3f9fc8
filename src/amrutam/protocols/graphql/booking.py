"""Resolvers: holds and appointments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from ariadne import MutationType, ObjectType, QueryType
from pydantic import BaseModel, ConfigDict, Field

from amrutam.admission.places import HEADER
from amrutam.booking import (
    closing,
    confirming,
    existing_holds,
    hold_codes,
    holding,
    moving,
    reading,
    reopening,
)
from amrutam.booking.hold_models import Hold, HoldShown
from amrutam.booking.idempotency import checked_key
from amrutam.booking.models import Status
from amrutam.booking.schemas import BookRequest, CancelRequest, EventView, HoldRequest, MoveRequest
from amrutam.core.dates import Day
from amrutam.core.errors import NotFound
from amrutam.core.http.address import client_address
from amrutam.core.ratelimit import limited_visitor
from amrutam.holds.errors import HoldExpired
from amrutam.protocols.graphql.appointments import appointment_of, appointment_of_json
from amrutam.protocols.graphql.arguments import tags_of, uuid_of
from amrutam.protocols.graphql.connections import connection, edges
from amrutam.protocols.graphql.context import Context, Info, ids_of
from amrutam.protocols.graphql.doctors import profiles
from amrutam.protocols.graphql.mutations import mutation
from amrutam.protocols.graphql.problems import validated

_query, _mutation = QueryType(), MutationType()
_appointment, _doctor = ObjectType("Appointment"), ObjectType("AppointmentDoctor")
BOUND = [_query, _mutation, _appointment, _doctor, *edges("AppointmentEdge")]


class _ListAsked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    status: Status | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")
    sort: Literal["starts_at", "starts_at_descending"]
    doctor_id: UUID | None = None
    reference: Annotated[str, Field(max_length=32)] | None = None
    email: Annotated[str, Field(max_length=254)] | None = None
    first: int = Field(ge=1, le=100)
    after: Annotated[str, Field(max_length=1024)] | None = None

    def filter(self) -> reading.Filter:
        named = self.reference.strip().upper() if self.reference is not None else None
        sort: Literal["starts_at", "-starts_at"] = (
            "starts_at" if self.sort == "starts_at" else "-starts_at"
        )
        return reading.Filter(
            self.status, self.since, self.until, sort, self.doctor_id, named, self.email
        )


@_query.field("hold")
async def _hold(_root: Any, info: Info, id: str) -> dict[str, Any] | None:
    context = info.context
    caller = context.signed_in()
    try:
        return _shown_hold(context, await existing_holds.read_hold(context.resources, caller, id))
    except (NotFound, HoldExpired):
        return None


@_query.field("appointments")
async def _appointments(_root: Any, info: Info, **arguments: Any) -> dict[str, Any]:
    context = info.context
    resources, caller = context.resources, context.signed_in()
    asked = validated(_ListAsked, arguments)
    wanted = asked.filter()
    found, following = await reading.list_appointments(
        resources, caller, wanted, asked.first, asked.after
    )

    def cursor_of(n: int) -> str:
        return reading.cursor_after(resources, caller, wanted, found[n].starts_at, found[n].id)

    return connection([appointment_of(each) for each in found], following, cursor_of, asked.after)


@_query.field("appointment")
async def _appointment_by_id(
    _root: Any,
    info: Info,
    id: str,
) -> dict[str, Any] | None:
    context = info.context
    caller = context.signed_in()
    try:
        stored = await reading.access_appointment(context.resources, caller, uuid_of(id))
    except NotFound:
        return None
    return appointment_of(stored.appointment)


@_appointment.field("events")
def _events(appointment: dict[str, Any], info: Info) -> Any:
    """The history of an appointment. Access was checked when the appointment was read."""
    context = info.context
    return context.load(_histories, appointment["id"])


async def _histories(context: Context, keys: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    found = await reading.histories(context.resources, context.signed_in(), ids_of(keys))
    return {
        str(id_): [EventView.model_validate(event).model_dump(mode="json") for event in events]
        for id_, events in found.items()
    }


@_doctor.field("profile")
def _profile(doctor: dict[str, Any], info: Info) -> Any:
    context = info.context
    return context.load(profiles, doctor["id"])


@mutation(_mutation, "holdTime", "Hold", "holds")
async def _hold_time(context: Context, input: dict[str, Any]) -> dict[str, Any]:
    caller, resources = context.signed_in(), context.resources
    body = validated(HoldRequest, input)
    is_limited = resources.settings.rate_limits == "on"
    address = limited_visitor(context.request) if is_limited else None
    place = context.request.headers.get(HEADER)
    held = await holding.hold_time(resources, caller, body.wish(), address, place)
    return _shown_hold(context, held)


@mutation(_mutation, "extendHold", "Hold")
async def _extend_hold(context: Context, id: str) -> dict[str, Any]:
    caller = context.signed_in()
    return _shown_hold(context, await existing_holds.extend_hold(context.resources, caller, id))


@mutation(_mutation, "releaseHold", "HoldReleased")
async def _release_hold(context: Context, id: str) -> dict[str, Any]:
    await existing_holds.release_hold(context.resources, context.signed_in(), id)
    return {"id": id}


@mutation(_mutation, "sendHoldCode", "CodeSent")
async def _send_hold_code(context: Context, id: str) -> dict[str, Any]:
    caller = context.signed_in()
    context.use_secret()
    address = client_address(context.request)
    sent = await hold_codes.send_hold_code(context.resources, caller, id, address)
    return {"expires_at": sent.expires_at.isoformat(), "resend_at": sent.resend_at.isoformat()}


@mutation(_mutation, "bookAppointment", "Appointment")
async def _book(context: Context, idempotency_key: str, input: dict[str, Any]) -> dict[str, Any]:
    caller = context.signed_in()
    body = validated(BookRequest, input)
    if body.code is not None:
        context.use_secret()
    answer = await confirming.confirm_hold(
        context.resources, caller, checked_key(idempotency_key),
        hold_id=body.hold_id, code=body.code, reason=body.reason,
    )  # fmt: skip
    return appointment_of_json(answer)


@mutation(_mutation, "moveAppointment", "Appointment")
async def _move(
    context: Context,
    idempotency_key: str,
    id: str,
    input: dict[str, Any],
    expected_version: int | None = None,
) -> dict[str, Any]:
    caller = context.signed_in()
    body = validated(MoveRequest, input)
    if body.code is not None:
        context.use_secret()
    answer = await moving.move_appointment(
        context.resources, caller, checked_key(idempotency_key), uuid_of(id),
        hold_id=body.hold_id, code=body.code, expected=tags_of(expected_version),
    )  # fmt: skip
    return appointment_of_json(answer)


@mutation(_mutation, "cancelAppointment", "Appointment")
async def _cancel(
    context: Context,
    idempotency_key: str,
    id: str,
    input: dict[str, Any] | None = None,
    expected_version: int | None = None,
) -> dict[str, Any]:
    caller = context.signed_in()
    body = validated(CancelRequest, input or {})
    answer = await closing.cancel_appointment(
        context.resources, caller, checked_key(idempotency_key), uuid_of(id),
        reason=body.reason, expected=tags_of(expected_version),
    )  # fmt: skip
    return appointment_of_json(answer)


@mutation(_mutation, "completeAppointment", "Appointment")
async def _complete(
    context: Context,
    id: str,
    expected_version: int | None = None,
) -> dict[str, Any]:
    return await _close(context, id, "completed", expected_version)


@mutation(_mutation, "missAppointment", "Appointment")
async def _miss(
    context: Context,
    id: str,
    expected_version: int | None = None,
) -> dict[str, Any]:
    return await _close(context, id, "no_show", expected_version)


async def _close(
    context: Context, id_: str, status: Literal["completed", "no_show"], version: int | None
) -> dict[str, Any]:
    caller = context.signed_in("doctor", "admin")
    answer = await closing.close_appointment(
        context.resources, caller, uuid_of(id_), status, tags_of(version)
    )
    return appointment_of_json(answer)


@mutation(_mutation, "reopenAppointment", "Appointment")
async def _reopen(
    context: Context,
    id: str,
    expected_version: int | None = None,
) -> dict[str, Any]:
    caller = context.signed_in("doctor", "admin")
    answer = await reopening.reopen_appointment(
        context.resources, caller, uuid_of(id), tags_of(expected_version)
    )
    return appointment_of_json(answer)


def _shown_hold(context: Context, hold: Hold) -> dict[str, Any]:
    shown = HoldShown.of(hold, context.resources.settings)
    found: dict[str, Any] = msgspec.to_builtins(shown)
    return found
