"""Tests a caller's own view of a doctor's slots.

The view shows the caller's hold, and the slots to which the caller's visit can move.
"""

from __future__ import annotations

from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, hold, move, problem
from tests.cast.calendars import day, states
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.times import local

HOURS = [(day, "09:00", "11:00") for day in range(1, 8)]
PRIVATE = "private, no-store"


@pytest.fixture
async def doctor(resources: Resources) -> Doctor:
    return await make_doctor(resources, weekly=HOURS, buffer=10, step=30)


async def seen(client: AsyncClient, doctor: Doctor, person: Person | None, **more: str) -> Response:
    asked = {"from": day(1), "to": day(1), **more}
    headers = person.headers if person else {}
    return await client.get(f"/v1/doctors/{doctor.id}/slots", params=asked, headers=headers)


async def test_ones_own_hold_is_mine_and_another_s_is_held(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    me, other = await sign_in_patient(resources), await sign_in_patient(resources)
    await hold(client, me, doctor, local(1, "09:00"))
    await hold(client, other, doctor, local(1, "10:00"))

    nobody_s = await seen(client, doctor, None)
    mine, others = await seen(client, doctor, me), await seen(client, doctor, other)

    assert states(nobody_s) == {"09:00": "held", "10:00": "held"}
    assert states(mine) == {"09:00": "mine", "10:00": "held"}
    assert states(others) == {"09:00": "held", "10:00": "mine"}
    assert states(await seen(client, doctor, None)) == states(nobody_s), (
        "a caller's view was cached for others"
    )
    assert nobody_s.headers["cache-control"] == "no-store"
    assert {each.headers["cache-control"] for each in (mine, others)} == {PRIVATE}


async def test_a_hold_with_another_doctor_or_let_go_is_not_mine_here(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    me, elsewhere = await sign_in_patient(resources), await make_doctor(resources)
    await hold(client, me, elsewhere, local(1, "09:00"))
    held = (await hold(client, me, doctor, local(1, "09:00"))).json()
    await client.delete(f"/v1/holds/{held['id']}", headers=me.headers)
    answer = await seen(client, doctor, me)
    assert set(states(answer).values()) == {"open"}
    assert answer.headers["cache-control"] == PRIVATE


async def test_what_is_to_move_frees_its_visit_and_its_pause(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    me, other = await sign_in_patient(resources), await sign_in_patient(resources)
    own = await booked(client, me, doctor, local(1, "09:30"))
    assert states(await seen(client, doctor, other)) == {"09:30": "booked", "10:30": "open"}

    answer = await seen(client, doctor, me, reschedules=own["id"])

    assert set(states(answer).values()) == {"open"}
    assert list(states(answer)) == ["09:00", "09:30", "10:00", "10:30"]
    assert answer.headers["cache-control"] == PRIVATE
    assert states(await seen(client, doctor, other)) == {"09:30": "booked", "10:30": "open"}
    held = await hold(client, me, doctor, local(1, "10:00"), reschedules=own["id"])
    moving = states(await seen(client, doctor, me, reschedules=own["id"]))
    assert moving == {"09:00": "open", "10:00": "mine"}
    assert (await move(client, me, own["id"], held.json()["id"])).status_code == 200


async def test_the_times_are_those_of_the_appointments_own_type(
    client: AsyncClient, resources: Resources
) -> None:
    longer = {"minutes": 60, "name": "Therapy", "kind": "therapy"}
    doctor = await make_doctor(resources, weekly=HOURS, more_types=[longer])
    me = await sign_in_patient(resources)
    held = await hold(
        client, me, doctor, local(1, "09:00"), consultation_type_id=str(doctor.type_ids[1])
    )
    made = await client.post(
        "/v1/appointments", json={"hold_id": held.json()["id"]},
        headers={**me.headers, "idempotency-key": uuid4().hex},
    )  # fmt: skip
    answer = await seen(client, doctor, me, reschedules=made.json()["id"])
    assert answer.json()["consultation_type_id"] == str(doctor.type_ids[1])
    assert list(states(answer)) == ["09:00", "09:30", "10:00"]


async def test_only_ones_own_booked_appointment_with_that_doctor_is_freed(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    me, other = await sign_in_patient(resources), await sign_in_patient(resources)
    own = await booked(client, me, doctor, local(1, "09:00"))
    gone = await booked(client, me, doctor, local(1, "10:00"))
    await cancel(client, me, gone["id"])
    elsewhere = await booked(client, me, await make_doctor(resources), local(1, "12:00"))

    nobody_s = await seen(client, doctor, None, reschedules=own["id"])
    refused = [
        await seen(client, doctor, person, reschedules=id_)
        for person, id_ in ((other, own["id"]), (me, gone["id"]), (me, elsewhere["id"]),
                            (me, str(uuid4())))
    ]  # fmt: skip
    assert (nobody_s.status_code, problem(nobody_s)) == (401, "sign-in-required")
    assert {(each.status_code, problem(each)) for each in refused} == {(404, "not-found")}
    odd = await seen(client, doctor, me, reschedules="x")
    assert odd.json()["errors"][0]["pointer"] == "/query/reschedules"
