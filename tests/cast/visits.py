"""Makes visits in the past: booked through the public API, then moved by SQL."""

from __future__ import annotations

from datetime import timedelta

from httpx import AsyncClient

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import booked
from tests.cast.doctors import Doctor
from tests.cast.people import Person
from tests.cast.times import local

_PAST = Statement(
    "cast_past_visit",
    """
    UPDATE appointment SET starts_at = now() - $2::interval, ends_at = now() - $2::interval
        + (ends_at - starts_at), status = $3
    WHERE id = $1::text::uuid
    """,
)
_UNCLAIMED = Statement(
    "cast_unclaimed", "DELETE FROM time_claim WHERE appointment_id = $1::text::uuid"
)


async def visited(
    client: AsyncClient,
    resources: Resources,
    person: Person,
    doctor: Doctor,
    *,
    days_ago: float = 3,
    status: str = "completed",
) -> None:
    """Makes a visit of the person that began `days_ago` days ago and has this status, and deletes its claims.

    Its row in `appointment_place` keeps the start at which it was booked.
    """
    made = await booked(client, person, doctor, local(40, "16:30"))
    await resources.database.execute(_PAST, made["id"], timedelta(days=days_ago), status)
    await resources.database.execute(_UNCLAIMED, made["id"])
