"""SQL of availability: the claims of any number of doctors, and the appointment that is to be moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

Window = tuple[datetime, datetime]

# A claim is a booked period of a doctor. PostgreSQL finds claims by doctor and period in the index of
# the primary key, so past claims do not slow the statement down.
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

# An appointment has a claim on the time of the doctor to whom it is handed over only if a time with
# that doctor is proposed.
_MOVED = Statement(
    "appointment_to_move",
    """
    SELECT extract(epoch FROM CASE WHEN doctor_id = $2 THEN starts_at
            WHEN proposed_doctor_id = $2 THEN proposed_starts_at END)::bigint AS starts_at,
        CASE WHEN doctor_id = $2 THEN consultation_type_id END AS type_id
    FROM appointment_by_id($1)
    WHERE (doctor_id = $2 OR handover_doctor_id = $2) AND account_id = $3 AND status = 'booked'
    """,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """An appointment that is to be moved to a time of the doctor in the request.

    `starts_at`: the start of the appointment's time with that doctor, in Unix seconds; None if the
    appointment was handed over to that doctor and no time is proposed yet. `type_id`: the
    consultation type; None for every appointment that was handed over to that doctor.
    """

    starts_at: int | None
    type_id: UUID | None


async def moved(
    queries: Queries, appointment_id: UUID, doctor_id: UUID, account_id: UUID
) -> Moved | None:
    """Returns the appointment, if the account may move it to a time of the doctor; otherwise None.

    The account must manage the patient, and the appointment must be booked, and be with the doctor
    or handed over to the doctor.
    """
    row = await queries.row(_MOVED, appointment_id, doctor_id, account_id)
    return None if row is None else Moved(**row)


async def claims_of(queries: Queries, windows: Mapping[UUID, Window]) -> list[Row]:
    """Returns a row for each doctor that exists, in no order; `windows`: the period to read for each doctor.

    Columns: `doctor_id`, `schedule_version`, `approved`, and `starts`, `ends` (Unix seconds; the
    end of the pause after the visit) and `pauses` (minutes). The last three are lists in one order,
    with an item for each claim that overlaps the window; each is None without any claim.
    """
    since = [window[0] for window in windows.values()]
    until = [window[1] for window in windows.values()]
    return await queries.fetch(CLAIMS, list(windows), since, until)
