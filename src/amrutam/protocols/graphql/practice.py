"""Resolvers: changes of a doctor's record, and a doctor's admission queue and calendar link."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ariadne import MutationType, ObjectType

from amrutam.accounts.access import check_recently_proved
from amrutam.admission import actions as admission
from amrutam.admission.access import access_rush
from amrutam.admission.schemas import RushView
from amrutam.booking import calendar_links
from amrutam.doctors import actions
from amrutam.doctors.schemas import DoctorChange
from amrutam.protocols.graphql.arguments import uuid_of
from amrutam.protocols.graphql.context import Context, Info
from amrutam.protocols.graphql.doctors import doctor_of_profile
from amrutam.protocols.graphql.mutations import mutation
from amrutam.protocols.graphql.problems import validated

_mutation, _calendar = MutationType(), ObjectType("Calendar")
BOUND = [_mutation, _calendar]


@mutation(_mutation, "changeDoctor", "Doctor")
async def _change_doctor(context: Context, id: str, input: dict[str, Any]) -> dict[str, Any]:
    caller, change = context.signed_in("doctor", "admin"), validated(DoctorChange, input)
    changed = await actions.change_doctor(
        context.resources, caller, uuid_of(id), change, lambda _present: None
    )
    return doctor_of_profile(context, changed)


@_calendar.field("rush")
async def _rush(calendar: dict[str, Any], info: Info) -> dict[str, Any]:
    rush = await admission.rush_of(info.context.resources, UUID(calendar["doctor_id"]))
    return RushView.of(rush).model_dump(mode="json")


@mutation(_mutation, "setRush", "Rush")
async def _set_rush(context: Context, doctor_id: str, *, on: bool) -> dict[str, Any]:
    caller, id_ = context.signed_in(), uuid_of(doctor_id)
    await access_rush(context.resources, id_, caller)
    rush = await admission.set_rush(context.resources, id_, on=on)
    return RushView.of(rush).model_dump(mode="json")


@_calendar.field("link")
async def _link(calendar: dict[str, Any], info: Info) -> str | None:
    context = info.context
    doctor_id = UUID(calendar["doctor_id"])
    return await calendar_links.read_link(context.resources, context.signed_in(), doctor_id)


@mutation(_mutation, "rotateCalendarLink", "CalendarLink")
async def _rotate_link(context: Context, doctor_id: str) -> dict[str, Any]:
    caller = context.signed_in()
    await check_recently_proved(context.resources, caller)
    url = await calendar_links.rotate_link(context.resources, caller, uuid_of(doctor_id))
    return {"url": url}


@mutation(_mutation, "endCalendarLink", "CalendarLinkEnded")
async def _end_link(context: Context, doctor_id: str) -> dict[str, Any]:
    await calendar_links.end_link(context.resources, context.signed_in(), uuid_of(doctor_id))
    return {"doctor_id": doctor_id}
