"""What clinics' calls take and give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from amrutam.accounts.contacts import normalised
from amrutam.core.errors import Invalid
from amrutam.core.zones import ZoneName
from amrutam.doctors.schemas import Address, Languages, LocationAnswer, Name, Named


def _telephone(number: str) -> str:
    try:
        return normalised("sms", number)
    except Invalid as reason:
        raise ValueError(reason.detail) from reason


Phone = Annotated[str, Field(max_length=40, examples=["+911412345678"]), AfterValidator(_telephone)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class LocationBody(_Body):
    """WGS 84, in degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False, examples=[26.9124])]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False, examples=[75.7873])]


class NewClinic(_Body):
    name: Name = Field(examples=["Amrutam Jaipur"])
    address: Address = ""
    city: Named
    location: LocationBody | None = None
    time_zone: ZoneName = "Asia/Kolkata"
    phone: Phone | None = None
    languages: Languages | None = Field(default=None, description="Spoken at the desk")


_KEPT: Any = None


# An absent field stays as it is. Null is refused where it says nothing: the defaults are never read.
class ClinicChange(_Body):
    name: Name = Field(default=_KEPT)
    address: Address = Field(default=_KEPT)
    city: Named = Field(default=_KEPT)
    location: LocationBody | None = Field(default=None, description="Null: none")
    time_zone: ZoneName = Field(default=_KEPT)
    phone: Phone | None = Field(default=None, description="Null: none")
    languages: Languages | None = Field(default=None, description="Null: none")

    @model_validator(mode="after")
    def _something(self) -> ClinicChange:
        if not self.model_fields_set:
            raise ValueError("must change something")
        return self


class ClinicAnswer(BaseModel):
    id: UUID
    name: str
    address: str
    city: str
    city_slug: str
    location: LocationAnswer | None
    time_zone: str
    phone: str | None
    languages: list[str]
    is_practice: bool = Field(description="A doctor's own practice, whose id is the doctor's")
    closed_at: datetime | None = Field(description="Null: open. No times are offered while closed")
    updated_at: datetime


class Upcoming(BaseModel):
    """What is booked in person at the clinic from now on."""

    visits: int
    first: datetime | None
    last: datetime | None


class ClinicPage(BaseModel):
    items: list[ClinicAnswer]
    next_cursor: str | None


class OwnClinics(BaseModel):
    items: list[ClinicAnswer]


class ClinicDoctor(BaseModel):
    id: UUID
    name: str
    specialization: str
    approved: bool


class ClinicDoctors(BaseModel):
    items: list[ClinicDoctor]


class DeskAccount(BaseModel):
    id: UUID
    email: str | None
    disabled: bool


class Desk(BaseModel):
    items: list[DeskAccount]


class PersonAtClinic(BaseModel):
    id: UUID
    name: str


class ClinicAppointment(BaseModel):
    id: UUID
    reference: str
    status: Literal["booked", "cancelled", "completed", "no_show"]
    starts_at: datetime
    ends_at: datetime
    doctor: PersonAtClinic
    patient: PersonAtClinic
    consultation_type: str
    version: int


class ClinicAgenda(BaseModel):
    """What is in person at the clinic on one of its local days, by start."""

    clinic_id: UUID
    date: date
    time_zone: str
    appointments: list[ClinicAppointment]
