"""Tests the desk's list of available slots, for doctors whose time zone is not the clinic's."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.calendars import day
from tests.cast.front_desk import FrontDesk, make_front_desk

KOLKATA = ZoneInfo("Asia/Kolkata")


async def starts(client: AsyncClient, desk: FrontDesk, date: str | None) -> list[datetime]:
    params = {"date": date} if date else {}
    answer = await client.get(f"{desk.path}/times", params=params, headers=desk.sita.headers)
    assert answer.status_code == 200, answer.text
    (there,) = (each for each in answer.json()["doctors"] if each["id"] == str(desk.doctor.id))
    return [datetime.fromisoformat(each["starts_at"]) for each in there["times"]]


@pytest.mark.parametrize("zone", ["America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
async def test_the_times_of_a_day_are_those_that_start_on_the_clinics_day(
    client: AsyncClient, resources: Resources, zone: str
) -> None:
    desk = await make_front_desk(resources, client, hours=("00:00", "24:00"), time_zone=zone)
    found = await starts(client, desk, day(3))
    midnight = datetime.combine(datetime.fromisoformat(day(3)), time(), KOLKATA)
    assert found == [midnight + timedelta(minutes=30 * n) for n in range(48)]


async def test_todays_times_begin_with_the_next_one(
    client: AsyncClient, resources: Resources
) -> None:
    desk = await make_front_desk(
        resources, client, hours=("00:00", "24:00"), time_zone="America/St_Johns", minutes=10
    )
    found = [*await starts(client, desk, None), *await starts(client, desk, day(1))]
    assert found[0] - datetime.now(KOLKATA) <= timedelta(minutes=10)
    assert {after - before for before, after in pairwise(found)} == {timedelta(minutes=10)}


async def test_a_clinics_holiday_has_no_times_and_its_neighbours_have_all(
    client: AsyncClient, resources: Resources
) -> None:
    desk = await make_front_desk(
        resources, client, hours=("00:00", "24:00"), time_zone="America/St_Johns"
    )
    path = f"{desk.path}/holidays/{day(4)}"
    put = await client.put(path, json={"name": "Diwali"}, headers=desk.admin.headers)
    assert put.status_code in (200, 201, 204), put.text
    counts = [len(await starts(client, desk, day(n))) for n in (3, 4, 5)]
    assert counts == [48, 0, 48]
