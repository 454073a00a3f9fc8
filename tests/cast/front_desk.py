"""Makes a clinic with a doctor and front-desk staff, and registers patients there who have no account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import confirm, hold
from tests.cast.calendars import put_schedule, week
from tests.cast.clinics import make_clinic, make_desk, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff
from tests.cast.times import local
from tests.cast.world import add_child


@dataclass(frozen=True)
class FrontDesk:
    """The people of a clinic, whose id is `clinic`: the doctor Meera works
    only there, every day; Sita works at its front desk.

    `doctor` is Meera's profile, and `meera` her account.
    """

    clinic: str
    doctor: Doctor
    meera: Person
    sita: Person
    admin: Person

    @property
    def path(self) -> str:
        return f"/v1/clinics/{self.clinic}"


async def make_front_desk(
    resources: Resources,
    client: AsyncClient,
    *,
    hours: tuple[str, str] = ("09:00", "17:00"),
    **of_doctor: Any,
) -> FrontDesk:
    admin, meera = await make_admin(resources), await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id, **of_doctor)
    clinic = await make_clinic(client, admin)
    await work_at(client, admin, clinic, doctor)
    rules = week(*hours, clinic_id=clinic)
    assert (await put_schedule(client, meera, doctor, {"rules": rules}, "*")).status_code == 200
    sita = await make_desk(resources, client, admin, clinic)
    return FrontDesk(clinic, doctor, meera, sita, admin)


def new_phone() -> str:
    """Returns an Indian mobile number with eight random digits, so that two tests do not register the same number."""
    return f"+9198{uuid4().int % 100_000_000:08d}"


async def register(client: AsyncClient, desk: FrontDesk, **given: Any) -> Response:
    body = {"name": "Lakshmi Rao", "phone": new_phone(), **given}
    return await client.post(f"{desk.path}/patients", json=body, headers=desk.sita.headers)


async def registered(client: AsyncClient, desk: FrontDesk, **given: Any) -> str:
    """Registers a patient at the clinic and returns the patient's id."""
    answer = await register(client, desk, **given)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def visit_of_child(
    client: AsyncClient, parent: Person, desk: FrontDesk
) -> tuple[str, dict[str, Any]]:
    """Adds a child to the account, and books a visit in person for the child; returns (the child's id, the appointment)."""
    child = await add_child(client, parent)
    held = await hold(
        client, parent, desk.doctor, local(1, "09:00"), patient_id=child, mode="in_person"
    )
    return child, (await confirm(client, parent, held.json()["id"])).json()
