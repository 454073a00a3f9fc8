"""SQL of availability: one statement, by index, for any number of doctors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

Window = tuple[datetime, datetime]

# Claims are found in the index of their own key by doctor and period, so that what happened
# before the period costs nothing.
CLAIMS = Statement(
    "claims_of_doctors",
    """
    SELECT b.doctor_id, b.schedule_version, b.approved, taken.starts, taken.ends
    FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[])
        AS asked (doctor_id, since, until)
    JOIN doctor_booking b ON b.doctor_id = asked.doctor_id
    CROSS JOIN LATERAL (
        SELECT array_agg(extract(epoch FROM lower(c.during))::bigint) AS starts,
            array_agg(extract(epoch FROM upper(c.during))::bigint) AS ends
        FROM time_claim c
        WHERE c.party_id = asked.doctor_id AND c.during && tstzrange(asked.since, asked.until)
    ) AS taken
    """,
)


async def claims_of(queries: Queries, windows: Mapping[UUID, Window]) -> list[Row]:
    """The schedule's version, approval, and claims that touch the window, of each doctor."""
    since = [window[0] for window in windows.values()]
    until = [window[1] for window in windows.values()]
    return await queries.fetch(CLAIMS, list(windows), since, until)
