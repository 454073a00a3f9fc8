"""Facts about holds."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class SlotTaken(DomainError):
    code = "slot-taken"
    kind = Kind.CONFLICT
    title = "Somebody else has this time"
    cause = "Another hold or appointment has a time that overlaps this one; it may be your own."
    fix = "Choose another time; the doctor's free times are at /v1/doctors/{id}/slots."


class HoldExpired(DomainError):
    code = "hold-expired"
    kind = Kind.CONFLICT
    title = "The hold has ended"
    cause = (
        "Its time ran out, it was released, or it was used: for a booking, or for one that was refused"
        " because the time or the patient was taken. It has ended whoever has its time by now."
    )
    fix = "Hold the time again; the answer says whether it is still free."


class TooManyHolds(DomainError):
    code = "too-many-holds"
    kind = Kind.TOO_MANY
    title = "As many times are held as one person may hold"
    cause = (
        "Each account may hold a small number of times at once, and so may all the accounts of one address"
        " that have never kept an appointment."
    )
    fix = "Release one, book one, or wait for one to end."


class NoMoreExtensions(DomainError):
    code = "no-more-extensions"
    kind = Kind.CONFLICT
    title = "This hold cannot be extended again"
    cause = (
        "A time can be kept a limited number of times by one account, also when it is held anew; an"
        " unprotected hold not at all."
    )
    fix = "Book the time now, or hold it again when it has ended."


class NotYet(DomainError):
    code = "not-yet"
    kind = Kind.CONFLICT
    title = "It is too early for this"
    cause = (
        "A hold is extended in its last two minutes (unless set otherwise), so that nobody keeps a time for"
        " half an hour at once; an appointment has taken place or been missed once it has begun."
    )
    fix = "Ask again later; for a hold `possible_in_seconds` says when."


class CodeRequired(DomainError):
    code = "code-required"
    kind = Kind.UNACCEPTABLE
    title = "This booking needs a one-time code"
    cause = "Your contact has not been verified in this session, or the doctor asks for a code."
    fix = "Ask for one at /v1/holds/{id}/code and send it with the booking."


class CodeRefused(DomainError):
    code = "code-refused"
    kind = Kind.BAD_REQUEST
    title = "The code is not right"
    cause = "The code is wrong, used or expired, or was tried too often."
    fix = "Check the newest message, or ask for another code."
