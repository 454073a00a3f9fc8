"""Turns any exception into its problem+json response, for FastAPI and for the HTTP boundary (`middleware.py`)."""

from __future__ import annotations

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from amrutam.core.errors import DomainError, Kind, Overloaded, Unavailable
from amrutam.core.http import problems
from amrutam.core.http.shedding import count_refused
from amrutam.core.redis import RedisAway
from amrutam.core.telemetry import sentry

log = structlog.get_logger("amrutam.http")


class Defect(DomainError):
    code = "internal-error"
    kind = Kind.DEFECT
    title = "The platform has an internal error"
    cause = "The platform has a defect, which was logged with the X-Request-Id of this answer."
    fix = "Send the request id to the operator."


async def answer_to(request: Request, error: Exception) -> Response:
    """The problem+json response to an exception.

    Domain errors, `RedisAway` (503, as `Unavailable`), FastAPI's validation errors and Starlette's `HTTPException` have
    their own responses. Any other exception is a defect: it is logged and reported to Sentry without its message, and
    answered with 500. An `Overloaded` is also counted as a refused request.
    """
    match error:
        case DomainError():
            if isinstance(error, Overloaded):
                count_refused()
            return await problems.on_domain_error(request, error)
        case RedisAway():
            return await problems.on_domain_error(request, Unavailable())
        case RequestValidationError():
            return await problems.on_validation_error(request, error)
        case HTTPException():
            return await problems.on_http_exception(request, error)
    scope = request.scope
    route = scope.get("amrutam.route") or str(getattr(scope.get("route"), "path", "unmatched"))
    log.error("defect", route=route, exc_info=error)
    sentry.report(error, route=route)
    return await problems.on_domain_error(request, Defect())
