"""The search for doctors, below the framework."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from amrutam.core.http.fast import FastLane
from amrutam.core.ratelimit import limited
from amrutam.doctors import routes
from amrutam.doctors.search import search_of

_limit = limited("ip")


def register(lane: FastLane) -> None:
    lane.add("GET", "/v1/doctors", find)


async def find(request: Request, _body: bytes) -> Response | None:
    search = search_of(request.scope["query_string"])
    if search.approved is False:
        return None  # not everybody's to ask
    await _limit(request)
    return await routes.find_answer(request, search)
