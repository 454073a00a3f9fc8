"""The api role: REST over every feature; stateless."""

from __future__ import annotations

import sys

from fastapi import FastAPI
from starlette.types import ASGIApp

from amrutam.accounts import consent_routes as consents
from amrutam.accounts import routes as accounts
from amrutam.accounts.access import account_of
from amrutam.accounts.revocations import follow_sign_ins
from amrutam.availability import fast as fast_availability
from amrutam.availability import routes as availability
from amrutam.availability.free_days import guard_free_days
from amrutam.booking import calendar_routes as calendars
from amrutam.booking import fast as fast_booking
from amrutam.booking import hold_routes as holds
from amrutam.booking import leave_routes as leave
from amrutam.booking import routes as booking
from amrutam.core.changes import times_listeners
from amrutam.core.http import health
from amrutam.core.http.app import create_app
from amrutam.core.http.fast import FastLane
from amrutam.core.settings import Settings
from amrutam.core.tallies import tell_tallies
from amrutam.core.telemetry.series import calls_of
from amrutam.doctors import fast as fast_doctors
from amrutam.doctors import routes as doctors
from amrutam.holds.counting import tell_holds
from amrutam.holds.store import changed
from amrutam.operations import routes as operations
from amrutam.realtime import routes as realtime
from amrutam.roles import series
from amrutam.schedules import routes as schedules

ROUTERS = (
    health.router, accounts.router, consents.router, doctors.router, schedules.router, availability.router,
    holds.router, booking.router, leave.router, calendars.router, operations.router, realtime.router,
)  # fmt: skip

BACKGROUND = (follow_sign_ins, tell_tallies, tell_holds, guard_free_days)

# A new schedule is a change of the doctor's slots as much as a hold is.
times_listeners.append(lambda resources, doctor_id: changed(resources.redis, doctor_id))


def create(settings: Settings) -> tuple[FastAPI, ASGIApp]:
    """The application, and the same inside its boundary: serve the second."""
    fast = FastLane()
    for feature in (fast_doctors, fast_availability, fast_booking):
        feature.register(fast)
    own = [*series.API, *calls_of([sys.modules[__name__]])]
    app, bounded = create_app(settings, ROUTERS, background=BACKGROUND, fast=fast, series=own)
    app.state.account_of = account_of
    return app, bounded
