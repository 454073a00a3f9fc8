"""A doctor's calendar as booking needs it: rules, exceptions, types, limits, one version."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeVar
from uuid import UUID

import msgspec

from amrutam.doctors.models import Clinic

Mode = Literal["online", "in_person"]


@dataclass(frozen=True, slots=True)
class ConsultationType:
    id: UUID
    kind: str
    name: str
    minutes: int
    fee_amount: int
    fee_currency: str
    modes: tuple[Mode, ...]
    is_default: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One weekly session in local wall time; `weekday` is ISO (1 is Monday).

    `ends` is None for midnight at the end of the day. Breaks are local (starts, ends). When `ends`
    is before `starts`, the session ends on the next day. `clinic_id`: where its visits in person are.
    """

    weekday: int
    starts: time
    ends: time | None
    time_zone: str
    valid_from: date
    valid_until: date | None
    modes: tuple[Mode, ...]
    breaks: tuple[tuple[time, time], ...] = ()
    clinic_id: UUID | None = None

    @property
    def ends_next_day(self) -> bool:
        return self.ends is not None and self.ends < self.starts

    def day_of(self, wall: time | None, day: date) -> date:
        """The date of that wall time in the session of `day`."""
        is_next = self.ends_next_day and wall is not None and wall < self.starts
        return day + timedelta(days=is_next)


@dataclass(frozen=True, slots=True)
class ExceptionalPeriod:
    """Leave, or extra hours: an exact period."""

    kind: Literal["leave", "extra_hours"]
    starts_at: datetime
    ends_at: datetime
    modes: tuple[Mode, ...]
    clinic_id: UUID | None = None


_Hours = TypeVar("_Hours", Rule, ExceptionalPeriod)


def at_open_clinics(hours: Iterable[_Hours], are_open: Collection[UUID]) -> tuple[_Hours, ...]:
    """What is left of them: hours at a clinic that is not open are online only, or none."""
    return tuple(
        replace(each, modes=("online",), clinic_id=None) if is_closed else each
        for each in hours
        if not (is_closed := each.clinic_id is not None and each.clinic_id not in are_open)
        or "online" in each.modes
    )


@dataclass(frozen=True, slots=True)
class Calendar:
    """All that decides which times one doctor offers. Immutable; a change makes a new version.

    What follows the exceptions is what an appointment says of the doctor; `clinics` are the open ones
    that rules and extra hours name.
    """

    doctor_id: UUID
    version: int
    approved: bool
    time_zone: str
    buffer_minutes: int
    notice_minutes: int
    horizon_days: int
    code_policy: Literal["session", "always"]
    types: tuple[ConsultationType, ...]
    rules: tuple[Rule, ...]
    exceptions: tuple[ExceptionalPeriod, ...]
    doctor_name: str = ""
    registration_number: str = ""
    specialization: str = ""
    clinics: tuple[Clinic, ...] = ()
    meeting_url: str | None = None
    slot_step_minutes: int | None = None
    change_notice_minutes: int = 0

    @property
    def step(self) -> timedelta | None:
        """Between the starts of a session's grid; None while nothing is offered.

        The default consultation and the pause after it, unless the doctor has set another.
        """
        default = self.type_of(None)
        if default is None:
            return None
        return timedelta(minutes=self.slot_step_minutes or default.minutes + self.buffer_minutes)

    def type_of(self, type_id: UUID | None) -> ConsultationType | None:
        """The type with that id, or the default one."""
        for kind in self.types:
            if kind.id == type_id or (type_id is None and kind.is_default):
                return kind
        return None

    def clinic_of(self, clinic_id: UUID | None) -> Clinic | None:
        return next((each for each in self.clinics if each.id == clinic_id), None)


class Slot(msgspec.Struct, frozen=True):
    """An offered time, before claims and holds. `clinic_id`: where it is in person."""

    starts_at: datetime
    ends_at: datetime
    modes: tuple[Mode, ...]
    clinic_id: UUID | None = None
