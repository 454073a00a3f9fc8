"""`amrutam seed`: doctors, patients and appointments that obey every constraint."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from amrutam.availability.free_days import refresh_all
from amrutam.core import clock
from amrutam.core.database_connecting import connect
from amrutam.core.migration import as_owner, owner_url
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.doctors.search.index import list_every_doctor
from amrutam.doctors.search.reference import load_reference
from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.copying import Connection, analyze, copy
from amrutam.seeding.doctors import planned_doctor
from amrutam.seeding.errors import Refused
from amrutam.seeding.plan import Batch, Plan
from amrutam.seeding.progress import Tell, silent
from amrutam.seeding.times import DAYS_BACK


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many were added."""

    doctors: int
    patients: int
    appointments: int


async def seed(
    settings: Settings,
    doctors: int,
    appointments: int,
    seed_number: int = 1,
    progress: Tell = silent,
    *,
    with_clinics: bool = False,
) -> Seeded:
    """Adds all of it, or nothing. Raises `Refused` for a seed number that is there already.

    Every doctor has a practice; `with_clinics`: some work at the demo's clinics instead.

    Doctors and patients are the same for the same seed number; appointments lie around now.
    """
    _check(settings, doctors, appointments)
    now = clock.now().replace(microsecond=0)
    resources = await Resources.open(as_owner(settings))
    try:
        await load_reference(resources.database)
        plan = Plan(resources.keyring, seed_number, doctors, appointments, now,
                    now - timedelta(days=settings.claim_retention_days),
                    CLINICS if with_clinics else ())  # fmt: skip
        added = await _add(settings, plan, progress)
        progress("Listing doctors", 0, 2)
        await list_every_doctor(resources.database)
        progress("Listing doctors", 1, 2)
        await refresh_all(resources)
        progress("Listing doctors", 2, 2)
        return added
    finally:
        await resources.close()


def _check(settings: Settings, doctors: int, appointments: int) -> None:
    if settings.environment == "production":
        raise Refused("Made-up doctors and patients do not belong in production")
    if doctors < 1 or appointments < 0:
        raise Refused("Ask for at least one doctor, and no fewer than no appointments")


async def _add(settings: Settings, plan: Plan, progress: Tell) -> Seeded:
    connection: Connection = await connect(owner_url(settings))
    try:
        await connection.execute(
            "SELECT make_appointment_partitions($1, $2)",
            DAYS_BACK // 28 + 1, settings.partition_months_ahead,
        )  # fmt: skip
        async with connection.transaction():
            await _refuse_again(connection, plan.seed_number)
            added = await _copy(connection, plan.batches(), progress)
        await analyze(connection)
    finally:
        await connection.close()
    return Seeded(added["Doctors"], added["Patients"], added.get("Appointments", 0))


async def _copy(connection: Connection, batches: Iterator[Batch], progress: Tell) -> dict[str, int]:
    """Each batch while a thread plans the next: PostgreSQL need not wait. How many of each."""
    added: dict[str, int] = {}
    batch = next(batches, None)
    while batch is not None:
        copying = asyncio.create_task(copy(connection, batch.rows))
        try:
            following = await asyncio.to_thread(next, batches, None)
        finally:
            await copying
        added[batch.what] = batch.done
        progress(batch.what, batch.done, batch.total)
        batch = following
    return added


_ANY_DAY = date(2026, 1, 1)
"""For what of a planned doctor does not depend on it."""


async def _refuse_again(connection: Connection, seed_number: int) -> None:
    # Two seeds at once with one number: the second waits here, and is then refused.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('amrutam seed'))")
    known = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM doctor WHERE registration_number = $1)",
        planned_doctor(seed_number, 0, _ANY_DAY).registration_number,
    )
    if known:
        raise Refused(
            f"Seed number {seed_number} is in this database already; "
            f"another number (--seed {seed_number + 1}) adds to it"
        )
