"""Pure rules of booking: allowed changes of an appointment's status, cut-offs, and requirements on a hold's time."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec

from amrutam.accounts.models import Caller
from amrutam.booking.errors import (
    AlreadyStarted,
    OverrideReasonNeeded,
    SlotNotOffered,
    TooLateToChange,
)
from amrutam.booking.models import Status, Stored
from amrutam.holds.models import TICK_SECONDS, HoldToken
from amrutam.schedules.models import Calendar, ConsultationType, Mode
from amrutam.schedules.rules import DaySlots, offered_slot, within_limits

TRANSITIONS: dict[Status, frozenset[Status]] = {
    "booked": frozenset({"cancelled", "completed", "no_show"}),
    "cancelled": frozenset(),
    "completed": frozenset({"booked"}),
    "no_show": frozenset({"booked"}),
}

_YEARS = (2000, 2199)
"""The first and the last year that are accepted.

They are far from the ends of the range of `datetime`, which arithmetic with time zones could otherwise leave.
"""


def allowed(present: Status, wanted: Status) -> bool:
    """Whether an appointment's status may change from `present` to `wanted`."""
    return wanted in TRANSITIONS[present]


def check_changeable(stored: Stored, caller: Caller, now: datetime) -> None:
    """Checks that the appointment can still be changed: raises `AlreadyStarted` from its start on, and `TooLateToChange` from `changes_until` on.

    `TooLateToChange` is not raised for staff, and not for a patient who is asked to see another
    doctor.
    """
    present = stored.appointment
    if present.starts_at <= now:
        raise AlreadyStarted
    is_bound = caller.role == "patient" and present.handover is None
    if is_bound and present.changes_until <= now:
        raise TooLateToChange(until=present.changes_until)


def check_override(token: HoldToken, reason: str | None) -> None:
    """Raises `OverrideReasonNeeded` if a time that is not offered has no reason (None or empty), or an offered time has one."""
    if token.is_override is not bool(reason):
        raise OverrideReasonNeeded


def body_hash(route: str, *parts: object) -> bytes:
    """The SHA-256 (32 bytes) of a request's route and content, to which an Idempotency-Key is bound.

    `parts`: values that msgspec writes as JSON; their order counts.
    """
    return hashlib.sha256(msgspec.json.encode([route, *parts])).digest()


def chosen_slot(
    calendar: Calendar,
    starts_at: datetime,
    kind: ConsultationType | None,
    mode: Mode | None,
    now: datetime,
    slots_of: DaySlots,
    limits: Calendar | None = None,
) -> tuple[ConsultationType, Mode, UUID | None]:
    """Returns (type, mode, clinic id) of a hold; the clinic's id is None for an online visit.

    `kind` None is an unknown type, which is refused; `mode` None is the slot's first mode.
    `limits`: the calendar whose notice period and horizon apply; None stands for `calendar`. The
    doctor's approval, claims and holds are not considered. Raises `SlotNotOffered` if the type is
    unknown, the start is outside these limits, or the doctor does not offer the start or the mode;
    the error names the request's field that does not fit.
    """
    if kind is None:
        raise _not_offered("consultation_type_id", "The doctor has no such consultation type")
    if not _YEARS[0] <= starts_at.year <= _YEARS[1] or not within_limits(
        limits or calendar, starts_at, now
    ):
        raise _not_offered("starts_at", "The time is in the past, too soon or too far ahead")
    slot = offered_slot(calendar, starts_at, kind, slots_of)
    if slot is None:
        raise _not_offered("starts_at", SlotNotOffered.title)
    if mode is not None and mode not in slot.modes:
        offered = " or ".join(slot.modes)
        raise _not_offered("mode", f"The time is not offered as `{mode}`, only as `{offered}`")
    mode = mode or slot.modes[0]
    return kind, mode, slot.clinic_id if mode == "in_person" else None


def override_slot(
    calendar: Calendar,
    starts_at: datetime,
    kind: ConsultationType | None,
    clinic_id: UUID | None,
    now: datetime,
) -> tuple[ConsultationType, Mode, UUID | None]:
    """Returns what `chosen_slot` returns, for a time in person that the doctor does not offer.

    The doctor's approval, hours and leave, claims and holds are not considered. Raises
    `SlotNotOffered` unless the type is offered in person, the clinic is one of the calendar's, and
    the start is in the future, after the notice period and within the horizon of `calendar`, and at
    a multiple of five minutes.
    """
    if kind is None or "in_person" not in kind.modes:
        raise _not_offered(
            "consultation_type_id", "The doctor does not offer this consultation type in person"
        )
    if calendar.clinic_of(clinic_id) is None:
        raise _not_offered("clinic_id", "The doctor has no hours at this clinic")
    in_days = _YEARS[0] <= starts_at.year <= _YEARS[1]
    if starts_at <= now or not in_days or not within_limits(calendar, starts_at, now):
        raise _not_offered("starts_at", "The time is in the past or too far ahead")
    if starts_at.timestamp() % TICK_SECONDS:
        raise _not_offered("starts_at", "The time must be at a multiple of five minutes")
    return kind, "in_person", clinic_id


def _not_offered(field: str, said: str) -> SlotNotOffered:
    return SlotNotOffered(said, errors=[{"pointer": f"/{field}", "detail": said}])
