"""Request and answer bodies of the clinics' routes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from amrutam.accounts.contacts import normalised
from amrutam.accounts.models import Gender
from amrutam.accounts.schemas import NOT_BORN
from amrutam.core.clock import now
from amrutam.core.dates import Day
from amrutam.core.errors import Invalid
from amrutam.core.http.json_body import Body
from amrutam.core.zones import ZoneName
from amrutam.doctors.models import Kind
from amrutam.doctors.schemas import Address, City, Languages, LocationAnswer, MoneyAnswer, Name


def _telephone(number: str) -> str:
    try:
        return normalised("sms", number)
    except Invalid as reason:
        raise ValueError(reason.detail) from reason


Phone = Annotated[str, Field(max_length=40, examples=["+911412345678"]), AfterValidator(_telephone)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class LocationBody(_Body):
    """A location in WGS 84, in degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False, examples=[26.9124])]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False, examples=[75.7873])]


class NewClinic(_Body):
    name: Name = Field(examples=["Amrutam Jaipur"])
    address: Address = ""
    city: City
    location: LocationBody | None = None
    time_zone: ZoneName = "Asia/Kolkata"
    phone: Phone | None = None
    languages: Languages | None = Field(default=None, description="Languages spoken at the desk")


_KEPT: Any = None


# A field that is absent stays as it is. Null is refused for fields that cannot be empty; their
# defaults here are never used.
class ClinicChange(_Body):
    name: Name = Field(default=_KEPT)
    address: Address = Field(default=_KEPT)
    city: City = Field(default=_KEPT)
    location: LocationBody | None = Field(
        default=None, description="Place on the map; null removes it"
    )
    time_zone: ZoneName = Field(default=_KEPT)
    phone: Phone | None = Field(default=None, description="Telephone number; null removes it")
    languages: Languages | None = Field(
        default=None, description="Languages spoken at the desk; null removes all"
    )

    @model_validator(mode="after")
    def _something(self) -> ClinicChange:
        if not self.model_fields_set:
            raise ValueError("must name at least one field to change")
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
    is_practice: bool = Field(
        description="True for a doctor's own practice, which has the doctor's id"
    )
    closed_at: datetime | None = Field(
        description="When the clinic closed; null while it is open. A closed clinic offers no slots in person"
    )
    updated_at: datetime


class Upcoming(BaseModel):
    """The future visits in person that are booked at the clinic: their number, and the starts of the first and last one."""

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


class NewClinicPatient(Body):
    name: Name = Field(examples=["Lakshmi Rao"])
    phone: Phone
    birth_date: Day | None = None
    gender: Gender | None = None
    another_person: bool = Field(
        default=False,
        description="True to register another person, although patients with the same telephone number are registered",
    )

    @field_validator("birth_date")
    @classmethod
    def _is_born(cls, day: date | None) -> date | None:
        if day is not None and day > now().date() + timedelta(days=1):
            raise ValueError(NOT_BORN)
        return day


class ClinicPatient(BaseModel):
    id: UUID
    name: str
    phone: str | None = Field(
        description="Telephone number that the desk registered, or else the number of the patient's account"
    )
    birth_date: date | None
    gender: Gender | None


class ClinicPatients(BaseModel):
    items: list[ClinicPatient]


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
    attendance: Literal["expected", "arrived", "in_room"] = Field(
        description="Whether the patient of a booked visit is `expected`, has `arrived`, or is `in_room` with the doctor"
    )
    consultation_type: str
    consultation_kind: Kind
    fee: MoneyAnswer
    paid: int = Field(
        description="Amount paid at the clinic minus reversed payments, in minor units of the fee's currency"
    )
    override_reason: str | None = Field(
        description="Why the desk booked a time that the doctor does not offer; null for an offered time"
    )
    version: int


class ClinicAgenda(BaseModel):
    """Visits in person at a clinic on one of its local days, ordered by start."""

    clinic_id: UUID
    date: date
    time_zone: str
    holiday: str | None = Field(
        description="Name of the holiday, on which the clinic offers no slots in person; null on other days"
    )
    appointments: list[ClinicAppointment]


class NewHoliday(_Body):
    name: Name = Field(examples=["Diwali"])


class Holiday(BaseModel):
    day: date = Field(description="The clinic's local day")
    name: str
    visits: int = Field(
        description="Number of visits that are booked at the clinic on this day and have not begun"
    )


class HolidayChange(BaseModel):
    day: date
    name: str
    kind: Literal["added", "removed"]
    at: datetime
    by: str | None = Field(description="E-mail address of the administrator who made the change")


class Holidays(BaseModel):
    """A clinic's holidays from today on, and the last hundred changes, newest first."""

    items: list[Holiday]
    history: list[HolidayChange]
