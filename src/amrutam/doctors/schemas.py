"""Request and response bodies of the doctors' routes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from amrutam.core.currencies import Currency
from amrutam.core.numbers import WHOLE
from amrutam.core.public_host import is_public_host
from amrutam.core.text import plain_name
from amrutam.core.zones import ZoneName
from amrutam.doctors.models import CodePolicy, Gender, Kind, Mode
from amrutam.doctors.search.reference import languages

_LINE = r"^[^\s\x00-\x1f\x7f-\x9f\u2028\u2029]([^\x00-\x1f\x7f-\x9f\u2028\u2029]*[^\s\x00-\x1f\x7f-\x9f\u2028\u2029])?$"
_LINE_OR_NONE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
_LINES = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"


def _known_language(name: str) -> str:
    found = languages().get(name.strip().lower())
    if found is None:
        raise ValueError(f"must be one of {', '.join(sorted(set(languages().values())))}")
    return found


def _once(values: list[Any]) -> list[Any]:
    if len(set(values)) != len(values):
        raise ValueError("must not repeat a value")
    return values


def _fives(minutes: int) -> int:
    if minutes % 5:
        raise ValueError("must be a multiple of five minutes")
    return minutes


def _with_public_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.username is None and parts.port != 0 else None
    except ValueError:
        host = None
    if not host:
        raise ValueError("must be an https URL without a user name")
    if not is_public_host(host):
        raise ValueError("must lead to a public host, not to a host of an internal network")
    return url


Name = Annotated[
    str, Field(min_length=1, max_length=120, pattern=_LINE), AfterValidator(plain_name)
]
Registration = Annotated[
    str, Field(min_length=3, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9 /.-]*$")
]
_Named = Annotated[str, Field(min_length=1, max_length=80, pattern=_LINE)]
City = Annotated[_Named, Field(description="The city's name, or its slug from GET /v1/cities")]
Specialization = Annotated[
    _Named, Field(description="The specialization's name, or its slug from GET /v1/specializations")
]
Address = Annotated[str, Field(max_length=300, pattern=_LINE_OR_NONE)]
MeetingUrl = Annotated[
    str,
    Field(
        max_length=500,
        pattern=r"^https://[!#-;=?-Z\[\]_a-z~]+$",  # the characters that RFC 3986 allows in a URL
        examples=["https://meet.example.org/dr-meera"],
    ),
    AfterValidator(_with_public_host),
]
Bio = Annotated[str, Field(max_length=4000, pattern=_LINES)]
Qualifications = Annotated[
    str, Field(max_length=200, pattern=_LINE_OR_NONE, examples=["BAMS, MD (Panchakarma)"])
]
Languages = Annotated[
    list[Annotated[str, Field(max_length=40), AfterValidator(_known_language)]],
    Field(min_length=1, max_length=10),
    AfterValidator(_once),
]
Years = Annotated[int, Field(ge=0, le=80), WHOLE]
Buffer = Annotated[
    int,
    Field(ge=0, le=240, description="Minutes of pause after each visit"),
    WHOLE,
    AfterValidator(_fives),
]
Step = Annotated[int, Field(ge=5, le=720), WHOLE, AfterValidator(_fives)]
Notice = Annotated[
    int,
    Field(
        ge=0,
        le=43_200,
        description="Minimum number of minutes between a booking and the start of the visit",
    ),
    WHOLE,
]
ChangeNotice = Annotated[
    Notice,
    Field(
        description="Minimum number of minutes between a patient's move or cancellation and the start of the appointment"
    ),
]
FollowUp = Annotated[
    int,
    Field(
        ge=1,
        le=366,
        description="The days after the start of a visit within which a follow-up of it can begin",
    ),
    WHOLE,
]
Horizon = Annotated[
    int, Field(ge=1, le=366, description="How many days ahead patients can book"), WHOLE
]
Modes = Annotated[list[Mode], Field(min_length=1, max_length=2), AfterValidator(_once)]
Id = Annotated[UUID, Field(strict=False)]

_STEP = (
    "Minutes between the starts of slots; null means the minutes of the default "
    "consultation type plus `buffer_minutes`"
)


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class MoneyBody(_Body):
    """An amount of money in minor units: 50000 paise are 500 rupees."""

    amount: Annotated[int, Field(ge=0, le=100_000_000, examples=[50_000]), WHOLE]
    currency: Currency = "INR"


class TypeBody(_Body):
    """A consultation type. A type with an `id` changes the doctor's type of that id; a type without an `id` is added."""

    id: Id | None = None
    kind: Kind
    name: Name
    minutes: Annotated[int, Field(ge=5, le=480), WHOLE, AfterValidator(_fives)]
    fee: MoneyBody
    modes: Modes
    is_default: bool = Field(
        default=False,
        description="True for the default type; if no type is marked, the first one is the default",
    )


def _one_default(types: list[TypeBody]) -> list[TypeBody]:
    if sum(kind.is_default for kind in types) > 1:
        raise ValueError("only one type can be the default")
    if not any(kind.is_default for kind in types):
        types = [types[0].model_copy(update={"is_default": True}), *types[1:]]
    ids = [kind.id for kind in types if kind.id is not None]
    _once(ids)
    return types


Types = Annotated[list[TypeBody], Field(min_length=1, max_length=12), AfterValidator(_one_default)]


