"""Plans doctors. The same seed number gives the same doctors, except for the dates of leave and extra hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from uuid import UUID

from amrutam.doctors.search.reference import reference
from amrutam.schedules.models import Calendar
from amrutam.seeding.chance import Chance
from amrutam.seeding.cities import Place, lists, places
from amrutam.seeding.email_addresses import email_address
from amrutam.seeding.practices import ZONE, consultation_types, leave, working_week

_FIRST_JOINED = datetime(2024, 1, 1, tzinfo=UTC)
CodePolicy = Literal["session", "always"]


@dataclass(frozen=True, slots=True)
class PlannedDoctor:
    """A doctor to be added; `calendar` has the types, weekly rules, leave and extra hours.

    The account with the address `email` can sign in once it has a password. `specialization` and `city` are slugs.
    `rating_hundredths` is the rating in hundredths of a star; None without ratings.
    """

    id: UUID
    account_id: UUID
    email: str
    name: str
    registration_number: str
    specialization: str
    city: str
    address: str
    languages: list[str]
    gender: str
    experience_years: int
    rating_hundredths: int | None
    rating_count: int
    bio: str
    qualifications: str
    joined_at: datetime
    calendar: Calendar


def planned_doctor(seed_number: int, number: int, today: date) -> PlannedDoctor:
    """The doctor with this `number` (from 0) of a seed; only the dates of leave and extra hours depend on `today`."""
    chance = Chance(seed_number, "doctor", number)
    joined = _FIRST_JOINED + timedelta(minutes=10 * number)
    place = chance.one(places())
    name, gender = place.person(chance)
    experience = chance.number(1, 42)
    field = chance.one(reference()["specializations"])
    rated = chance.happens(0.9)
    calendar = _calendar(chance, joined, experience, today)
    return PlannedDoctor(
        id=calendar.doctor_id,
        account_id=chance.id(joined),
        email=email_address(name, seed_number, number, "doctors.example"),
        name=f"Dr. {name}",
        registration_number=f"AYU-{seed_number}-{number + 1:05d}",
        specialization=field["slug"],
        city=place.slug,
        address=f"{chance.number(1, 180)}, {chance.one(lists()['streets'])}, {place.name}",
        languages=_languages(chance, place),
        gender=gender,
        experience_years=experience,
        rating_hundredths=chance.number(350, 500) if rated else None,
        rating_count=chance.number(3, 900) if rated else 0,
        bio=f"{field['name']}. Trained at {chance.one(lists()['colleges'])}; "
        f"practises in {place.name}.",
        qualifications=f"BAMS, MD ({field['name']})" if experience % 3 else "BAMS",
        joined_at=joined,
        calendar=calendar,
    )


def _languages(chance: Chance, place: Place) -> list[str]:
    spoken = [*place.languages]
    for language, share in (("English", 0.8), ("Hindi", 0.5), ("Sanskrit", 0.1)):
        if language not in spoken and chance.happens(share):
            spoken.append(language)
    return spoken


def _calendar(chance: Chance, joined: datetime, experience: int, today: date) -> Calendar:
    types = consultation_types(chance, experience)
    doctor_id = chance.id(joined)
    return Calendar(
        doctor_id=doctor_id,
        version=1,
        approved=True,
        time_zone=ZONE,
        buffer_minutes=chance.one((0, 0, 5, 10)),
        notice_minutes=chance.one((0, 0, 30, 60, 120)),
        horizon_days=chance.one((30, 45, 60, 90)),
        code_policy="session",
        types=types,
        rules=working_week(chance, types[0].modes, doctor_id),
        exceptions=leave(chance, today, doctor_id),
    )
