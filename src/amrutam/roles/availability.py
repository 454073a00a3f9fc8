"""The availability role: the heavy calendar reads alone (search, slots, bulk availability)."""

from __future__ import annotations

import sys

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp

from amrutam.accounts.access import account_of
from amrutam.accounts.revocations import follow_sign_ins
from amrutam.availability import routes as free_times
from amrutam.availability.free_days import guard_free_days
from amrutam.core.http import health
from amrutam.core.http.app import create_app
from amrutam.core.settings import Settings
from amrutam.core.telemetry.series import calls_of
from amrutam.doctors import routes as doctors


def create(settings: Settings) -> tuple[FastAPI, ASGIApp]:
    """The application, and the same inside its boundary: serve the second."""
    routers = [health.router, _reads(doctors.router), free_times.router]
    app, bounded = create_app(
        settings,
        routers,
        background=[follow_sign_ins, guard_free_days],
        series=calls_of([sys.modules[__name__]]),
    )
    app.state.account_of = account_of
    return app, bounded


def _reads(router: APIRouter) -> APIRouter:
    """What changes doctors stays with the api role."""
    reads = APIRouter()
    reads.routes += [
        route for route in router.routes if isinstance(route, APIRoute) and route.methods == {"GET"}
    ]
    return reads
