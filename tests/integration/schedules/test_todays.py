"""Checks that a request without a date is about today in the calendar's zone, whatever the day is in UTC."""

from __future__ import annotations

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.calendars import day, slots, week
from tests.cast.clinics import make_clinic, make_desk
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff

ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
"""A zone 14 hours ahead of UTC and a zone 11 hours behind it: at any time one of the two has another day than UTC."""
WHOLE_DAYS = [(weekday, "00:00", "24:00") for weekday in range(1, 8)]

pytestmark = pytest.mark.parametrize("zone", ZONES)


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person, zone: str) -> Doctor:
    return await make_doctor(
        resources, weekly=WHOLE_DAYS, time_zone=zone, horizon=2, account_id=meera.account_id
    )


async def test_free_times_begin_today_and_end_so_many_days_after(
    client: AsyncClient, doctor: Doctor, zone: str
) -> None:
    found = (await client.get(f"/v1/doctors/{doctor.id}/slots")).json()["days"]
    assert found[0]["date"] == day(0, zone)
    last = (await slots(client, doctor, 1, 4)).json()["days"]
    assert [each["date"] for each in last if each["slots"]] == [day(1, zone), day(2, zone)]


async def test_many_doctors_free_times_begin_today(
    client: AsyncClient, doctor: Doctor, zone: str
) -> None:
    question = {"doctor_ids": [str(doctor.id)]}
    (found,) = (await client.post("/v1/availability/query", json=question)).json()["items"]
    assert found["days"][0]["date"] == day(0, zone)


async def test_a_doctors_agenda_is_todays(
    client: AsyncClient, meera: Person, doctor: Doctor, zone: str
) -> None:
    answer = await client.get(f"/v1/doctors/{doctor.id}/agenda", headers=meera.headers)
    assert answer.json()["date"] == day(0, zone)


async def test_the_preview_of_hours_begins_today(
    client: AsyncClient, meera: Person, doctor: Doctor, zone: str
) -> None:
    path, hours = f"/v1/doctors/{doctor.id}/schedule/preview", {"rules": week("09:00", "10:00")}
    answer = await client.post(path, json=hours, headers=meera.headers)
    assert answer.json()["days"][0]["date"] == day(0, zone)


async def test_a_clinics_agenda_is_todays(
    client: AsyncClient, resources: Resources, zone: str
) -> None:
    admin = await make_admin(resources)
    clinic = await make_clinic(client, admin, time_zone=zone)
    desk = await make_desk(resources, client, admin, clinic)
    answer = await client.get(f"/v1/clinics/{clinic}/agenda", headers=desk.headers)
    assert answer.json()["date"] == day(0, zone)
