"""Domain errors of doctors' records."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class RegistrationTaken(DomainError):
    code = "registration-taken"
    kind = Kind.CONFLICT
    title = "Another doctor has this registration number"
    cause = "A registration number belongs to one doctor, and another doctor is recorded with it."
    fix = "Check the number; if the doctor is already recorded, change that record."


class AccountNotLinkable(DomainError):
    code = "account-not-linkable"
    kind = Kind.CONFLICT
    title = "The account cannot be linked to this doctor"
    cause = "The account does not exist, is disabled, does not have the role `doctor`, or belongs to another doctor."
    fix = "Create an account with the role `doctor` for this doctor, and send its id."


class NotYoursToChange(DomainError):
    code = "field-not-yours"
    kind = Kind.FORBIDDEN
    title = "Only an administrator may change these fields"
    cause = "Fields such as name, registration and specialization are checked by an administrator before they are shown."
    fix = "Leave the fields in `fields` out, and ask an administrator to change them."


class PhotoRefused(DomainError):
    code = "photo-refused"
    kind = Kind.UNACCEPTABLE
    title = "The photo cannot be used"
    cause = "The file is not a readable JPEG, PNG or WebP, or it has too few or too many pixels."
    fix = (
        "Choose another photo: JPEG, PNG or WebP, at most 5 MB, at least 120 pixels wide and high."
    )


class PhotosNotInstalled(DomainError):
    code = "photos-not-installed"
    kind = Kind.UNAVAILABLE
    title = "This server does not accept photos"
    cause = "The library that decodes photos is not installed on the server."
    fix = "Ask the operator to install `amrutam[photos]`; until then initials are shown."
