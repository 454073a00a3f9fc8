"""Facts about schedules."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class IfMatchRequired(DomainError):
    code = "if-match-required"
    kind = Kind.BAD_REQUEST
    title = "Say which version you are changing"
    cause = "The If-Match header is missing, or is not an ETag that this address gave."
    fix = 'Read the schedule, and send its ETag as If-Match, for example `If-Match: "7"`.'


class ExceptionExists(DomainError):
    code = "exception-exists"
    kind = Kind.CONFLICT
    title = "The calendar has this already"
    cause = "Leave, or extra hours in the same modes, of exactly this period is in the calendar."
    fix = "Nothing is to be done. To change it, delete it first."


class TooManyExceptions(DomainError):
    code = "too-many-exceptions"
    kind = Kind.UNACCEPTABLE
    title = "There are too many exceptions in this calendar"
    cause = "A doctor's calendar takes a bounded number of leaves and extra hours yet to end."
    fix = "Delete some, or join several into one."
