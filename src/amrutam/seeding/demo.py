"""Adds the demo data of a first start: doctors at clinics, their appointments, and four accounts to sign in with."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.contacts import address_indexes, sealed_address
from amrutam.accounts.made_up import mark
from amrutam.accounts.passwords import Passwords
from amrutam.clinics.queries import add_desk
from amrutam.core import clock
from amrutam.core.database import Queries
from amrutam.core.migration import as_owner
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.seeding.actions import list_seeded, seed
from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.doctors import planned_doctor
from amrutam.seeding.errors import AlreadySeeded, Refused
from amrutam.seeding.patients import planned_household
from amrutam.seeding.practices import ZONE
from amrutam.seeding.progress import Tell, silent
from amrutam.seeding.queries import account_with_visit, give_address

DOCTORS, APPOINTMENTS, SEED_NUMBER = 60, 1500, 0
"""The demo's numbers of doctors and appointments, and its seed number.

The seed number differs from the default of `amrutam seed`, so that this command can add to a demo.
"""

ADMIN, DOCTOR, PATIENT, DESK = (
    "admin@demo.example", "doctor@demo.example", "patient@demo.example", "desk@demo.example"
)  # fmt: skip
PASSWORD = "turmeric-lantern-42"  # noqa: S105 - shown on the terminal  # nosec B105
TOTP_SECRET = "AMRUTAMDEMOAMRUTAMDEMOAMRUTAMDEM"  # noqa: S105  # nosec B105


class DemoSignIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """A way to sign in to the demo.

    `how` tells on the terminal how to sign in. `totp_secret` (base32) can be added to any authenticator app. `password`
    and `totp_secret` are empty for the patient, who signs in with a code by e-mail.
    """

    role: str
    email: str
    how: str
    password: str = ""
    totp_secret: str = ""


async def seed_demo(settings: Settings, progress: Tell = silent) -> list[DemoSignIn]:
    """Adds the demo data that is missing, in a few seconds, and returns the sign-ins of the demo's four accounts.

    Completes an earlier call that was interrupted. Raises `Refused` outside the environment `demo`, and what `seed`
    raises other than `AlreadySeeded`.
    """
    _check(settings)
    resources = await Resources.open(as_owner(settings))
    try:
        try:
            await seed(settings, DOCTORS, APPOINTMENTS, SEED_NUMBER, progress, with_clinics=True)
        except AlreadySeeded:  # the earlier call may have ended before it listed the doctors
            await list_seeded(resources, progress)
        await _people(resources)
    finally:
        await resources.close()
    return sign_ins()


def sign_ins() -> list[DemoSignIn]:
    """The sign-ins of the demo's four accounts."""
    staff = "password and authenticator code"
    return [
        DemoSignIn(
            "patient", PATIENT, "a one-time code by e-mail; any other address signs in the same way"
        ),
        DemoSignIn("doctor", DOCTOR, staff, PASSWORD, TOTP_SECRET),
        DemoSignIn("desk", DESK, staff, PASSWORD, TOTP_SECRET),
        DemoSignIn("admin", ADMIN, staff, PASSWORD, TOTP_SECRET),
    ]


def _check(settings: Settings) -> None:
    if settings.environment != "demo":
        raise Refused(
            f"The demo's passwords are public, so {settings.environment} refuses demo data"
        )


async def _people(resources: Resources) -> None:
    database, keyring = resources.database, resources.keyring
    if await queries.account_by_email(database, address_indexes(keyring, ADMIN)):
        return
    doctor = planned_doctor(SEED_NUMBER, 0, clock.now().astimezone(ZoneInfo(ZONE)).date())
    password_hash = await resources.part(Passwords).hashed(PASSWORD)
    async with database.transaction() as transaction:
        admin_id = await staff_queries.insert_staff(
            transaction, None, "admin", sealed_address(keyring, ADMIN)
        )
        desk_id = await staff_queries.insert_staff(
            transaction, None, "desk", sealed_address(keyring, DESK)
        )
        for account_id in (admin_id, desk_id, doctor.account_id):
            if account_id is not None:
                sealed = keyring.seal("totp", TOTP_SECRET.encode(), account_id.bytes)
                await staff_queries.set_secrets(transaction, account_id, password_hash, sealed)
        if desk_id is not None:
            for clinic in CLINICS[:2]:  # the doctor's two clinics
                await add_desk(transaction, None, desk_id, clinic.id)
        await _give(transaction, resources, doctor.account_id, DOCTOR)
        patient_id = await account_with_visit(transaction, doctor.id)
        patient_id = patient_id or planned_household(SEED_NUMBER, 0)[0].account_id
        await _give(transaction, resources, patient_id, PATIENT)
        people = [
            one for one in (admin_id, desk_id, doctor.account_id, patient_id) if one is not None
        ]
        await mark(transaction, people, "demo")


async def _give(transaction: Queries, resources: Resources, account_id: UUID, address: str) -> None:
    sealed = sealed_address(resources.keyring, address)
    await give_address(transaction, account_id, *sealed)
