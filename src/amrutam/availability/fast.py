"""Slots of one doctor and of many, below the framework."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from amrutam.accounts.access import caller_of
from amrutam.availability import routes
from amrutam.core.errors import Invalid
from amrutam.core.http.fast import FastLane
from amrutam.core.http.query import read_query
from amrutam.core.ratelimit import limited
from amrutam.core.resources import resources_of

_limit = limited("ip")
_DATE_LENGTH = len("2026-01-31")


def register(lane: FastLane) -> None:
    lane.add("GET", "/v1/doctors/{doctor_id}/slots", slots)
    lane.add("POST", "/v1/availability/query", availability)


class _Days(msgspec.Struct, forbid_unknown_fields=True):
    first: date | None = msgspec.field(name="from", default=None)
    last: date | None = msgspec.field(name="to", default=None)
    consultation_type: UUID | None = None
    reschedules: UUID | None = None


class _Question(msgspec.Struct, forbid_unknown_fields=True):
    doctor_ids: list[UUID]
    first: date | None = msgspec.field(name="from", default=None)
    last: date | None = msgspec.field(name="to", default=None)
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] | None = None


_question = msgspec.json.Decoder(_Question)


@lru_cache(maxsize=8192)
def _days(query: bytes) -> _Days | None:
    """Dates are few and asked for by everybody."""
    try:
        return msgspec.convert(read_query(query), _Days, strict=False)
    except (Invalid, msgspec.ValidationError):
        return None


async def slots(request: Request, _body: bytes) -> Response | None:
    days = _days(request.scope["query_string"])
    try:
        doctor_id = UUID(request.path_params["id"])
    except ValueError:
        return None
    if days is None:
        return None
    await _limit(request)
    return await routes.slots_answer(
        resources_of(request), await caller_of(request), doctor_id, days.first, days.last,
        days.consultation_type, days.reschedules,
    )  # fmt: skip


async def availability(request: Request, body: bytes) -> Response | None:
    try:
        question = _question.decode(body)
    except msgspec.DecodeError:
        return None
    if not question.doctor_ids:
        return None
    await _limit(request)
    return await routes.availability_answer(
        resources_of(request), question.doctor_ids, question.first, question.last, question.limit
    )
