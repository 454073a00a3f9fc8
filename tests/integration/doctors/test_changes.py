"""Tests changing and showing doctors."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.doctors.search.reference import ensure_reference
from tests.cast.doctor_calls import is_listed, patch
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient

VERSION = Statement(
    "test_version", "SELECT schedule_version FROM doctor_booking WHERE doctor_id = $1"
)
LOCK = Statement("test_lock_doctor", "SELECT FROM doctor WHERE id = $1 FOR NO KEY UPDATE")
TYPES = Statement(
    "test_types", "SELECT id, active, minutes FROM consultation_type WHERE doctor_id = $1"
)


@pytest.fixture
async def admin(resources: Resources) -> Person:
    await ensure_reference(resources.database)
    return await make_admin(resources)


@pytest.fixture
async def own(resources: Resources) -> tuple[Person, Doctor]:
    staff = await make_staff(resources, "doctor")
    return staff, await make_doctor(resources, account_id=staff.account_id)


async def test_doctors_change_what_is_theirs(
    client: AsyncClient, resources: Resources, own: tuple[Person, Doctor]
) -> None:
    staff, doctor = own
    answer = await patch(
        client, staff, doctor.id, {"bio": "Line one\nLine two 🙂", "languages": ["ta", "Urdu"]}
    )
    assert answer.status_code == 200, answer.text
    shown = (await client.get(f"/v1/doctors/{doctor.id}")).json()
    assert shown["bio"] == "Line one\nLine two 🙂"
    assert shown["languages"] == ["Tamil", "Urdu"]
    assert await is_listed(client, doctor.id, language="tamil", q=doctor.name)
    refused = await patch(client, staff, doctor.id, {"name": "Dr. Other", "bio": "x"})
    assert refused.status_code == 403
    assert refused.json()["fields"] == ["name"]
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["bio"] == shown["bio"]


async def test_another_doctor_is_as_if_absent(
    client: AsyncClient, resources: Resources, own: tuple[Person, Doctor]
) -> None:
    staff, _ = own
    another = await make_doctor(resources)
    hidden = await make_doctor(resources, approved=False)
    for body in ({"bio": "x"}, {"buffer_minutes": 5}, {"name": "X"}):
        answers = [
            await patch(client, staff, id_, body) for id_ in (another.id, hidden.id, uuid4())
        ]
        assert [answer.status_code for answer in answers] == [404] * 3
        said = [{**answer.json(), "instance": ""} for answer in answers]
        assert said[0] == said[1] == said[2]
    assert (await client.get(f"/v1/doctors/{hidden.id}", headers=staff.headers)).status_code == 404
    patient = await sign_in_patient(resources, client)
    assert (await patch(client, patient, another.id, {"bio": "x"})).status_code == 403


async def test_an_unapproved_doctor_sees_itself(client: AsyncClient, resources: Resources) -> None:
    staff = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, approved=False, account_id=staff.account_id)
    assert (await client.get(f"/v1/doctors/{doctor.id}")).status_code == 404
    own = await client.get(f"/v1/doctors/{doctor.id}", headers=staff.headers)
    assert own.status_code == 200
    assert own.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "body", [{}, {"name": None}, {"bio": None}, {"rating": 5}, {"approved": True}]
)
async def test_a_change_that_does_not_fit_is_refused(
    client: AsyncClient, resources: Resources, admin: Person, body: dict[str, Any]
) -> None:
    doctor = await make_doctor(resources)
    assert (await patch(client, admin, doctor.id, body)).status_code == 422


async def test_types_keep_their_ids_and_those_left_out_end(
    client: AsyncClient, resources: Resources, own: tuple[Person, Doctor]
) -> None:
    staff, doctor = own
    types = [
        {"kind": "follow_up", "name": "Follow-up", "minutes": 15, "fee": {"amount": 20_000},
         "modes": ["online"], "is_default": True},
        {"id": str(doctor.type_id), "kind": "first_visit", "name": "Long visit", "minutes": 45,
         "fee": {"amount": 90_000}, "modes": ["in_person"]},
    ]  # fmt: skip
    answer = await patch(client, staff, doctor.id, {"consultation_types": types})
    assert answer.status_code == 200, answer.text
    shown = answer.json()["consultation_types"]
    assert [kind["name"] for kind in shown] == ["Follow-up", "Long visit"]
    assert shown[1]["id"] == str(doctor.type_id)
    assert answer.json()["fee"] == {"amount": 20_000, "currency": "INR"}
    follow_up = {**types[0], "id": shown[0]["id"]}
    answer = await patch(client, staff, doctor.id, {"consultation_types": [follow_up]})
    assert [kind["id"] for kind in answer.json()["consultation_types"]] == [shown[0]["id"]]
    rows = {row["id"]: row["active"] for row in await resources.database.fetch(TYPES, doctor.id)}
    assert rows == {UUID(shown[0]["id"]): True, doctor.type_id: False}
    foreign = (await make_doctor(resources)).type_id
    for id_ in (foreign, doctor.type_id):
        body = {"consultation_types": [{**types[0], "id": str(id_)}]}
        refused = await patch(client, staff, doctor.id, body)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["pointer"] == "/consultation_types/0/id"


@pytest.mark.parametrize(
    ("body", "raised"),
    [
        ({"bio": "New"}, 0),
        ({"buffer_minutes": 10}, 1),
        ({"notice_minutes": 60}, 1),
        ({"horizon_days": 30}, 1),
        ({"code_policy": "always"}, 1),
        ({"time_zone": "Asia/Kathmandu"}, 1),
        ({"address": "1 MG Road"}, 1),
        ({"meeting_url": "https://meet.example/x"}, 1),
    ],
    ids=str,
)
async def test_what_booking_is_checked_against_raises_the_version(
    client: AsyncClient, resources: Resources, admin: Person, body: dict[str, Any], raised: int
) -> None:
    doctor = await make_doctor(resources)
    before = await resources.database.value(VERSION, doctor.id)
    assert (await patch(client, admin, doctor.id, body)).status_code == 200
    assert await resources.database.value(VERSION, doctor.id) == before + raised


async def test_an_etag_guards_a_change_and_saves_an_answer(
    client: AsyncClient, resources: Resources, own: tuple[Person, Doctor]
) -> None:
    staff, doctor = own
    first = await client.get(f"/v1/doctors/{doctor.id}")
    tag = first.headers["etag"]
    unchanged = await client.get(f"/v1/doctors/{doctor.id}", headers={"if-none-match": tag})
    assert unchanged.status_code == 304
    assert unchanged.content == b""
    for name in ("etag", "cache-control", "vary"):
        assert unchanged.headers.get(name) == first.headers.get(name)
    changed = await patch(client, staff, doctor.id, {"bio": "One"}, **{"if-match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    stale = await patch(client, staff, doctor.id, {"bio": "Two"}, **{"if-match": tag})
    assert stale.status_code == 412
    shown = await client.get(f"/v1/doctors/{doctor.id}", headers={"if-none-match": tag})
    assert (shown.status_code, shown.json()["bio"]) == (200, "One")
    free = {"if-match": "*"}
    assert (await patch(client, staff, doctor.id, {"bio": "Three"}, **free)).status_code == 200


async def test_of_two_changes_at_once_the_later_does_not_overwrite_the_earlier(
    client: AsyncClient, resources: Resources, own: tuple[Person, Doctor]
) -> None:
    """Of two simultaneous changes with the same `If-Match`, the later one gets 412.

    Both change the same field, but only one also changes a field on which bookings depend, and so takes
    another lock first.
    """
    staff, doctor = own
    tag = (await client.get(f"/v1/doctors/{doctor.id}")).headers["etag"]
    async with resources.database.transaction() as blocking:
        await blocking.execute(LOCK, doctor.id)
        bodies = ({"bio": "One"}, {"bio": "Two", "buffer_minutes": 10})
        both = [
            asyncio.ensure_future(patch(client, staff, doctor.id, body, **{"if-match": tag}))
            for body in bodies
        ]
        await asyncio.sleep(0.3)
        assert not any(each.done() for each in both)
    answers = await asyncio.gather(*both)
    assert sorted(each.status_code for each in answers) == [200, 412]


@pytest.mark.parametrize("sent", ['W/"{}"', '"{}-gzip"', '"0", W/"{}"'])
async def test_a_profiles_etag_may_have_been_changed_by_a_proxy(
    client: AsyncClient, own: tuple[Person, Doctor], sent: str
) -> None:
    staff, doctor = own
    tag = (await client.get(f"/v1/doctors/{doctor.id}")).headers["etag"].strip('"')
    known = {"if-none-match": sent.format(tag)}
    unchanged = await client.get(f"/v1/doctors/{doctor.id}", headers=known)
    changed = await patch(
        client, staff, doctor.id, {"bio": "One"}, **{"if-match": sent.format(tag)}
    )
    odd = await patch(client, staff, doctor.id, {"bio": "Two"}, **{"if-match": tag})
    assert [unchanged.status_code, changed.status_code, odd.status_code] == [304, 200, 400]


@pytest.mark.parametrize("id_", ["x", "1", "%00", "00000000-0000-0000-0000-00000000000g"])
async def test_an_id_that_is_none_is_a_problem_not_a_defect(client: AsyncClient, id_: str) -> None:
    answer = await client.get(f"/v1/doctors/{id_}")
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"
