"""SQL of handing visits over to another doctor."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.booking.models import Appointment
from amrutam.booking.refusals import refusals
from amrutam.core.database import Queries, Row, Statement

# Visits whose patients must still be asked. Patients who declined the other doctor, or have an open
# proposal of a time with that doctor, are not asked again.
_TO_HAND_OVER = Statement(
    "visits_to_hand_over",
    """
    SELECT a.id, a.starts_at FROM appointment AS a
    LEFT JOIN handover AS h ON h.appointment_id = a.id
    WHERE a.doctor_id = $1 AND a.status = 'booked' AND a.starts_at >= $4 AND (a.starts_at, a.id) > ($4, $5::uuid)
        AND (h.appointment_id IS NULL OR (h.asked_at < $3 AND (h.doctor_id <> $2
            OR (h.declined_at IS NULL AND NOT EXISTS (SELECT FROM move_proposal AS m
                WHERE m.appointment_id = a.id AND m.doctor_id = $2 AND m.expires_at > now())))))
    ORDER BY a.starts_at, a.id LIMIT $6
    """,
)
_ASK_TO_CHOOSE = Statement("ask_to_choose", "SELECT ask_to_choose($1, $2, $3, $4, $5, $6)")


async def visits_to_hand_over(
    queries: Queries,
    doctor_id: UUID,
    to_doctor_id: UUID,
    asked_at: datetime,
    after: tuple[datetime, UUID],
    limit: int,
) -> list[Row]:
    """Returns the next visits whose patients must be asked: at most `limit` rows of `id` and `starts_at`, ordered by start and id.

    `doctor_id` is the doctor who leaves, `to_doctor_id` the one who is to take the visits. `after`:
    start and id of the last visit of the previous page; for the first page, the present time and
    the nil UUID. Left out are patients who have declined the doctor `to_doctor_id` or have an open
    proposal with that doctor. Patients who were asked at `asked_at` or later are left out, so that
    a repeated job asks nobody twice; `asked_at` is the time of the handover.
    """
    return await queries.fetch(_TO_HAND_OVER, doctor_id, to_doctor_id, asked_at, *after, limit)


async def ask_to_choose(
    queries: Queries,
    appointment: Appointment,
    to_doctor_id: UUID,
    asked_at: datetime,
    caller: Caller,
) -> None:
    """Records that the patient is asked to choose a time of the doctor `to_doctor_id`, and deletes an earlier proposal.

    `asked_at`: the time of the handover. `caller` is recorded as the account that asked. Raises
    `VersionMismatch` if the appointment has another version, is not booked, or has this doctor
    already.
    """
    with refusals():
        await queries.execute(
            _ASK_TO_CHOOSE, appointment.id, appointment.version, to_doctor_id, asked_at,
            caller.account_id, caller.role,
        )  # fmt: skip
