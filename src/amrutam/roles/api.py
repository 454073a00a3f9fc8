"""Puts the api role together: the routes of REST and GraphQL, and the background loops beside them."""

from __future__ import annotations

import sys
from uuid import UUID

from fastapi import FastAPI
from starlette.types import ASGIApp

from amrutam.accounts import account_code_routes
from amrutam.accounts import consent_routes as consents
from amrutam.accounts import passkey_routes as passkeys
from amrutam.accounts import routes as accounts
from amrutam.accounts import staff_routes as staff
from amrutam.accounts.access import account_of
from amrutam.accounts.revocations import follow_sign_ins
from amrutam.admission import routes as admission
from amrutam.admission.admitting import run_admission
from amrutam.availability import routes as availability
from amrutam.availability.free_days import guard_free_days
from amrutam.booking import calendar_routes as calendars
from amrutam.booking import hold_routes as holds
from amrutam.booking import leave_routes as leave
from amrutam.booking import routes as booking
from amrutam.booking import suspension_routes as suspension
from amrutam.booking import visit_routes as visits
from amrutam.clinics import holiday_routes as clinic_holidays
from amrutam.clinics import patient_routes as clinic_patients
from amrutam.clinics import routes as clinics
from amrutam.core.changes import times_listeners
from amrutam.core.http import health
from amrutam.core.http.app import create_app
from amrutam.core.replicas.choice import follow_replicas
from amrutam.core.replicas.gauges import observe_replicas, replica_series
from amrutam.core.replicas.primary import position_text
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.series import calls_of
from amrutam.desk import routes as desk
from amrutam.doctors import photo_routes as photos
from amrutam.doctors import routes as doctors
from amrutam.holds.changes import changed
from amrutam.operations import doctor_routes as directory
from amrutam.operations import overview_routes as overview
from amrutam.operations import record_read_routes as record_reads
from amrutam.operations import routes as operations
from amrutam.operations import setting_routes as settings_of_staff
from amrutam.payments import routes as payments
from amrutam.privacy import routes as privacy
from amrutam.protocols.graphql import routes as graphql
from amrutam.realtime import routes as realtime
from amrutam.roles import series
from amrutam.schedules import routes as schedules

ROUTERS = (
    health.router, accounts.router, account_code_routes.router, staff.router, passkeys.router, consents.router, doctors.router, photos.router, clinics.router,
    clinic_patients.router, clinic_holidays.router, desk.router, payments.router,
    schedules.router, availability.router, admission.router, holds.router, booking.router, visits.router, leave.router, suspension.router,
    calendars.router,
    privacy.router, operations.router, overview.router, record_reads.router, directory.router, settings_of_staff.router, realtime.router, graphql.router,
)  # fmt: skip


FREE_TIME_ROUTES = ("/v1/doctors", "/v1/doctors/{doctor_id}/slots", "/v1/availability/query")
"""The templates of the routes whose reads the proxy sends to the role `availability`, where that role runs."""


def prepare(resources: Resources) -> None:
    """Registers the listener (`core/changes.py`) that counts and publishes changes of doctors' times in Redis.

    Such a change is published on the channel on which the doctor's holds are published.
    """

    async def tell(resources: Resources, doctor_id: UUID) -> None:
        await changed(resources.redis, doctor_id, await position_text(resources))

    resources.part(times_listeners).append(tell)


def create(settings: Settings) -> tuple[FastAPI, ASGIApp]:
    """Returns (FastAPI app, ASGI app wrapped in `Boundary`); serve the latter."""
    own = [
        *series.API,
        (metrics.AVAILABILITY_INSTEAD, []),
        *replica_series(settings),
        *calls_of([sys.modules[__name__]]),
    ]
    app, bounded = create_app(
        settings,
        ROUTERS,
        background=[follow_sign_ins, guard_free_days, follow_replicas, run_admission],
        series=own,
        before_scrape=observe_replicas,
        prepare=prepare,
        elsewhere=FREE_TIME_ROUTES if settings.availability_apart else (),
    )
    app.state.account_of = account_of
    return app, bounded
