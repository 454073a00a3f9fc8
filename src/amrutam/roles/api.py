"""The api role: REST over every feature; stateless."""

from __future__ import annotations

import sys

from fastapi import FastAPI
from starlette.types import ASGIApp

from amrutam.accounts import consent_routes as consents
from amrutam.accounts import passkey_routes as passkeys
from amrutam.accounts import routes as accounts
from amrutam.accounts import staff_routes as staff
from amrutam.accounts.access import account_of
from amrutam.accounts.revocations import follow_sign_ins
from amrutam.availability import routes as availability
from amrutam.availability.free_days import guard_free_days
from amrutam.booking import calendar_routes as calendars
from amrutam.booking import hold_routes as holds
from amrutam.booking import leave_routes as leave
from amrutam.booking import routes as booking
from amrutam.clinics import routes as clinics
from amrutam.core.changes import times_listeners
from amrutam.core.http import health
from amrutam.core.http.app import create_app
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry.series import calls_of
from amrutam.doctors import routes as doctors
from amrutam.holds.store import changed
from amrutam.operations import routes as operations
from amrutam.protocols.graphql import routes as graphql
from amrutam.realtime import routes as realtime
from amrutam.roles import series
from amrutam.schedules import routes as schedules

ROUTERS = (
    health.router, accounts.router, staff.router, passkeys.router, consents.router, doctors.router, clinics.router,
    schedules.router, availability.router, holds.router, booking.router, leave.router, calendars.router,
    operations.router, realtime.router, graphql.router,
)  # fmt: skip


def prepare(resources: Resources) -> None:
    """A new schedule is a change of the doctor's slots as much as a hold is."""
    resources.part(times_listeners).append(
        lambda resources, doctor_id: changed(resources.redis, doctor_id)
    )


def create(settings: Settings) -> tuple[FastAPI, ASGIApp]:
    """The application, and the same inside its boundary: serve the second."""
    own = [*series.API, *calls_of([sys.modules[__name__]])]
    app, bounded = create_app(
        settings,
        ROUTERS,
        background=[follow_sign_ins, guard_free_days],
        series=own,
        prepare=prepare,
    )
    app.state.account_of = account_of
    return app, bounded
