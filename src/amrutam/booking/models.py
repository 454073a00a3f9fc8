"""An appointment as callers see it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from amrutam.accounts.models import Caller
from amrutam.doctors.models import Clinic

Status = Literal["booked", "cancelled", "completed", "no_show"]


class Money(msgspec.Struct, frozen=True):
    """`amount` in minor units: paise for INR."""

    amount: int
    currency: str


class DoctorOf(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    registration_number: str
    specialization: str


class PatientOf(msgspec.Struct, frozen=True):
    id: UUID
    name: str


class TypeOf(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    minutes: int


class Call(msgspec.Struct, frozen=True):
    """Null until the doctor has said where."""

    join_url: str | None


Place = Clinic | Call
"""Where to be; the call is told to those who see the appointment, never in public."""


class Appointment(msgspec.Struct, frozen=True):
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


class Stored(msgspec.Struct, frozen=True):
    """An appointment, and what callers do not see: whose it is.

    `marked_until`: after its start, no marker of it in the lock server lies later. `busy_until`: its
    end and the doctor's present buffer.
    """

    appointment: Appointment
    account_id: UUID
    doctor_account_id: UUID | None
    marked_until: datetime
    busy_until: datetime

    def seen_by(self, caller: Caller) -> bool:
        return caller.role == "admin" or self.owned_by(caller) or self.treated_by(caller)

    def owned_by(self, caller: Caller) -> bool:
        return self.account_id == caller.account_id

    def treated_by(self, caller: Caller) -> bool:
        return caller.role == "doctor" and self.doctor_account_id == caller.account_id


encode = msgspec.json.Encoder().encode
"""The bytes of an answer."""


class Said(msgspec.Struct):
    """What an answer that holds an appointment is told by."""

    id: UUID
    version: int

    @property
    def etag(self) -> str:
        return f'"{self.version}"'


said_by = msgspec.json.Decoder(Said).decode
