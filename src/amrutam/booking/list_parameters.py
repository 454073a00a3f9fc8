"""The query parameters of GET /v1/appointments. reading.py chooses the SQL statement by them."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from amrutam.booking.reading import Filter
from amrutam.core.dates import Day

_DAY = "{} day of the appointments, in the time zone of the caller's account"


async def asked_for(
    status: Annotated[
        Literal["booked", "cancelled", "completed", "no_show"] | None,
        Query(description="Only appointments with this status"),
    ] = None,
    since: Annotated[Day | None, Query(alias="from", description=_DAY.format("First"))] = None,
    until: Annotated[Day | None, Query(alias="to", description=_DAY.format("Last"))] = None,
    sort: Annotated[
        Literal["starts_at", "-starts_at"],
        Query(description="`starts_at` lists the earliest first, `-starts_at` the latest first"),
    ] = "starts_at",
    doctor_id: Annotated[
        UUID | None, Query(description="Only appointments with this doctor; for administrators")
    ] = None,
    reference: Annotated[
        str | None,
        Query(
            max_length=32,
            description="Only the appointment with exactly this booking reference, in upper or lower case",
        ),
    ] = None,
    email: Annotated[
        str | None,
        Query(
            max_length=254,
            description="Only appointments of patients whom the account with this e-mail address manages; for administrators",
        ),
    ] = None,
) -> Filter:
    """A FastAPI dependency that returns the query as a `Filter`, with the reference stripped and in upper case."""
    named = reference.strip().upper() if reference is not None else None
    return Filter(status, since, until, sort, doctor_id, named, email)
