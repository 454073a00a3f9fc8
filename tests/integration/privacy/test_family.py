"""Tests how family members are corrected and removed: past visits stay without the name."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.audit.chain import check, extend
from amrutam.core.resources import Resources
from tests.cast.booking import begin, cancel, confirm, hold, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.front_desk import make_front_desk, visit_of_child
from tests.cast.graphql import data
from tests.cast.people import Person, make_staff, sign_in_patient
from tests.cast.times import local
from tests.cast.world import add_child


async def _child(client: AsyncClient, person: Person) -> str:
    body = {"name": "Tara", "relation": "child", "birth_date": "2019-07-31", "gender": "female"}
    made = await client.post("/v1/me/patients", json=body, headers=person.headers)
    return f"/v1/me/patients/{made.json()['id']}"


async def test_a_member_is_corrected(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    path = await _child(client, asha)
    body = {"name": "Tara Devi", "birth_date": None}

    changed = await client.patch(path, json=body, headers=asha.headers)

    assert changed.status_code == 200, changed.text
    expected = {"name": "Tara Devi", "relation": "child", "birth_date": None, "gender": "female"}
    assert changed.json() | expected == changed.json()
    listed = await client.get("/v1/me/patients", headers=asha.headers)
    assert listed.json()["items"][1] == changed.json()


async def test_ones_own_birth_date_is_told_and_ones_relation_is_not(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    path = f"/v1/me/patients/{asha.patient_id}"
    told = await client.patch(path, json={"birth_date": "1980-02-01"}, headers=asha.headers)
    assert (told.status_code, told.json()["birth_date"]) == (200, "1980-02-01")
    refused = await client.patch(path, json={"relation": "child"}, headers=asha.headers)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/relation"


@pytest.mark.parametrize("body", [{"birth_date": "2150-01-01"}, {"name": ""}, {"gender": "x"}])
async def test_what_does_not_fit_changes_nothing(
    client: AsyncClient, resources: Resources, body: dict[str, str]
) -> None:
    asha = await sign_in_patient(resources)
    path = await _child(client, asha)
    refused = await client.patch(path, json=body, headers=asha.headers)
    assert refused.status_code == 422
    listed = await client.get("/v1/me/patients", headers=asha.headers)
    assert (listed.json()["items"][1]["name"], listed.json()["items"][1]["gender"]) == (
        "Tara",
        "female",
    )


async def test_a_removed_member_s_visits_stay_without_the_name(
    client: AsyncClient, resources: Resources
) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    asha = await sign_in_patient(resources)
    path = await _child(client, asha)
    child = path.rpartition("/")[2]
    past = await _booked_for(client, asha, doctor, child)
    await begin(resources, past)
    await client.post(f"/v1/appointments/{past}/complete", headers=meera.headers)

    removed = await client.delete(path, headers=asha.headers)

    assert removed.status_code == 204, removed.text
    listed = (await client.get("/v1/me/patients", headers=asha.headers)).json()["items"]
    assert [each["relation"] for each in listed] == ["self"]
    seen = (await client.get(f"/v1/appointments/{past}", headers=meera.headers)).json()
    assert (seen["patient"], seen["reason"]) == ({"id": child, "name": ""}, None)
    held = await hold(client, asha, doctor, local(3, "10:00"), patient_id=child)
    assert held.status_code == 404
    again = [await client.delete(path, headers=asha.headers) for _ in range(2)]
    assert [each.status_code for each in again] == [404, 404]


async def test_a_hold_for_a_removed_member_books_nothing(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    child = await add_child(client, asha)
    held = (await hold(client, asha, doctor, local(2, "10:00"), patient_id=child)).json()["id"]
    removed = await client.delete(f"/v1/me/patients/{child}", headers=asha.headers)
    assert removed.status_code == 204
    book = """mutation ($hold: String!) { bookAppointment(idempotencyKey: "book-2", input: {holdId: $hold}) {
        ... on Problem { status } } }"""

    by_graphql = (await data(client, book, asha, hold=held))["bookAppointment"]
    answers = [await confirm(client, asha, held, "book-1", reason="a rash") for _ in range(2)]

    assert (by_graphql["status"], answers[0].status_code, answers[1].status_code) == (404, 409, 409)
    listed = await client.get("/v1/appointments", headers=asha.headers)
    assert listed.json()["items"] == []
    # The time is free again.
    ravi = await sign_in_patient(resources)
    assert (await hold(client, ravi, doctor, local(2, "10:00"))).status_code == 201


async def test_a_booking_that_races_with_the_removal_leaves_no_visit_of_a_removed_member(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    for day in range(2, 7):
        asha = await sign_in_patient(resources)
        child = await add_child(client, asha)
        held = await hold(client, asha, doctor, local(day, "10:00"), patient_id=child)
        removal = client.delete(f"/v1/me/patients/{child}", headers=asha.headers)
        made, removed = await asyncio.gather(confirm(client, asha, held.json()["id"]), removal)
        assert (made.status_code, removed.status_code) in ((201, 409), (404, 204)), made.text


async def test_a_removed_member_is_not_found_at_the_desk_any_more(
    client: AsyncClient, resources: Resources
) -> None:
    desk, asha = await make_front_desk(resources, client), await sign_in_patient(resources)
    child, visit = await visit_of_child(client, asha, desk)
    search = {"q": visit["reference"]}
    path, headers = f"{desk.path}/patients", desk.sita.headers
    found = await client.get(path, params=search, headers=headers)
    assert [each["id"] for each in found.json()["items"]] == [child]
    await cancel(client, asha, visit["id"])
    removed = await client.delete(f"/v1/me/patients/{child}", headers=asha.headers)
    assert removed.status_code == 204

    found = await client.get(path, params=search, headers=headers)
    assert found.json()["items"] == []
    ticket = {"doctor_id": str(desk.doctor.id), "patient_id": child}
    headers = headers | {"idempotency-key": uuid4().hex}
    refused = await client.post(f"{desk.path}/queue", json=ticket, headers=headers)
    assert refused.status_code == 404


async def test_who_is_expected_at_a_doctor_s_is_not_removed(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    path = await _child(client, asha)
    visit = await _booked_for(client, asha, doctor, path.rpartition("/")[2])
    refused = await client.delete(path, headers=asha.headers)
    assert (refused.status_code, problem(refused)) == (409, "patient-has-visits")
    await cancel(client, asha, visit)
    assert (await client.delete(path, headers=asha.headers)).status_code == 204


async def test_repeated_requests_do_not_bring_a_removed_member_back(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    child = await add_child(client, asha)
    held = await hold(client, asha, doctor, local(2, "10:00"), patient_id=child)
    held_id = held.json()["id"]
    visit = (await confirm(client, asha, held_id, "book-1", reason="a rash")).json()["id"]
    await cancel(client, asha, visit, "cancel-1", reason="Tara is well")
    removed = await client.delete(f"/v1/me/patients/{child}", headers=asha.headers)
    assert removed.status_code == 204

    for repeated in (
        await confirm(client, asha, held_id, "book-1", reason="a rash"),
        await cancel(client, asha, visit, "cancel-1", reason="Tara is well"),
    ):
        assert repeated.status_code in (404, 409), repeated.text
        assert "Tara" not in repeated.text


async def test_a_removed_patient_leaves_the_queue_and_the_reasons_of_payments(
    client: AsyncClient, resources: Resources
) -> None:
    desk, asha = await make_front_desk(resources, client), await sign_in_patient(resources)
    child, visit = await visit_of_child(client, asha, desk)

    async def post(name: str, body: dict[str, Any]) -> Any:
        headers = desk.sita.headers | {"idempotency-key": uuid4().hex}
        answer = await client.post(f"{desk.path}/{name}", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()

    await post("queue", {"doctor_id": str(desk.doctor.id), "patient_id": child})
    paid = {"appointment_id": visit["id"], "paid": {"amount": 50_000}, "method": "cash"}
    receipt = await post("payments", paid)
    await post(
        f"receipts/{receipt['year']}/{receipt['number']}/take-back", {"reason": "Tara paid twice"}
    )
    await extend(resources, timedelta(0))
    await cancel(client, asha, visit["id"])

    removed = await client.delete(f"/v1/me/patients/{child}", headers=asha.headers)

    assert removed.status_code == 204, removed.text
    queue = (await client.get(f"{desk.path}/queue", headers=desk.sita.headers)).json()
    assert [each["state"] for each in queue["tickets"]] == ["left"]
    payments = await client.get(f"{desk.path}/payments", headers=desk.sita.headers)
    assert [(each["number"], each["reason"]) for each in payments.json()["items"]] == [
        (1, None), (2, None)]  # fmt: skip
    assert not any(each.faults for each in await check(resources) if each.ledger == "payment")


async def test_the_owner_is_not_removed(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    refused = await client.delete(f"/v1/me/patients/{asha.patient_id}", headers=asha.headers)
    assert (refused.status_code, problem(refused)) == (409, "own-patient")


async def test_others_and_nobody_are_absent_alike(
    client: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    for path in (await _child(client, asha), f"/v1/me/patients/{uuid4()}"):
        answer = await client.delete(path, headers=ravi.headers)
        assert (answer.status_code, problem(answer)) == (404, "not-found")


async def _booked_for(client: AsyncClient, person: Person, doctor: Doctor, patient: str) -> str:
    held = await hold(client, person, doctor, local(2, "10:00"), patient_id=patient)
    body = {"hold_id": held.json()["id"], "reason": "fever"}
    headers = person.headers | {"idempotency-key": uuid4().hex}
    made = await client.post("/v1/appointments", json=body, headers=headers)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])
