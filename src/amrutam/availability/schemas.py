"""What the answers look like, for the OpenAPI document; they are built in `answers.py`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from amrutam.core.dates import Day
from amrutam.core.numbers import WHOLE
from amrutam.core.settings import Settings


class SlotAnswer(BaseModel):
    starts_at: datetime
    ends_at: datetime
    modes: list[Literal["online", "in_person"]]
    clinic: int | None = Field(
        default=None, description="Where it is in person: its place in `clinics`, from 0"
    )
    state: Literal["open", "held", "booked", "mine"] = Field(
        description="`mine`: held by the caller, who is signed in"
    )


class SlotsClinic(BaseModel):
    id: UUID
    name: str
    city: str


class DayAnswer(BaseModel):
    date: date
    slots: list[SlotAnswer]


class SlotsAnswer(BaseModel):
    """`version` grows by one with each change of the doctor's slots within an `epoch`.

    Both are null while the lock server is away, and holds are then not shown.
    """

    doctor_id: UUID
    time_zone: str = Field(examples=["Asia/Kolkata"])
    consultation_type_id: UUID | None = Field(description="Null: nothing is offered")
    epoch: str | None
    version: int | None
    clinics: list[SlotsClinic] = Field(description="Where the doctor sees patients")
    days: list[DayAnswer]


class AvailabilityQuestion(BaseModel):
    model_config = ConfigDict(extra="forbid")

    doctor_ids: list[UUID] = Field(
        min_length=1,
        max_length=1000,
        json_schema_extra={"maxItems": Settings.model_fields["availability_max_doctors"].default},
    )
    first: Day | None = Field(default=None, alias="from", description="Today unless given")
    last: Day | None = Field(default=None, alias="to", description="`from` + 6 unless given")
    limit: Annotated[int, Field(strict=True, ge=1, le=50), WHOLE] | None = Field(
        default=None,
        description="Only so many open slots of each doctor, the earliest, and the days they are on",
    )


class AvailabilityAnswer(BaseModel):
    """In the order asked for. `missing`: no such doctor, or not approved."""

    items: list[SlotsAnswer]
    missing: list[UUID]
