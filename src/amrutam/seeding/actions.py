"""`amrutam seed`: doctors, patients and appointments that obey every constraint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from amrutam.availability.free_days import refresh_all
from amrutam.core import clock
from amrutam.core.connecting import connect
from amrutam.core.crypto import Keyring
from amrutam.core.migration import as_owner, owner_url
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.doctors.listing import list_every_doctor
from amrutam.doctors.reference import load_reference
from amrutam.seeding.chance import Chance
from amrutam.seeding.clinics import CLINICS, PlannedClinic, at_clinics
from amrutam.seeding.copying import (
    Connection,
    analyze,
    claims_since,
    copy_clinics,
    copy_doctors,
    copy_patients,
    copy_visits,
)
from amrutam.seeding.doctors import PlannedDoctor, planned_doctor
from amrutam.seeding.errors import Refused
from amrutam.seeding.patients import PlannedPatient, planned_household
from amrutam.seeding.practices import ZONE
from amrutam.seeding.progress import Tell, silent
from amrutam.seeding.visits import DAYS_BACK, PatientTimes, PlannedVisit, planned_visits

_BATCH = 5000
_VISITS_A_PATIENT = 6


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
        added = await _add(settings, resources.keyring, seed_number, (doctors, appointments), now,
                           progress, CLINICS if with_clinics else ())  # fmt: skip
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


async def _add(
    settings: Settings,
    keyring: Keyring,
    seed_number: int,
    counts: tuple[int, int],
    now: datetime,
    progress: Tell,
    clinics: Sequence[PlannedClinic],
) -> Seeded:
    today = now.astimezone(ZoneInfo(ZONE)).date()
    doctors = [planned_doctor(seed_number, n, today) for n in range(counts[0])]
    if clinics:
        doctors = at_clinics(doctors)
    patients = _patients(seed_number, counts[1])
    since = claims_since(now, settings.claim_retention_days)
    connection: Connection = await connect(owner_url(settings))
    try:
        await connection.execute(
            "SELECT make_appointment_partitions($1, $2)",
            DAYS_BACK // 28 + 1, settings.partition_months_ahead,
        )  # fmt: skip
        async with connection.transaction():
            await _refuse_again(connection, seed_number)
            progress("Doctors", 0, len(doctors))
            await copy_clinics(connection, clinics)
            await copy_doctors(connection, keyring, doctors)
            progress("Doctors", len(doctors), len(doctors))
            await copy_patients(connection, keyring, patients)
            for batch, done in _batches(doctors, patients, seed_number, counts[1], now):
                await copy_visits(connection, keyring, batch, since)
                progress("Appointments", done, counts[1])
        await analyze(connection)
    finally:
        await connection.close()
    return Seeded(len(doctors), len(patients), counts[1])


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


def _patients(seed_number: int, appointments: int) -> list[PlannedPatient]:
    wanted = max(20, appointments // _VISITS_A_PATIENT)
    found: list[PlannedPatient] = []
    number = 0
    while len(found) < wanted:
        found += planned_household(seed_number, number)
        number += 1
    return found


def _batches(
    doctors: list[PlannedDoctor],
    patients: list[PlannedPatient],
    seed_number: int,
    appointments: int,
    now: datetime,
) -> Iterator[tuple[list[tuple[PlannedDoctor, PlannedVisit]], int]]:
    people = PatientTimes(patients)
    batch: list[tuple[PlannedDoctor, PlannedVisit]] = []
    done = 0
    for number, doctor in enumerate(doctors):
        # What one doctor had no room for, the next ones take over.
        share = (appointments - done - len(batch)) // (len(doctors) - number)
        chance = Chance(seed_number, "visits", number)
        batch += [
            (doctor, visit) for visit in planned_visits(doctor.calendar, people, chance, share, now)
        ]
        if len(batch) >= _BATCH or number == len(doctors) - 1:
            done += len(batch)
            yield batch, done
            batch = []
    if done < appointments:
        raise Refused(f"{len(doctors)} doctors have room for {done} appointments only")
