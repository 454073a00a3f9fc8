"""Translates the refusals of the functions in migrations/schema/booking_*.sql to domain errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import asyncpg

from amrutam.booking.errors import (
    BeyondCalendar,
    ClosedTooLongAgo,
    FollowUpNotOffered,
    KeyReused,
    NoProposal,
    PatientBusy,
    RequestInProgress,
    ScheduleChanged,
    SlotNotOffered,
    TooManyAppointments,
    TooManyChanges,
)
from amrutam.core.database import LockTimeout
from amrutam.core.errors import DomainError, NotAllowed, NotFound, SignInRequired, VersionMismatch
from amrutam.holds.errors import HoldExpired, NotYet, SlotTaken

_REFUSALS: dict[str, type[DomainError]] = {
    "AM001": SlotTaken,
    "AM002": PatientBusy,
    "AM003": ScheduleChanged,
    "AM004": HoldExpired,
    "AM005": SlotNotOffered,
    "AM006": VersionMismatch,
    "AM007": KeyReused,
    "AM020": NotYet,
    "AM021": NotAllowed,
    "AM022": ClosedTooLongAgo,
    "AM025": NoProposal,
    "AM008": TooManyAppointments,
    "AM009": TooManyChanges,
    "AM010": FollowUpNotOffered,
    "AM011": SignInRequired,
    "AM012": NotFound,
}
"""Domain errors by SQLSTATE, which the functions in migrations/schema raise."""

_LIMITS = (TooManyAppointments, TooManyChanges)


@contextmanager
def refusals(instead: Mapping[str, type[DomainError]] | None = None) -> Iterator[None]:
    """Context manager: translates PostgreSQL's refusals to domain errors, and a lock timeout at an idempotency key to `RequestInProgress`.

    `instead`: domain errors by SQLSTATE that differ from those of `_REFUSALS`, for requests without
    a hold.
    """
    try:
        yield
    except LockTimeout as timeout:
        # The lock that timed out may be on an idempotency key, because another request uses the
        # same key at this moment, or on any other row. Only the context of the error says which.
        if "take_key" in (getattr(timeout.__cause__, "context", None) or ""):
            raise RequestInProgress(retry_after=1) from timeout
        raise
    except asyncpg.PostgresError as error:
        refusal = _refusal_of(error, instead or {})
        if refusal is None:
            raise
        raise _named(refusal, error) from error


def _refusal_of(
    error: asyncpg.PostgresError, instead: Mapping[str, type[DomainError]]
) -> type[DomainError] | None:
    if isinstance(error, asyncpg.CheckViolationError) and not error.constraint_name:
        # The row violates no constraint: no partition takes its month.
        return BeyondCalendar
    state = error.sqlstate or ""
    return instead.get(state) or _REFUSALS.get(state)


def _named(refusal: type[DomainError], error: asyncpg.PostgresError) -> DomainError:
    """The domain error of a refusal, with the limit that was reached; booking_limits.sql writes it as "<setting> <number>"."""
    if refusal not in _LIMITS:
        return refusal()
    limit, _, most = str(error.detail).partition(" ")
    return refusal(limit=limit, most=int(most))
