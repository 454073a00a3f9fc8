"""Tests closing and reopening a clinic: offered slots, existing bookings, access, and the audit entry."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import confirm, hold, problem, visit
from tests.cast.calendars import add_exception, day, put_schedule, slots, week
from tests.cast.clinics import make_clinic, make_desk, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def asha(resources: Resources) -> Person:
    return await sign_in_patient(resources)


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


async def put_to(
    client: AsyncClient, admin: Person, clinic: str, what: str, **headers: str
) -> Response:
    return await client.post(f"/v1/clinics/{clinic}/{what}", headers={**admin.headers, **headers})


async def offered(client: AsyncClient, doctor: Doctor) -> dict[str, list[str]]:
    """Returns the modes of tomorrow's slots at 09:00, 12:00 and 18:00 local time; a time that is not offered is absent."""
    body = (await slots(client, doctor, 1, 1)).json()
    told = {slot["starts_at"]: slot["modes"] for slot in body["days"][0]["slots"]}
    return {hour: told[local(1, hour)] for hour in ("09:00", "12:00", "18:00")
            if local(1, hour) in told}  # fmt: skip


async def test_a_closed_clinic_offers_no_times_until_it_is_open_again(
    client: AsyncClient, admin: Person, doctor: Doctor, clinic: str
) -> None:
    before = await offered(client, doctor)
    assert [*before] == ["09:00", "12:00", "18:00"]
    closed = await put_to(client, admin, clinic, "close")
    assert closed.status_code == 200, closed.text
    assert closed.json()["closed_at"] is not None
    both = ["online", "in_person"]
    assert await offered(client, doctor) == {"12:00": both, "18:00": ["online"]}
    opened = await put_to(client, admin, clinic, "open")
    assert opened.json()["closed_at"] is None
    assert await offered(client, doctor) == before


async def test_what_is_booked_keeps_its_place_and_what_is_held_is_not_confirmed(
    client: AsyncClient, resources: Resources, admin: Person, asha: Person, meera: Person,
    doctor: Doctor, clinic: str,
) -> None:  # fmt: skip
    booked = await visit(client, asha, doctor, local(1, "09:00"), "in_person")
    ravi = await sign_in_patient(resources)
    held = (await hold(client, ravi, doctor, local(1, "09:30"), mode="in_person")).json()["id"]
    desk = await make_desk(resources, client, admin, clinic)
    await put_to(client, admin, clinic, "close")

    assert (await confirm(client, ravi, held)).json()["type"].endswith("/schedule-changed")
    path = f"/v1/appointments/{booked['id']}"
    assert (await client.get(path, headers=asha.headers)).json()["place"]["id"] == clinic
    shown = await client.get(
        f"/v1/clinics/{clinic}/agenda", params={"date": day(1)}, headers=desk.headers
    )
    assert [each["id"] for each in shown.json()["appointments"]] == [booked["id"]]
    for person in (admin, desk):
        told = await client.get(f"/v1/clinics/{clinic}/upcoming", headers=person.headers)
        at = {"first": booked["starts_at"], "last": booked["starts_at"]}
        assert told.json() == {"visits": 1, **at}
    rules = (await client.get(f"/v1/doctors/{doctor.id}/schedule", headers=meera.headers)).json()
    assert clinic in [rule["clinic_id"] for rule in rules["rules"]]
    kept = await put_schedule(client, meera, doctor, {"rules": rules["rules"]}, "*")
    assert [each["id"] for each in kept.json()["affected_appointments"]] == [booked["id"]]


@pytest.mark.parametrize("ending", ["the clinic closes", "the doctor leaves"])
async def test_a_proposed_time_is_not_accepted_where_the_doctor_no_longer_works(
    client: AsyncClient, admin: Person, asha: Person, meera: Person, doctor: Doctor, clinic: str, ending: str
) -> None:  # fmt: skip
    booked = await visit(client, asha, doctor, local(1, "12:00"), "in_person")
    path = f"/v1/appointments/{booked['id']}"
    new = {"starts_at": local(2, "09:00")}
    proposed = await client.put(f"{path}/proposal", json=new, headers=meera.headers)
    assert proposed.status_code == 200, proposed.text
    if ending == "the clinic closes":
        ended = await put_to(client, admin, clinic, "close")
    else:
        await put_schedule(client, meera, doctor, {"rules": week("12:00", "13:00")}, "*")
        left = f"/v1/clinics/{clinic}/doctors/{doctor.id}"
        ended = await client.delete(left, headers=admin.headers)
    assert ended.is_success, ended.text

    headers = asha.headers | {"idempotency-key": "accept-1"}
    refused = await client.post(f"{path}/proposal/accept", headers=headers)

    assert (refused.status_code, problem(refused)) == (422, "schedule-changed"), refused.text
    kept = (await client.get(path, headers=asha.headers)).json()
    assert kept["starts_at"] == booked["starts_at"]


