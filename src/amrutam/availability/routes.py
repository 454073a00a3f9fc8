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
from amrutam.availability import answers, own
from amrutam.availability.answering import answered
from amrutam.availability.models import Asked, Reading
from amrutam.availability.schemas import (
    AvailabilityAnswer,
    AvailabilityQuestion,
    SlotsAnswer,
)
from amrutam.core.dates import Day
from amrutam.core.errors import Invalid, NotFound, SignInRequired
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
    moved = None
    if reschedules is not None:
        moved = await own.access_moved(resources, caller, doctor_id, reschedules)
        consultation_type = consultation_type or moved.type_id
    held = await own.holds_at(resources, caller, doctor_id)

    def made(reading: Reading) -> bytes:
        kind = reading.calendar.type_of(consultation_type)
        if kind is None and consultation_type is not None:
            raise Invalid.field(
                "/query/consultation_type", "not a consultation type of this doctor"
            )
        return answers.one(reading, kind)

    asked = Asked(first, last, resources.settings.slots_max_days, "/query")
    if held or moved:
        reading = await own.read_own(resources, doctor_id, asked, held, moved)
        if reading is None:
            raise NotFound
        return JsonAnswer(made(reading), headers=[PRIVATE])
    found = await answered(resources, [doctor_id], asked, consultation_type, made)
    if doctor_id not in found:
        raise NotFound
    return JsonAnswer(found[doctor_id], headers=[NO_STORE if caller is None else PRIVATE])


@router.post(
    "/v1/availability/query",
    summary="Offered times of many doctors in one call",
    responses={200: {"model": AvailabilityAnswer}, **_PROBLEMS},
)
@fast
async def availability(request: Request, question: AvailabilityQuestion) -> Response:
    resources = resources_of(request)
    most = resources.settings.availability_max_doctors
    if len(question.doctor_ids) > most:
        raise Invalid.field("/doctor_ids", f"at most {most} doctors at once")
    wanted = list(dict.fromkeys(question.doctor_ids))
    asked = Asked(question.first, question.last, resources.settings.slots_max_days)

    fits = question.fits if question.narrows else None

    def made(reading: Reading) -> bytes:
        return answers.one(reading, reading.calendar.type_of(None), question.limit, fits)

    found = await answered(resources, wanted, asked, question.variant, made)
    missing = [doctor_id for doctor_id in wanted if doctor_id not in found]
    body = answers.many((found[id_] for id_ in wanted if id_ in found), missing)
    return JsonAnswer(body, headers=[NO_STORE])
