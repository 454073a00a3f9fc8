"""GET slots and POST availability: public, never cached, exact."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from amrutam.availability import answers
from amrutam.availability.answering import answered
from amrutam.availability.models import Asked, Reading
from amrutam.availability.schemas import (
    AvailabilityAnswer,
    AvailabilityQuestion,
    SlotsAnswer,
)
from amrutam.core.dates import Day
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.http.fast import fast
from amrutam.core.http.json_answer import NO_STORE, JsonAnswer
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
        404: {"description": "No such doctor, or not approved", **_PROBLEM},
        **_PROBLEMS,
    },
)
@fast
async def slots(
    request: Request,
    doctor_id: UUID,
    first: Annotated[Day | None, Query(alias="from", description="Local; today")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Local, inclusive")] = None,
    consultation_type: UUID | None = None,
) -> Response:
    def made(reading: Reading) -> bytes:
        kind = reading.calendar.type_of(consultation_type)
        if kind is None and consultation_type is not None:
            raise Invalid.field(
                "/query/consultation_type", "not a consultation type of this doctor"
            )
        return answers.one(reading, kind)

    resources = resources_of(request)
    asked = Asked(first, last, resources.settings.slots_max_days, "/query")
    found = await answered(resources, [doctor_id], asked, consultation_type, made)
    if doctor_id not in found:
        raise NotFound
    return _json(found[doctor_id])


@router.post(
    "/v1/availability/query",
    summary="The same for many doctors at once",
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

    def made(reading: Reading) -> bytes:
        return answers.one(reading, reading.calendar.type_of(None), question.limit)

    found = await answered(resources, wanted, asked, question.limit, made)
    missing = [doctor_id for doctor_id in wanted if doctor_id not in found]
    return _json(answers.many((found[id_] for id_ in wanted if id_ in found), missing))


def _json(body: bytes) -> Response:
    return JsonAnswer(body, headers=[NO_STORE])
