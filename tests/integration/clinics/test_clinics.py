"""Tests clinics, the people who work there, and what their front desks see, through the public API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import problem, visit
from tests.cast.calendars import day, put_schedule, week
from tests.cast.clinics import make_clinic, make_desk, new_clinic, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, account_id=meera.account_id)


async def change(
    client: AsyncClient, admin: Person, clinic: str, body: dict[str, Any], **headers: str
) -> Response:
    return await client.patch(
        f"/v1/clinics/{clinic}", json=body, headers={**admin.headers, **headers}
    )


async def test_a_clinic_is_recorded_shown_and_changed(client: AsyncClient, admin: Person) -> None:
    place = {"latitude": 18.5204, "longitude": 73.8567}
    new = new_clinic(location=place, phone="020 2550 1234", languages=["mr", "English"])
    made = await client.post("/v1/clinics", json=new, headers=admin.headers)
    assert made.status_code == 201, made.text
    shown = await client.get(made.headers["location"])
    assert shown.json() == made.json()
    assert shown.json() | {"id": "", "updated_at": ""} == {
        "id": "", "name": new["name"], "address": "1 MG Road", "city": "Pune", "city_slug": "pune",
        "location": place, "time_zone": "Asia/Kolkata", "phone": "+912025501234",
        "languages": ["Marathi", "English"], "is_practice": False, "closed_at": None, "updated_at": "",
    }  # fmt: skip
    id_, tag = made.json()["id"], shown.headers["etag"]
    changed = await change(
        client, admin, id_, {"location": None, "city": "jaipur"}, **{"if-match": tag}
    )
    assert (changed.json()["location"], changed.json()["city"]) == (None, "Jaipur")
    assert changed.json()["phone"] == "+912025501234"
    late = await change(client, admin, id_, {"phone": None}, **{"if-match": tag})
    assert late.status_code == 412


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "x" * 121), ("name", "a\u202eb"), ("name", 7), ("address", "a\nb"),
        ("address", "x" * 301), ("city", "nowhere"), ("city", None), ("time_zone", "Mars/Base"),
        ("phone", "12"), ("phone", "abc"), ("languages", ["Klingon"]), ("languages", []),
        ("languages", ["hi", "Hindi"]), ("is_practice", True), ("id", "x"),
        ("location", {"latitude": 91, "longitude": 0}), ("location", {"latitude": 0, "longitude": -181}),
        ("location", {"latitude": 1}), ("location", [1, 2]), ("location", {"latitude": "1", "longitude": 2}),
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_refused_by_name(
    client: AsyncClient, admin: Person, field: str, value: Any
) -> None:
    clinic = await make_clinic(client, admin)
    made = await client.post(
        "/v1/clinics", json=new_clinic(**{field: value}), headers=admin.headers
    )
    for answer in (made, await change(client, admin, clinic, {field: value})):
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["pointer"].startswith(f"/{field}")


async def test_a_doctor_is_not_added_to_another_doctors_practice(
    client: AsyncClient, resources: Resources, admin: Person, doctor: Doctor
) -> None:
    other = await make_doctor(resources)
    refused = await client.put(f"/v1/clinics/{other.id}/doctors/{doctor.id}", headers=admin.headers)
    assert (refused.status_code, problem(refused)) == (409, "practice-stays-open"), refused.text
    own = await client.put(f"/v1/clinics/{doctor.id}/doctors/{doctor.id}", headers=admin.headers)
    assert own.status_code == 204, "the doctor works there already"


async def test_the_list_is_by_city_in_pages_and_without_practices(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    practice = await make_doctor(resources, city="guwahati")
    here = {await make_clinic(client, admin, city="Guwahati") for _ in range(3)}
    other = await make_clinic(client, admin, city="Agra")
    found: list[str] = []
    asked: dict[str, Any] = {"city": "गुवाहाटी", "limit": 2}
    while True:
        page = (await client.get("/v1/clinics", params=asked)).json()
        found += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        asked["cursor"] = page["next_cursor"]
    assert (len(found), set(found)) == (3, here)
    assert str(practice.id) not in found
    foreign = await client.get("/v1/clinics", params={**asked, "city": "agra"})
    assert foreign.status_code == 422  # the cursor was issued for another list
    listed = (await client.get("/v1/clinics", params={"limit": 100})).json()["items"]
    assert {other, *here} <= {item["id"] for item in listed}


async def test_a_doctors_address_is_the_practice_which_follows_the_doctor(
    client: AsyncClient, admin: Person, doctor: Doctor
) -> None:
    path = f"/v1/doctors/{doctor.id}"
    body = {"address": "9 Lake View", "city": "Udaipur", "name": "Dr. New Name"}
    assert (await client.patch(path, json=body, headers=admin.headers)).status_code == 200
    practice = (await client.get(f"/v1/clinics/{doctor.id}")).json()
    assert practice["is_practice"]
    assert {practice[name] for name in body} == set(body.values())
    refused = await change(client, admin, str(doctor.id), {"name": "Another"})
    assert refused.json()["errors"][0]["pointer"] == "/name"
    phoned = await change(client, admin, str(doctor.id), {"phone": "+911412345678"})
    assert phoned.status_code == 200
    profile = (await client.get(path)).json()
    (own,) = profile["clinics"]
    assert (own["id"], own["phone"], profile["address"]) == (
        str(doctor.id), "+911412345678", "9 Lake View")  # fmt: skip


async def test_a_rule_names_a_clinic_of_the_doctors_or_is_refused(
    client: AsyncClient, admin: Person, meera: Person, doctor: Doctor
) -> None:
    clinic, strange = await make_clinic(client, admin), await make_clinic(client, admin)
    await work_at(client, admin, clinic, doctor)
    for rules, pointer in (
        (week("10:00", "12:00", clinic_id=strange), "/rules/0/clinic_id"),
        (week("10:00", "12:00", clinic_id=clinic, modes=["online"]), "/rules/0/clinic_id"),
        (week("10:00", "12:00", clinic_id="x"), "/rules/0/clinic_id"),
    ):
        refused = await put_schedule(client, meera, doctor, {"rules": rules}, "*")
        assert refused.status_code == 422, refused.text
        assert refused.json()["errors"][0]["pointer"] == pointer
        preview = await client.post(
            f"/v1/doctors/{doctor.id}/schedule/preview",
            json={"rules": rules},
            headers=meera.headers,
        )
        assert preview.status_code == 422
    rules = [
        *week("09:00", "11:00", clinic_id=clinic),
        *week("12:00", "13:00"),
        *week("20:00", "21:00", modes=["online"]),
    ]
    kept = await put_schedule(client, meera, doctor, {"rules": rules}, "*")
    places = [rule["clinic_id"] for rule in kept.json()["rules"][:3]]
    assert places == [clinic, str(doctor.id), None]


async def test_two_clinics_at_one_time_are_refused(
    client: AsyncClient, admin: Person, meera: Person, doctor: Doctor
) -> None:
    clinic = await make_clinic(client, admin)
    await work_at(client, admin, clinic, doctor)
    rules = [*week("09:00", "12:00", clinic_id=clinic), *week("11:00", "13:00")]
    refused = await put_schedule(client, meera, doctor, {"rules": rules}, "*")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/rules/7")


async def test_a_clinic_that_is_used_is_not_taken_away(
    client: AsyncClient, resources: Resources, admin: Person, meera: Person, doctor: Doctor
) -> None:
    clinic = await make_clinic(client, admin)
    await work_at(client, admin, clinic, doctor)
    path = f"/v1/clinics/{clinic}/doctors/{doctor.id}"
    rules = week("09:00", "11:00", clinic_id=clinic)
    await put_schedule(client, meera, doctor, {"rules": rules}, "*")

    async def taken_away() -> tuple[int, str]:
        answer = await client.delete(path, headers=admin.headers)
        return answer.status_code, answer.json()["type"] if answer.content else ""

    status, said = await taken_away()
    assert (status, said.rpartition("/")[2]) == (409, "clinic-in-use")
    asha = await sign_in_patient(resources)
    appointment = await visit(client, asha, doctor, local(1, "09:00"), "in_person")
    await put_schedule(client, meera, doctor, {"rules": week("12:00", "14:00")}, "*")
    assert (await taken_away())[0] == 409  # a patient is booked at the clinic
    cancel = f"/v1/appointments/{appointment['id']}/cancel"
    headers = asha.headers | {"idempotency-key": "clinics-1"}
    assert (await client.post(cancel, json={}, headers=headers)).status_code == 200
    assert (await taken_away())[0] == 204
    assert (await taken_away())[0] == 404
    own = await client.delete(f"/v1/clinics/{doctor.id}/doctors/{doctor.id}", headers=admin.headers)
    assert own.status_code == 409


async def test_how_many_may_work_where_is_bounded(
    make_client: MakeClient, resources: Resources, admin: Person, doctor: Doctor
) -> None:
    client = await make_client(doctor_max_clinics=2, clinic_max_desk=1)
    first, second = [await make_clinic(client, admin) for _ in range(2)]
    await work_at(client, admin, first, doctor)
    await work_at(client, admin, first, doctor)
    path = f"/v1/clinics/{second}/doctors/{doctor.id}"
    refused = await client.put(path, headers=admin.headers)
    assert (refused.status_code, refused.json()["most"]) == (422, 2)
    await make_desk(resources, client, admin, first)
    other = await make_desk(resources, client, admin)
    path = f"/v1/clinics/{first}/desk/{other.account_id}"
    refused = await client.put(path, headers=admin.headers)
    assert (refused.status_code, refused.json()["limit"]) == (422, "clinic_max_desk")


async def test_a_desk_reads_the_day_of_its_clinic_and_no_other(
    client: AsyncClient, resources: Resources, admin: Person, meera: Person, doctor: Doctor
) -> None:
    clinic = await make_clinic(client, admin)
    await work_at(client, admin, clinic, doctor)
    rules = [*week("09:00", "11:00", clinic_id=clinic), *week("12:00", "14:00")]
    await put_schedule(client, meera, doctor, {"rules": rules}, "*")
    asha = await sign_in_patient(resources)
    there = await visit(client, asha, doctor, local(1, "09:00"), "in_person")
    await visit(client, asha, doctor, local(1, "10:00"), "online")
    desk = await make_desk(resources, client, admin, clinic)

    own = await client.get("/v1/me/clinics", headers=desk.headers)
    assert [item["id"] for item in own.json()["items"]] == [clinic]
    path = f"/v1/clinics/{clinic}/agenda"
    shown = await client.get(path, params={"date": day(1)}, headers=desk.headers)
    assert shown.headers["cache-control"] == "no-store"
    (only,) = shown.json()["appointments"]
    assert (only["id"], only["doctor"]["id"]) == (there["id"], str(doctor.id))
    assert only["patient"]["id"] == str(asha.patient_id)
    assert only["consultation_kind"] == "first_visit"
    reads = await resources.database.pool.fetchval(
        "SELECT appointment_ids FROM record_read WHERE account_id = $1", desk.account_id
    )
    assert [str(id_) for id_ in reads] == [there["id"]]
    for other in (doctor.id, clinic):
        refused = await client.get(f"/v1/clinics/{other}/agenda", headers=meera.headers)
        assert refused.status_code == 404
    assert (
        await client.get(f"/v1/clinics/{doctor.id}/agenda", headers=desk.headers)
    ).status_code == 404


async def test_leaving_the_desk_acts_at_once(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    clinic = await make_clinic(client, admin)
    desk = await make_desk(resources, client, admin, clinic)
    listed = (await client.get(f"/v1/clinics/{clinic}/desk", headers=admin.headers)).json()
    assert [item["email"] for item in listed["items"]] == [desk.email]
    path = f"/v1/clinics/{clinic}/desk/{desk.account_id}"
    assert (await client.delete(path, headers=admin.headers)).status_code == 204
    agenda = await client.get(f"/v1/clinics/{clinic}/agenda", headers=desk.headers)
    assert agenda.status_code == 404
    assert (await client.delete(path, headers=admin.headers)).status_code == 404
    kinds = await resources.database.pool.fetch(
        "SELECT kind, detail FROM staff_event WHERE account_id = $1 ORDER BY id DESC LIMIT 2",
        desk.account_id,
    )
    assert [tuple(row) for row in kinds] == [("desk_removed", clinic), ("desk_added", clinic)]


async def test_whoever_has_another_role_then_leaves_the_desk(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    clinic = await make_clinic(client, admin)
    desk = await make_desk(resources, client, admin, clinic)
    path = f"/v1/staff/{desk.account_id}"
    for role in ("doctor", "desk"):
        changed = await client.patch(path, json={"role": role}, headers=admin.headers)
        assert changed.status_code == 204, changed.text
    listed = await client.get(f"/v1/clinics/{clinic}/desk", headers=admin.headers)
    assert listed.json()["items"] == []


async def test_only_accounts_of_desks_are_put_there(
    client: AsyncClient, resources: Resources, admin: Person, meera: Person
) -> None:
    clinic = await make_clinic(client, admin)
    asha = await sign_in_patient(resources)
    for person in (meera, asha, admin):
        path = f"/v1/clinics/{clinic}/desk/{person.account_id}"
        assert (await client.put(path, headers=admin.headers)).status_code == 404


async def test_a_role_does_not_change_while_its_account_is_put_at_a_desk(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    """The role of an account cannot change while the account is added to a front desk.

    Adding locks the role. Otherwise an account that became a doctor's would still be at the desk.
    """
    clinic, desk = await make_clinic(client, admin), await make_desk(resources, client, admin)
    pool = resources.database.pool
    session = await pool.fetchval("SELECT id FROM session WHERE account_id = $1", admin.account_id)
    change = "SELECT set_account_role($1, $2, 'doctor')"
    async with pool.acquire() as adding, adding.transaction(), pool.acquire() as changing:
        assert await adding.fetchval(
            "SELECT add_desk($1, $2, $3)", session, desk.account_id, UUID(clinic)
        )
        async with changing.transaction():
            await changing.execute("SET LOCAL lock_timeout = '50ms'")
            with pytest.raises(asyncpg.LockNotAvailableError):
                await changing.fetch(change, session, desk.account_id)
