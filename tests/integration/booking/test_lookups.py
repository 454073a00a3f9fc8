"""Tests how administrators search for appointments, and how everybody reads the history of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, hold, move, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local


@dataclass
class Office:
    """Keeps the appointments of the tests, in the order in which they were made.

    The patient Asha has two with the doctor Meera, of which the second is cancelled, and one with another doctor
    (`other`); the patient Ravi has one with Meera.
    """

    admin: Person
    asha: Person
    ravi: Person
    meera: Person
    doctor: Doctor
    other: Doctor
    appointments: list[dict[str, Any]]

    def ids(self, *numbers: int) -> list[str]:
        return [self.appointments[number]["id"] for number in numbers]


@pytest.fixture(scope="module")
async def office(resources: Resources, module_client: AsyncClient) -> Office:
    client, meera = module_client, await make_staff(resources, "doctor")
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    other = await make_doctor(resources)
    made = [
        await booked(client, asha, doctor, local(1, "10:00")),
        await booked(client, asha, doctor, local(2, "10:00")),
        await booked(client, asha, other, local(3, "10:00")),
        await booked(client, ravi, doctor, local(4, "10:00")),
    ]
    await cancel(client, asha, made[1]["id"])
    return Office(await make_admin(resources), asha, ravi, meera, doctor, other, made)


async def find(client: AsyncClient, person: Person, **query: Any) -> Response:
    return await client.get("/v1/appointments", params=query, headers=person.headers)


async def found(client: AsyncClient, person: Person, **query: Any) -> list[str]:
    answer = await find(client, person, **query)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_by_reference_however_it_is_typed(client: AsyncClient, office: Office) -> None:
    reference = office.appointments[2]["reference"]
    for typed in (reference, reference.lower(), f" {reference} "):
        assert await found(client, office.admin, reference=typed) == office.ids(2)
    assert await found(client, office.admin, reference="AMR-XXXXX-XXXXX") == []
    wrong = {"reference": reference, "doctor_id": str(office.doctor.id)}
    assert await found(client, office.admin, **wrong) == []


async def test_by_the_e_mail_address_of_the_account(client: AsyncClient, office: Office) -> None:
    email = office.asha.email
    assert await found(client, office.admin, email=email.upper()) == office.ids(0, 1, 2)
    more: dict[str, Any] = {"email": email, "doctor_id": str(office.doctor.id)}
    assert await found(client, office.admin, **more) == office.ids(0, 1)
    assert await found(client, office.admin, **more, status="cancelled") == office.ids(1)
    assert await found(client, office.admin, email=email, sort="-starts_at") == office.ids(2, 1, 0)
    assert await found(client, office.admin, email="nobody@people.example") == []
    period = {"from": local(2, "12:00")[:10], "to": local(3, "12:00")[:10]}
    assert await found(client, office.admin, email=email, **period) == office.ids(1, 2)


async def test_pages_of_a_look_up_hold_each_once(client: AsyncClient, office: Office) -> None:
    query: dict[str, Any] = {"email": office.asha.email, "limit": 1}
    seen: list[str] = []
    for _ in range(3):
        page = (await find(client, office.admin, **query)).json()
        seen += [item["id"] for item in page["items"]]
        query["cursor"] = page["next_cursor"]
    assert query["cursor"] is None
    assert seen == office.ids(0, 1, 2)


async def test_a_cursor_belongs_to_what_was_looked_up(client: AsyncClient, office: Office) -> None:
    page = await find(client, office.admin, email=office.asha.email, limit=1)
    cursor = page.json()["next_cursor"]
    other = await find(client, office.admin, email=office.ravi.email, limit=1, cursor=cursor)
    assert (other.status_code, problem(other)) == (422, "invalid-request")


async def test_nobody_reads_all_appointments_of_everybody(
    client: AsyncClient, office: Office
) -> None:
    refused = await find(client, office.admin)
    assert (refused.status_code, problem(refused)) == (422, "invalid-request")
    assert [each["pointer"] for each in refused.json()["errors"]] == ["/query/doctor_id"]


async def test_what_is_no_address_is_refused(client: AsyncClient, office: Office) -> None:
    for email in ("x", "a@b@c", "x" * 300):
        refused = await find(client, office.admin, email=email)
        assert refused.status_code == 422
        assert [each["pointer"] for each in refused.json()["errors"]] == ["/query/email"]


async def test_others_find_only_their_own_whatever_they_ask(
    client: AsyncClient, office: Office
) -> None:
    reference = office.appointments[3]["reference"]
    assert await found(client, office.asha, reference=reference) == []
    assert await found(client, office.ravi, reference=reference) == office.ids(3)
    assert await found(client, office.meera, reference=reference) == office.ids(3)
    for asked in ({"email": office.asha.email}, {"doctor_id": str(office.other.id)}):
        refused = await client.get("/v1/appointments", params=asked, headers=office.ravi.headers)
        assert refused.status_code == 422


async def test_the_history_tells_each_change(client: AsyncClient, resources: Resources) -> None:
    meera, asha = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    first, second = local(1, "10:00"), local(2, "10:00")
    appointment = await booked(client, asha, doctor, first)
    held = await hold(client, asha, doctor, second, reschedules=appointment["id"])
    await move(client, asha, appointment["id"], held.json()["id"])
    await cancel(client, meera, appointment["id"], reason="A canary of a reason")
    path = f"/v1/appointments/{appointment['id']}/events"

    told = [await client.get(path, headers=person.headers)
            for person in (asha, meera, await make_admin(resources))]  # fmt: skip

    assert [answer.status_code for answer in told] == [200] * 3
    assert told[0].text == told[1].text == told[2].text
    assert told[0].headers["cache-control"] == "no-store"
    assert "canary" not in told[0].text
    items = told[0].json()["items"]
    assert [{**item, "at": None} for item in items] == [
        {"version": version, "kind": kind, "at": None, "actor_role": role, "starts_at": starts,
         "previous_starts_at": before, "clinic_id": None, "doctor_name": None, "previous_doctor_name": None, "override_reason": None}
        for version, kind, role, starts, before in (
            (1, "booked", "patient", first, None), (2, "moved", "patient", second, first),
            (3, "cancelled", "doctor", second, None))
    ]  # fmt: skip
    assert items[0]["at"] < items[1]["at"] < items[2]["at"]
