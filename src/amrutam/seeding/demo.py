"""What a first start shows: doctors at clinics, their appointments, and four people to sign in as."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from amrutam.accounts import queries, staff_queries
from amrutam.accounts.contacts import address_indexes, sealed_address
from amrutam.accounts.made_up import mark
from amrutam.accounts.passwords import Passwords
from amrutam.clinics.queries import add_desk
from amrutam.core import clock
from amrutam.core.database import Queries, Statement
from amrutam.core.migration import as_owner
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.seeding.actions import seed
from amrutam.seeding.clinics import CLINICS
from amrutam.seeding.doctors import planned_doctor
from amrutam.seeding.errors import Refused
from amrutam.seeding.patients import planned_household
from amrutam.seeding.practices import ZONE
from amrutam.seeding.progress import Tell, silent

DOCTORS, APPOINTMENTS, SEED_NUMBER = 60, 1500, 0
"""The number is not `amrutam seed`'s standard one, which adds to a demo."""

ADMIN, DOCTOR, PATIENT, DESK = (
    "admin@demo.example", "doctor@demo.example", "patient@demo.example", "desk@demo.example"
)  # fmt: skip
PASSWORD = "turmeric-lantern-42"  # noqa: S105 - shown on the terminal  # nosec B105
TOTP_SECRET = "AMRUTAMDEMOAMRUTAMDEMOAMRUTAMDEM"  # noqa: S105  # nosec B105

_GIVE_ADDRESS = Statement(
    "demo_give_address", "UPDATE account SET email_sealed = $2, email_index = $3 WHERE id = $1"
)
_SOMEBODY_BOOKED = Statement(
    "demo_somebody_booked",
    """
    SELECT account_id FROM appointment
    WHERE doctor_id = $1 AND status = 'booked' AND starts_at > now()
    ORDER BY starts_at LIMIT 1
    """,
)


class DemoSignIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """`totp_secret` goes into any authenticator app; `how` is a sentence for the terminal."""

    role: str
    email: str
    how: str
    password: str = ""
    totp_secret: str = ""


async def seed_demo(settings: Settings, progress: Tell = silent) -> list[DemoSignIn]:
    """A few seconds' worth. Harmless to repeat. Raises `Refused` outside the environment `demo`."""
    _check(settings)
    with suppress(Refused):  # an earlier start that did not end well has added them
        await seed(settings, DOCTORS, APPOINTMENTS, SEED_NUMBER, progress, with_clinics=True)
    resources = await Resources.open(as_owner(settings))
    try:
        await _people(resources)
    finally:
        await resources.close()
    return sign_ins()


def sign_ins() -> list[DemoSignIn]:
    staff = "password and authenticator code"
    return [
        DemoSignIn("patient", PATIENT, "a one-time code by e-mail; so does any other address"),
        DemoSignIn("doctor", DOCTOR, staff, PASSWORD, TOTP_SECRET),
        DemoSignIn("desk", DESK, staff, PASSWORD, TOTP_SECRET),
        DemoSignIn("admin", ADMIN, staff, PASSWORD, TOTP_SECRET),
    ]


def _check(settings: Settings) -> None:
    if settings.environment != "demo":
        raise Refused(
            f"Everybody knows the demo's passwords; {settings.environment} is no place for them"
        )


async def _people(resources: Resources) -> None:
    database, keyring = resources.database, resources.keyring
    if await queries.account_by_email(database, address_indexes(keyring, ADMIN)):
        return
    doctor = planned_doctor(SEED_NUMBER, 0, clock.now().astimezone(ZoneInfo(ZONE)).date())
    password_hash = await resources.part(Passwords).hashed(PASSWORD)
    async with database.transaction() as transaction:
        admin_id = await staff_queries.create(
            transaction, None, "admin", sealed_address(keyring, ADMIN)
        )
        desk_id = await staff_queries.create(
            transaction, None, "desk", sealed_address(keyring, DESK)
        )
        for account_id in (admin_id, desk_id, doctor.account_id):
            if account_id is not None:
                sealed = keyring.seal("totp", TOTP_SECRET.encode(), account_id.bytes)
                await queries.set_secrets(transaction, account_id, password_hash, sealed)
        if desk_id is not None:
            for clinic in CLINICS[:2]:  # the doctor's two
                await add_desk(transaction, None, desk_id, clinic.id)
        await _give(transaction, resources, doctor.account_id, DOCTOR)
        patient_id = await transaction.value(_SOMEBODY_BOOKED, doctor.id)
        patient_id = patient_id or planned_household(SEED_NUMBER, 0)[0].account_id
        await _give(transaction, resources, patient_id, PATIENT)
        people = [
            one for one in (admin_id, desk_id, doctor.account_id, patient_id) if one is not None
        ]
        await mark(transaction, people, "demo")


async def _give(transaction: Queries, resources: Resources, account_id: UUID, address: str) -> None:
    sealed = sealed_address(resources.keyring, address)
    await transaction.execute(_GIVE_ADDRESS, account_id, *sealed)
