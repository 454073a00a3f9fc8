"""Tests previews of a change before it is made."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import booked, problem, visit
from tests.cast.calendars import add_exception, day, put_schedule, schedule, slots, week
from tests.cast.clinics import make_clinic, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

HOURS = [(n, "09:00", "11:00") for n in range(1, 8)]


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, account_id=meera.account_id, weekly=HOURS)


async def preview(
    client: AsyncClient, person: Person, doctor: Doctor, what: str, body: dict[str, Any]
) -> Response:
    path = f"/v1/doctors/{doctor.id}/{what}/preview"
    return await client.post(path, json=body, headers=person.headers)


async def test_the_slots_of_new_hours_are_shown_and_nothing_changes(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    lost = await booked(client, await sign_in_patient(resources), doctor, local(1, "09:00"))
    kept = await booked(client, await sign_in_patient(resources), doctor, local(2, "10:00"))
    before = await schedule(client, meera, doctor)
    rules = week("10:00", "12:00", breaks=[{"starts": "11:00", "ends": "12:00"}], modes=["online"])

    answer = await preview(client, meera, doctor, "schedule", {"rules": rules, "horizon_days": 5})

    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert [each["date"] for each in shown["days"]] == [day(n) for n in range(14)]
    assert [(slot["starts_at"], slot["ends_at"], slot["modes"]) for slot in shown["days"][1]["slots"]] == [
        (local(1, "10:00"), local(1, "10:30"), ["online"]),
        (local(1, "10:30"), local(1, "11:00"), ["online"]),
    ]  # fmt: skip
    assert [bool(each["slots"]) for each in shown["days"][1:8]] == [True] * 5 + [False] * 2
    affected = {each["id"]: each["status"] for each in shown["affected_appointments"]}
    assert affected.pop(lost["id"]) == "booked"
    assert set(affected) <= {kept["id"]}  # the appointment is affected only if its own mode ends
    after = await schedule(client, meera, doctor)
    assert (after.headers["etag"], after.json()) == (before.headers["etag"], before.json())


async def test_a_preview_is_what_putting_it_then_does(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    document = {
        "rules": week("08:00", "24:00", breaks=[{"starts": "20:00", "ends": "22:00"}]),
        "time_zone": "America/New_York", "notice_minutes": 600,
    }  # fmt: skip
    seen = (await preview(client, meera, doctor, "schedule", document)).json()
    etag = (await schedule(client, meera, doctor)).headers["etag"]
    assert (await put_schedule(client, meera, doctor, document, etag)).status_code == 200
    there = Doctor(**{**vars(doctor), "time_zone": "America/New_York"})
    (real,) = (await slots(client, there, 2, 2)).json()["days"]
    same = next(each for each in seen["days"] if each["date"] == real["date"])
    assert [slot["starts_at"] for slot in same["slots"]] == [
        slot["starts_at"] for slot in real["slots"]]  # fmt: skip
    assert len(real["slots"]) == 28


async def test_a_break_until_midnight_can_be_previewed_and_saved(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    document = {"rules": week("22:00", "24:00", breaks=[{"starts": "23:00", "ends": "24:00"}])}
    seen = await preview(client, meera, doctor, "schedule", document)
    assert seen.status_code == 200, seen.text
    etag = (await schedule(client, meera, doctor)).headers["etag"]
    assert (await put_schedule(client, meera, doctor, document, etag)).status_code == 200
    (real,) = (await slots(client, doctor, 2, 2)).json()["days"]
    assert [slot["starts_at"] for slot in real["slots"]] == [local(2, "22:00"), local(2, "22:30")]
    rules = (await schedule(client, meera, doctor)).json()["rules"]
    assert rules[0]["breaks"] == [{"starts": "23:00", "ends": "24:00"}]


async def test_a_schedule_that_makes_no_sense_has_no_preview(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    refused = await preview(client, meera, doctor, "schedule", {"rules": week("09:00", "09:00")})
    assert (refused.status_code, problem(refused)) == (422, "invalid-request")
    past = {"kind": "leave", "starts_at": local(-2, "09:00"), "ends_at": local(-1, "09:00")}
    refused = await preview(client, meera, doctor, "exceptions", past)
    assert (refused.status_code, problem(refused)) == (422, "invalid-request")


async def test_a_preview_of_online_hours_without_a_video_link_is_refused_as_putting_them_is(
    make_client: MakeClient, meera: Person, doctor: Doctor
) -> None:
    client = await make_client(video_url="")
    document = {"rules": week("09:00", "11:00", modes=["online"])}
    answers = [
        await preview(client, meera, doctor, "schedule", document),
        await put_schedule(client, meera, doctor, document, "*"),
    ]
    assert [each.status_code for each in answers] == [422, 422]
    assert answers[0].json()["errors"] == answers[1].json()["errors"]


async def test_extra_hours_have_the_precedence_in_a_preview_that_they_get(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    admin, asha = await make_admin(resources), await sign_in_patient(resources)
    first, later = [await make_clinic(client, admin) for _ in range(2)]
    for clinic in (first, later):
        await work_at(client, admin, clinic, doctor)
    hours = {"kind": "extra_hours", "modes": ["in_person"]}
    at_later = {"starts_at": local(1, "17:00"), "ends_at": local(1, "19:00"), "clinic_id": later}
    at_first = {"starts_at": local(1, "16:00"), "ends_at": local(1, "18:00"), "clinic_id": first}
    assert (await add_exception(client, meera, doctor, **hours, **at_later)).status_code == 201
    lost = await visit(client, asha, doctor, local(1, "17:00"), "in_person")

    seen = await preview(client, meera, doctor, "exceptions", {**hours, **at_first})
    made = await add_exception(client, meera, doctor, **hours, **at_first)

    listed = [
        [each["id"] for each in answer.json()["affected_appointments"]] for answer in (seen, made)
    ]
    assert listed == [[lost["id"]]] * 2


async def test_who_leave_would_affect_is_named_and_stays_booked(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha = await sign_in_patient(resources)
    touched = await booked(client, asha, doctor, local(1, "10:00"))
    await booked(client, asha, doctor, local(2, "10:00"))
    leave = {"kind": "leave", "starts_at": local(1, "09:00"), "ends_at": local(1, "12:00")}
    before = await schedule(client, meera, doctor)

    answer = await preview(client, meera, doctor, "exceptions", {**leave, "affected": "cancel"})

    assert answer.status_code == 200, answer.text
    assert [(each["id"], each["status"]) for each in answer.json()["affected_appointments"]] == [
        (touched["id"], "booked")]  # fmt: skip
    path = f"/v1/appointments/{touched['id']}"
    assert (await client.get(path, headers=asha.headers)).json()["status"] == "booked"
    listed = await client.get(f"/v1/doctors/{doctor.id}/exceptions", headers=meera.headers)
    assert listed.json() == {"items": []}
    assert (await schedule(client, meera, doctor)).headers["etag"] == before.headers["etag"]
