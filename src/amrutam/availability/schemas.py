"""Request and answer bodies of the routes of slots.

The models of answers are used only for the OpenAPI document; `slots_json.py` writes answers.
"""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from amrutam.core.dates import Day
from amrutam.core.http.json_body import Body
from amrutam.core.numbers import WHOLE
from amrutam.core.settings import Settings
from amrutam.schedules.models import Mode, Slot


class SlotAnswer(BaseModel):
    starts_at: datetime
    ends_at: datetime
    modes: list[Literal["online", "in_person"]]
    clinic: int | None = Field(
        default=None,
        description="Index of the slot's clinic in `clinics`, counted from 0; left out for an online slot",
    )
    state: Literal["open", "held", "booked", "mine"] = Field(
        description="`open`: can be booked; `held`: held by somebody else; `booked`: no longer available; `mine`: held by the signed-in caller"
    )


class SlotsClinic(BaseModel):
    id: UUID
    name: str
    city: str


class DayAnswer(BaseModel):
    date: date
    slots: list[SlotAnswer]


class SlotsAnswer(BaseModel):
    """The slots of one doctor.

    `version` grows by one with each change of the doctor's times. Versions can be compared only within
    one `epoch`. While Redis is unreachable `epoch` and `version` are null, and holds are not shown.
    """

    doctor_id: UUID
    time_zone: str = Field(examples=["Asia/Kolkata"])
    consultation_type_id: UUID | None = Field(
        description="The consultation type of these slots; null if the doctor offers none"
    )
    epoch: str | None
    version: int | None
    clinics: list[SlotsClinic] = Field(description="Clinics where the doctor sees patients")
    days: list[DayAnswer]


class AvailabilityQuestion(Body):
    doctor_ids: list[UUID] = Field(
        min_length=1,
        max_length=1000,
        json_schema_extra={"maxItems": Settings.model_fields["availability_max_doctors"].default},
    )
    first: Day | None = Field(
        default=None,
        alias="from",
        description="First day, in each doctor's time zone; by default today",
    )
    last: Day | None = Field(
        default=None,
        alias="to",
        description="Last day, in each doctor's time zone; by default six days after `from`",
    )
    limit: Annotated[int, Field(strict=True, ge=1, le=50), WHOLE] | None = Field(
        default=None,
        description="At most this many open slots for each doctor, the earliest first. Days without one of these slots are left out",
    )
    mode: Mode | None = Field(
        default=None,
        description="Return only slots in this mode; only together with `limit`, otherwise the request is refused",
    )
    clinics: list[UUID] | None = Field(
        default=None,
        max_length=1000,
        description="Return slots in person only if they are at one of these clinics; slots online are not limited. Only together with `limit`, otherwise the request is refused",
    )

    @model_validator(mode="after")
    def _narrows_few(self) -> AvailabilityQuestion:
        if self.limit is None and self.narrows:
            raise ValueError("`mode` and `clinics` can be sent only with `limit`")
        return self

    @property
    def narrows(self) -> bool:
        """Whether the request names a mode or clinics."""
        return self.mode is not None or self.clinics is not None

    @property
    def variant(self) -> tuple[int | None, Mode | None, bytes | None]:
        """The parts of the request, beside the days, that change the answer: (limit, mode, SHA-256 of the clinic ids).

        The ids are sorted first; without `clinics` the third part is None. The hash gives cache
        keys the same size, however many clinics are named.
        """
        named = None
        if self.clinics is not None:
            named = sha256(b"".join(sorted(id_.bytes for id_ in self.clinics))).digest()
        return self.limit, self.mode, named

    def fits(self, slot: Slot) -> bool:
        """Whether a visit in the requested mode is possible at the slot: in person only at one of the requested clinics.

        A `mode` of None requests any mode, and `clinics` of None any clinic.
        """
        wanted = [mode for mode in slot.modes if self.mode in (None, mode)]
        is_there = self.clinics is None or slot.clinic_id in self.clinics
        return "online" in wanted or ("in_person" in wanted and is_there)


class AvailabilityAnswer(BaseModel):
    """Slots of each doctor, in the order of the request. `missing` lists unknown and unapproved doctors."""

    items: list[SlotsAnswer]
    missing: list[UUID]
