"""Makes people who each have objects of their own, for tests of access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from httpx import AsyncClient

from amrutam.availability.free_days import refresh
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.authenticator import Authenticator
from tests.cast.booking import booked, hold
from tests.cast.clinics import make_clinic, make_desk, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local

PHOTO_VERSION = "0" * 24

_PHOTO = Statement(
    "cast_photo", "INSERT INTO doctor_photo (doctor_id, version, image) VALUES ($1, $2, $3)"
)


@dataclass(frozen=True)
class World:
    """The people of the cast (see `tests.cast`) and their objects.

    The patient Asha has a child, an appointment and a hold with the doctor Meera. Meera has leave, a
    calendar link and a passkey, and works at a clinic that has Sita at its desk, a registered patient, a
    queue number, a display and a receipt. Ravi (a patient), Dev (a doctor) and Mira, who is at the desk of
    another clinic, have no right to these objects; the administrator `admin` has rights to some of them.
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
    known_id: str
    ticket_id: str
    display_id: str
    display_token: str
    receipt: tuple[int, int]
    child_id: str

    @property
    def people(self) -> dict[str, Person | None]:
        return {"anonymous": None, "patient": self.asha, "other patient": self.ravi,
                "doctor": self.meera, "other doctor": self.dev, "admin": self.admin,
                "desk": self.sita, "other desk": self.mira}  # fmt: skip


async def make_world(resources: Resources, client: AsyncClient) -> World:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    meera, dev = await make_staff(resources, "doctor"), await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    await add_photo(resources, doctor)
    other_doctor = await make_doctor(resources, account_id=dev.account_id)
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    held = await hold(client, asha, doctor, local(2, "11:00"))
    assert held.status_code == 201, held.text
    admin = await make_admin(resources)
    clinic = await make_clinic(client, admin)
    await work_at(client, admin, clinic, doctor)
    sita = await make_desk(resources, client, admin, clinic)
    mira = await make_desk(resources, client, admin, await make_clinic(client, admin))
    world = World(
        asha, ravi, meera, dev, admin, sita, mira, doctor, other_doctor,
        appointment["id"], held.json()["id"], await add_leave(client, meera, doctor),
        await open_calendar(client, meera, doctor), await session_of(client, asha), clinic,
        await add_passkey(client, meera), *await at_the_desk(client, sita, doctor, clinic),
        await add_child(client, asha),
    )  # fmt: skip
    # Without this, the api process refreshes the free days later, and the doctor's next free time changes in a test.
    await refresh(resources)
    return world


async def at_the_desk(
    client: AsyncClient, sita: Person, doctor: Doctor, clinic: str
) -> tuple[str, str, str, str, tuple[int, int]]:
    """Makes what the front desk of a clinic makes, as Sita.

    Returns the ids of a patient, a queue number and a display, the display's token, and (year, number) of a receipt.
    """
    path, person = f"/v1/clinics/{clinic}", {"name": "Lakshmi Rao", "phone": "+919847012345"}

    async def post(name: str, body: dict[str, Any]) -> Any:
        headers = sita.headers | {"idempotency-key": uuid4().hex}
        answer = await client.post(f"{path}/{name}", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()

    known = (await post("patients", person))["id"]
    ticket = (await post("queue", {"doctor_id": str(doctor.id), "patient_id": known}))["id"]
    display = await post("displays", {"name": "Entrance"})
    paid = {"ticket_id": ticket, "paid": {"amount": 50_000}, "method": "cash"}
    receipt = await post("payments", paid)
    return known, ticket, display["id"], display["token"], (receipt["year"], receipt["number"])


async def add_leave(client: AsyncClient, person: Person, doctor: Doctor) -> str:
    """Adds leave 200 days from now, far from every time that tests book; returns its id."""
    answer = await client.post(
        f"/v1/doctors/{doctor.id}/exceptions", json=leave(), headers=person.headers
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def open_calendar(client: AsyncClient, person: Person, doctor: Doctor) -> str:
    """Makes a calendar link of the doctor; returns the token in its URL."""
    path = f"/v1/doctors/{doctor.id}/calendar-link"
    answer = await client.post(path, headers=person.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["url"]).rpartition("/")[2].removesuffix(".ics")


async def add_passkey(client: AsyncClient, person: Person) -> str:
    """Adds a passkey to the person, who must be staff; returns the passkey's id."""
    begun = await client.post("/v1/me/passkey/options", headers=person.headers)
    credential = Authenticator("http://testserver").create(begun.json()["public_key"])
    body = {"name": "Phone", "credential": credential}
    answer = await client.post("/v1/me/passkeys", json=body, headers=person.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def add_child(client: AsyncClient, person: Person) -> str:
    """Adds a family member; returns the patient's id."""
    body = {"name": "Tara", "relation": "child"}
    answer = await client.post("/v1/me/patients", json=body, headers=person.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def add_photo(resources: Resources, doctor: Doctor) -> None:
    await resources.database.execute(_PHOTO, doctor.id, PHOTO_VERSION, b"an image")


async def session_of(client: AsyncClient, person: Person) -> str:
    """Returns the id of a session of the person."""
    answer = await client.get("/v1/me/sessions", headers=person.headers)
    return str(answer.json()["items"][0]["id"])


def leave() -> dict[str, Any]:
    starts = datetime.now(UTC).replace(microsecond=0) + timedelta(days=200)
    ends = starts + timedelta(hours=1)
    return {"kind": "leave", "starts_at": starts.isoformat(), "ends_at": ends.isoformat()}


def absent() -> str:
    """Returns an id that no object has."""
    return str(uuid4())
