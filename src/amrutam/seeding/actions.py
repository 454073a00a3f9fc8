"""`amrutam seed`: adds doctors, patients and appointments that satisfy every constraint."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

from asyncpg import Connection

from amrutam.availability.free_days import refresh_all
from amrutam.core import clock
from amrutam.core.database_connecting import connect
from amrutam.core.migration import as_owner
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.doctors.search.index import list_every_doctor
from amrutam.doctors.search.reference import load_reference
from amrutam.seeding import queries
from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.copying import analyze, copy
from amrutam.seeding.doctors import planned_doctor
from amrutam.seeding.errors import AlreadySeeded, Refused
from amrutam.seeding.plan import Batch, Plan
from amrutam.seeding.progress import Tell, silent
from amrutam.seeding.times import DAYS_BACK

# The number of batches that are planned before they are copied. PostgreSQL copies these batches of
# patients while the next step, the times of all visits, is planned. A batch takes about 5 MB.
_BATCHES_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Seeded:
    """The numbers of doctors, patients and appointments that were added."""

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
    """Adds this number of doctors and appointments, with patients, in one transaction.

    Returns the numbers of added rows. Every doctor works at an own practice; with `with_clinics` some doctors work at
    the demo's clinics instead. Doctors and patients are the same for the same seed number; appointments are placed
    around the present. Raises `AlreadySeeded` for a seed number that was used already, and `Refused` in production, for
    numbers out of range, and if the doctors have too few slots or the patients are too few; `CannotConnect`,
    `Unavailable` and asyncpg's errors if the database cannot be used.
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
        await list_seeded(resources, progress)
        return added
    finally:
        await resources.close()


async def list_seeded(resources: Resources, progress: Tell = silent) -> None:
    """Updates the search index and the free days of all doctors. `seed` does so after its transaction; a repetition completes an interrupted `seed`."""
    progress("Listing doctors", 0, 2)
    await list_every_doctor(resources.database)
    progress("Listing doctors", 1, 2)
    await refresh_all(resources)
    progress("Listing doctors", 2, 2)


def _check(settings: Settings, doctors: int, appointments: int) -> None:
    if settings.environment == "production":
        raise Refused("Production refuses made-up doctors and patients")
    if doctors < 1 or appointments < 0:
        raise Refused(
            "There must be at least one doctor, and the number of appointments must not be negative"
        )


async def _add(settings: Settings, plan: Plan, progress: Tell) -> Seeded:
    connection: Connection = await connect(settings.owner_database_url)
    try:
        await queries.make_partitions(
            connection, DAYS_BACK // 28 + 1, settings.partition_months_ahead
        )
        async with connection.transaction():
            await _refuse_again(connection, plan.seed_number)
            added = await _copy(connection, plan.batches(), progress)
        await analyze(connection)
    finally:
        await connection.close()
    return Seeded(added["Doctors"], added["Patients"], added.get("Appointments", 0))


async def _copy(connection: Connection, batches: Iterator[Batch], progress: Tell) -> dict[str, int]:
    """Copies the batches while a thread plans further ones, so that neither waits for the other.

    Returns the number of rows by their kind (`Batch.what`).
    """
    added: dict[str, int] = {}
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as planner:

        def following() -> asyncio.Future[Batch | None]:
            return loop.run_in_executor(planner, next, batches, None)

        planned = deque(following() for _ in range(_BATCHES_AHEAD))
        while (batch := await planned.popleft()) is not None:
            planned.append(following())
            await copy(connection, batch.rows)
            added[batch.what] = batch.done
            progress(batch.what, batch.done, batch.total)
    return added


_ANY_DAY = date(2026, 1, 1)
"""A date for planning a doctor of whom only the registration number is used, which does not depend on the date."""


async def _refuse_again(connection: Connection, seed_number: int) -> None:
    # A concurrent seed waits here until this one has ended; with the same number, it is then refused.
    await queries.lock_seeding(connection)
    first = planned_doctor(seed_number, 0, _ANY_DAY)
    if await queries.is_registered(connection, first.registration_number):
        raise AlreadySeeded(
            f"Seed number {seed_number} is in this database already; use another number, "
            f"such as --seed {seed_number + 1}, to add more"
        )
