"""What the answers look like, for the OpenAPI document; they are built in `slots_json.py`."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from amrutam.core.dates import Day
from amrutam.core.numbers import WHOLE
from amrutam.core.settings import Settings
from amrutam.schedules.models import Mode, Slot


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
    mode: Mode | None = Field(default=None, description="With `limit`: only slots in this mode")
    clinics: list[UUID] | None = Field(
        default=None,
        max_length=1000,
        description="With `limit`: of slots in person, only those at one of these clinics",
    )

    @model_validator(mode="after")
    def _narrows_few(self) -> AvailabilityQuestion:
        if self.limit is None and self.narrows:
            raise ValueError("`mode` and `clinics` go with `limit`")
        return self

    @property
    def narrows(self) -> bool:
        return self.mode is not None or self.clinics is not None

    @property
    def variant(self) -> tuple[int | None, Mode | None, bytes | None]:
        """What decides an answer beside the days: of one size, however many clinics are named."""
        named = None
        if self.clinics is not None:
            named = sha256(b"".join(sorted(id_.bytes for id_ in self.clinics))).digest()
        return self.limit, self.mode, named

    def fits(self, slot: Slot) -> bool:
        elsewhere = (
            slot.clinic_id and self.clinics is not None and slot.clinic_id not in self.clinics
        )
        return not elsewhere and (self.mode is None or self.mode in slot.modes)


class AvailabilityAnswer(BaseModel):
    """In the order asked for. `missing`: no such doctor, or not approved."""

    items: list[SlotsAnswer]
    missing: list[UUID]
