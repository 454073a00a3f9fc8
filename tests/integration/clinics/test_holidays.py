"""Tests holidays of a clinic: the clinic offers no slots in person, and booked visits stay and are listed.

The history says who changed which holiday.
"""

from __future__ import annotations

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import confirm, hold, problem, visit
from tests.cast.calendars import day, put_schedule, week
from tests.cast.clinics import make_clinic, make_desk, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.integration.clinics.test_closing import offered


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, city="mysuru", account_id=meera.account_id)


@pytest.fixture
async def clinic(client: AsyncClient, admin: Person, meera: Person, doctor: Doctor) -> str:
    """Makes a clinic where the doctor works in the morning (in person only) and in the evening (also online); returns its id.

    At noon the doctor works at the doctor's own practice.
    """
    clinic = await make_clinic(client, admin, city="Mangaluru")
    await work_at(client, admin, clinic, doctor)
    rules = [
        *week("09:00", "11:00", clinic_id=clinic, modes=["in_person"]),
        *week("12:00", "13:00"),
        *week("18:00", "20:00", clinic_id=clinic),
    ]
    answer = await put_schedule(client, meera, doctor, {"rules": rules}, "*")
    assert answer.status_code == 200, answer.text
    return clinic


async def add(
    client: AsyncClient, admin: Person, clinic: str, on: str, name: str = "Diwali"
) -> Response:
    path = f"/v1/clinics/{clinic}/holidays/{on}"
    return await client.put(path, json={"name": name}, headers=admin.headers)


async def remove(client: AsyncClient, admin: Person, clinic: str, on: str) -> Response:
    return await client.delete(f"/v1/clinics/{clinic}/holidays/{on}", headers=admin.headers)


async def test_a_holiday_offers_no_times_there_until_it_is_removed(
    client: AsyncClient, admin: Person, doctor: Doctor, clinic: str
) -> None:
    before = await offered(client, doctor)
    assert [*before] == ["09:00", "12:00", "18:00"]
    await add(client, admin, clinic, day(2))
    assert await offered(client, doctor) == before, "the holiday is on another day"
    added = await add(client, admin, clinic, day(1))
    assert added.status_code == 200, added.text
    assert await offered(client, doctor) == {
        "12:00": ["online", "in_person"], "18:00": ["online"]
    }  # fmt: skip
    assert (await remove(client, admin, clinic, day(1))).status_code == 200
    assert await offered(client, doctor) == before


async def test_the_doctors_day_shows_what_is_left_of_the_hours(
    client: AsyncClient, admin: Person, meera: Person, doctor: Doctor, clinic: str
) -> None:
    await add(client, admin, clinic, day(1))
    path = f"/v1/doctors/{doctor.id}/agenda"
    shown = await client.get(path, params={"date": day(1)}, headers=meera.headers)
    hours = [(each["starts_at"], each["modes"]) for each in shown.json()["hours"]]
    assert hours == [
        (local(1, "12:00"), ["online", "in_person"]), (local(1, "18:00"), ["online"])
    ]  # fmt: skip


async def test_what_is_booked_stays_and_is_listed_and_what_is_held_is_not_confirmed(
    client: AsyncClient, resources: Resources, admin: Person, doctor: Doctor, clinic: str
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    booked = await visit(client, asha, doctor, local(1, "09:00"), "in_person")
    held = (await hold(client, ravi, doctor, local(1, "09:30"), mode="in_person")).json()["id"]
    desk = await make_desk(resources, client, admin, clinic)
    await add(client, admin, clinic, day(1))

    assert problem(await confirm(client, ravi, held)) == "schedule-changed"
    listed = await client.get(f"/v1/clinics/{clinic}/holidays", headers=desk.headers)
    assert listed.json()["items"] == [{"day": day(1), "name": "Diwali", "visits": 1}]
    path = f"/v1/clinics/{clinic}/agenda"
    shown = (await client.get(path, params={"date": day(1)}, headers=desk.headers)).json()
    assert shown["holiday"] == "Diwali"
    assert [each["id"] for each in shown["appointments"]] == [booked["id"]]
    other = (await client.get(path, params={"date": day(2)}, headers=desk.headers)).json()
    assert other["holiday"] is None


async def test_the_history_says_who_changed_what(
    client: AsyncClient, admin: Person, clinic: str
) -> None:
    await add(client, admin, clinic, day(9), "Dusshera")
    await add(client, admin, clinic, day(9), "Dussehra")
    repeated = await add(client, admin, clinic, day(9), "Dussehra")
    await remove(client, admin, clinic, day(9))
    found = (await remove(client, admin, clinic, day(9))).json()
    assert found["items"] == []
    assert [(each["kind"], each["name"]) for each in found["history"]] == [
        ("removed", "Dussehra"),
        ("added", "Dussehra"),
        ("removed", "Dusshera"),
        ("added", "Dusshera"),
    ]
    assert {(each["day"], each["by"]) for each in found["history"]} == {(day(9), admin.email)}
    assert len(repeated.json()["history"]) == 3, "the same name again must change nothing"


async def test_past_days_and_practices_are_refused(
    client: AsyncClient, admin: Person, doctor: Doctor, clinic: str
) -> None:
    past, far = (
        await add(client, admin, clinic, day(-1)),
        await add(client, admin, clinic, day(800)),
    )
    assert [(each.status_code, each.json()["errors"][0]["pointer"]) for each in (past, far)] == [
        (422, "/path/day")
    ] * 2
    own = await add(client, admin, str(doctor.id), day(3))
    assert problem(own) == "practice-stays-open"
    assert "holidays" in own.json()["detail"]
