"""Tests a doctor's settings for patients' changes and follow-ups."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, confirm, hold, move, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.cast.visits import visited

FOLLOW_UP = {"kind": "follow_up", "name": "Follow-up", "minutes": 30, "fee": 30_000}

NOT_KEPT = Statement(
    "test_not_kept",
    "UPDATE appointment SET status = 'no_show' WHERE account_id = $1 AND starts_at < now()",
)


async def change(
    client: AsyncClient, resources: Resources, doctor: Doctor, **fields: Any
) -> Response:
    admin = await make_admin(resources)
    return await client.patch(f"/v1/doctors/{doctor.id}", json=fields, headers=admin.headers)


async def test_a_patient_moves_and_cancels_until_the_doctors_cut_off(
    client: AsyncClient, resources: Resources
) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    person = await sign_in_patient(resources)
    soon = await booked(client, person, doctor, local(1, "10:00"))
    later = await booked(client, person, doctor, local(5, "10:00"))
    held = await hold(client, person, doctor, local(3, "10:00"), reschedules=soon["id"])
    assert (await change(client, resources, doctor, change_notice_minutes=2880)).is_success

    late = await move(client, person, soon["id"], held.json()["id"])
    assert (late.status_code, problem(late)) == (409, "too-late-to-change")
    assert late.json()["until"] < soon["starts_at"]
    late = await hold(client, person, doctor, local(3, "11:00"), reschedules=soon["id"])
    assert (late.status_code, problem(late)) == (409, "too-late-to-change")
    late = await cancel(client, person, soon["id"])
    assert (late.status_code, problem(late)) == (409, "too-late-to-change")

    assert (await cancel(client, person, later["id"])).status_code == 200
    assert (await cancel(client, meera, soon["id"])).status_code == 200


async def test_the_cut_off_does_not_bind_staff_whose_own_appointment_it_is(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, admin = await make_doctor(resources), await make_admin(resources, verified=True)
    moves = await booked(client, admin, doctor, local(1, "10:00"))
    ends = await booked(client, admin, doctor, local(1, "11:00"))
    assert (await change(client, resources, doctor, change_notice_minutes=2880)).is_success

    held = await hold(client, admin, doctor, local(1, "12:00"), reschedules=moves["id"])
    assert held.status_code == 201, held.text
    assert (await move(client, admin, moves["id"], held.json()["id"])).status_code == 200
    assert (await cancel(client, admin, ends["id"])).status_code == 200


async def test_an_appointment_tells_until_when_its_patient_changes_it(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    made = await booked(client, person, doctor, local(5, "10:00"))
    assert made["changes_until"] == made["starts_at"]
    notice = {"change_notice_minutes": 1440}
    assert (await change(client, resources, doctor, **notice)).is_success

    path = f"/v1/appointments/{made['id']}"
    read = (await client.get(path, headers=person.headers)).json()
    assert read["changes_until"] == a_day_before(read)
    new = await booked(client, person, doctor, local(6, "10:00"))
    assert new["changes_until"] == a_day_before(new)
    held = await hold(client, person, doctor, local(7, "10:00"), reschedules=made["id"])
    moved = (await move(client, person, made["id"], held.json()["id"])).json()
    assert moved["changes_until"] == a_day_before(moved)
    listed = (await client.get("/v1/appointments", headers=person.headers)).json()["items"]
    assert {each["changes_until"] for each in listed} == {a_day_before(new), a_day_before(moved)}


def a_day_before(appointment: dict[str, Any]) -> str:
    starts_at = datetime.fromisoformat(appointment["starts_at"])
    return (starts_at - timedelta(days=1)).isoformat().replace("+00:00", "Z")


async def test_doctors_tell_their_rules(client: AsyncClient, resources: Resources) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    path, rules = f"/v1/doctors/{doctor.id}", {"change_notice_minutes": 90, "follow_up_days": 14}
    before = (await client.get(path)).json()
    assert (before["change_notice_minutes"], before["follow_up_days"]) == (0, 30)

    changed = await client.patch(path, json=rules, headers=meera.headers)

    assert changed.status_code == 200, changed.text
    after = (await client.get(path)).json()
    assert {name: after[name] for name in rules} == rules
    for wrong in ({"change_notice_minutes": -1}, {"follow_up_days": 0}, {"follow_up_days": 367}):
        assert (await client.patch(path, json=wrong, headers=meera.headers)).status_code == 422


@pytest.fixture
async def doctor(resources: Resources) -> Doctor:
    return await make_doctor(resources, more_types=[FOLLOW_UP])


async def follow_up(client: AsyncClient, person: Person, doctor: Doctor, day: int) -> Response:
    type_id = str(doctor.type_ids[1])
    return await hold(client, person, doctor, local(day, "10:00"), consultation_type_id=type_id)


async def test_a_follow_up_is_for_who_has_kept_a_visit_with_that_doctor_lately(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    person = await sign_in_patient(resources)
    await visited(client, resources, person, await make_doctor(resources))
    refused = await follow_up(client, person, doctor, 1)
    assert (refused.status_code, problem(refused)) == (422, "follow-up-not-offered")

    await visited(client, resources, person, doctor, days_ago=3)

    held = await follow_up(client, person, doctor, 1)
    assert held.status_code == 201, held.text
    made = await confirm(client, person, held.json()["id"])
    assert made.json()["fee"]["amount"] == 30_000
    assert problem(await follow_up(client, person, doctor, 29)) == "follow-up-not-offered"


@pytest.mark.parametrize(
    ("days_ago", "status", "told"),
    [
        (3, "booked", 201),  # the visit has begun and was not closed yet
        (3, "cancelled", 422),
        (3, "no_show", 422),
        (31, "completed", 422),
    ],
)
async def test_which_visits_count_for_a_follow_up(
    client: AsyncClient,
    resources: Resources,
    doctor: Doctor,
    days_ago: int,
    status: str,
    told: int,
) -> None:
    person = await sign_in_patient(resources)
    await visited(client, resources, person, doctor, days_ago=days_ago, status=status)
    assert (await follow_up(client, person, doctor, 1)).status_code == told


async def test_an_appointment_to_come_is_no_visit(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    person = await sign_in_patient(resources)
    await booked(client, person, doctor, local(1, "12:00"))
    assert problem(await follow_up(client, person, doctor, 2)) == "follow-up-not-offered"


async def test_one_patients_visit_is_not_anothers(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    person = await sign_in_patient(resources)
    await visited(client, resources, person, doctor)
    child = {"name": "Child", "relation": "child"}
    made = await client.post("/v1/me/patients", json=child, headers=person.headers)
    wish = {"consultation_type_id": str(doctor.type_ids[1]), "patient_id": made.json()["id"]}
    assert problem(await hold(client, person, doctor, local(1, "10:00"), **wish)) == (
        "follow-up-not-offered"
    )


async def test_a_visit_is_not_moved_to_a_follow_ups_price(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    person = await sign_in_patient(resources)
    made = await booked(client, person, doctor, local(1, "12:00"))
    wish = {"consultation_type_id": str(doctor.type_ids[1]), "reschedules": made["id"]}
    refused = await hold(client, person, doctor, local(2, "10:00"), **wish)
    assert (refused.status_code, problem(refused)) == (422, "follow-up-not-offered")


async def test_the_transaction_decides_whether_it_is_a_follow_up(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    """The transaction that books or moves decides whether a follow-up is allowed.

    The earlier visit is marked as missed after the hold was made and before the booking or the
    move.
    """
    person = await sign_in_patient(resources)
    first = await booked(client, person, doctor, local(1, "12:00"))
    await visited(client, resources, person, doctor)
    held = await follow_up(client, person, doctor, 1)
    wish = {"consultation_type_id": str(doctor.type_ids[1]), "reschedules": first["id"]}
    moving = await hold(client, person, doctor, local(2, "10:00"), **wish)
    assert (held.status_code, moving.status_code) == (201, 201)
    await resources.database.execute(NOT_KEPT, person.account_id)

    answer = await confirm(client, person, held.json()["id"])
    assert (answer.status_code, problem(answer)) == (422, "follow-up-not-offered")
    answer = await move(client, person, first["id"], moving.json()["id"])
    assert (answer.status_code, problem(answer)) == (422, "follow-up-not-offered")
