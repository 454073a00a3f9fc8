"""Any exception as its problem answer: for the framework's routes and for the fast lane alike."""

from __future__ import annotations

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from amrutam.core.errors import DomainError, Kind, Unavailable
from amrutam.core.http import problems
from amrutam.core.redis import RedisAway
from amrutam.core.telemetry import sentry

log = structlog.get_logger("amrutam.http")


class Defect(DomainError):
    code = "internal-error"
    kind = Kind.DEFECT
    title = "Something went wrong on our side"
    cause = "A defect in the platform. It has been logged under the answer's X-Request-Id."
    fix = "Tell the operator the request id."


async def answer_to(request: Request, error: Exception) -> Response:
    """What is nobody's fact is a defect: logged and reported, without values, and told as 500."""
    match error:
        case DomainError():
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
