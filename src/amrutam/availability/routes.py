"""The public HTTP routes of slots: those of one doctor, and of many doctors. Clients must not cache the answers.

A signed-in caller of the first route sees the caller's own holds as `mine`; with `reschedules`, the
appointment's own time is shown as available. An answer to a signed-in caller is private.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from amrutam.accounts.access import MaybeSignedIn
from amrutam.availability import slots_json
from amrutam.availability.answers import availability_of, offered_slots
from amrutam.availability.models import RequestedDays
from amrutam.availability.schemas import (
    AvailabilityAnswer,
    AvailabilityQuestion,
    SlotsAnswer,
)
from amrutam.core.dates import Day
from amrutam.core.errors import SignInRequired
from amrutam.core.http.fast import fast
from amrutam.core.http.json_answer import NO_STORE, PRIVATE, JsonAnswer
from amrutam.core.http.openapi import FROM_REPLICAS, raises
from amrutam.core.http.query_strings import plain_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of

router = APIRouter(tags=["available times"], dependencies=[Depends(limited("ip"))])

_PROBLEM: dict[str, Any] = {"content": {"application/problem+json": {}}}
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: {"description": "`invalid-request`: The dates or ids are not valid.", **_PROBLEM},
    429: {"description": "`too-many-requests`: Too many requests.", **_PROBLEM},
    503: {
        "description": "`unavailable`: The database is unreachable, or the doctor's times change faster than they can be"
        " read. `out-of-time`: The request took too long. `overloaded`: The platform is overloaded.",
        **_PROBLEM,
    },
}


@router.get(
    "/v1/doctors/{doctor_id}/slots",
    dependencies=[Depends(plain_query)],
    summary="Read the slots that a doctor offers and whether each is available",
    responses={
        200: {"model": SlotsAnswer},
        404: {
            "description": "`not-found`: The doctor or the appointment does not exist, or the doctor is not approved.",
            **_PROBLEM,
        },
        **raises(SignInRequired),
        **_PROBLEMS,
    },
    openapi_extra=FROM_REPLICAS,
)
@fast
async def slots(
    request: Request,
    caller: MaybeSignedIn,
    doctor_id: UUID,
    first: Annotated[
        Day | None,
        Query(alias="from", description="First day, in the doctor's time zone; by default today"),
    ] = None,
    last: Annotated[
        Day | None,
        Query(
            alias="to",
            description="Last day, in the doctor's time zone, inclusive; by default six days after `from`",
        ),
    ] = None,
    consultation_type: Annotated[
        UUID | None,
        Query(description="Id of the consultation type; by default the doctor's default type"),
    ] = None,
    reschedules: Annotated[
        UUID | None,
        Query(
            description="Id of an appointment of the caller that is to be moved; its own slot then counts as available"
        ),
    ] = None,
) -> Response:
    resources = resources_of(request)
    asked = RequestedDays(first, last, resources.settings.slots_max_days, "/query")
    body = await offered_slots(resources, caller, doctor_id, asked, consultation_type, reschedules)
    return JsonAnswer(body, headers=[NO_STORE if caller is None else PRIVATE])


@router.post(
    "/v1/availability/query",
    summary="Read the slots that many doctors offer, in one request",
    responses={200: {"model": AvailabilityAnswer}, **_PROBLEMS},
    openapi_extra=FROM_REPLICAS,
)
@fast
async def availability(request: Request, question: AvailabilityQuestion) -> Response:
    resources = resources_of(request)
    wanted = list(dict.fromkeys(question.doctor_ids))
    asked = RequestedDays(question.first, question.last, resources.settings.slots_max_days)
    fits = question.fits if question.narrows else None
    found = await availability_of(
        resources, question.doctor_ids, asked, question.limit, fits, question.variant
    )
    missing = [doctor_id for doctor_id in wanted if doctor_id not in found]
    body = slots_json.many((found[id_] for id_ in wanted if id_ in found), missing)
    return JsonAnswer(body, headers=[NO_STORE])
