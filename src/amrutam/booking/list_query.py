"""The query of GET /v1/appointments."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from amrutam.booking.reading import Filter
from amrutam.core.dates import Day

_DAY = "{} day, in the time zone of the caller's account"


async def asked_for(
    status: Annotated[
        Literal["booked", "cancelled", "completed", "no_show"] | None, Query()
    ] = None,
    since: Annotated[Day | None, Query(alias="from", description=_DAY.format("First"))] = None,
    until: Annotated[Day | None, Query(alias="to", description=_DAY.format("Last"))] = None,
    sort: Annotated[Literal["starts_at", "-starts_at"], Query()] = "starts_at",
    doctor_id: Annotated[UUID | None, Query(description="For admins")] = None,
    reference: Annotated[str | None, Query(max_length=32, description="Whole, any case")] = None,
    email: Annotated[
        str | None, Query(max_length=254, description="For admins: of the account that booked")
    ] = None,
) -> Filter:
    """A FastAPI dependency."""
    named = reference.strip().upper() if reference is not None else None
    return Filter(status, since, until, sort, doctor_id, named, email)
