"""Request and answer bodies of booking."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from amrutam.accounts.models import Role
from amrutam.booking.hold_models import HoldIntent
from amrutam.booking.models import Attendance
from amrutam.core.dates import Instant
from amrutam.core.http.json_body import Body
from amrutam.core.numbers import WHOLE
from amrutam.core.text import STRIPPED
from amrutam.doctors.models import Kind
from amrutam.doctors.schemas import DoctorsClinic

Mode = Literal["online", "in_person"]
Code = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{6}$",
        examples=["123456"],
        description="The one-time code that was sent for this hold; needed if the hold has `requires_code`",
    ),
]
HoldId = Annotated[
    str, Field(min_length=1, max_length=2048, description="The opaque id of the hold")
]
Reason = Annotated[
    str,
    Field(
        max_length=2000,
        description="The reason for the visit or, in a cancellation, for the cancellation; stored encrypted",
    ),
]

OverrideReason = Annotated[
    str,
    STRIPPED,
    Field(
        min_length=1,
        max_length=500,
        description="Why a time is booked that the doctor does not offer; stored in the appointment's history",
    ),
]


class HoldRequest(Body):
    doctor_id: UUID
    starts_at: Instant
    consultation_type_id: UUID | None = None
    mode: Mode | None = Field(
        default=None,
        description="By default for a move the appointment's mode, otherwise the first mode of the slot",
    )
    patient_id: UUID | None = Field(
        default=None,
        description="The patient of the visit; by default for a move the appointment's patient, otherwise the account's owner. A desk must send a patient of its clinics",
    )
    reschedules: UUID | None = Field(
        default=None,
        description="The appointment that the hold is to move; null to book a new appointment",
    )
    override: bool | None = Field(
        default=None,
        description="True holds a time that the doctor does not offer. Only the desk of the clinic `clinic_id` and administrators can send true",
    )
    clinic_id: UUID | None = Field(
        default=None, description="Clinic of the visit; needed if `override` is true"
    )

    def wish(self) -> HoldIntent:
        """The request as a `HoldIntent`, which the action takes."""
        return HoldIntent(
            self.doctor_id,
            self.starts_at,
            self.consultation_type_id,
            self.mode,
            self.patient_id,
            self.reschedules,
            bool(self.override),
            self.clinic_id,
        )


class BookRequest(Body):
    hold_id: HoldId
    code: Code | None = None
    reason: Reason | None = None
    override_reason: OverrideReason | None = None


class MoveRequest(Body):
    hold_id: HoldId
    code: Code | None = None
    override_reason: OverrideReason | None = None


class CancelRequest(Body):
    reason: Reason | None = None


class ReasonRequest(Body):
    reason: Reason


class MoneyView(BaseModel):
    amount: int = Field(description="Amount in minor units: paise for INR", examples=[50000])
    currency: str = Field(examples=["INR"])


class HoldView(BaseModel):
    id: str = Field(description="The id of the hold, an opaque text")
    doctor_id: UUID
    patient_id: UUID
    starts_at: datetime
    ends_at: datetime
    consultation_type_id: UUID
    mode: Mode
    clinic_id: UUID | None = Field(
        description="Clinic of a visit in person; null for an online visit"
    )
    fee: MoneyView
    reschedules: UUID | None = Field(
        description="The appointment that the hold moves; null for a new appointment"
    )
    expires_at: datetime = Field(description="When the hold ends")
    extendable_from: datetime | None = Field(
        description="From when on the hold can be extended; null for a hold that cannot be extended any more"
    )
    extensions_left: int = Field(description="Number of extensions that the hold can still have")
    protected: bool = Field(
        description="False if Redis was unreachable when the hold was made: the slot is then not reserved, and whoever books first gets it"
    )
    requires_code: bool = Field(
        description="True if booking the held slot needs a one-time code that was not entered yet"
    )


class CodeSentView(BaseModel):
    expires_at: datetime
    resend_at: datetime


class DoctorView(BaseModel):
    id: UUID
    name: str
    registration_number: str
    specialization: str


class PatientView(BaseModel):
    id: UUID
    name: str


class TypeView(BaseModel):
    id: UUID
    kind: Kind
    name: str
    minutes: int


class ClinicView(DoctorsClinic):
    """The clinic of a visit in person."""


class CallView(BaseModel):
    """The video call of an online visit."""

    join_url: str | None = Field(
        description="The link to the video call; null before `join_from`, by default from an hour after the end, unless the visit is booked, and if neither the doctor nor the platform has a link"
    )
    join_from: datetime = Field(
        description="When the link can first be used: by default ten minutes before the start"
    )


class ProposalView(BaseModel):
    """A proposed new time of an appointment, reserved for its patient until `expires_at`."""

    starts_at: datetime
    ends_at: datetime
    expires_at: datetime
    clinic_id: UUID | None = Field(
        description="Clinic of a visit in person; null for an online visit"
    )
    clinic_name: str | None
    doctor_id: UUID = Field(
        description="The doctor of the proposed time: the appointment's doctor, or the doctor of its `handover`"
    )


class HandoverView(BaseModel):
    """The doctor whom the patient is asked to see instead, because the appointment's doctor leaves."""

    doctor_id: UUID
    doctor_name: str


