"""Request and answer bodies of the front desk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from amrutam.clinics.schemas import PersonAtClinic
from amrutam.core.http.json_body import Body
from amrutam.core.text import STRIPPED, plain_name
from amrutam.desk.rules import State
from amrutam.doctors.models import Kind
from amrutam.doctors.schemas import MoneyAnswer, Name

Room = Annotated[
    str,
    STRIPPED,
    Field(max_length=20, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$", examples=["2"]),
    AfterValidator(plain_name),
]


class TypeThere(BaseModel):
    id: UUID
    name: str
    kind: Kind
    minutes: int
    fee: MoneyAnswer


class FreeTime(BaseModel):
    starts_at: datetime
    ends_at: datetime


class DoctorsTimes(BaseModel):
    id: UUID
    name: str
    types: list[TypeThere] = Field(
        description="Consultation types that the doctor offers in person"
    )
    consultation_type_id: UUID | None = Field(description="The consultation type of `times`")
    times: list[FreeTime] = Field(
        description="Available times in order; the first is the next one for a walk-in patient"
    )


class ClinicTimes(BaseModel):
    """Available slots in person at a clinic on one of its local days. The doctors' minimum notice does not apply here, because it applies only when patients book."""

    clinic_id: UUID
    date: date
    time_zone: str
    doctors: list[DoctorsTimes]


class NewTicket(Body):
    doctor_id: UUID
    patient_id: UUID


class TicketChange(Body):
    state: State
    room: Room | None = Field(
        default=None, description="Room to which the patient is called; null keeps the present room"
    )


class Ticket(BaseModel):
    id: UUID
    number: int
    state: State
    room: str
    date: date
    doctor: PersonAtClinic
    patient: PersonAtClinic
    paid: int = Field(
        description="Amount paid minus reversed payments, in minor units of `currency`"
    )
    currency: str = Field(
        description="Currency of the fee of the doctor's default consultation type",
        examples=["INR"],
    )
    created_at: datetime
    changed_at: datetime


class Queue(BaseModel):
    """Queue numbers of a clinic on one local day, by doctor."""

    clinic_id: UUID
    date: date
    time_zone: str
    tickets: list[Ticket]


class NewDisplay(Body):
    name: Name = Field(examples=["Entrance"])


class Display(BaseModel):
    id: UUID
    name: str
    created_at: datetime


class MadeDisplay(BaseModel):
    id: UUID
    token: str = Field(
        description="The token, shown only in this answer. Anybody who has it can read the queue of today as the display shows it, which is nothing about patients"
    )


class Displays(BaseModel):
    items: list[Display]


class ShownNumber(BaseModel):
    number: int
    room: str
    state: Literal["called", "in_room"]
    changed_at: datetime


class ShownQueue(BaseModel):
    doctor: str
    called: list[ShownNumber]
    waiting: list[int]


class DisplayedQueue(BaseModel):
    """Today's queue of a clinic as a display shows it, without patients' names."""

    clinic: str
    time_zone: str
    at: datetime
    doctors: list[ShownQueue]
