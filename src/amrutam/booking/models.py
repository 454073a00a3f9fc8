"""The types of appointments: as callers see them, and as they are stored."""

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
"""Where the patient of a booked visit is: not arrived yet (`expected`), `arrived`, or in the doctor's room (`in_room`)."""


class Money(msgspec.Struct, frozen=True):
    """An amount of money: `amount` in minor units (paise for INR), `currency` as ISO 4217."""

    amount: int
    currency: str


class DoctorOf(msgspec.Struct, frozen=True):
    """The doctor of an appointment; `specialization` is the specialization's English name."""

    id: UUID
    name: str
    registration_number: str
    specialization: str


class PatientOf(msgspec.Struct, frozen=True):
    """The patient of an appointment; `name` is empty if nobody has entered a name, and after the patient's data were erased."""

    id: UUID
    name: str


class TypeOf(msgspec.Struct, frozen=True):
    """The consultation type of an appointment.

    `kind` is a `Kind` of doctors/models.py, `name` the doctor's name for the type, `minutes` the length
    of this visit.
    """

    id: UUID
    kind: str
    name: str
    minutes: int


class Call(msgspec.Struct, frozen=True):
    """The video call of an online visit.

    `join_from` is `video_opens_minutes` before the visit's start. `join_url` is None before `join_from`, from `video_closes_minutes` after the visit's end on, when
    the visit is not booked, and when there is no link (`join` in core/video.py).
    """

    join_url: str | None
    join_from: datetime


Place = Clinic | Call
"""The place of a visit: its clinic, or its video call for an online visit."""


class Proposal(msgspec.Struct, frozen=True):
    """A new time that is proposed until `expires_at`, with the clinic of a visit in person.

    `doctor_id` is the doctor of the proposed time: the appointment's doctor, or the doctor of its
    handover. `clinic_id` and `clinic_name` are None for an online visit.
    """

    starts_at: datetime
    ends_at: datetime
    expires_at: datetime
    clinic_id: UUID | None
    clinic_name: str | None
    doctor_id: UUID


class HandoverOffer(msgspec.Struct, frozen=True):
    """The doctor whom the patient is asked to see instead of the appointment's doctor. The patient has not declined."""

    doctor_id: UUID
    doctor_name: str


class Appointment(msgspec.Struct, frozen=True):
    """An appointment as callers see it, without the accounts of the doctor and the patient.

    Instants are aware datetimes in UTC; `time_zone` is the IANA name of the doctor's zone at the booking
    or the last move. `reference` looks like AMR-7K2QM-X94TB. `reason` is the patient's reason for the
    visit in clear; None without one, and for a desk. `version` is 1 at the booking, and each change
    increments it. Patients may move or cancel the appointment before `changes_until`; during a handover
    until the start. `late_minutes`: how late the doctor is on the day of the visit; None if the doctor is
    on time, on other days, and if the visit is not booked. `proposal` is None if no time is proposed,
    `handover` unless the patient is asked to see another doctor.
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
    handover: HandoverOffer | None = None


class Stored(msgspec.Struct, frozen=True):
    """An appointment, and data that callers do not see.

    `account_id`: the account that manages the patient. `doctor_account_id`: None for a doctor
    without an account. `marked_until`: the latest time up to which Redis can have `booked` markers for
    the present time of the appointment. `busy_until`: the visit's end plus the doctor's present buffer.
    `proposed_type_id`: the consultation type of the proposal; None without one.
    """

    appointment: Appointment
    account_id: UUID
    doctor_account_id: UUID | None
    marked_until: datetime
    busy_until: datetime
    proposed_type_id: UUID | None = None

    def seen_by(self, caller: Caller) -> bool:
        """Whether the caller may see the whole appointment: True for the account that manages the patient, the doctor and administrators."""
        return caller.role == "admin" or self.owned_by(caller) or self.treated_by(caller)

    def owned_by(self, caller: Caller) -> bool:
        """Whether the caller's account manages the patient."""
        return self.account_id == caller.account_id

    def without_reason(self) -> Stored:
        """Returns a copy without the reason for the visit, which a desk must not see."""
        return replace(self, appointment=replace(self.appointment, reason=None))

    def movable_by(self, caller: Caller) -> bool:
        """Whether the caller, who can see the appointment, may move it.

        True for the account that manages the patient, for every desk, and for administrators if the
        visit is in person. `access_appointment` checks before that a desk works at the visit's
        clinic.
        """
        is_desks = caller.role == "desk" or (
            caller.role == "admin" and self.appointment.mode == "in_person"
        )
        return self.owned_by(caller) or is_desks

    def treated_by(self, caller: Caller) -> bool:
        """Whether the caller is the appointment's doctor."""
        return caller.role == "doctor" and self.doctor_account_id == caller.account_id

    def recordable_by(self, caller: Caller) -> bool:
        """Whether the caller is the appointment's doctor or an administrator.

        They may propose another time, record or undo outcome and attendance, and read the patient's data.
        """
        return self.treated_by(caller) or caller.role == "admin"


encode = msgspec.json.Encoder().encode
"""Returns the JSON of a struct or dictionary, as bytes in UTF-8."""


class Said(msgspec.Struct):
    """The fields of an appointment's JSON from which the headers ETag and Location of a response are made."""

    id: UUID
    version: int

    @property
    def etag(self) -> str:
        """The strong entity tag of the version, with its quotes."""
        return f'"{self.version}"'


said_by = msgspec.json.Decoder(Said).decode
