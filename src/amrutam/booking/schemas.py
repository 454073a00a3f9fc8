"""Bodies of booking, as they come in and as OpenAPI shows what goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from amrutam.accounts.models import Role
from amrutam.booking.holding import HoldIntent
from amrutam.core.dates import Instant
from amrutam.doctors.schemas import DoctorsClinic

Mode = Literal["online", "in_person"]
Code = Annotated[str, Field(pattern=r"^[0-9]{6}$", examples=["123456"])]
HoldId = Annotated[str, Field(min_length=1, max_length=2048, description="Opaque")]
Reason = Annotated[str, Field(max_length=2000, description="Why the patient comes; kept sealed")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HoldRequest(_Body):
    doctor_id: UUID
    starts_at: Instant
    consultation_type_id: UUID | None = None
    mode: Mode | None = None
    patient_id: UUID | None = Field(default=None, description="Yourself if left out")
    reschedules: UUID | None = Field(default=None, description="The appointment to move")

    def wish(self) -> HoldIntent:
        return HoldIntent(
            self.doctor_id,
            self.starts_at,
            self.consultation_type_id,
            self.mode,
            self.patient_id,
            self.reschedules,
        )


class BookRequest(_Body):
    hold_id: HoldId
    code: Code | None = None
    reason: Reason | None = None


class MoveRequest(_Body):
    hold_id: HoldId
    code: Code | None = None


class CancelRequest(_Body):
    reason: Reason | None = None


class MoneyView(BaseModel):
    amount: int = Field(description="In minor units: paise for INR", examples=[50000])
    currency: str = Field(examples=["INR"])


class HoldView(BaseModel):
    id: str = Field(description="Opaque")
    doctor_id: UUID
    patient_id: UUID
    starts_at: datetime
    ends_at: datetime
    consultation_type_id: UUID
    mode: Mode
    clinic_id: UUID | None = Field(description="Of `in_person`")
    fee: MoneyView
    reschedules: UUID | None
    expires_at: datetime
    extensions_left: int
    protected: bool = Field(description="False while the lock server is away: first confirm wins")
    requires_code: bool


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
    name: str
    minutes: int


class ClinicView(DoctorsClinic):
    """Of `in_person`."""


class CallView(BaseModel):
    """Of `online`."""

    join_url: str | None = Field(description="Null until the doctor has said where")


class AppointmentView(BaseModel):
    id: UUID
    reference: str = Field(examples=["AMR-7K2QM-X94TB"])
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
        description="When its patient can move or cancel it for the last time, as the doctor has it now"
    )


class AppointmentPage(BaseModel):
    items: list[AppointmentView]
    next_cursor: str | None


class EventView(BaseModel):
    """One change of an appointment; `version` is the appointment's after it."""

    version: int
    kind: Literal["booked", "moved", "cancelled", "completed", "no_show", "reopened"]
    at: datetime
    actor_role: Role
    starts_at: datetime
    previous_starts_at: datetime | None = Field(description="Of a move")
    clinic_id: UUID | None = Field(description="Where, of a booking or move to a time in person")


class EventList(BaseModel):
    items: list[EventView]


class CalendarLinkView(BaseModel):
    url: str | None = Field(description="A secret: whoever has it reads the calendar")


class NewCalendarLinkView(BaseModel):
    url: str
