"""Domain errors of clinics."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class ClinicInUse(DomainError):
    code = "clinic-in-use"
    kind = Kind.CONFLICT
    title = "The clinic is still in use by the doctor"
    cause = (
        "The doctor has weekly rules, extra hours or future appointments at the clinic,"
        " or the clinic is the doctor's own practice."
    )
    fix = "Remove the clinic from the doctor's hours, and move or cancel the appointments there."


class TooManyAtClinic(DomainError):
    code = "too-many-at-clinic"
    kind = Kind.UNACCEPTABLE
    title = "The maximum number of desk accounts, displays or clinics is reached"
    cause = (
        "A doctor can work at a limited number of clinics, and a clinic can have a"
        " limited number of desk accounts and displays."
    )
    fix = "Remove a desk account, a display or the doctor from a clinic first. `limit` names the setting, and `most` is its value."


class PracticeStaysOpen(DomainError):
    code = "practice-stays-open"
    kind = Kind.CONFLICT
    title = "A doctor's own practice cannot be closed, and has no holidays and no other doctors"
    cause = (
        "Only clinics can be closed, have holidays or be joined by doctors; a doctor's own practice is open in the"
        " doctor's hours."
    )
    fix = (
        "Add leave of the doctor, or change the doctor's hours to another clinic or to online only."
        " For several doctors, create a clinic."
    )


class PhoneKnown(DomainError):
    """The number of a new patient is that of a patient of the clinic.

    The problem's `patients` are the clinic's patients who have the number, as `schemas.ClinicPatient`: the first
    `desk_patients_shown` by name.
    """

    code = "phone-known"
    kind = Kind.CONFLICT
    title = "A patient of the clinic already has this telephone number"
    cause = "The patient may be the same person, or another one who shares the telephone."
    fix = "Choose the patient in `patients`, or send `another_person` if it is somebody else."
