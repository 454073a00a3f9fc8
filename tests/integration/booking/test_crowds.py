"""Tests the limit on the holds of one network address (`holds_per_address`)."""

from __future__ import annotations

import asyncio
from itertools import count

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import booked, confirm, hold, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.times import local
from tests.cast.visits import visited
from tests.conftest import MakeClient
from tests.integration.booking.test_person_limits import ON

HOURS = [f"{hour:02}:{minute:02}" for hour in range(9, 17) for minute in (0, 30)]
NETWORKS = count(1)
BEHIND_A_PROXY = {**ON, "trusted_proxies": "127.0.0.1", "holds_per_address": 3}


@pytest.fixture
async def few(make_client: MakeClient) -> AsyncClient:
    """Returns a client of a process that allows three holds for each network address.

    Each test uses an address of its own.
    """
    client = await make_client(**BEHIND_A_PROXY)
    client.headers["x-forwarded-for"] = f"2001:db8:{next(NETWORKS):x}::1"
    return client


async def new_person_holds(
    client: AsyncClient, resources: Resources, doctor: Doctor, clock: str
) -> Response:
    return await hold(client, await sign_in_patient(resources), doctor, local(1, clock))


async def test_new_accounts_of_one_address_hold_so_many_times(
    few: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    for clock in HOURS[:3]:
        assert (await new_person_holds(few, resources, doctor, clock)).status_code == 201

    fourth = await new_person_holds(few, resources, doctor, HOURS[3])

    assert (fourth.status_code, problem(fourth)) == (429, "too-many-holds")
    assert fourth.headers["retry-after"]
    days = f"from={local(1, '09:00')[:10]}&to={local(1, '09:00')[:10]}"
    slots = (await few.get(f"/v1/doctors/{doctor.id}/slots?{days}")).json()["days"][0]["slots"]
    assert [each["state"] for each in slots[:4]] == ["held", "held", "held", "open"]


async def test_of_many_at_once_as_many_succeed(few: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    people = [await sign_in_patient(resources) for _ in HOURS]

    answers = await asyncio.gather(
        *(hold(few, each, doctor, local(1, at)) for each, at in zip(people, HOURS, strict=True))
    )

    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [429] * 13


async def test_a_time_that_somebody_else_got_is_not_counted(
    few: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    people = [await sign_in_patient(resources) for _ in range(20)]
    answers = await asyncio.gather(*(hold(few, each, doctor, local(1, "10:00")) for each in people))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    for clock in HOURS[4:6]:
        assert (await new_person_holds(few, resources, doctor, clock)).status_code == 201


async def test_holds_that_ended_or_were_booked_are_not_counted(
    few: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    people = [await sign_in_patient(resources) for _ in range(3)]
    held = [await hold(few, p, doctor, local(1, at)) for p, at in zip(people, HOURS, strict=False)]
    assert (await confirm(few, people[0], held[0].json()["id"])).status_code == 201
    path = f"/v1/holds/{held[1].json()['id']}"
    assert (await few.delete(path, headers=people[1].headers)).status_code == 204

    for clock, status in zip(HOURS[4:7], (201, 201, 429), strict=True):
        assert (await new_person_holds(few, resources, doctor, clock)).status_code == status


async def test_people_who_have_kept_a_visit_are_not_counted(
    few: AsyncClient, client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    regulars = [await sign_in_patient(resources) for _ in range(4)]
    for person in regulars:
        await visited(client, resources, person, await make_doctor(resources))
    for person, clock in zip(regulars, HOURS, strict=False):
        assert (await hold(few, person, doctor, local(1, clock))).status_code == 201
    for clock in HOURS[4:7]:
        assert (await new_person_holds(few, resources, doctor, clock)).status_code == 201
    assert (await new_person_holds(few, resources, doctor, HOURS[7])).status_code == 429
    late = await hold(few, regulars[0], doctor, local(1, HOURS[8]))
    assert late.status_code == 201


@pytest.mark.parametrize("status", ["cancelled", "no_show"])
async def test_a_visit_that_was_not_kept_counts_for_nothing(
    few: AsyncClient, client: AsyncClient, resources: Resources, status: str
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    await visited(client, resources, person, await make_doctor(resources), status=status)
    for clock in HOURS[:3]:
        assert (await new_person_holds(few, resources, doctor, clock)).status_code == 201
    assert (await hold(few, person, doctor, local(1, HOURS[3]))).status_code == 429


async def test_an_appointment_to_come_is_no_kept_visit(
    few: AsyncClient, client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    await booked(client, person, await make_doctor(resources), local(2, "10:00"))
    for clock in HOURS[:3]:
        assert (await new_person_holds(few, resources, doctor, clock)).status_code == 201
    assert (await hold(few, person, doctor, local(1, HOURS[3]))).status_code == 429


async def test_an_ipv6_network_is_one_address(few: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    network = few.headers["x-forwarded-for"].removesuffix("::1")
    for number, clock in enumerate(HOURS[:3]):
        few.headers["x-forwarded-for"] = f"{network}::{number:x}:1"
        assert (await new_person_holds(few, resources, doctor, clock)).status_code == 201
    assert (await new_person_holds(few, resources, doctor, HOURS[3])).status_code == 429
    few.headers["x-forwarded-for"] = f"{network}:1::1"
    assert (await new_person_holds(few, resources, doctor, HOURS[3])).status_code == 201
