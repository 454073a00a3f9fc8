"""Pure rules of booking: references, legal transitions, what a hold's time must satisfy."""

from __future__ import annotations

import hashlib
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

import msgspec

from amrutam.accounts.models import Caller
from amrutam.booking.errors import AlreadyStarted, SlotNotOffered, TooLateToChange
from amrutam.booking.models import Status, Stored
from amrutam.schedules.models import Calendar, ConsultationType, Mode
from amrutam.schedules.rules import DaySlots, offered_slot, within_limits

TRANSITIONS: dict[Status, frozenset[Status]] = {
    "booked": frozenset({"cancelled", "completed", "no_show"}),
    "cancelled": frozenset(),
    "completed": frozenset({"booked"}),
    "no_show": frozenset({"booked"}),
}

_YEARS = (2000, 2199)
"""Beyond these, zone arithmetic can leave what a date can say."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as another."""


def new_reference() -> str:
    """What people read out on the telephone: 50 random bits, e.g. AMR-7K2QM-X94TB."""
    letters = "".join(_ALPHABET[byte % 32] for byte in token_bytes(10))
    return f"AMR-{letters[:5]}-{letters[5:]}"


def allowed(present: Status, wanted: Status) -> bool:
    return wanted in TRANSITIONS[present]


def check_changeable(stored: Stored, caller: Caller, now: datetime) -> None:
    """By its patient. Raises `AlreadyStarted`, `TooLateToChange`; staff are not bound by the latter."""
    present = stored.appointment
    if present.starts_at <= now:
        raise AlreadyStarted
    if caller.role == "patient" and present.changes_until <= now:
        raise TooLateToChange(until=present.changes_until)


def body_hash(route: str, *parts: object) -> bytes:
    """Equal for equal requests: what an Idempotency-Key is bound to."""
    return hashlib.sha256(msgspec.json.encode([route, *parts])).digest()


def chosen_slot(
    calendar: Calendar,
    starts_at: datetime,
    kind: ConsultationType | None,
    mode: Mode | None,
    now: datetime,
    slots_of: DaySlots,
) -> tuple[ConsultationType, Mode, UUID | None]:
    """The type, mode and clinic a hold will have. Raises `SlotNotOffered`."""
    if kind is None:
        raise _not_offered("consultation_type_id", "The doctor has no such consultation type")
    if not _YEARS[0] <= starts_at.year <= _YEARS[1] or not within_limits(calendar, starts_at, now):
        raise _not_offered("starts_at", "The time is past, too soon or too far ahead")
    slot = offered_slot(calendar, starts_at, kind, slots_of)
    if slot is None:
        raise _not_offered("starts_at", SlotNotOffered.title)
    if mode is not None and mode not in slot.modes:
        raise _not_offered("mode", "The time is not offered in that mode")
    mode = mode or slot.modes[0]
    return kind, mode, slot.clinic_id if mode == "in_person" else None


def _not_offered(field: str, said: str) -> SlotNotOffered:
    return SlotNotOffered(said, errors=[{"pointer": f"/{field}", "detail": said}])
