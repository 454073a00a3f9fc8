"""Checks that people who can read an appointment see the place of the visit, and that no public answer contains a doctor's address for video calls."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import begin, hold, move, problem, visit
from tests.cast.calendars import put_schedule, week
from tests.cast.doctor_calls import new_doctor, patch, post
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.graphql import data
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local

PRACTICE = {"address": "12 Station Road", "city": "Jaipur", "phone": None, "location": None}
ROOM = "https://meet.example.org/dr-meera?pwd=s3cret"


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, account_id=meera.account_id, address="12 Station Road")


async def place(client: AsyncClient, person: Person, appointment: dict[str, Any]) -> Any:
    answer = await client.get(f"/v1/appointments/{appointment['id']}", headers=person.headers)
    return answer.json()["place"]


async def test_an_appointment_says_where_to_be_to_those_who_see_it(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha, admin = await sign_in_patient(resources), await make_admin(resources)
    assert (await patch(client, meera, doctor.id, {"meeting_url": ROOM})).status_code == 200

    online = await visit(client, asha, doctor, local(1, "10:00"), "online")
    clinic = await visit(client, asha, doctor, local(1, "11:00"), "in_person")

    assert online["place"]["join_url"] is None
    await begin(resources, online["id"], hours=-0.1)
    there = {"id": str(doctor.id), "name": doctor.name, **PRACTICE}
    assert clinic["place"] == there
    for person in (asha, meera, admin):
        assert (await place(client, person, online))["join_url"] == ROOM
        assert await place(client, person, clinic) == there
    page = await client.get("/v1/appointments", headers=asha.headers)
    first, second = [item["place"] for item in page.json()["items"]]
    assert (first["join_url"], second) == (ROOM, there)


async def test_a_move_that_names_no_mode_keeps_the_mode(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    """A move that names no mode keeps the mode; a time that is not offered in it is refused, and the other mode can be named."""
    rules = [*week("09:00", "12:00"), *week("14:00", "16:00", modes=["online"])]
    assert (await put_schedule(client, meera, doctor, {"rules": rules}, "*")).status_code == 200
    asha = await sign_in_patient(resources)
    clinic = await visit(client, asha, doctor, local(1, "10:00"), "in_person")
    held = await hold(client, asha, doctor, local(1, "11:00"), reschedules=clinic["id"])
    assert (held.status_code, held.json()["mode"]) == (201, "in_person"), held.text
    moved = await move(client, asha, clinic["id"], held.json()["id"])
    assert (moved.json()["mode"], moved.json()["place"]["id"]) == ("in_person", str(doctor.id))

    later = {"reschedules": clinic["id"]}
    refused = await hold(client, asha, doctor, local(1, "14:00"), **later)
    assert problem(refused) == "slot-not-offered"
    (error,) = refused.json()["errors"]
    assert error == {
        "pointer": "/mode",
        "detail": "The time is not offered as `in_person`, only as `online`",
    }
    named = await hold(client, asha, doctor, local(1, "14:00"), mode="online", **later)
    assert (named.status_code, named.json()["mode"]) == (201, "online"), named.text


async def test_a_move_over_graphql_keeps_the_mode(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    clinic = await visit(client, asha, doctor, local(1, "10:00"), "in_person")
    wanted = {
        "doctorId": str(doctor.id), "startsAt": local(1, "11:00"), "reschedules": clinic["id"],
    }  # fmt: skip
    query = "mutation ($input: HoldInput!) { holdTime(input: $input) { ... on Hold { mode } } }"
    assert (await data(client, query, asha, input=wanted))["holdTime"] == {"mode": "in_person"}


async def test_the_address_of_calls_is_never_public(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    await patch(client, meera, doctor.id, {"meeting_url": ROOM})
    path = f"/v1/doctors/{doctor.id}"
    stranger, dev = await sign_in_patient(resources), await make_staff(resources, "doctor")
    for headers in ({}, stranger.headers, dev.headers):
        answer = await client.get(path, headers=headers)
        assert answer.status_code == 200
        assert "meeting_url" not in answer.json()
        assert "meet.example.org" not in answer.text
    for public in ("/v1/doctors?limit=100", f"{path}/slots"):
        assert "meet.example.org" not in (await client.get(public)).text
    for person in (meera, await make_admin(resources)):
        answer = await client.get(path, headers=person.headers)
        assert answer.json()["meeting_url"] == ROOM
        assert answer.headers["cache-control"] == "no-store"
    keys = [key async for key in _all_of_redis(resources)]
    assert keys
    assert not any(b"meet.example.org" in value for value in keys)


async def _all_of_redis(resources: Resources) -> Any:
    for key in await resources.redis.do("test_keys", "KEYS", "{doctors}:profile:*"):
        yield await resources.redis.do("test_get", "GET", key)


async def test_a_public_copy_is_not_taken_for_the_doctors_own(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    path = f"/v1/doctors/{doctor.id}"
    tag = (await client.get(path)).headers["etag"]
    known = {"if-none-match": tag}
    assert (await client.get(path, headers=known)).status_code == 304
    own = await client.get(path, headers={**meera.headers, **known})
    assert (own.status_code, own.json()["meeting_url"]) == (200, None)
    for each in (tag, own.headers["etag"]):
        changed = await patch(client, meera, doctor.id, {"bio": "x"}, **{"if-match": each})
        assert changed.status_code == (200 if each == tag else 412)


async def test_it_can_be_taken_away(client: AsyncClient, meera: Person, doctor: Doctor) -> None:
    for url in (ROOM, None):
        changed = await patch(client, meera, doctor.id, {"meeting_url": url})
        assert (changed.status_code, changed.json()["meeting_url"]) == (200, url)


@pytest.mark.parametrize(
    "url",
    [
        "http://meet.example/x", "javascript:alert(1)", "https://", "https:///x", "meet.example/x",
        "https://meet.example/a b", "https://meet.example/\r\nx", "https://me@meet.example/x",
        "https://meet.example:0/", "https://meet.example:x/", "https://[::1/x", "https://meet.exämple/",
        'https://meet.example/"><script>', "https://meet.example/" + "x" * 500, "", 7, "HTTPS://x",
        "https://localhost/x", "https://2130706433/x", "https://[::ffff:10.0.0.1]:8443/x", "https://printer.local/",
    ],
)  # fmt: skip
async def test_an_address_that_is_none_is_refused(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor, url: Any
) -> None:
    refused = await patch(client, meera, doctor.id, {"meeting_url": url})
    assert refused.status_code == 422, refused.text
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/meeting_url"]
    admin = await make_admin(resources)
    assert (await post(client, admin, new_doctor(meeting_url=url))).status_code == 422
