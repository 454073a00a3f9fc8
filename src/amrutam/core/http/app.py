"""The application every HTTP role is made of: errors, health, the boundary around it all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import structlog
from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from amrutam import __version__
from amrutam.core.background import running
from amrutam.core.errors import DomainError, Kind, Unavailable
from amrutam.core.http import problems
from amrutam.core.http.docs import mount_docs
from amrutam.core.http.middleware import Boundary
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry import sentry

log = structlog.get_logger("amrutam.http")

Background = Callable[[Resources], Awaitable[None]]
"""Runs beside the requests from start to stop, e.g. following revocations."""


def create_app(
    settings: Settings, routers: Sequence[APIRouter], background: Sequence[Background] = ()
) -> tuple[FastAPI, ASGIApp]:
    """The FastAPI application, and the same inside its boundary: serve the second."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        resources = await Resources.open(settings)
        app.state.resources = resources
        try:
            async with running(resources, background):
                yield
        finally:
            await resources.close()

    app = FastAPI(
        title="Amrutam",
        version=__version__,
        summary="Ayurvedic consultations: exact free times, holds and bookings",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
    )
    for router in routers:
        app.include_router(router)
    app.add_api_route(
        "/problems/{code}", problems.problem_page, methods=["GET"], include_in_schema=False
    )
    mount_docs(app)
    app.add_exception_handler(DomainError, problems.on_domain_error)
    app.add_exception_handler(RedisAway, _on_redis_away)
    app.add_exception_handler(RequestValidationError, problems.on_validation_error)
    app.add_exception_handler(HTTPException, problems.on_http_exception)
    app.add_exception_handler(Exception, _on_defect)
    return app, Boundary(app, settings)


async def _on_redis_away(request: Request, _error: Exception) -> Response:
    return await problems.on_domain_error(request, Unavailable())


class Defect(DomainError):
    code = "internal-error"
    kind = Kind.DEFECT
    title = "Something went wrong on our side"
    cause = "A defect in the platform. It has been logged under the answer's X-Request-Id."
    fix = "Tell the operator the request id."


async def _on_defect(request: Request, error: Exception) -> Response:
    route = getattr(request.scope.get("route"), "path", "unmatched")
    log.error("defect", route=route, exc_info=error)
    sentry.report(error, route=route)
    return await problems.on_domain_error(request, Defect())