async def test_a_closed_clinic_is_neither_listed_nor_searched(
    client: AsyncClient, admin: Person, doctor: Doctor, clinic: str
) -> None:
    async def found(**query: Any) -> list[str]:
        items = (await client.get("/v1/doctors", params={"limit": 100, **query})).json()["items"]
        return [item["id"] for item in items]

    async def listed(**query: Any) -> list[str]:
        asked = {"city": "mangaluru", "limit": 100, **query}
        items = (await client.get("/v1/clinics", params=asked)).json()["items"]
        return [item["id"] for item in items]

    id_ = str(doctor.id)
    for search in ({"clinic": clinic}, {"city": "mangaluru"}):
        assert id_ in await found(**search)
    assert clinic in await listed()
    await put_to(client, admin, clinic, "close")
    for search in ({"clinic": clinic}, {"city": "mangaluru"}):
        assert id_ not in await found(**search)
    assert clinic not in await listed()
    assert clinic in await listed(closed=True)
    profile = (await client.get(f"/v1/doctors/{id_}")).json()
    assert {each["id"]: each["closed"] for each in profile["clinics"]} == {id_: False, clinic: True}
    card = (await client.get("/v1/doctors", params={"city": "mysuru", "limit": 100})).json()
    (own,) = (item["clinics"] for item in card["items"] if item["id"] == id_)
    assert [each["id"] for each in own] == [id_]


async def test_a_preview_offers_nothing_at_a_closed_clinic(
    client: AsyncClient, admin: Person, meera: Person, doctor: Doctor, clinic: str
) -> None:
    await put_to(client, admin, clinic, "close")
    rules = week("09:00", "10:00", clinic_id=clinic)
    path = f"/v1/doctors/{doctor.id}/schedule/preview"
    shown = await client.post(path, json={"rules": rules}, headers=meera.headers)
    modes = {tuple(slot["modes"]) for day in shown.json()["days"] for slot in day["slots"]}
    assert modes == {("online",)}


async def test_extra_hours_at_a_closed_clinic_are_online_only(
    client: AsyncClient, admin: Person, meera: Person, doctor: Doctor, clinic: str
) -> None:
    await put_to(client, admin, clinic, "close")
    extra = {"starts_at": local(1, "15:00"), "ends_at": local(1, "16:00"), "clinic_id": clinic}
    added = await add_exception(client, meera, doctor, kind="extra_hours", **extra)
    assert added.status_code == 201, added.text
    body = (await slots(client, doctor, 1, 1)).json()
    told = {slot["starts_at"]: slot for slot in body["days"][0]["slots"]}
    there = told[local(1, "15:00")]
    assert (there["modes"], there.get("clinic")) == (["online"], None)


async def test_only_one_change_after_the_other_and_each_is_noted(
    client: AsyncClient, resources: Resources, admin: Person, clinic: str
) -> None:
    tag = (await client.get(f"/v1/clinics/{clinic}")).headers["etag"]
    closed = await put_to(client, admin, clinic, "close", **{"if-match": tag})
    again = await put_to(client, admin, clinic, "close")  # repeating it changes nothing
    assert again.json() == closed.json()
    late = await put_to(client, admin, clinic, "open", **{"if-match": tag})
    assert late.status_code == 412
    present = closed.headers["etag"]
    assert (await put_to(client, admin, clinic, "open", **{"if-match": present})).status_code == 200
    noted = await resources.database.pool.fetch(
        "SELECT kind, detail, actor_account_id FROM staff_event WHERE account_id = $1 AND kind <> 'created' ORDER BY id",
        admin.account_id,
    )
    kinds = ("clinic_closed", "clinic_opened")
    assert [tuple(row) for row in noted] == [(kind, clinic, admin.account_id) for kind in kinds]


async def test_a_practice_is_its_doctors_and_stays_open(
    client: AsyncClient, admin: Person, doctor: Doctor
) -> None:
    refused = await put_to(client, admin, str(doctor.id), "close")
    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/practice-stays-open")
    assert "closed" in refused.json()["detail"]
    profile = (await client.get(f"/v1/doctors/{doctor.id}")).json()
    assert profile["clinics"][0]["closed"] is False


async def test_nobody_but_administrators_closes(
    client: AsyncClient, resources: Resources, admin: Person, meera: Person, clinic: str
) -> None:
    desk = await make_desk(resources, client, admin, clinic)
    for person in (desk, meera):
        assert (await put_to(client, person, clinic, "close")).status_code == 403
