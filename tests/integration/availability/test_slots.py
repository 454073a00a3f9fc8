"""Tests reading the slots of one doctor, through the public API."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, hold, problem
from tests.cast.calendars import day, slots, states
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient


async def test_a_day_lists_every_offered_time(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)

    answer = await slots(client, doctor, 1, 1)

    body = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert (body["doctor_id"], body["time_zone"]) == (str(doctor.id), "Asia/Kolkata")
    assert body["consultation_type_id"] == str(doctor.type_id)
    assert isinstance(body["version"], int)
    assert isinstance(body["epoch"], str)
    place = {"id": str(doctor.id), "name": doctor.name, "city": "Jaipur"}
    assert body["clinics"] == [place]
    (only,) = body["days"]
    assert only["date"] == day(1)
    assert len(only["slots"]) == 16
    assert only["slots"][0] == {
        "starts_at": local(1, "09:00"),
        "ends_at": local(1, "09:30"),
        "modes": ["online", "in_person"],
        "clinic": 0,
        "state": "open",
    }


async def test_a_week_from_today_unless_days_are_given(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    days = (await client.get(f"/v1/doctors/{doctor.id}/slots")).json()["days"]
    assert [each["date"] for each in days] == [day(n) for n in range(7)]


async def test_held_and_booked_times_are_told_apart_and_freed(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources, weekly=[(n, "09:00", "11:00") for n in range(1, 8)])
    patient, other = await sign_in_patient(resources), await sign_in_patient(resources)

    appointment = await booked(client, patient, doctor, local(1, "09:30"))
    held = await hold(client, other, doctor, local(1, "10:30"))
    shown = states(await slots(client, doctor, 1, 1))
    assert shown == {"09:00": "open", "09:30": "booked", "10:00": "open", "10:30": "held"}

    await client.delete(f"/v1/holds/{held.json()['id']}", headers=other.headers)
    await cancel(client, patient, appointment["id"])
    assert set(states(await slots(client, doctor, 1, 1)).values()) == {"open"}


async def test_what_a_pause_takes_is_not_offered_and_not_told_as_taken(
    client: AsyncClient, resources: Resources
) -> None:
    """A time that only a pause blocks is neither offered nor shown as taken.

    A visit at 09:30 would occupy the doctor until 10:15, but the doctor has a visit at 10:00, which
    lasts until 10:45 with its pause.
    """
    sessions = [(n, "09:00", "11:30") for n in range(1, 8)]
    doctor = await make_doctor(resources, weekly=sessions, buffer=15, step=30)
    patient, other = await sign_in_patient(resources), await sign_in_patient(resources)

    await booked(client, patient, doctor, local(1, "10:00"))
    await hold(client, other, doctor, local(2, "10:00"))

    shown = states(await slots(client, doctor, 1, 1))
    assert shown == {"09:00": "open", "10:00": "booked", "11:00": "open"}
    assert states(await slots(client, doctor, 2, 2)) == {**shown, "10:00": "held"}


async def test_a_longer_type_is_taken_by_what_overlaps_it(
    client: AsyncClient, resources: Resources
) -> None:
    longer = {"minutes": 60, "name": "Therapy", "kind": "therapy"}
    doctor = await make_doctor(
        resources, weekly=[(n, "09:00", "11:00") for n in range(1, 8)], more_types=[longer]
    )
    await booked(client, await sign_in_patient(resources), doctor, local(1, "10:30"))

    answer = await slots(client, doctor, 1, 1, consultation_type=str(doctor.type_ids[1]))

    assert states(answer) == {"09:00": "open", "09:30": "open", "10:00": "booked"}


async def test_notice_horizon_and_the_past_are_not_listed(
    client: AsyncClient, resources: Resources
) -> None:
    whole_days = [(n, "00:00", "24:00") for n in range(1, 8)]
    doctor = await make_doctor(resources, weekly=whole_days, notice=24 * 60, horizon=2)

    days = (await slots(client, doctor, -1, 3)).json()["days"]

    listed = [slot["starts_at"] for each in days for slot in each["slots"]]
    earliest = datetime.now().astimezone() + timedelta(hours=24)
    assert earliest - timedelta(minutes=1) <= datetime.fromisoformat(listed[0])
    assert datetime.fromisoformat(listed[0]) < earliest + timedelta(minutes=30)
    assert listed[-1] == local(2, "23:30")
    assert days[4]["slots"] == []


async def test_unapproved_and_absent_doctors_answer_alike(
    client: AsyncClient, resources: Resources
) -> None:
    unapproved = await make_doctor(resources, approved=False)
    answers = [await client.get(f"/v1/doctors/{id_}/slots") for id_ in (unapproved.id, uuid4())]
    bodies = [{**answer.json(), "instance": ""} for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"from": "2026-02-30"}, "/query/from"),
        ({"from": "20260101"}, "/query/from"),
        ({"from": "1767225600"}, "/query/from"),
        ({"from": "2026-01-01T00:00:00"}, "/query/from"),
        ({"from": "9999-12-31"}, "/query/from"),
        ({"from": "1999-12-31"}, "/query/from"),
        ({"to": "2101-01-01"}, "/query/to"),
        ({"from": "2027-01-02", "to": "2027-01-01"}, "/query/to"),
        ({"from": "2027-01-01", "to": "2027-02-01"}, "/query/to"),
        ({"to": "2027-12-31"}, "/query/to"),
        ({"consultation_type": "00000000-0000-4000-8000-000000000000"}, "/query/consultation_type"),
        ({"consultation_type": "first"}, "/query/consultation_type"),
    ],
)  # fmt: skip
async def test_days_and_types_that_do_not_fit_are_refused(
    client: AsyncClient, resources: Resources, asked: dict[str, str], pointer: str
) -> None:
    doctor = await make_doctor(resources)
    answer = await client.get(f"/v1/doctors/{doctor.id}/slots", params=asked)
    assert (answer.status_code, problem(answer)) == (422, "invalid-request")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_thirty_one_days_fit(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    assert len((await slots(client, doctor, 0, 30)).json()["days"]) == 31


async def test_a_doctor_without_types_offers_nothing(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    await resources.database.pool.execute(
        "UPDATE consultation_type SET active = false WHERE doctor_id = $1", doctor.id
    )
    answer = await slots(client, doctor, 1, 1)
    assert states(answer) == {}
    assert answer.json()["consultation_type_id"] is None


async def test_without_redis_booked_times_still_show(
    make_client: MakeClient, client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    await booked(client, await sign_in_patient(resources), doctor, local(1, "10:00"))
    alone = await make_client(redis_url="redis://127.0.0.1:1")

    answer = await slots(alone, doctor, 1, 1)

    assert (answer.json()["epoch"], answer.json()["version"]) == (None, None)
    assert states(answer)["10:00"] == "booked"
    assert states(answer)["10:30"] == "open"


async def test_the_version_counts_each_change(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    patient = await sign_in_patient(resources)
    before = (await slots(client, doctor, 1, 1)).json()
    held = await hold(client, patient, doctor, local(1, "10:00"))
    between = (await slots(client, doctor, 1, 1)).json()
    await client.delete(f"/v1/holds/{held.json()['id']}", headers=patient.headers)
    after = (await slots(client, doctor, 1, 1)).json()
    assert between["version"] == before["version"] + 1
    assert after["version"] == between["version"] + 1
    assert after["epoch"] == between["epoch"]


async def test_the_document_describes_the_answers(client: AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    described = document["paths"]["/v1/doctors/{doctor_id}/slots"]["get"]["responses"]["200"]
    assert described["content"]["application/json"]["schema"]["$ref"].endswith("/SlotsAnswer")


async def test_an_address_may_ask_so_often(make_client: MakeClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    limited = await make_client(rate_limits="on", rate_limit_ip="2/60")
    answers = [await slots(limited, doctor, 1, 1) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"ip";q=2;w=60'
    assert int(answers[2].headers["retry-after"]) > 0
