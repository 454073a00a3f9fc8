"""Makes the application of a role: its routes, error responses, documentation, metrics, loops and HTTP boundary."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from amrutam import __version__
from amrutam.core.background import every, running
from amrutam.core.counters import tell_counters
from amrutam.core.errors import DomainError
from amrutam.core.http import problems
from amrutam.core.http.docs import mount_docs
from amrutam.core.http.failures import answer_to
from amrutam.core.http.middleware import Boundary
from amrutam.core.lifecycle import Stopping
from amrutam.core.live_settings import FOLLOW_SECONDS
from amrutam.core.pool_gauges import pool_series
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry.series import Series, registry_of

Background = Callable[[Resources], Awaitable[None]]
"""A function that gets the process's resources, such as a loop that runs from the application's start to its end."""


def create_app(
    settings: Settings,
    routers: Sequence[APIRouter],
    background: Sequence[Background] = (),
    series: Sequence[Series] = (),
    before_scrape: Background | None = None,
    prepare: Callable[[Resources], None] = lambda _resources: None,
    elsewhere: Sequence[str] = (),
) -> tuple[FastAPI, ASGIApp]:
    """Returns (FastAPI app, ASGI app wrapped in `Boundary`); serve the latter.

    `background`: the role's loops, beside those of every role. `series`: the role's metrics, beside those of requests,
    load shedding and the connection pool. `before_scrape`: refreshes gauges before each scrape; None if there is
    nothing to refresh. `prepare` is called once with the resources, before anything else uses them. `elsewhere`:
    templates of routes that another role answers while it is healthy; reads of these that this application answers
    are counted (`AVAILABILITY_INSTEAD`).
    """
    stopping = Stopping()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        resources = await Resources.open(settings, stopping)
        prepare(resources)
        app.state.resources = resources
        try:
            async with running(resources, [*background, tell_counters, follow_settings]):
                yield
        finally:
            await resources.close()

    app = FastAPI(
        title="Amrutam",
        version=__version__,
        summary="Find Ayurvedic doctors, see their available times, and book consultations",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
        # FastAPI's spans would contain paths and addresses; core/telemetry has the platform's own
        # spans, metrics and logs.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    for router in routers:
        app.include_router(router)
    app.add_api_route(
        "/problems/{code}", problems.problem_page, methods=["GET"], include_in_schema=False
    )
    mount_docs(app)
    for kind in (DomainError, RedisAway, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, answer_to)
    bounded = Boundary(app, settings, stopping, frozenset(elsewhere))
    app.state.stopping = stopping
    app.state.shedding = bounded.shedding
    app.state.metrics = registry_of(
        [*bounded.requests.series, *bounded.shedding.series, *pool_series(), *series]
    )
    app.state.before_scrape = before_scrape
    return app, bounded


async def follow_settings(resources: Resources) -> None:
    """A background loop of every process of a role: reads the settings that administrators have changed.

    The pause between two reads is `FOLLOW_SECONDS`.
    """

    async def step() -> None:
        await resources.live_settings.follow(resources.database)

    await every(FOLLOW_SECONDS, "settings", step)
