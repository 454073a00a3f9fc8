"""Puts the availability role together, which serves only reads.

These are the search for doctors, its facets (specializations and cities), profiles, and available times of one doctor
or of many.
"""

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
from amrutam.core.replicas.choice import follow_replicas
from amrutam.core.replicas.gauges import observe_replicas, replica_series
from amrutam.core.settings import Settings
from amrutam.core.telemetry.series import calls_of
from amrutam.doctors import routes as doctors


def create(settings: Settings) -> tuple[FastAPI, ASGIApp]:
    """Returns (FastAPI app, ASGI app wrapped in `Boundary`); serve the latter."""
    routers = [health.router, _reads(doctors.router), free_times.router]
    app, bounded = create_app(
        settings,
        routers,
        background=[follow_sign_ins, guard_free_days, follow_replicas],
        series=[*replica_series(settings), *calls_of([sys.modules[__name__]])],
        before_scrape=observe_replicas,
    )
    app.state.reads_replicas_alone = True
    app.state.account_of = account_of
    return app, bounded


def _reads(router: APIRouter) -> APIRouter:
    """Returns a router with only the GET routes of `router`; the api role serves the routes that change doctors."""
    reads = APIRouter()
    reads.routes += [
        route for route in router.routes if isinstance(route, APIRoute) and route.methods == {"GET"}
    ]
    return reads
