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
    Raises PostgreSQL's refusal of one of the requests, which `refusals` translates to a domain error.
    """
    return [row[0] for row in await queries.fetch(statement, requests, keep, limits)]


async def reopen(
    queries: Queries, appointment_id: UUID, version: int, caller: Caller, within: timedelta
) -> None:
    """Makes an appointment booked again that `caller` closed less than `within` ago.

    Raises `NotAllowed` if somebody else closed it and `caller` is no administrator,
    `ClosedTooLongAgo`; `VersionMismatch`, also if it is neither completed nor missed.
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
    """Sets the attendance.

    The attendance can be set from the period `before` ahead of the appointment's start on (`NotYet`),
    and an earlier state again until `within` after the last record that the patient arrived or was
    in the room (`ClosedTooLongAgo`). Raises `VersionMismatch`, also if the appointment is not
    booked.
    """
    with refusals():
        await queries.execute(
            SET_ATTENDANCE, appointment_id, version, attendance, caller.account_id, caller.role,
            before, within,
        )  # fmt: skip


async def change_reason(
    queries: Queries, appointment_id: UUID, version: int, caller: Caller, sealed: bytes | None
) -> None:
    """Sets the encrypted reason; None removes it.

    Raises `VersionMismatch`, also if the appointment is no longer booked.
    """
    with refusals():
        await queries.execute(
            CHANGE_REASON, appointment_id, version, caller.account_id, caller.role, sealed
        )
