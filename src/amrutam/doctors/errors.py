"""What can be wrong with a doctor's record."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class RegistrationTaken(DomainError):
    code = "registration-taken"
    kind = Kind.CONFLICT
    title = "Another doctor has this registration number"
    cause = "A registration number belongs to one doctor, and one is recorded with it already."
    fix = "Check the number; if the doctor is already here, change that record."


class AccountNotLinkable(DomainError):
    code = "account-not-linkable"
    kind = Kind.CONFLICT
    title = "This account cannot be the doctor's"
    cause = "There is no such account, it has not the role `doctor`, or it is another doctor's."
    fix = "Make an account with the role `doctor` for this doctor, and give its id."


class NotYoursToChange(DomainError):
    code = "field-not-yours"
    kind = Kind.FORBIDDEN
    title = "Only an administrator may change this"
    cause = "Name, registration, specialization and the like are checked before they are shown."
    fix = "Leave the fields in `fields` out, and ask an administrator to change them."
