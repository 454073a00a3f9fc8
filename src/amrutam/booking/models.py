"""Appointments as callers see them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amrutam.accounts.models import Caller
from amrutam.doctors.models import Clinic

Status = Literal["booked", "cancelled", "completed", "no_show"]
Attendance = Literal["expected", "arrived", "in_room"]
"""The place of a booked visit's patient: not arrived yet, arrived, or in the room."""


class Money(msgspec.Struct, frozen=True):
    """An amount of money: `amount` in minor units (paise for INR), `currency` as ISO 4217."""

    amount: int
    currency: str


class DoctorOf(msgspec.Struct, frozen=True):
    """The doctor of an appointment; `specialization` is a name."""

    id: UUID
    name: str
    registration_number: str
    specialization: str


class PatientOf(msgspec.Struct, frozen=True):
    """The patient of an appointment; `name` is empty if it was never given."""

    id: UUID
    name: str


class TypeOf(msgspec.Struct, frozen=True):
    """The consultation type of an appointment; `kind` is a `Kind`, `name` the doctor's own word."""

    id: UUID
    kind: str
    name: str
    minutes: int


class Call(msgspec.Struct, frozen=True):
    """The video call of an online visit.

    `join_url` is null before `join_from`, and when the visit is over, moved or cancelled
    (core/video.py).
    """

    join_url: str | None
    join_from: datetime


Place = Clinic | Call
"""The place of a visit: its clinic, or its video call for an online visit."""


class Proposal(msgspec.Struct, frozen=True):
    """A new time that is proposed until `expires_at`; `clinic` is that of a visit in person.

    `doctor_id` is the appointment's doctor or, in a handover, the doctor to whom it is handed over.
    """

    starts_at: datetime
    ends_at: datetime
    expires_at: datetime
    clinic_id: UUID | None
    clinic_name: str | None
    doctor_id: UUID


class Handover(msgspec.Struct, frozen=True):
    """The doctor whom the patient is asked to see instead, and whom the patient has not declined."""

    doctor_id: UUID
    doctor_name: str


class Appointment(msgspec.Struct, frozen=True):
    """An appointment as callers see it, without the accounts of its people.

    Instants are aware datetimes in UTC; `time_zone` is the IANA name of the doctor's zone.
    `reference` looks like AMR-7K2QM-X94TB.
    """

    id: UUID
    reference: str
    status: Status
    doctor: DoctorOf
    patient: PatientOf
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    mode: str
    place: Place
    consultation_type: TypeOf
    fee: Money
    reason: str | None
    version: int
    created_at: datetime
    changes_until: datetime
    attendance: Attendance = "expected"
    late_minutes: int | None = None
    proposal: Proposal | None = None
    handover: Handover | None = None


class Stored(msgspec.Struct, frozen=True):
    """An appointment, and data that callers do not see, such as its account.

    `marked_until`: Redis has no key with this appointment's marker after this time. `busy_until`:
    its end plus the doctor's present buffer. `proposed_type_id`: the consultation type of the
    proposal.
    """

    appointment: Appointment
    account_id: UUID
    doctor_account_id: UUID | None
    marked_until: datetime
    busy_until: datetime
    proposed_type_id: UUID | None = None

    def seen_by(self, caller: Caller) -> bool:
        """Whether the caller may see the whole appointment, which its account, its doctor and administrators may."""
        return caller.role == "admin" or self.owned_by(caller) or self.treated_by(caller)

    def owned_by(self, caller: Caller) -> bool:
        """Whether the caller's account manages the patient."""
        return self.account_id == caller.account_id

    def without_reason(self) -> Stored:
        """The appointment without the reason for the visit, which a desk must not see."""
        return replace(self, appointment=replace(self.appointment, reason=None))

    def movable_by(self, caller: Caller) -> bool:
        """Whether the caller may move the appointment.

        The account that booked the appointment may, and so may the front-desk staff who can see it.
        Administrators have the rights of front-desk staff at every clinic, so they may move visits
        in person only.
        """
        is_desks = caller.role == "desk" or (
            caller.role == "admin" and self.appointment.mode == "in_person"
        )
        return self.owned_by(caller) or is_desks

    def treated_by(self, caller: Caller) -> bool:
        """Whether the caller is the appointment's doctor."""
        return caller.role == "doctor" and self.doctor_account_id == caller.account_id


encode = msgspec.json.Encoder().encode
"""Encodes an answer as JSON."""


class Said(msgspec.Struct):
    """The fields of an appointment's JSON that are needed to make the headers of an answer."""

    id: UUID
    version: int

    @property
    def etag(self) -> str:
        """The strong entity tag of the version, with its quotes."""
        return f'"{self.version}"'


said_by = msgspec.json.Decoder(Said).decode