class NewDoctor(_Body):
    name: Name = Field(examples=["Dr. Meera Nair"])
    registration_number: Registration
    specialization: Specialization
    city: City
    address: Address = ""
    languages: Languages
    gender: Gender
    experience_years: Years
    bio: Bio = ""
    qualifications: Qualifications = ""
    time_zone: ZoneName = "Asia/Kolkata"
    code_policy: CodePolicy = Field(
        default="session",
        description="Which bookings need a one-time code. `always`: every booking; `session`: only bookings of a session that has not verified an address by a code",
    )
    buffer_minutes: Buffer = 0
    slot_step_minutes: Step | None = Field(default=None, description=_STEP)
    notice_minutes: Notice = 0
    horizon_days: Horizon = 60
    change_notice_minutes: ChangeNotice = 0
    follow_up_days: FollowUp = 30
    meeting_url: MeetingUrl | None = Field(
        default=None,
        description="The doctor's own meeting link for online visits; never shown in public",
    )
    consultation_types: Types
    account_id: Id | None = None


_KEPT: Any = None


# A field that is absent stays as it is. Null is refused for fields that cannot be empty; their
# defaults here are never used.
class DoctorChange(_Body):
    name: Name = Field(default=_KEPT)
    registration_number: Registration = Field(default=_KEPT)
    specialization: Specialization = Field(default=_KEPT)
    city: City = Field(default=_KEPT)
    address: Address = Field(default=_KEPT)
    languages: Languages = Field(default=_KEPT)
    gender: Gender = Field(default=_KEPT)
    experience_years: Years = Field(default=_KEPT)
    bio: Bio = Field(default=_KEPT)
    qualifications: Qualifications = Field(default=_KEPT)
    time_zone: ZoneName = Field(default=_KEPT)
    code_policy: CodePolicy = Field(default=_KEPT)
    buffer_minutes: Buffer = Field(default=_KEPT)
    slot_step_minutes: Step | None = Field(default=None, description=_STEP)
    notice_minutes: Notice = Field(default=_KEPT)
    horizon_days: Horizon = Field(default=_KEPT)
    change_notice_minutes: ChangeNotice = Field(default=_KEPT)
    follow_up_days: FollowUp = Field(default=_KEPT)
    meeting_url: MeetingUrl | None = Field(
        default=None, description="The doctor's own meeting link; null removes it"
    )
    consultation_types: Types = Field(default=_KEPT)
    account_id: Id | None = Field(
        default=None, description="Account of the doctor; null unlinks the present one"
    )

    @model_validator(mode="after")
    def _something(self) -> DoctorChange:
        if not self.model_fields_set:
            raise ValueError("must name at least one field to change")
        return self


class MoneyAnswer(BaseModel):
    amount: int
    currency: str


class LocationAnswer(BaseModel):
    """A location in WGS 84, in degrees."""

    latitude: float
    longitude: float


class CardClinic(BaseModel):
    id: UUID
    name: str
    city: str
    location: LocationAnswer | None


class DoctorsClinic(CardClinic):
    address: str
    phone: str | None
    closed: bool = Field(description="True while the clinic is closed and offers no slots")


class DoctorCard(BaseModel):
    id: UUID
    name: str
    registration_number: str
    specialization: str
    city: str
    languages: list[str]
    gender: Gender
    experience_years: int
    fee: MoneyAnswer = Field(description="Fee of the default consultation type")
    rating: float | None = Field(description="Average rating out of 5; null without ratings")
    modes: list[Mode]
    photo_url: str | None
    clinics: list[CardClinic] = Field(description="Clinics where the doctor sees patients")
    next_available_at: datetime | None = Field(
        description="The next available slot in the requested mode; null if no slot is available in the bookable days"
    )
    next_online_at: datetime | None
    next_in_person_at: datetime | None


class DoctorPage(BaseModel):
    items: list[DoctorCard]
    next_cursor: str | None
    match: Literal["all", "any"] = Field(
        description="`any`: no doctor matches every word of `q`, so doctors that match some of the words are listed"
    )


class WaitingDoctor(BaseModel):
    id: UUID
    name: str
    registration_number: str
    specialization: str
    city: str
    created_at: datetime


class WaitingPage(BaseModel):
    """A page of doctors that are not approved (`approved=false`)."""

    items: list[WaitingDoctor]
    next_cursor: str | None


class TypeAnswer(BaseModel):
    id: UUID
    kind: Kind
    name: str
    minutes: int
    fee: MoneyAnswer
    modes: list[Mode]
    is_default: bool


class DoctorAnswer(BaseModel):
    id: UUID
    name: str
    registration_number: str
    specialization: str
    specialization_slug: str
    city: str
    city_slug: str
    address: str = Field(description="Address of the doctor's own practice")
    languages: list[str]
    gender: Gender
    experience_years: int
    fee: MoneyAnswer | None
    rating: float | None
    rating_count: int
    bio: str
    qualifications: str
    modes: list[Mode]
    time_zone: str
    code_policy: CodePolicy
    buffer_minutes: int
    slot_step_minutes: int | None = Field(description=_STEP)
    notice_minutes: int
    horizon_days: int
    change_notice_minutes: int
    follow_up_days: int
    approved: bool
    updated_at: datetime
    consultation_types: list[TypeAnswer]
    clinics: list[DoctorsClinic] = Field(
        description="Clinics where the doctor can work. The first is the doctor's own practice, which has the doctor's id"
    )
    photo_url: str | None
    next_available_at: datetime | None
    meeting_url: str | None = Field(
        default=None,
        description="The doctor's own meeting link, shown only to the doctor and to administrators",
    )


class SpecializationFacet(BaseModel):
    slug: str
    name: str
    name_hi: str
    concerns: list[str]
    count: int


class CityFacet(BaseModel):
    slug: str
    name: str
    name_hi: str
    state: str
    count: int


class Specializations(BaseModel):
    items: list[SpecializationFacet]


class Cities(BaseModel):
    items: list[CityFacet]
