"""The query of GET /v1/appointments."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Query

from amrutam.booking.reading import Filter
from amrutam.core.dates import Day


async def asked_for(
    status: Annotated[
        Literal["booked", "cancelled", "completed", "no_show"] | None, Query()
    ] = None,
    since: Annotated[Day | None, Query(alias="from", description="First day, UTC")] = None,
    until: Annotated[Day | None, Query(alias="to", description="Last day, UTC")] = None,
    sort: Annotated[Literal["starts_at", "-starts_at"], Query()] = "starts_at",
    doctor_id: Annotated[UUID | None, Query(description="For admins")] = None,
    reference: Annotated[str | None, Query(max_length=32, description="Whole, any case")] = None,
    email: Annotated[
        str | None, Query(max_length=254, description="For admins: of the account that booked")
    ] = None,
) -> Filter:
    """A FastAPI dependency."""
    named = reference.strip().upper() if reference is not None else None
    period = (_midnight(since), _midnight(until, 1))
    return Filter(status, *period, sort, doctor_id, named, email)


def _midnight(day: date | None, later: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=later), time.min, ZoneInfo("UTC"))
