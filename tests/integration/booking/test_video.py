"""Tests online visits: the patient and the doctor see the link of the video call from shortly before the visit.

The link is the doctor's own address for video calls, or else that of a room that only this visit has. Online visits
cannot be booked if neither the platform nor the doctor has such an address.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.schedules.calendars import load_calendar
from tests.cast.booking import begin, cancel, hold, move, visit
from tests.cast.doctor_calls import new_doctor, patch, post
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

OWN = "https://video.example.org/dr-meera"
SOON = -0.1
"""The argument `hours` of `begin` with which a visit begins in six minutes; a positive number is in the past."""


async def call_of(client: AsyncClient, person: Person, id_: str) -> dict[str, Any]:
    answer = await client.get(f"/v1/appointments/{id_}", headers=person.headers)
    place: dict[str, Any] = answer.json()["place"]
    return place


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, account_id=meera.account_id)


async def test_both_see_one_room_from_ten_minutes_before(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    made = await visit(client, asha, doctor, local(2, "10:00"), "online")
    starts = datetime.fromisoformat(made["starts_at"])
    assert made["place"]["join_url"] is None
    assert datetime.fromisoformat(made["place"]["join_from"]) == starts - timedelta(minutes=10)

    await begin(resources, made["id"], hours=-0.2)
    assert (await call_of(client, asha, made["id"]))["join_url"] is None
    await begin(resources, made["id"], hours=SOON)
    calls = [await call_of(client, person, made["id"]) for person in (asha, meera)]

    assert calls[0] == calls[1]
    server, _, room = calls[0]["join_url"].rpartition("/")
    assert server == "https://meet.example"
    assert len(room) == len("amrutam-") + 32
    assert made["id"].replace("-", "") not in room
    agenda = await client.get(f"/v1/doctors/{doctor.id}/agenda", headers=meera.headers)
    shown = {each["id"]: each["join_url"] for each in agenda.json()["appointments"]}
    assert shown.get(made["id"], calls[0]["join_url"]) == calls[0]["join_url"]


async def test_each_visit_has_a_room_of_its_own_and_another_one_after_a_move(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    rooms = set()
    for other in (await make_doctor(resources), doctor):
        asha = await sign_in_patient(resources)
        made = await visit(client, asha, other, local(2, "10:00"), "online")
        await begin(resources, made["id"], hours=SOON)
        rooms.add((await call_of(client, asha, made["id"]))["join_url"])
    held = await hold(
        client, asha, doctor, local(3, "10:00"), reschedules=made["id"], mode="online"
    )
    moved = await move(client, asha, made["id"], held.json()["id"])
    assert (moved.status_code, moved.json()["place"]["join_url"]) == (200, None)
    await begin(resources, made["id"], hours=-0.12)
    rooms.add((await call_of(client, asha, made["id"]))["join_url"])
    assert len(rooms - {None}) == 3


async def test_no_room_is_shown_of_what_is_cancelled_or_long_over(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    ids = []
    for time in ("10:00", "11:00"):
        made = await visit(client, asha, doctor, local(2, time), "online")
        ids.append(made["id"])
    await begin(resources, ids[0], hours=SOON)
    cancelled = await cancel(client, meera, ids[0])
    await begin(resources, ids[1], hours=3)
    assert (cancelled.status_code, cancelled.json()["place"]["join_url"]) == (200, None)
    for id_ in ids:
        assert (await call_of(client, asha, id_))["join_url"] is None


async def test_a_visit_that_is_booked_again_has_its_room_in_the_answer(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    made = await visit(client, asha, doctor, local(2, "10:00"), "online")
    await begin(resources, made["id"], hours=0.1)
    room = (await call_of(client, asha, made["id"]))["join_url"]
    path, headers = f"/v1/appointments/{made['id']}", meera.headers
    await client.post(f"{path}/complete", headers=headers | {"if-match": "*"})
    reopened = await client.post(f"{path}/reopen", headers=headers | {"if-match": "*"})
    assert reopened.json() == (await client.get(path, headers=headers)).json()
    assert (room is not None, reopened.json()["place"]["join_url"]) == (True, room)


async def test_a_doctor_s_own_address_comes_first(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    await patch(client, meera, doctor.id, {"meeting_url": OWN})
    made = await visit(client, asha, doctor, local(2, "10:00"), "online")
    await begin(resources, made["id"], hours=SOON)
    assert (await call_of(client, asha, made["id"]))["join_url"] == OWN


async def test_without_an_address_no_time_is_online(
    make_client: MakeClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    client = await make_client(video_url="")
    asha = await sign_in_patient(resources)
    day = local(2, "10:00")[:10]
    path = f"/v1/doctors/{doctor.id}/slots?from={day}&to={day}"

    async def modes() -> set[tuple[str, ...]]:
        days = (await client.get(path)).json()["days"]
        return {tuple(slot["modes"]) for each in days for slot in each["slots"]}

    assert await modes() == {("in_person",)}
    refused = await hold(client, asha, doctor, local(2, "10:00"), mode="online")
    assert refused.status_code == 422
    assert (await patch(client, meera, doctor.id, {"meeting_url": OWN})).status_code == 200
    assert await modes() == {("online", "in_person")}


async def test_offering_online_visits_without_an_address_is_refused_with_the_way_out(
    make_client: MakeClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    client, admin = await make_client(video_url=""), await make_admin(resources)
    rule = {"weekday": 1, "starts": "09:00", "ends": "12:00", "modes": ["online"]}
    headers = meera.headers | {"if-match": "*"}
    schedule = f"/v1/doctors/{doctor.id}/schedule"
    calendar = await load_calendar(resources, doctor.id)
    assert calendar is not None
    kind = {"kind": "first_visit", "name": "Visit", "minutes": 30, "modes": ["online"]}
    kind |= {"fee": {"amount": 50_000, "currency": "INR"}}

    refused = [
        await client.put(schedule, json={"rules": [rule]}, headers=headers),
        await post(client, admin, new_doctor(consultation_types=[kind])),
        await patch(client, meera, doctor.id, {"consultation_types": [kind]}),
        await patch(client, meera, doctor.id, {"meeting_url": None}),
    ]

    assert [each.status_code for each in refused] == [422] * 4
    errors = [each.json()["errors"][0] for each in refused]
    assert [each["pointer"] for each in errors] == [
        "/rules/0/modes", "/consultation_types/0/modes", "/consultation_types/0/modes", "/meeting_url",
    ]  # fmt: skip
    assert all("AMRUTAM_VIDEO_URL" in each["detail"] for each in errors)
    with_own = await patch(
        client, meera, doctor.id, {"meeting_url": OWN, "consultation_types": [kind]}
    )
    assert with_own.status_code == 200, with_own.text
