"""Lists the demo's three clinics, and decides which doctors work there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from amrutam.seeding.doctors import PlannedDoctor

_NAMES = UUID("0b9d2c5e-6a3f-4f0e-9a57-2f0c5b1d8e44")
_ALTERNATING = 0
"""The number (from 0) of the doctor who works at the first two clinics: on even weekdays at the first (ISO 8601)."""


@dataclass(frozen=True, slots=True)
class PlannedClinic:
    """A clinic of the demo.

    The position is in degrees (WGS 84), `city` is a slug, and `phone` is in the format of E.164.
    """

    name: str
    address: str
    city: str
    latitude: float
    longitude: float
    phone: str
    languages: tuple[str, ...]

    @property
    def id(self) -> UUID:
        """The clinic's id, which depends on its name alone."""
        return uuid5(_NAMES, self.name)


CLINICS = (
    PlannedClinic("Amrutam Banjara Hills", "12, Road No. 3, Banjara Hills, Hyderabad", "hyderabad",
                  17.4126, 78.4392, "+914023550112", ("Telugu", "Hindi", "English")),
    PlannedClinic("Amrutam Benz Circle", "40, MG Road, Benz Circle, Vijayawada", "vijayawada",
                  16.4992, 80.6560, "+918662550134", ("Telugu", "English")),
    PlannedClinic("Amrutam Fort Kochi", "7, Rose Street, Fort Kochi, Kochi", "kochi",
                  9.9658, 76.2421, "+914842215056", ("Malayalam", "English")),
)  # fmt: skip


def at_clinics(doctors: Sequence[PlannedDoctor]) -> list[PlannedDoctor]:
    """Returns the doctors with the clinics of their weekly rules.

    The first doctor works at the first two clinics, depending on the weekday. Each other doctor works at the clinic of
    the doctor's city, or at the own practice if the city has no clinic. Extra hours stay at the own practice.
    """
    return [_placed(doctor, number) for number, doctor in enumerate(doctors)]


def _placed(doctor: PlannedDoctor, number: int) -> PlannedDoctor:
    here = [clinic.id for clinic in CLINICS if clinic.city == doctor.city]
    if number == _ALTERNATING:
        here = [CLINICS[0].id, CLINICS[1].id]
    if not here:
        return doctor
    rules = tuple(
        replace(rule, clinic_id=here[rule.weekday % len(here)] if rule.clinic_id else None)
        for rule in doctor.calendar.rules
    )
    return replace(doctor, calendar=replace(doctor.calendar, rules=rules))
