"""Asks the patients of a doctor who leaves whether another doctor may take their booked visits (a handover)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

import structlog
from msgspec.structs import replace as struct_replace

from amrutam.accounts.models import Caller
from amrutam.accounts.staff_queries import add_event
from amrutam.booking import confirm_or_move, handover_queries, rules
from amrutam.booking.errors import (
    AlreadyStarted,
    FollowUpNotOffered,
    NotBooked,
    ScheduleChanged,
    SlotNotOffered,
)
from amrutam.booking.hold_models import HoldIntent
from amrutam.booking.hold_planning import token_of
from amrutam.booking.models import Appointment
from amrutam.booking.proposals import reserve
from amrutam.booking.reading import access_appointment
from amrutam.core import clock
from amrutam.core.database import retried
from amrutam.core.errors import Invalid, NotFound, VersionMismatch
from amrutam.core.queue import enqueue
from amrutam.core.resources import Resources
from amrutam.holds.errors import SlotTaken
from amrutam.holds.models import HoldToken
from amrutam.schedules.calendars import load_calendar
from amrutam.schedules.models import Calendar, ConsultationType, Mode
from amrutam.schedules.queries import exists
from amrutam.schedules.slot_cache import SlotCache

HAND_OVER = "hand_over_visits"

_AT_ONCE = 100
_TRIES = 3
_NOBODY = UUID(int=0)

log = structlog.get_logger("amrutam.booking")


@dataclass(frozen=True, slots=True)
class _Question:
    """A handover: the patients of `doctor_id` are asked whether they agree to see the doctor `to_doctor_id` instead.

    `caller` started the handover at `asked_at`.
    """

    caller: Caller
    doctor_id: UUID
    to_doctor_id: UUID
    asked_at: datetime


async def hand_over(
    resources: Resources, caller: Caller, doctor_id: UUID, to_doctor_id: UUID
) -> None:
    """Records a handover, and enqueues the job `ask_patients`, which asks the patients of the doctor's booked visits.

    `to_doctor_id`: the doctor who is to take the visits that have not begun. `doctor_id` can be suspended
    already. A repeated call asks every patient who was not asked about `to_doctor_id` yet, and every
    patient who has neither declined nor an open proposal of a time with that doctor. The caller's
    rights are not checked here. Raises `NotFound` for an unknown doctor, and `Invalid` if
    `to_doctor_id` is the same doctor or not an approved one.
    """
    if not await exists(resources.database, doctor_id):
        raise NotFound
    if doctor_id == to_doctor_id:
        raise Invalid.field("/to_doctor_id", "must be another doctor")
    calendar = await load_calendar(resources, to_doctor_id)
    if calendar is None or not calendar.approved:
        raise Invalid.field("/to_doctor_id", "must be an approved doctor")
    payload = {
        "doctor_id": str(doctor_id), "to_doctor_id": str(to_doctor_id),
        "account_id": str(caller.account_id), "asked_at": clock.now().isoformat(),
    }  # fmt: skip

    async def act() -> None:
        async with resources.database.transaction() as queries:
            await add_event(queries, caller.account_id, "visits_handed_over", str(doctor_id))
            await enqueue(queries, HAND_OVER, payload)

    await retried(act)


async def ask_patients(resources: Resources, payload: dict[str, Any]) -> None:
    """A job: asks the patients of a doctor's booked visits that have not begun whether they will see another doctor.

    `payload` is the one that `hand_over` enqueues. Raises `Unavailable` if the database is unreachable,
    so that the job is repeated; the repetition does not ask patients again whom this job has asked.
    """
    question = _Question(
        Caller(UUID(payload["account_id"]), "admin", _NOBODY, contact_verified=False),
        UUID(payload["doctor_id"]),
        UUID(payload["to_doctor_id"]),
        datetime.fromisoformat(payload["asked_at"]),
    )
    after = (clock.now(), _NOBODY)
    while True:
        visits = await handover_queries.visits_to_hand_over(
            resources.database, question.doctor_id, question.to_doctor_id, question.asked_at, after, _AT_ONCE
        )  # fmt: skip
        for visit in visits:
            await _ask(resources, question, visit["id"])
            after = (visit["starts_at"], visit["id"])
        if len(visits) < _AT_ONCE:
            return


async def _ask(resources: Resources, question: _Question, appointment_id: UUID) -> None:
    """Proposes the same time with the other doctor, or asks the patient to choose a time.

    Does nothing if the visit is no longer booked or has begun, or the other doctor is not approved. If
    the visit changes at each of `_TRIES` attempts, only a warning is logged.
    """
    for _ in range(_TRIES):
        present = (await access_appointment(resources, question.caller, appointment_id)).appointment
        calendar = await load_calendar(resources, question.to_doctor_id)
        is_over = present.status != "booked" or present.starts_at <= clock.now()
        if is_over or calendar is None or not calendar.approved:
            return
        try:
            if not await _propose(resources, question, present, calendar):
                await retried(
                    partial(
                        handover_queries.ask_to_choose, resources.database, present,
                        question.to_doctor_id, question.asked_at, question.caller,
                    )
                )  # fmt: skip
        except (VersionMismatch, NotBooked, AlreadyStarted):
            continue  # the appointment has changed since it was read, so it is read again
        await _free_earlier(resources, question, present)
        return
    log.warning("handover_not_asked", appointment_id=str(appointment_id))


async def _free_earlier(resources: Resources, question: _Question, earlier: Appointment) -> None:
    """Frees in Redis the time that an earlier proposal reserved, with another doctor or with the doctor who leaves."""
    proposed = earlier.proposal
    if proposed is not None and proposed.doctor_id != question.to_doctor_id:
        await confirm_or_move.mark_free(
            resources, proposed.doctor_id, earlier.id, proposed.starts_at
        )


async def _propose(
    resources: Resources, question: _Question, present: Appointment, calendar: Calendar
) -> bool:
    """Proposes the appointment's time with the other doctor; returns False if that doctor does not offer the time, or it is taken."""
    try:
        token = _token(resources, question.caller, present, calendar)
        await reserve(resources, question.caller, present, token, question.asked_at)
    except (SlotNotOffered, SlotTaken, ScheduleChanged, FollowUpNotOffered):
        return False
    return True


def _token(
    resources: Resources, caller: Caller, present: Appointment, calendar: Calendar
) -> HoldToken:
    """Returns the token of a hold of the appointment's time with the other doctor, at the fee of the booking. Raises `SlotNotOffered`."""
    mode = cast("Mode", present.mode)
    kind, mode, clinic_id = rules.chosen_slot(
        calendar, present.starts_at, type_for(calendar, present), mode, clock.now(),
        resources.part(SlotCache).day_slots, limits=replace(calendar, notice_minutes=0),
    )  # fmt: skip
    intent = HoldIntent(
        calendar.doctor_id, present.starts_at, kind.id, mode, present.patient.id,
        reschedules=present.id,
    )  # fmt: skip
    token = token_of(caller, intent, calendar, kind, mode, clinic_id)
    return struct_replace(token, fee_amount=present.fee.amount, fee_currency=present.fee.currency)


def type_for(calendar: Calendar, present: Appointment) -> ConsultationType | None:
    """The other doctor's consultation type for the visit: the type of the same name, otherwise the default type.

    None if neither is offered in the visit's mode. The result is never a follow-up, which needs an
    earlier visit to the same doctor.
    """
    offered = [
        kind for kind in calendar.types if kind.kind != "follow_up" and present.mode in kind.modes
    ]
    named = (kind for kind in offered if kind.name == present.consultation_type.name)
    return next(named, next((kind for kind in offered if kind.is_default), None))
