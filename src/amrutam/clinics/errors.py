"""Facts about clinics."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class ClinicInUse(DomainError):
    code = "clinic-in-use"
    kind = Kind.CONFLICT
    title = "The doctor still works at this clinic"
    cause = "The doctor's weekly rules or extra hours name the clinic, appointments there are yet to come, or it is the own practice."
    fix = "Take the clinic out of the doctor's hours, and move or cancel what is booked there."


class TooManyAtClinic(DomainError):
    code = "too-many-at-clinic"
    kind = Kind.UNACCEPTABLE
    title = "There is no room for another"
    cause = "A doctor works at a bounded number of clinics, and a clinic has a bounded number of desk staff."
    fix = "Take one away first; the answer names the setting and its number."


class PracticeStaysOpen(DomainError):
    code = "practice-stays-open"
    kind = Kind.CONFLICT
    title = "A doctor's own practice is not closed"
    cause = "Its hours are its doctor's."
    fix = "Let the doctor's hours name another clinic, or be online only."
