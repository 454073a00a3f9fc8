"""Everybody with something of their own: for tests of who may touch what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.authenticator import Authenticator
from tests.cast.booking import booked, hold
from tests.cast.clinics import make_clinic, make_desk, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local


@dataclass(frozen=True)
class World:
    """Asha has an appointment and a hold with Meera, who has leave, a calendar link and a passkey, and whose practice has a
    desk with Sita; the others have nothing here, and Mira is at the desk of another clinic.
    """

    asha: Person
    ravi: Person
    meera: Person
    dev: Person
    admin: Person
    sita: Person
    mira: Person
    doctor: Doctor
    other_doctor: Doctor
    appointment_id: str
    hold_id: str
    exception_id: str
    calendar_token: str
    session_id: str
    clinic_id: str
    passkey_id: str

    @property
    def people(self) -> dict[str, Person | None]:
        return {"anonymous": None, "patient": self.asha, "other patient": self.ravi,
                "doctor": self.meera, "other doctor": self.dev, "admin": self.admin,
                "desk": self.sita, "other desk": self.mira}  # fmt: skip


async def make_world(resources: Resources, client: AsyncClient) -> World:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    meera, dev = await make_staff(resources, "doctor"), await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    other_doctor = await make_doctor(resources, account_id=dev.account_id)
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    held = await hold(client, asha, doctor, local(2, "11:00"))
    assert held.status_code == 201, held.text
    admin = await make_admin(resources)
    clinic = await make_clinic(client, admin)
    await work_at(client, admin, clinic, doctor)
    sita = await make_desk(resources, client, admin, clinic)
    mira = await make_desk(resources, client, admin, await make_clinic(client, admin))
    return World(
        asha, ravi, meera, dev, admin, sita, mira, doctor, other_doctor,
        appointment["id"], held.json()["id"], await add_leave(client, meera, doctor),
        await open_calendar(client, meera, doctor), await session_of(client, asha), clinic,
        await add_passkey(client, meera),
    )  # fmt: skip


async def add_leave(client: AsyncClient, person: Person, doctor: Doctor) -> str:
    """Far from every time that tests book."""
    answer = await client.post(
        f"/v1/doctors/{doctor.id}/exceptions", json=leave(), headers=person.headers
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def open_calendar(client: AsyncClient, person: Person, doctor: Doctor) -> str:
    """The token in the address that other programs read the calendar at."""
    path = f"/v1/doctors/{doctor.id}/calendar-link"
    answer = await client.post(path, headers=person.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["url"]).rpartition("/")[2].removesuffix(".ics")


async def add_passkey(client: AsyncClient, person: Person) -> str:
    """Of a doctor or an administrator."""
    begun = await client.post("/v1/me/passkeys/options", headers=person.headers)
    credential = Authenticator("http://testserver").create(begun.json()["public_key"])
    body = {"name": "Phone", "credential": credential}
    answer = await client.post("/v1/me/passkeys", json=body, headers=person.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def session_of(client: AsyncClient, person: Person) -> str:
    """A session of the person's own."""
    answer = await client.get("/v1/me/sessions", headers=person.headers)
    return str(answer.json()["items"][0]["id"])


def leave() -> dict[str, Any]:
    starts = datetime.now(UTC).replace(microsecond=0) + timedelta(days=200)
    ends = starts + timedelta(hours=1)
    return {"kind": "leave", "starts_at": starts.isoformat(), "ends_at": ends.isoformat()}


def absent() -> str:
    """An id that nothing has."""
    return str(uuid4())
