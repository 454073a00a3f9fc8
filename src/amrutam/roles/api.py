"""The api role: REST over every feature; stateless."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from fastapi import FastAPI
from starlette.types import ASGIApp

from amrutam.accounts.access import account_of
from amrutam.accounts.revocations import follow_sign_ins
from amrutam.core.changes import times_listeners
from amrutam.core.http.app import create_app
from amrutam.core.settings import Settings
from amrutam.holds.store import changed

ROUTES = (
    "amrutam.core.http.health",
    "amrutam.accounts.routes",
    "amrutam.doctors.routes",
    "amrutam.schedules.routes",
    "amrutam.availability.routes",
    "amrutam.booking.routes",
)

# A new schedule is a change of the doctor's slots as much as a hold is.
times_listeners.append(lambda resources, doctor_id: changed(resources.redis, doctor_id))


def create(settings: Settings) -> tuple[FastAPI, ASGIApp]:
    """The application, and the same inside its boundary: serve the second."""
    routers = [import_module(name).router for name in ROUTES if find_spec(name)]
    app, bounded = create_app(settings, routers, background=[follow_sign_ins])
    app.state.account_of = account_of
    return app, bounded
