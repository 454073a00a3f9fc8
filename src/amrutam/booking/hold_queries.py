"""SQL that reads the data on which making and confirming a hold depend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement
from amrutam.holds.models import HoldToken

# Returns one row for each hold, in the order of the holds; booking_holding.sql describes the
# function.
HOLD_FACTS = Statement("hold_facts", "SELECT * FROM hold_facts($1)")

# Finds the accounts with a visit that has begun and was neither cancelled nor missed.
KEPT_VISITS = Statement(
    "accounts_with_kept_visits",
    """
    SELECT DISTINCT account_id FROM appointment
    WHERE account_id = ANY($1::uuid[]) AND starts_at <= now() AND status IN ('booked', 'completed')
    """,
)

VISIT_IN_THE_WAY = Statement("visit_in_the_way", "SELECT visit_in_the_way($1, $2, $3, $4)")

FOLLOW_UP_OFFERED = Statement("follow_up_offered", "SELECT follow_up_offered($1, $2, $3)")

APPROVED = Statement(
    "doctor_is_approved", "SELECT approved FROM doctor_booking WHERE doctor_id = $1"
)

HoldRow = tuple[UUID, UUID, UUID | None, datetime, datetime, UUID | None]
"""The fields of the schema's type hold_request: the ids of the doctor, of the account that manages the
patient, and of the patient (None: the account's own patient record); the visit's start; the end of
the pause after the visit; and the id of the appointment to be moved (None for a new one)."""


async def hold_facts(queries: Queries, holds: Sequence[HoldRow]) -> list[Row]:
    """The data that decide whether each hold can be made, in the order of `holds`.

    The columns are those of the SQL function `hold_facts` in booking_holding.sql:
    `schedule_version` (None for a doctor who is unknown or not approved), `patient_id` and
    `patient_name` (None if the account has no such patient), and `claimed` (whether an appointment
    other than the one to be moved has the doctor's time).
    """
    return await queries.fetch(HOLD_FACTS, holds)


async def accounts_with_kept_visits(queries: Queries, accounts: Sequence[UUID]) -> set[UUID]:
    """Returns those of the accounts that have kept a visit, which means a visit that has begun and was neither cancelled nor missed."""
    return {row["account_id"] for row in await queries.fetch(KEPT_VISITS, accounts)}


async def visit_in_the_way(queries: Queries, token: HoldToken) -> bool:
    """Whether a visit of the doctor, other than the one to be moved, overlaps the held slot; pauses after visits do not count.

    The rule is the SQL function `visit_in_the_way` in booking_holding.sql.
    """
    return bool(
        await queries.value(
            VISIT_IN_THE_WAY, token.doctor_id, token.starts, token.ends, token.reschedules
        )
    )


async def follow_up_offered(
    queries: Queries, patient_id: UUID, doctor_id: UUID, starts_at: datetime
) -> bool:
    """Whether the patient may book a follow-up with the doctor that starts at `starts_at`.

    The rule is the SQL function `follow_up_offered` in booking_shared.sql: an earlier visit to the
    doctor has begun, was neither cancelled nor missed, and started at most the doctor's
    `follow_up_days` before `starts_at`. False for an unknown patient or doctor.
    """
    return bool(await queries.value(FOLLOW_UP_OFFERED, patient_id, doctor_id, starts_at))


async def is_approved(queries: Queries, doctor_id: UUID) -> bool:
    """Whether the doctor is approved; False for an unknown doctor."""
    return bool(await queries.value(APPROVED, doctor_id))
