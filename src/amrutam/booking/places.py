"""A clinic in words, as mails and calendars say it. Pure."""

from __future__ import annotations

from uuid import UUID

from amrutam.doctors.models import Clinic


def in_words(clinic: Clinic, doctor_id: UUID) -> str:
    """Name, address and city on one line. Empty for a doctor's own practice without an address.

    A practice has its doctor's name, which stands beside it already.
    """
    parts = [clinic.address] if clinic.id == doctor_id else [clinic.name, clinic.address]
    said = ", ".join(part for part in parts if part)
    if said and clinic.city.casefold() not in said.casefold():
        said = f"{said}, {clinic.city}"
    return said
