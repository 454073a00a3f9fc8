"""Previews of changes to a doctor's calendar: they compute the effect of a change without writing or locking anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.models import Caller
from amrutam.core.clock import now
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.schedules import queries
from amrutam.schedules.access import access_calendar
from amrutam.schedules.actions import FAR, affected_of, check_online_rules
from amrutam.schedules.calendars import load_calendar
from amrutam.schedules.local_time import local_day
from amrutam.schedules.models import Calendar, ExceptionalPeriod, Rule
from amrutam.schedules.offered_sessions import at_open_clinics
from amrutam.schedules.rules import day_slots, days_between, most_bookable, within_limits
from amrutam.schedules.schemas import ExceptionDocument, RuleDocument, ScheduleDocument
from amrutam.schedules.validation import check_clinics, check_exception, check_schedule
from amrutam.schedules.write_queries import clinics_of

_DAYS = 14


async def preview_exception(
    resources: Resources, caller: Caller, doctor_id: UUID, document: ExceptionDocument
) -> dict[str, Any]:
    """The appointments that an exception would affect: a dictionary with the fields of `schemas.CalendarChanged`.

    Appointments that have ended are left out. `version` is the present version of the schedule. Raises `NotFound` for
    an unknown doctor, and for a caller who is neither the doctor nor an administrator; `Invalid` for faults of the
    document. Does not raise `ExceptionExists` and `TooManyExceptions`, with which `add_exception` can still refuse the
    document.
    """
    calendar = await _present(resources, caller, doctor_id)
    check_exception(document, now())
    clinics = await clinics_of(resources.database, doctor_id)
    check_clinics(document, clinics)
    period = ExceptionalPeriod(
        document.kind, document.starts_at, document.ends_at,
        tuple(document.modes or ("online", "in_person")), document.place_of(doctor_id),
    )  # fmt: skip
    added = at_open_clinics([period], _open(clinics))
    # By start, as the calendar is read, because the first of two extra hours has precedence.
    exceptions = sorted((*calendar.exceptions, *added), key=attrgetter("starts_at"))
    changed = replace(calendar, exceptions=tuple(exceptions))
    affected = await _affected(resources, changed, document.starts_at, document.ends_at)
    return {"version": calendar.version, "affected_appointments": affected}


async def preview_schedule(
    resources: Resources, caller: Caller, doctor_id: UUID, document: ScheduleDocument
) -> dict[str, Any]:
    """The slots of 14 days, from today, under the document's weekly schedule, and the appointments outside it.

    Returns a dictionary with the fields of `schemas.SchedulePreview`. The days are local days in the schedule's zone.
    Raises `NotFound` for an unknown doctor, and for a caller who is neither the doctor nor an administrator; `Invalid`
    for faults of the document and for online rules without a video link.
    """
    calendar = await _present(resources, caller, doctor_id)
    check_schedule(document, calendar.time_zone)
    check_online_rules(resources, calendar.meeting_url, document)
    clinics = await clinics_of(resources.database, doctor_id)
    check_clinics(document, clinics)
    changed, present = as_written(calendar, document), now()
    changed = replace(changed, rules=at_open_clinics(changed.rules, _open(clinics)))
    today = local_day(present, ZoneInfo(changed.time_zone))
    days = days_between(today, today + timedelta(days=_DAYS - 1))
    return {
        "time_zone": changed.time_zone,
        "days": [_day(changed, day, present) for day in days],
        "affected_appointments": await _affected(resources, changed, present, present + FAR),
    }


def _open(clinics: Mapping[UUID, bool]) -> set[UUID]:
    return {id_ for id_, closed in clinics.items() if not closed}


async def _present(resources: Resources, caller: Caller, doctor_id: UUID) -> Calendar:
    await access_calendar(resources, caller, doctor_id)
    calendar = await load_calendar(resources, doctor_id)
    if calendar is None:
        raise NotFound
    return calendar


async def _affected(
    resources: Resources, changed: Calendar, since: datetime, until: datetime
) -> list[dict[str, Any]]:
    booked = await queries.booked_overlapping(
        resources.database, changed.doctor_id, max(since, now()), until
    )
    return affected_of(changed, booked)


def as_written(calendar: Calendar, document: ScheduleDocument) -> Calendar:
    """The calendar with the document's rules and settings, as if the document had replaced the weekly schedule.

    Rules at closed clinics stay as they are; `at_open_clinics` changes them.
    """
    zone = document.time_zone or calendar.time_zone
    given = {
        name: value
        for name in ("buffer_minutes", "notice_minutes", "horizon_days")
        if (value := getattr(document, name)) is not None
    }
    if "slot_step_minutes" in document.model_fields_set:
        given["slot_step_minutes"] = document.slot_step_minutes
    rules = tuple(_rule(rule, zone, calendar.doctor_id) for rule in document.rules)
    return replace(calendar, time_zone=zone, rules=rules, **given)


def _rule(rule: RuleDocument, zone: str, doctor_id: UUID) -> Rule:
    return Rule(
        weekday=rule.weekday,
        starts=time.fromisoformat(rule.starts),
        ends=None if rule.ends == "24:00" else time.fromisoformat(rule.ends),
        time_zone=rule.time_zone or zone,
        valid_from=rule.valid_from or date(2000, 1, 1),
        valid_until=rule.valid_until,
        modes=tuple(rule.modes),
        breaks=tuple(
            (time.fromisoformat(pause.starts), time.fromisoformat(pause.ends))
            for pause in rule.breaks
        ),
        clinic_id=(rule.clinic_id or doctor_id) if "in_person" in rule.modes else None,
    )


def _day(calendar: Calendar, day: date, present: datetime) -> dict[str, Any]:
    kind = calendar.type_of(None)
    offered = () if kind is None else day_slots(calendar, day, kind)
    slots = [slot for slot in offered if within_limits(calendar, slot.starts_at, present)]
    return {"date": day, "slots": slots, "bookable": most_bookable(calendar, slots)}