class AppointmentView(BaseModel):
    id: UUID
    reference: str = Field(
        description="The booking reference, which people read out on the telephone",
        examples=["AMR-7K2QM-X94TB"],
    )
    status: Literal["booked", "cancelled", "completed", "no_show"]
    doctor: DoctorView
    patient: PatientView
    starts_at: datetime
    ends_at: datetime
    time_zone: str = Field(examples=["Asia/Kolkata"])
    mode: Mode
    place: ClinicView | CallView
    consultation_type: TypeView
    fee: MoneyView
    reason: str | None
    version: int
    created_at: datetime
    changes_until: datetime = Field(
        description="The last time at which the patient can move or cancel the appointment"
    )
    attendance: Attendance = Field(
        description="Whether the patient of a booked visit is `expected`, has `arrived`, or is `in_room` with the doctor"
    )
    late_minutes: int | None = Field(
        description="How many minutes late the doctor is on the day of the visit; null means on time"
    )
    proposal: ProposalView | None = Field(
        description="The proposed new time; null if none is proposed"
    )
    handover: HandoverView | None = Field(
        description="The doctor whom the patient is asked to see instead; null if the patient was not asked or has declined. If `proposal` is null, the patient chooses a slot of that doctor and holds the slot with this appointment's id as `reschedules` (POST /v1/holds)"
    )


class AppointmentPage(BaseModel):
    items: list[AppointmentView]
    next_cursor: str | None


class EventView(BaseModel):
    """One change of an appointment; `version` is the appointment's version after the change."""

    version: int
    kind: Literal[
        "booked",
        "moved",
        "reason_changed",
        "cancelled",
        "completed",
        "no_show",
        "reopened",
        "arrived",
        "in_room",
        "arrival_undone",
        "move_proposed",
        "move_withdrawn",
        "move_declined",
        "handover_asked",
    ]
    at: datetime
    actor_role: Role = Field(description="Role of the account that made the change")
    starts_at: datetime
    previous_starts_at: datetime | None = Field(
        description="The start before a move; null for other changes"
    )
    clinic_id: UUID | None = Field(
        description="Clinic of the new time, for a booking or a move to a visit in person"
    )
    doctor_name: str | None = Field(
        description="The other doctor whom the patient is asked to see, or to whom the visit was moved"
    )
    previous_doctor_name: str | None = Field(
        description="The earlier doctor, if a move changed the doctor"
    )
    override_reason: str | None = Field(
        description="Why the desk booked a time that the doctor does not offer; shown to staff only"
    )


class EventList(BaseModel):
    items: list[EventView]


class AttendanceRequest(Body):
    attendance: Attendance


class AttendanceView(BaseModel):
    """The attendance that the caller recorded, without the data of the patient and the visit."""

    id: UUID
    status: Literal["booked", "cancelled", "completed", "no_show"]
    attendance: Attendance
    version: int


class EarlierVisit(BaseModel):
    id: UUID
    reference: str
    starts_at: datetime
    status: Literal["booked", "completed", "no_show"]
    mode: Mode
    consultation_type: str
    consultation_kind: Kind
    reason: str | None


class VisitPatient(BaseModel):
    id: UUID
    name: str
    age: int | None = Field(description="Age in whole years; null if unknown")
    gender: Literal["female", "male", "other"] | None
    email: str | None = Field(description="E-mail address of the patient's account")
    phone: str | None
    earlier_visits: list[EarlierVisit] = Field(
        description="Up to twenty earlier visits to the same doctor, newest first"
    )


class ProposalRequest(Body):
    starts_at: Instant


class LatenessRequest(Body):
    minutes: Annotated[int, Field(strict=True, ge=0, le=1440), WHOLE] = Field(
        description="How many minutes late the doctor is; 0 ends the lateness", examples=[15]
    )


class LatenessView(BaseModel):
    doctor_id: UUID
    minutes: int = Field(description="How many minutes late the doctor is; 0 means on time")
    until: datetime | None = Field(
        description="End of the doctor's local day, when the lateness ends; null if the doctor is on time"
    )


class CalendarLinkView(BaseModel):
    url: str | None = Field(
        description="The secret URL: anybody who has it can read the calendar; null if there is no link"
    )


class NewCalendarLinkView(BaseModel):
    url: str
