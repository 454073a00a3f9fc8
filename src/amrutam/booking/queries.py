"""SQL of booking: holds' facts, the three transitions, reading."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from amrutam.accounts.models import Caller
from amrutam.booking.errors import (
    BeyondCalendar,
    ClosedTooLongAgo,
    FollowUpNotOffered,
    KeyReused,
    PatientBusy,
    RequestInProgress,
    ScheduleChanged,
    SlotNotOffered,
    TooManyAppointments,
    TooManyChanges,
)
from amrutam.booking.person_limits import PersonLimits
from amrutam.core.database import LockTimeout, Queries, Row, Statement
from amrutam.core.errors import DomainError, NotAllowed, VersionMismatch
from amrutam.holds.errors import HoldExpired, NotYet, SlotTaken
from amrutam.holds.models import HoldToken

# Of each hold, in their order: what the schema says above the function.
HOLD_FACTS = Statement("hold_facts", "SELECT * FROM hold_facts($1)")

# Visits that have begun, and were neither cancelled nor missed.
KEPT_VISITS = Statement(
    "accounts_with_kept_visits",
    """
    SELECT DISTINCT account_id FROM appointment
    WHERE account_id = ANY($1::uuid[]) AND starts_at <= now() AND status IN ('booked', 'completed')
    """,
)

FOLLOW_UP_OFFERED = Statement("follow_up_offered", "SELECT follow_up_offered($1, $2, $3)")

# Transitions: of many requests at once, for how long their keys are kept, and what one person may.
BOOK = Statement("book_appointments", "SELECT * FROM book_appointments($1, $2, $3)")

MOVE = Statement("move_appointments", "SELECT * FROM move_appointments($1, $2, $3)")

END = Statement("end_appointments", "SELECT * FROM end_appointments($1, $2, $3)")

REOPEN = Statement("reopen_appointment", "SELECT reopen_appointment($1, $2, $3, $4, $5)")

STORED_ANSWER = Statement(
    "stored_answer",
    """
    SELECT body_hash, answer_sealed FROM idempotency_key
    WHERE account_id = $1 AND route = $2 AND key = $3 AND created_at >= now() - $4::interval
    """,
)

APPROVED = Statement(
    "doctor_is_approved", "SELECT approved FROM doctor_booking WHERE doctor_id = $1"
)

EVENT = Statement(
    "appointment_event",
    """
    SELECT kind, actor_role, starts_at, previous_starts_at FROM appointment_event
    WHERE appointment_id = $1 AND version = $2
    """,
)

EVENTS = Statement(
    "appointment_events",
    """
    SELECT version, kind, at, actor_role, starts_at, previous_starts_at, clinic_id
    FROM appointment_event
    WHERE appointment_id = $1 ORDER BY version, id LIMIT 1000
    """,
)
EVENTS_OF_MANY = Statement(
    "appointments_events",
    """
    SELECT appointment_id, version, kind, at, actor_role, starts_at, previous_starts_at, clinic_id
    FROM appointment_event WHERE appointment_id = ANY($1::uuid[])
    ORDER BY version, id LIMIT 1000 * cardinality($1::uuid[])
    """,
)

APPOINTMENTS = Statement(
    "appointments_by_id",
    """
    SELECT a.* FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, n)
    LEFT JOIN LATERAL appointment_by_id(wanted.id) AS a ON true
    ORDER BY wanted.n
    """,
)


def _page(name: str, party: str, forward: bool) -> Statement:  # noqa: FBT001 - two statements of one text
    order, after = ("ASC", ">") if forward else ("DESC", "<")
    return Statement(
        name,
        f"""
        SELECT * FROM appointment_shown a
        WHERE {party} AND a.starts_at >= $2 AND a.starts_at < $3
            AND ($4::text IS NULL OR a.status = $4)
            AND ($5::timestamptz IS NULL OR (a.starts_at, a.id) {after} ($5, $6::uuid))
            AND ($8::text IS NULL OR a.reference = $8)
            AND ($9::uuid IS NULL OR a.doctor_id = $9)
            AND ($10::uuid IS NULL OR a.account_id = $10)
        ORDER BY a.starts_at {order}, a.id {order} LIMIT $7
        """,
    )


_PARTIES = {
    "patient": "a.account_id = $1",
    "doctor": "a.doctor_id = (SELECT id FROM doctor WHERE account_id = $1)",
    "one doctor": "a.doctor_id = $1",
    "one account": "a.account_id = $1",
    "one reference": "a.reference = $1",
}
PAGES = {
    (whose, forward): _page(f"appointments_of_{whose.replace(' ', '_')}", party, forward)
    for whose, party in _PARTIES.items()
    for forward in (True, False)
}

Write = Callable[[HoldToken], Awaitable[bytes | None]]
"""One attempt at a transaction, for the hold under some version of the schedule."""

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
    "AM008": TooManyAppointments,
    "AM009": TooManyChanges,
    "AM010": FollowUpNotOffered,
    "23514": BeyondCalendar,
}
"""By SQLSTATE: what the functions of migrations/schema raise, and a missing partition."""

_LIMITS = (TooManyAppointments, TooManyChanges)


HoldRequest = tuple[UUID, UUID, UUID | None, datetime, datetime, UUID | None]
"""As the schema's type of that name: doctor, account, patient (None: the account's own), start, end of
the buffer, the appointment that would move."""

TransitionRequest = tuple[Any, ...]
"""As the schema's booking_request, move_request or end_request."""


