"""GET slots and POST availability: public, never cached, exact.

Whoever is signed in sees the own holds as `mine`; `reschedules` shows the times as for moving that
appointment. These answers are private.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from amrutam.accounts.access import maybe_signed_in
from amrutam.accounts.models import Caller
from amrutam.availability import slots_json
from amrutam.availability.models import Asked
from amrutam.availability.offered import availability_of, offered_slots
from amrutam.availability.schemas import (
    AvailabilityAnswer,
    AvailabilityQuestion,
    SlotsAnswer,
)
from amrutam.core.dates import Day
from amrutam.core.errors import SignInRequired
from amrutam.core.http.fast import fast
from amrutam.core.http.json_answer import NO_STORE, PRIVATE, JsonAnswer
from amrutam.core.http.openapi import raises
from amrutam.core.http.query import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of

router = APIRouter(tags=["free times"], dependencies=[Depends(limited("ip"))])

_PROBLEM: dict[str, Any] = {"content": {"application/problem+json": {}}}
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: {"description": "The dates or ids do not fit", **_PROBLEM},
    429: {"description": "Too many requests", **_PROBLEM},
    503: {"description": "The database is away", **_PROBLEM},
}


@router.get(
    "/v1/doctors/{doctor_id}/slots",
    dependencies=[Depends(plain_query)],
    summary="Offered times of a doctor and their states",
    responses={
        200: {"model": SlotsAnswer},
        404: {"description": "No such doctor or appointment, or not approved", **_PROBLEM},
        **raises(SignInRequired),
        **_PROBLEMS,
    },
)
@fast
async def slots(
    request: Request,
    caller: Annotated[Caller | None, Depends(maybe_signed_in)],
    doctor_id: UUID,
    first: Annotated[Day | None, Query(alias="from", description="Local; today")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Local, inclusive")] = None,
    consultation_type: UUID | None = None,
    reschedules: Annotated[
        UUID | None, Query(description="As for moving this appointment of the caller's")
    ] = None,
) -> Response:
    resources = resources_of(request)
    asked = Asked(first, last, resources.settings.slots_max_days, "/query")
    body = await offered_slots(resources, caller, doctor_id, asked, consultation_type, reschedules)
    return JsonAnswer(body, headers=[NO_STORE if caller is None else PRIVATE])


@router.post(
    "/v1/availability/query",
    summary="Offered times of many doctors in one call",
    responses={200: {"model": AvailabilityAnswer}, **_PROBLEMS},
)
@fast
async def availability(request: Request, question: AvailabilityQuestion) -> Response:
    resources = resources_of(request)
    wanted = list(dict.fromkeys(question.doctor_ids))
    asked = Asked(question.first, question.last, resources.settings.slots_max_days)
    fits = question.fits if question.narrows else None
    found = await availability_of(resources, wanted, asked, question.limit, fits, question.variant)
    missing = [doctor_id for doctor_id in wanted if doctor_id not in found]
    body = slots_json.many((found[id_] for id_ in wanted if id_ in found), missing)
    return JsonAnswer(body, headers=[NO_STORE])
