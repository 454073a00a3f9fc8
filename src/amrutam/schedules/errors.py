"""Domain errors of schedules."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class ExceptionExists(DomainError):
    code = "exception-exists"
    kind = Kind.CONFLICT
    title = "The calendar already has this leave or these extra hours"
    cause = "The calendar has leave, or extra hours with these modes and this clinic, for exactly this period."
    fix = "Nothing needs to be done. To change the entry, delete it first."


class TooManyExceptions(DomainError):
    code = "too-many-exceptions"
    kind = Kind.UNACCEPTABLE
    title = "The calendar has the maximum number of leaves and extra hours"
    cause = "A doctor can have only a limited number of present and future leaves and extra hours."
    fix = "Delete some entries, or join several into one."