async def hold_facts(queries: Queries, holds: Sequence[HoldRequest]) -> list[Row]:
    return await queries.fetch(HOLD_FACTS, holds)


async def transitions(
    queries: Queries,
    statement: Statement,
    keep: timedelta,
    limits: PersonLimits | None,
    requests: Sequence[TransitionRequest],
) -> list[bytes | None]:
    """Books, moves or ends all, or raises for all.

    Of each, the sealed answer of an earlier same request, if any.
    """
    return [row[0] for row in await queries.fetch(statement, requests, keep, limits)]


async def accounts_with_kept_visits(queries: Queries, accounts: Sequence[UUID]) -> set[UUID]:
    return {row["account_id"] for row in await queries.fetch(KEPT_VISITS, accounts)}


async def follow_up_offered(
    queries: Queries, patient_id: UUID, doctor_id: UUID, starts_at: datetime
) -> bool:
    return bool(await queries.value(FOLLOW_UP_OFFERED, patient_id, doctor_id, starts_at))


async def reopen(
    queries: Queries, appointment_id: UUID, version: int, caller: Caller, within: timedelta
) -> None:
    """Books again what `caller` closed less than `within` ago; an administrator, what anybody did.

    Raises `VersionMismatch`, `NotAllowed`, `ClosedTooLongAgo`.
    """
    with refusals():
        await queries.execute(
            REOPEN, appointment_id, version, caller.account_id, caller.role, within
        )


async def stored_answer(
    queries: Queries, account_id: UUID, route: str, key: str, keep: timedelta
) -> Row | None:
    return await queries.row(STORED_ANSWER, account_id, route, key, keep)


@contextmanager
def refusals() -> Iterator[None]:
    """What PostgreSQL refuses, in our own words."""
    try:
        yield
    except LockTimeout as timeout:
        # For the same key's other request, or for another row.
        if "take_key" in (getattr(timeout.__cause__, "context", None) or ""):
            raise RequestInProgress(retry_after=1) from timeout
        raise
    except asyncpg.PostgresError as error:
        refusal = _REFUSALS.get(error.sqlstate or "")
        if refusal is None:
            raise
        raise _named(refusal, error) from error


def _named(refusal: type[DomainError], error: asyncpg.PostgresError) -> DomainError:
    """With the limit that the functions of booking.sql name: "<setting> <number>"."""
    if refusal not in _LIMITS:
        return refusal()
    limit, _, most = str(error.detail).partition(" ")
    return refusal(limit=limit, most=int(most))


async def is_approved(queries: Queries, doctor_id: UUID) -> bool:
    return bool(await queries.value(APPROVED, doctor_id))


async def appointments_by_id(queries: Queries, ids: Sequence[UUID]) -> list[Row | None]:
    """In the order of `ids`; None where there is none."""
    return [row if row["id"] else None for row in await queries.fetch(APPOINTMENTS, ids)]


async def event(queries: Queries, appointment_id: UUID, version: int) -> Row | None:
    return await queries.row(EVENT, appointment_id, version)


async def events(queries: Queries, appointment_id: UUID) -> list[Row]:
    return await queries.fetch(EVENTS, appointment_id)


async def events_of_many(queries: Queries, appointment_ids: Sequence[UUID]) -> list[Row]:
    """Of each, oldest first, with its `appointment_id`."""
    return await queries.fetch(EVENTS_OF_MANY, appointment_ids)


@dataclass(frozen=True, slots=True)
class Page:
    """`whose` names the index that finds them, and `party` is its key; the rest narrows them."""

    whose: str
    party: UUID | str
    period: tuple[datetime, datetime]
    forward: bool
    limit: int
    status: str | None = None
    after: tuple[datetime, UUID] | None = None
    reference: str | None = None
    doctor_id: UUID | None = None
    account_id: UUID | None = None


async def appointments(queries: Queries, page: Page) -> list[Row]:
    """By start. `party` of a patient or doctor is the account."""
    starts_at, id_ = page.after or (None, None)
    return await queries.fetch(
        PAGES[page.whose, page.forward], page.party, *page.period, page.status, starts_at, id_,
        page.limit, page.reference, page.doctor_id, page.account_id,
    )  # fmt: skip
