"""Plans a hold: the patient, the time of the calendar, and the token that the request leads to."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from secrets import token_hex
from typing import cast
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.booking import rules
from amrutam.booking.errors import HoldNotForThis, NotBooked, SlotNotOffered
from amrutam.booking.hold_models import HoldIntent
from amrutam.booking.reading import access_appointment
from amrutam.clinics.patients import find_known_patient
from amrutam.core import clock
from amrutam.core.errors import NotAllowed, NotFound
from amrutam.core.resources import Resources
from amrutam.holds.models import HoldToken
from amrutam.schedules.calendars import load_calendar
from amrutam.schedules.models import Calendar, ConsultationType, Mode
from amrutam.schedules.slot_cache import SlotCache


async def with_known_patient(resources: Resources, caller: Caller, wish: HoldIntent) -> HoldIntent:
    """Looks up the patient of another account for whom a desk or an administrator makes the hold.

    If one of the caller's clinics (for an administrator, any clinic) knows the patient, returns the
    intent with `known`, for a visit in person; otherwise the same intent. Raises `NotAllowed` for an
    override without such a patient, and so for every override by another role.
    """
    if caller.role in ("desk", "admin") and wish.patient_id is not None:
        known = await find_known_patient(resources, caller, wish.patient_id)
        if known is not None and known.account_id != caller.account_id:
            return replace(wish, known=known, mode="in_person")
    if wish.override:
        raise NotAllowed(
            "Only a clinic's desk can book times that are not offered, and only for the clinic's patients"
        )
    return wish


async def as_move(
    resources: Resources, caller: Caller, wish: HoldIntent, appointment_id: UUID
) -> HoldIntent:
    """Returns the intent, completed for a move of the appointment.

    The patient is the appointment's. The mode is the appointment's, unless the intent names another;
    so is the consultation type, if the doctor stays. Raises `NotFound` if the caller may not see or
    move the appointment; `NotBooked` if the appointment is no longer booked; `AlreadyStarted` from
    its start on, and for patients `TooLateToChange` from its `changes_until` on; `HoldNotForThis` for
    another patient, and for a doctor who is neither the appointment's nor that of its handover.
    """
    stored = await access_appointment(resources, caller, appointment_id)
    present = stored.appointment
    if not stored.movable_by(caller):
        raise NotFound
    if present.status != "booked":
        raise NotBooked
    rules.check_changeable(stored, caller, clock.now())
    same_doctor = present.doctor.id == wish.doctor_id
    handover = present.handover
    is_asked = handover is not None and handover.doctor_id == wish.doctor_id
    if not (same_doctor or is_asked) or wish.patient_id not in (None, present.patient.id):
        raise HoldNotForThis(
            "An appointment can move only to another time with the same doctor and patient"
        )
    type_id = wish.type_id or (present.consultation_type.id if same_doctor else None)
    mode = wish.mode or cast("Mode", present.mode)
    return replace(wish, type_id=type_id, mode=mode, patient_id=present.patient.id)


async def plan_hold(
    resources: Resources, caller: Caller, wish: HoldIntent, calendar: Calendar | None
) -> tuple[Calendar, HoldToken]:
    """Plans the hold; returns (the calendar that was used, the hold's token without its patient).

    `calendar` can be a cached one. If it is None or does not offer the slot, the present calendar
    is read and decides. Claims and holds are not considered. Raises `NotFound` for a doctor who is
    unknown or not approved; `SlotNotOffered` as `rules.chosen_slot` and `rules.override_slot` do,
    also for a slot at none of the desk's clinics.
    """
    if calendar is not None and calendar.approved:
        with suppress(SlotNotOffered):
            return calendar, _token(resources, caller, wish, calendar)
    calendar = await load_calendar(resources, wish.doctor_id)
    if calendar is None or not calendar.approved:
        raise NotFound
    return calendar, _token(resources, caller, wish, calendar)


def _token(resources: Resources, caller: Caller, wish: HoldIntent, calendar: Calendar) -> HoldToken:
    """The hold's token without its patient, who is read from the database once the time is taken."""
    kind = calendar.type_of(wish.type_id)
    # A desk books for people who are already there, so the minimum notice does not apply to its patients.
    within = replace(calendar, notice_minutes=0) if wish.known else calendar
    if wish.override:
        chosen = rules.override_slot(within, wish.starts_at, kind, wish.clinic_id, clock.now())
    else:
        chosen = rules.chosen_slot(
            calendar, wish.starts_at, kind, wish.mode, clock.now(),
            resources.part(SlotCache).day_slots, limits=within,
        )  # fmt: skip
    if wish.known is not None and not wish.known.may_visit(chosen[2]):
        raise SlotNotOffered("The time is not at one of your clinics")
    return token_of(caller, wish, calendar, *chosen)


def token_of(
    caller: Caller,
    wish: HoldIntent,
    calendar: Calendar,
    kind: ConsultationType,
    mode: Mode,
    clinic_id: UUID | None,
) -> HoldToken:
    """The token of the hold that the caller requests, made before the time is reserved.

    The token has a new nonce and an empty `patient_name`. If the intent names no patient,
    `patient_id` is the caller's account id, which `holding.py` replaces once it has read the
    patient. Whether the doctor offers the time is not checked here.
    """
    starts_at = int(wish.starts_at.timestamp())
    ends_at = starts_at + kind.minutes * 60
    pause = 0 if wish.override else calendar.buffer_minutes * 60
    of_session = calendar.code_policy != "always" and caller.contact_verified
    return HoldToken(
        account_id=caller.account_id,
        patient_id=wish.patient_id or caller.account_id,
        patient_name="",
        doctor_id=wish.doctor_id,
        starts_at=starts_at,
        ends_at=ends_at,
        busy_until=ends_at + pause,
        type_id=kind.id,
        type_name=kind.name,
        mode=mode,
        fee_amount=kind.fee_amount,
        fee_currency=kind.fee_currency,
        time_zone=calendar.time_zone,
        schedule_version=calendar.version,
        requires_code=wish.known is None and not of_session,
        protected=True,
        reschedules=wish.reschedules,
        issued_at=clock.now().timestamp(),
        nonce=token_hex(8),
        wish=wish.digest(kind.id, mode),
        clinic_id=clinic_id,
        patient_account_id=wish.known.account_id if wish.known else None,
        is_override=wish.override,
    )
