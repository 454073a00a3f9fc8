"""Resolvers: a doctor's schedule, exceptions and day, for the doctor and administrators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ariadne import MutationType, ObjectType, QueryType
from pydantic import BaseModel

from amrutam.accounts.record_reads import note_record_read
from amrutam.booking import leave
from amrutam.core.dates import Day
from amrutam.core.errors import NotFound
from amrutam.protocols.graphql.arguments import tags_of, uuid_of
from amrutam.protocols.graphql.context import Context, Info
from amrutam.protocols.graphql.mutations import mutation
from amrutam.protocols.graphql.problems import validated
from amrutam.schedules import actions, previews
from amrutam.schedules.access import access_calendar
from amrutam.schedules.schemas import (
    AgendaAnswer,
    CalendarChanged,
    ExceptionAdded,
    ExceptionDocument,
    ExceptionList,
    ScheduleAnswer,
    ScheduleChanged,
    ScheduleDocument,
    SchedulePreview,
)

_query, _mutation, _calendar = QueryType(), MutationType(), ObjectType("Calendar")
BOUND = [_query, _mutation, _calendar]


class _Date(BaseModel):
    date: Day | None = None


@_query.field("calendar")
async def _calendar_of(_root: Any, info: Info, doctor_id: str) -> dict[str, Any] | None:
    context = info.context
    caller, id_ = context.signed_in(), uuid_of(doctor_id)
    try:
        await access_calendar(context.resources, caller, id_)
    except NotFound:
        return None
    return {"doctor_id": str(id_)}


@_calendar.field("schedule")
async def _schedule(calendar: dict[str, Any], info: Info) -> dict[str, Any]:
    context = info.context
    found = await actions.read_schedule(context.resources, context.signed_in(), _of(calendar))
    return _shown(ScheduleAnswer, found)


@_calendar.field("exceptions")
async def _exceptions(calendar: dict[str, Any], info: Info) -> list[dict[str, Any]]:
    context = info.context
    rows = await actions.list_exceptions(context.resources, context.signed_in(), _of(calendar))
    items: list[dict[str, Any]] = _shown(ExceptionList, {"items": [dict(row) for row in rows]})[
        "items"
    ]
    return items


@_calendar.field("agenda")
async def _agenda(calendar: dict[str, Any], info: Info, **arguments: Any) -> dict[str, Any]:
    context = info.context
    day = validated(_Date, arguments).date
    found = await actions.read_agenda(context.resources, context.signed_in(), _of(calendar), day)
    return _shown(AgendaAnswer, found)


@_calendar.field("schedulePreview")
async def _schedule_preview(
    calendar: dict[str, Any],
    info: Info,
    input: dict[str, Any],
) -> dict[str, Any]:
    context = info.context
    document = validated(ScheduleDocument, _given(input))
    found = await previews.preview_schedule(
        context.resources, context.signed_in(), _of(calendar), document
    )
    return await _noted(context, SchedulePreview, found)


@_calendar.field("exceptionPreview")
async def _exception_preview(
    calendar: dict[str, Any],
    info: Info,
    input: dict[str, Any],
) -> dict[str, Any]:
    context = info.context
    document = validated(ExceptionDocument, _given(input))
    found = await previews.preview_exception(
        context.resources, context.signed_in(), _of(calendar), document
    )
    return await _noted(context, CalendarChanged, found)


@mutation(_mutation, "replaceSchedule", "ScheduleReplaced")
async def _replace_schedule(
    context: Context,
    doctor_id: str,
    version: int,
    input: dict[str, Any],
) -> dict[str, Any]:
    caller = context.signed_in()
    document = validated(ScheduleDocument, _given(input))
    changed = await actions.replace_schedule(
        context.resources, caller, uuid_of(doctor_id), tags_of(version), document
    )
    shown = await _noted(context, ScheduleChanged, changed)
    return {"schedule": shown, "affected_appointments": shown["affected_appointments"]}


@mutation(_mutation, "addException", "ExceptionAdded")
async def _add_exception(
    context: Context,
    doctor_id: str,
    input: dict[str, Any],
) -> dict[str, Any]:
    caller = context.signed_in()
    document = validated(ExceptionDocument, _given(input))
    added = await leave.add_exception(context.resources, caller, uuid_of(doctor_id), document)
    shown = await _noted(context, ExceptionAdded, added)
    return {**shown, "exception": shown}


@mutation(_mutation, "removeException", "CalendarChanged")
async def _remove_exception(context: Context, doctor_id: str, id: str) -> dict[str, Any]:
    caller = context.signed_in()
    changed = await actions.remove_exception(
        context.resources, caller, uuid_of(doctor_id), uuid_of(id)
    )
    return await _noted(context, CalendarChanged, changed)


async def _noted(context: Context, kind: type[BaseModel], found: dict[str, Any]) -> dict[str, Any]:
    """Returns the body of a change or preview as a dictionary.

    Records that an administrator read the affected appointments (`note_record_read`).
    """
    ids = [each["id"] for each in found["affected_appointments"]]
    await note_record_read(context.resources, context.signed_in(), ids, "affected")
    return _shown(kind, found)


def _shown(kind: type[BaseModel], found: dict[str, Any]) -> dict[str, Any]:
    return kind.model_validate(found).model_dump(mode="json")


def _given(arguments: dict[str, Any]) -> dict[str, Any]:
    """Returns the arguments without nulls, so that the defaults of REST's models apply.

    A null `slotStepMinutes` is kept, because it means that no step is set.
    """
    return {
        name: [_given(each) if isinstance(each, dict) else each for each in value]
        if isinstance(value, list)
        else value
        for name, value in arguments.items()
        if value is not None or name == "slot_step_minutes"
    }


def _of(calendar: dict[str, Any]) -> UUID:
    return UUID(calendar["doctor_id"])
