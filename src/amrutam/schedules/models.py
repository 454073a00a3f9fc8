"""The data types of a doctor's calendar (rules, exceptions, holidays, types, limits, version), lateness and slots."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from amrutam.doctors.models import Clinic

Mode = Literal["online", "in_person"]


@dataclass(frozen=True, slots=True)
class ConsultationType:
    """A consultation type.

    `kind` is a `Kind` of doctors/models.py; `name` is the name that the doctor gave the type; `fee_amount` is in minor
    units (paise), `fee_currency` as ISO 4217.
    """

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
    """One weekly session in local wall time; `weekday` is that of ISO 8601 (1 is Monday).

    `ends` is None for midnight at the end of the day. When `ends` is before `starts`, the session
    ends on the next day. `breaks` are (start, end) in local wall time, with None as for `ends`. The rule is valid from
    `valid_from` to `valid_until`, both included; with None it has no end. `clinic_id`: the clinic of the
    visits in person; None if the session is online only.
    """

    weekday: int
    starts: time
    ends: time | None
    time_zone: str
    valid_from: date
    valid_until: date | None
    modes: tuple[Mode, ...]
    breaks: tuple[tuple[time, time | None], ...] = ()
    clinic_id: UUID | None = None

    @property
    def ends_next_day(self) -> bool:
        """Whether the session ends on the day after the one on which it begins."""
        return self.ends is not None and self.ends < self.starts

    def day_of(self, wall: time | None, day: date) -> date:
        """The local date of the wall time in the session that begins on `day`; None is midnight at the end of `day`."""
        is_next = self.ends_next_day and wall is not None and wall < self.starts
        return day + timedelta(days=is_next)


@dataclass(frozen=True, slots=True)
class ExceptionalPeriod:
    """Leave or extra hours, as a period between two instants. The modes of leave have no meaning.

    `clinic_id`: the clinic of extra hours in person; None for leave, and for extra hours that are online only.
    """

    kind: Literal["leave", "extra_hours"]
    starts_at: datetime
    ends_at: datetime
    modes: tuple[Mode, ...]
    clinic_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A local day, from `starts_at` to before `ends_at`, on which a clinic offers no slots in person."""

    clinic_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Calendar:
    """Everything that decides which times a doctor offers. A calendar is immutable; after a change a new one is read, with a higher version.

    Appointments show `doctor_name`, `registration_number`, `specialization` (a name) and `meeting_url`, which is None
    without a meeting link. `types` are the active types, the default first. `exceptions` are those that had not ended
    when the calendar was read. `clinics` are the open clinics that rules and these extra hours name; `holidays` are
    the holidays of the doctor's clinics from the previous day on.
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
    holidays: tuple[Holiday, ...] = ()

    @property
    def step(self) -> timedelta | None:
        """The time between two starts on a session's grid; None if the doctor has no default type.

        The step is the length of the default consultation plus the pause after it, unless the
        doctor sets another step.
        """
        default = self.type_of(None)
        if default is None:
            return None
        return timedelta(minutes=self.slot_step_minutes or default.minutes + self.buffer_minutes)

    def type_of(self, type_id: UUID | None) -> ConsultationType | None:
        """The active type with this id; for None the default type; None if there is no such type."""
        for kind in self.types:
            if kind.id == type_id or (type_id is None and kind.is_default):
                return kind
        return None

    def without_online(self) -> Calendar:
        """A copy of the calendar whose types have no online mode, for a doctor whose online visits would have no video link."""
        return replace(
            self,
            types=tuple(
                replace(kind, modes=tuple(mode for mode in kind.modes if mode != "online"))
                for kind in self.types
            ),
        )

    def clinic_of(self, clinic_id: UUID | None) -> Clinic | None:
        """The open clinic with this id among `clinics`; None for None and for any other id."""
        return next((each for each in self.clinics if each.id == clinic_id), None)


class Lateness(msgspec.Struct, frozen=True):
    """A doctor's lateness today: the minutes, and `until`, the end of the doctor's local day; 0 and None if the doctor is on time."""

    minutes: int
    until: datetime | None


class Slot(msgspec.Struct, frozen=True):
    """A time that the calendar offers; whether the time is booked or held is not considered.

    `clinic_id`: the clinic of a visit in person; None if the slot is online only.
    """

    starts_at: datetime
    ends_at: datetime
    modes: tuple[Mode, ...]
    clinic_id: UUID | None = None
