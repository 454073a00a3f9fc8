"""Writes a clinic as one line of text, for mails and calendar files. Pure."""

from __future__ import annotations

from uuid import UUID

from amrutam.doctors.models import Clinic


def in_words(clinic: Clinic, doctor_id: UUID) -> str:
    """Returns a clinic's name, address and city on one line; the city is left out if the address contains it.

    The name of the doctor's own practice is left out, because the text beside this line has the
    doctor's name. The result is empty for a practice without an address.
    """
    name = "" if clinic.id == doctor_id else clinic.name
    if not (name or clinic.address):
        return ""
    is_said = clinic.city.casefold() in clinic.address.casefold()
    parts = (name, clinic.address, "" if is_said else clinic.city)
    return ", ".join(part for part in parts if part)
