"""SQL that changes appointments: booking, moving, ending, reopening, attendance and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.booking.models import Attendance
from amrutam.booking.person_limits import PersonLimits
from amrutam.booking.refusals import refusals
from amrutam.core.database import Queries, Statement

# The arguments of BOOK, MOVE and END: the requests, the lifetime of their idempotency keys, and the
# limits on one person.
BOOK = Statement("book_appointments", "SELECT * FROM book_appointments($1, $2, $3)")

MOVE = Statement("move_appointments", "SELECT * FROM move_appointments($1, $2, $3)")

END = Statement("end_appointments", "SELECT * FROM end_appointments($1, $2, $3)")

REOPEN = Statement("reopen_appointment", "SELECT reopen_appointment($1, $2, $3, $4, $5)")

SET_ATTENDANCE = Statement("set_attendance", "SELECT set_attendance($1, $2, $3, $4, $5, $6, $7)")

CHANGE_REASON = Statement("change_reason", "SELECT change_reason($1, $2, $3, $4, $5)")

TransitionRequest = tuple[Any, ...]
"""The fields, in their order, of the schema's type booking_request, move_request or end_request."""


async def transitions(
    queries: Queries,
    statement: Statement,
    keep: timedelta,
    limits: PersonLimits | None,
    requests: Sequence[TransitionRequest],
) -> list[bytes | None]:
    """Carries out all requests with `statement` (`BOOK`, `MOVE` or `END`), or none of them.

    `keep`: how long idempotency keys are stored. `limits` None: no limit on one person applies.

    Returns for each request, in order, None or the encrypted answer of an earlier identical request.
    Raises asyncpg's error if PostgreSQL refuses one of the requests; the context manager
    `refusals` translates the error to a domain error.
    """
    return [row[0] for row in await queries.fetch(statement, requests, keep, limits)]


async def reopen(
    queries: Queries, appointment_id: UUID, version: int, caller: Caller, within: timedelta
) -> None:
    """Makes a completed or missed appointment booked again, until `within` after it was closed.

    Raises `NotAllowed` if another account closed the appointment and `caller` is no administrator;
    `ClosedTooLongAgo` after `within`; `VersionMismatch` if the appointment's version is not
    `version`, or its status is neither completed nor no-show.
    """
    with refusals():
        await queries.execute(
            REOPEN, appointment_id, version, caller.account_id, caller.role, within
        )


async def set_attendance(
    queries: Queries,
    appointment_id: UUID,
    version: int,
    attendance: Attendance,
    caller: Caller,
    before: timedelta,
    within: timedelta,
) -> None:
    """Records where the patient of a booked visit is.

    Raises `NotYet` earlier than `before` ahead of the appointment's start; `ClosedTooLongAgo` for a
    return to an earlier state later than `within` after the last record that the patient arrived or
    was in the room; `VersionMismatch` if the appointment's version is not `version`, or the
    appointment is not booked.
    """
    with refusals():
        await queries.execute(
            SET_ATTENDANCE, appointment_id, version, attendance, caller.account_id, caller.role,
            before, within,
        )  # fmt: skip


async def change_reason(
    queries: Queries, appointment_id: UUID, version: int, caller: Caller, sealed: bytes | None
) -> None:
    """Sets the patient's reason for the visit. `sealed`: the encrypted reason; None removes the reason.

    Raises `VersionMismatch` if the appointment's version is not `version`, or the appointment is no
    longer booked.
    """
    with refusals():
        await queries.execute(
            CHANGE_REASON, appointment_id, version, caller.account_id, caller.role, sealed
        )
