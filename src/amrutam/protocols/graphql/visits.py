"""Resolvers: a visit's patient, reason, attendance and proposed times, and doctors who are running late."""

from __future__ import annotations

from typing import Any

from ariadne import MutationType, QueryType

from amrutam.booking import lateness, proposals, reasons, visit_patient
from amrutam.booking.attendance import set_attendance
from amrutam.booking.idempotency import checked_key
from amrutam.booking.schemas import (
    AttendanceRequest,
    AttendanceView,
    LatenessRequest,
    LatenessView,
    ProposalRequest,
    ReasonRequest,
    VisitPatient,
)
from amrutam.core.errors import NotFound
from amrutam.protocols.graphql.appointments import appointment_of, appointment_of_json
from amrutam.protocols.graphql.arguments import tags_of, uuid_of
from amrutam.protocols.graphql.context import Context, Info
from amrutam.protocols.graphql.mutations import mutation
from amrutam.protocols.graphql.problems import validated

_query, _mutation = QueryType(), MutationType()
BOUND = [_query, _mutation]


@_query.field("visitPatient")
async def _visit_patient(_root: Any, info: Info, appointment_id: str) -> dict[str, Any] | None:
    context = info.context
    caller = context.signed_in("doctor", "admin")
    try:
        found = await visit_patient.read_patient(context.resources, caller, uuid_of(appointment_id))
    except NotFound:
        return None
    return VisitPatient.model_validate(found).model_dump(mode="json")


@_query.field("lateness")
async def _lateness(_root: Any, info: Info, doctor_id: str) -> dict[str, Any] | None:
    context = info.context
    caller = context.signed_in()
    try:
        return _late(await lateness.read_lateness(context.resources, caller, uuid_of(doctor_id)))
    except NotFound:
        return None


@mutation(_mutation, "setLateness", "Lateness")
async def _set_lateness(context: Context, doctor_id: str, minutes: int) -> dict[str, Any]:
    caller, body = context.signed_in(), validated(LatenessRequest, {"minutes": minutes})
    return _late(
        await lateness.set_lateness(context.resources, caller, uuid_of(doctor_id), body.minutes)
    )


@mutation(_mutation, "changeReason", "Appointment")
async def _change_reason(
    context: Context, id: str, reason: str, expected_version: int | None = None
) -> dict[str, Any]:
    caller, body = context.signed_in(), validated(ReasonRequest, {"reason": reason})
    answer = await reasons.change_reason(
        context.resources, caller, uuid_of(id), body.reason, tags_of(expected_version)
    )
    return appointment_of_json(answer)


@mutation(_mutation, "setAttendance", "AttendanceSet")
async def _set_attendance(
    context: Context, id: str, attendance: str, expected_version: int | None = None
) -> dict[str, Any]:
    caller = context.signed_in("doctor", "admin", "desk")
    body = validated(AttendanceRequest, {"attendance": attendance})
    found = await set_attendance(
        context.resources, caller, uuid_of(id), body.attendance, tags_of(expected_version)
    )
    return AttendanceView.model_validate(found, from_attributes=True).model_dump(mode="json")


@mutation(_mutation, "proposeMove", "Appointment")
async def _propose(
    context: Context, id: str, starts_at: str, expected_version: int | None = None
) -> dict[str, Any]:
    caller = context.signed_in("doctor", "admin")
    body = validated(ProposalRequest, {"starts_at": starts_at})
    found = await proposals.propose_move(
        context.resources, caller, uuid_of(id), body.starts_at, tags_of(expected_version)
    )
    return appointment_of(found)


@mutation(_mutation, "endProposal", "Appointment")
async def _end_proposal(
    context: Context, id: str, expected_version: int | None = None
) -> dict[str, Any]:
    caller = context.signed_in()
    found = await proposals.end_proposal(
        context.resources, caller, uuid_of(id), tags_of(expected_version)
    )
    return appointment_of(found)


@mutation(_mutation, "acceptProposal", "Appointment")
async def _accept_proposal(
    context: Context, idempotency_key: str, id: str, expected_version: int | None = None
) -> dict[str, Any]:
    caller = context.signed_in()
    answer = await proposals.accept_proposal(
        context.resources, caller, checked_key(idempotency_key), uuid_of(id),
        tags_of(expected_version),
    )  # fmt: skip
    return appointment_of_json(answer)


def _late(found: dict[str, Any]) -> dict[str, Any]:
    return LatenessView.model_validate(found).model_dump(mode="json")
