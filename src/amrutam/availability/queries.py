"""SQL of availability: one statement, by index, for any number of doctors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

Window = tuple[datetime, datetime]

# Claims are found in the index of their own key by doctor and period, so that what happened
# before the period costs nothing.
CLAIMS = Statement(
    "claims_of_doctors",
    """
    SELECT b.doctor_id, b.schedule_version, b.approved, taken.starts, taken.ends, taken.pauses
    FROM doctor_booking AS b
    LEFT JOIN (
        SELECT c.party_id, array_agg(extract(epoch FROM lower(c.during))::bigint) AS starts,
            array_agg(extract(epoch FROM upper(c.during))::bigint) AS ends,
            array_agg(c.pause_minutes) AS pauses
        FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[])
            AS asked (doctor_id, since, until)
        JOIN time_claim AS c
            ON c.party_id = asked.doctor_id AND c.during && tstzrange(asked.since, asked.until)
        GROUP BY c.party_id
    ) AS taken ON taken.party_id = b.doctor_id
    WHERE b.doctor_id = ANY($1)
    """,
)

_MOVED = Statement(
    "appointment_to_move",
    """
    SELECT extract(epoch FROM starts_at)::bigint AS starts_at, consultation_type_id AS type_id
    FROM appointment_by_id($1)
    WHERE doctor_id = $2 AND account_id = $3 AND status = 'booked'
    """,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """An appointment that is to move; `starts_at` in Unix seconds."""

    starts_at: int
    type_id: UUID


async def moved(
    queries: Queries, appointment_id: UUID, doctor_id: UUID, account_id: UUID
) -> Moved | None:
    """None unless it is that account's, with that doctor, and booked."""
    row = await queries.row(_MOVED, appointment_id, doctor_id, account_id)
    return None if row is None else Moved(**row)


async def claims_of(queries: Queries, windows: Mapping[UUID, Window]) -> list[Row]:
    """The schedule's version, approval, and claims that touch the window, of each doctor."""
    since = [window[0] for window in windows.values()]
    until = [window[1] for window in windows.values()]
    return await queries.fetch(CLAIMS, list(windows), since, until)
