"""Domain errors of payments at clinics."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class AlreadyTakenBack(DomainError):
    code = "already-taken-back"
    kind = Kind.CONFLICT
    title = "This payment was already reversed"
    cause = "A payment can be reversed only once, and a counter-entry cannot be reversed."
    fix = "Record a new payment if money was paid again."
