"""The data types of doctors: profiles, clinics and consultation types."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

Mode = Literal["online", "in_person"]
Gender = Literal["female", "male", "other"]
CodePolicy = Literal["session", "always"]
Kind = Literal["first_visit", "follow_up", "therapy"]


class Money(Struct, frozen=True):
    """An amount of money: `amount` in minor units (paise for INR), `currency` as ISO 4217."""

    amount: int
    currency: str


class OfferedType(Struct, frozen=True):
    """A consultation type that patients can book. `minutes` is its duration without the pause."""

    id: UUID
    kind: Kind
    name: str
    minutes: int
    fee: Money
    modes: list[Mode]
    is_default: bool


class Location(Struct, frozen=True):
    """A location in WGS 84, in degrees."""

    latitude: float
    longitude: float


class Clinic(Struct, frozen=True):
    """A place where a doctor sees patients. `city` is the city's name; `phone` and `location` are None if unknown.

    The clinic that is a doctor's own practice has the doctor's id.
    """

    id: UUID
    name: str
    address: str
    city: str
    phone: str | None = None
    location: Location | None = None


class Workplace(Clinic, frozen=True):
    """A clinic where a doctor can offer times in person. At a `closed` clinic no times in person are offered."""

    closed: bool = False


class DoctorProfile(Struct, frozen=True):
    """A doctor's profile, settings, active consultation types (the default first) and clinics (the own practice first).

    Available slots and the doctor's meeting link are not part of the profile. `specialization` and `city` are names;
    `rating` is out of 5, None without ratings. `account_id` is None if the doctor has no account, and `photo_url`, a
    path, is None without a photo. `updated_at`, an instant in UTC, is the profile's version, which every change sets
    anew.
    """

    id: UUID
    account_id: UUID | None
    approved: bool
    name: str
    registration_number: str
    specialization: str
    specialization_slug: str
    city: str
    city_slug: str
    address: str
    languages: list[str]
    gender: Gender
    experience_years: int
    rating: float | None
    rating_count: int
    bio: str
    time_zone: str
    code_policy: CodePolicy
    buffer_minutes: int
    notice_minutes: int
    horizon_days: int
    updated_at: datetime
    consultation_types: list[OfferedType]
    # The fields from here on have defaults, because a process with an earlier version of the code can
    # have written the cache entry without them.
    change_notice_minutes: int = 0
    follow_up_days: int = 30
    slot_step_minutes: int | None = None
    photo_url: str | None = None
    clinics: list[Workplace] = []
    qualifications: str = ""

    @property
    def default_type(self) -> OfferedType | None:
        """The default consultation type; None if none of the active types is the default."""
        return next((kind for kind in self.consultation_types if kind.is_default), None)

    @property
    def modes(self) -> list[Mode]:
        """The modes that any of the doctor's types has, `online` first."""
        offered = {mode for kind in self.consultation_types for mode in kind.modes}
        return sorted(offered, reverse=True)
