"""Domain errors of holds."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class SlotTaken(DomainError):
    code = "slot-taken"
    kind = Kind.CONFLICT
    title = "The slot is already held or booked"
    cause = "Another hold or appointment, possibly your own, overlaps this slot."
    fix = "Choose another slot; the doctor's available slots are at /v1/doctors/{id}/slots."


class HoldExpired(DomainError):
    code = "hold-expired"
    kind = Kind.CONFLICT
    title = "The hold has ended"
    cause = (
        "The hold expired, or it was released or used. A booking that was refused because"
        " the slot was taken or the patient was busy also uses the hold."
    )
    fix = "Hold the slot again; the answer says whether it is still available."


class TooManyHolds(DomainError):
    code = "too-many-holds"
    kind = Kind.TOO_MANY
    title = "You already hold the maximum number of slots"
    cause = (
        "An account can hold only a few slots at once. All accounts of one network"
        " address that have never kept an appointment share a limit too."
    )
    fix = "Release or book one of the held slots, or wait until a hold ends."


class NoMoreExtensions(DomainError):
    code = "no-more-extensions"
    kind = Kind.CONFLICT
    title = "This hold cannot be extended again"
    cause = (
        "An account can extend its holds of one slot only a limited number of times, also"
        " when it holds the slot again. An unprotected hold cannot be extended."
    )
    fix = "Book the slot now, or hold it again when the hold has ended."


class NotYet(DomainError):
    code = "not-yet"
    kind = Kind.CONFLICT
    title = "It is too early for this step"
    cause = (
        "A hold can be extended only in its last two minutes (unless set otherwise). An"
        " appointment can be recorded as completed or missed only after its start, and its patient"
        " as arrived only from some hours before the start."
    )
    fix = "Repeat the request later; for a hold, `possible_in_seconds` says when."


class CodeRequired(DomainError):
    code = "code-required"
    kind = Kind.UNACCEPTABLE
    title = "This booking needs a one-time code"
    cause = "Your contact has not been verified in this session, or the doctor asks for a code."
    fix = "Request a code with POST /v1/holds/{id}/code and send it with the booking."


class CodeRefused(DomainError):
    code = "code-refused"
    kind = Kind.BAD_REQUEST
    title = "The code is wrong"
    cause = "The code is wrong, used or expired, or was tried too often."
    fix = "Check the newest message, or ask for another code."
