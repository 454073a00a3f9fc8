"""Tests a doctor's weekly schedule, through the public API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import booked, hold, problem
from tests.cast.calendars import name_patient, put_schedule, schedule, slots, states, week
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient


@dataclass(frozen=True)
class Practice:
    person: Person
    doctor: Doctor


async def open_practice(resources: Resources, **fields: Any) -> Practice:
    """Makes a doctor with an account; `fields` are passed to `make_doctor`."""
    person = await make_staff(resources, "doctor")
    return Practice(person, await make_doctor(resources, account_id=person.account_id, **fields))


async def test_a_doctor_reads_the_week_with_its_version(
    client: AsyncClient, resources: Resources
) -> None:
    sessions = [(1, "09:00", "13:00"), (2, "18:00", "24:00")]
    own = await open_practice(resources, weekly=sessions, buffer=10, notice=30, horizon=45)

    answer = await schedule(client, own.person, own.doctor)

    body = answer.json()
    assert answer.headers["etag"] == f'"{body["version"]}"'
    assert answer.headers["cache-control"] == "no-store"
    assert (body["buffer_minutes"], body["notice_minutes"], body["horizon_days"]) == (10, 30, 45)
    assert [(r["weekday"], r["starts"], r["ends"]) for r in body["rules"]] == sessions
    assert body["rules"][0]["time_zone"] == "Asia/Kolkata"


async def test_what_was_read_can_be_put_back(client: AsyncClient, resources: Resources) -> None:
    own = await open_practice(
        resources, weekly=[(1, "09:00", "24:00")], breaks=[("13:00", "14:00")]
    )
    first = await schedule(client, own.person, own.doctor)

    changed = await put_schedule(
        client, own.person, own.doctor, first.json(), first.headers["etag"]
    )

    assert changed.status_code == 200, changed.text
    body = changed.json()
    assert body.pop("affected_appointments") == []
    assert body == {**first.json(), "version": first.json()["version"] + 1}
    assert changed.headers["etag"] == f'"{body["version"]}"'


async def test_a_new_week_is_seen_by_every_process_at_once(
    client: AsyncClient, make_client: MakeClient, resources: Resources
) -> None:
    other = await make_client()
    own = await open_practice(resources)
    for each in (client, other):
        assert len(states(await slots(each, own.doctor, 1, 1))) == 16
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    document = {"rules": week("10:00", "11:00", breaks=[{"starts": "10:00", "ends": "10:30"}])}

    assert (await put_schedule(client, own.person, own.doctor, document, etag)).status_code == 200

    for each in (other, client):
        assert states(await slots(each, own.doctor, 1, 1)) == {"10:30": "open"}


async def test_a_new_zone_moves_the_days_in_every_process(
    client: AsyncClient, make_client: MakeClient, resources: Resources
) -> None:
    other = await make_client()
    own = await open_practice(resources)
    await slots(other, own.doctor, 1, 1)
    await other.get(f"/v1/doctors/{own.doctor.id}")
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    document = {"time_zone": "Pacific/Auckland", "rules": week("09:00", "10:00")}

    await put_schedule(client, own.person, own.doctor, document, etag)

    profile = await other.get(f"/v1/doctors/{own.doctor.id}")
    assert profile.json()["time_zone"] == "Pacific/Auckland"
    answer = await other.get(f"/v1/doctors/{own.doctor.id}/slots")
    assert answer.json()["time_zone"] == "Pacific/Auckland"
    starts = {slot["starts_at"] for each in answer.json()["days"] for slot in each["slots"]}
    assert local(2, "09:00", "Pacific/Auckland") in starts
    practice = await client.get(f"/v1/clinics/{own.doctor.id}")
    assert practice.json()["time_zone"] == "Pacific/Auckland"


async def test_if_match_is_needed_and_must_be_the_present_version(
    client: AsyncClient, resources: Resources
) -> None:
    own = await open_practice(resources)
    url = f"/v1/doctors/{own.doctor.id}/schedule"
    document: dict[str, Any] = {"rules": []}
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]

    missing = await client.put(url, json=document, headers=own.person.headers)
    odd = await put_schedule(client, own.person, own.doctor, document, "W/x")
    first = await put_schedule(client, own.person, own.doctor, document, etag)
    stale = await put_schedule(client, own.person, own.doctor, document, etag)

    assert (missing.status_code, problem(missing)) == (400, "if-match-required")
    assert (odd.status_code, problem(odd)) == (400, "if-match-required")
    assert first.status_code == 200
    assert (stale.status_code, problem(stale)) == (412, "version-mismatch")
    now = (await schedule(client, own.person, own.doctor)).json()
    assert now["version"] == first.json()["version"]


@pytest.mark.parametrize("sent", ['W/"{}"', '"{}-gzip"', '"0", W/"{}"', "*"])
async def test_a_schedules_etag_may_have_been_changed_by_a_proxy(
    client: AsyncClient, resources: Resources, sent: str
) -> None:
    own = await open_practice(resources)
    version = (await schedule(client, own.person, own.doctor)).json()["version"]
    tag = sent.format(version)
    put = await put_schedule(client, own.person, own.doctor, {"rules": []}, tag)
    assert put.status_code == 200


async def test_only_the_doctor_and_admins_find_it(
    client: AsyncClient, resources: Resources
) -> None:
    own = await open_practice(resources)
    stranger = (await open_practice(resources)).person
    patient, admin = await sign_in_patient(resources), await make_admin(resources)
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    absent = await client.get(f"/v1/doctors/{uuid4()}/schedule", headers=stranger.headers)

    for person in (stranger, patient):
        read = await schedule(client, person, own.doctor)
        assert {**read.json(), "instance": ""} == {**absent.json(), "instance": ""}
        written = await put_schedule(client, person, own.doctor, {"rules": []}, etag)
        assert (written.status_code, problem(written)) == (404, "not-found")
    nobody = await client.get(f"/v1/doctors/{own.doctor.id}/schedule")
    assert nobody.status_code == 401
    changed = await put_schedule(client, admin, own.doctor, {"rules": []}, etag)
    assert changed.status_code == 200


async def test_bookings_that_no_longer_fit_are_listed_and_stay(
    client: AsyncClient, resources: Resources
) -> None:
    own = await open_practice(resources)
    patient = await sign_in_patient(resources)
    await name_patient(resources, patient, "Meera Iyer")
    kept = await booked(client, patient, own.doctor, local(1, "10:00"))
    lost = await booked(client, patient, own.doctor, local(1, "15:00"))
    in_break = await booked(client, patient, own.doctor, local(2, "11:00"))
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    pause = [{"starts": "11:15", "ends": "11:30"}]
    document = {"rules": week("09:10", "12:00", breaks=pause)}

    changed = await put_schedule(client, own.person, own.doctor, document, etag)

    affected = changed.json()["affected_appointments"]
    assert [each["id"] for each in affected] == [lost["id"], in_break["id"]]
    assert affected[0]["starts_at"] == local(1, "15:00")
    assert affected[0]["patient_name"] == "Meera Iyer"
    for each in (kept, lost, in_break):
        read = await client.get(f"/v1/appointments/{each['id']}", headers=patient.headers)
        assert read.json()["status"] == "booked"


async def test_a_time_no_longer_offered_cannot_be_held(
    client: AsyncClient, resources: Resources
) -> None:
    own = await open_practice(resources)
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    await put_schedule(client, own.person, own.doctor, {"rules": []}, etag)
    refused = await hold(client, await sign_in_patient(resources), own.doctor, local(1, "10:00"))
    assert (refused.status_code, problem(refused)) == (422, "slot-not-offered")


async def test_a_change_is_told_to_those_who_watch(
    client: AsyncClient, resources: Resources
) -> None:
    own = await open_practice(resources)
    before = (await slots(client, own.doctor, 1, 1)).json()
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    await put_schedule(client, own.person, own.doctor, {"rules": []}, etag)
    after = (await slots(client, own.doctor, 1, 1)).json()
    assert after["version"] > before["version"] or after["epoch"] != before["epoch"]


GOOD = {"weekday": 1, "starts": "09:00", "ends": "12:00"}


@pytest.mark.parametrize(
    ("document", "pointers"),
    [
        ({"rules": [{**GOOD, "ends": "09:00"}]}, ["/rules/0/ends"]),
        ({"rules": [{**GOOD, "starts": "24:00"}]}, ["/rules/0/starts"]),
        ({"rules": [{**GOOD, "starts": "9:00"}]}, ["/rules/0/starts"]),
        ({"rules": [{**GOOD, "starts": "09:03"}]}, ["/rules/0/starts"]),
        ({"rules": [{**GOOD, "ends": "25:00"}]}, ["/rules/0/ends"]),
        ({"rules": [{**GOOD, "weekday": 0}]}, ["/rules/0/weekday"]),
        ({"rules": [{**GOOD, "weekday": "1"}]}, ["/rules/0/weekday"]),
        ({"rules": [{**GOOD, "modes": []}]}, ["/rules/0/modes"]),
        ({"rules": [{**GOOD, "modes": ["online", "online"]}]}, ["/rules/0/modes"]),
        ({"rules": [{**GOOD, "modes": ["phone"]}]}, ["/rules/0/modes/0"]),
        ({"rules": [{**GOOD, "time_zone": "Asia/Atlantis"}]}, ["/rules/0/time_zone"]),
        ({"rules": [{**GOOD, "time_zone": "../../etc/passwd"}]}, ["/rules/0/time_zone"]),
        ({"rules": [{**GOOD, "valid_from": "2026-02-30"}]}, ["/rules/0/valid_from"]),
        ({"rules": [{**GOOD, "valid_from": "2027-01-02", "valid_until": "2027-01-01"}]},
         ["/rules/0/valid_until"]),
        ({"rules": [{**GOOD, "valid_until": "9999-12-31"}]}, ["/rules/0/valid_until"]),
        ({"rules": [{**GOOD, "breaks": [{"starts": "08:00", "ends": "09:30"}]}]},
         ["/rules/0/breaks/0"]),
        ({"rules": [{**GOOD, "breaks": [{"starts": "10:00", "ends": "10:00"}]}]},
         ["/rules/0/breaks/0/ends"]),
        ({"rules": [{**GOOD, "breaks": [{"starts": "10:00", "ends": "11:00"},
                                        {"starts": "10:30", "ends": "11:30"}]}]},
         ["/rules/0/breaks"]),
        ({"rules": [GOOD, {**GOOD, "starts": "11:00", "ends": "13:00"}]}, ["/rules/1"]),
        ({"rules": [GOOD, {**GOOD, "time_zone": "Asia/Kolkata"}]}, ["/rules/1"]),
        ({"rules": [GOOD] * 101}, ["/rules"]),
        ({"rules": [], "time_zone": "Nowhere"}, ["/time_zone"]),
        ({"rules": [], "buffer_minutes": 7}, ["/buffer_minutes"]),
        ({"rules": [], "buffer_minutes": 245}, ["/buffer_minutes"]),
        ({"rules": [], "notice_minutes": -1}, ["/notice_minutes"]),
        ({"rules": [], "notice_minutes": 30.5}, ["/notice_minutes"]),
        ({"rules": [], "notice_minutes": "30"}, ["/notice_minutes"]),
        ({"rules": [], "notice_minutes": True}, ["/notice_minutes"]),
        ({"rules": [], "horizon_days": 367}, ["/horizon_days"]),
        ({"rules": [], "approved": True}, ["/approved"]),
        ({}, ["/rules"]),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_named(
    client: AsyncClient, resources: Resources, document: dict[str, Any], pointers: list[str]
) -> None:
    own = await open_practice(resources)
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    refused = await put_schedule(client, own.person, own.doctor, document, etag)
    assert (refused.status_code, problem(refused)) == (422, "invalid-request")
    assert [error["pointer"] for error in refused.json()["errors"]] == pointers
    assert (await schedule(client, own.person, own.doctor)).headers["etag"] == etag


async def test_rules_that_touch_or_never_meet_are_fine(
    client: AsyncClient, resources: Resources
) -> None:
    own = await open_practice(resources)
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    rules = [
        GOOD,
        {**GOOD, "starts": "12:00", "ends": "24:00"},
        {**GOOD, "weekday": 2, "valid_until": "2027-01-31"},
        {**GOOD, "weekday": 2, "valid_from": "2027-02-01"},
    ]
    changed = await put_schedule(client, own.person, own.doctor, {"rules": rules}, etag)
    assert changed.status_code == 200, changed.text
    assert len(changed.json()["rules"]) == 4


async def test_a_whole_number_may_be_written_with_a_decimal_point(
    client: AsyncClient, resources: Resources
) -> None:
    """15.0 is accepted as an integer: JSON Schema counts it as one, and some programs write it so."""
    own = await open_practice(resources)
    etag = (await schedule(client, own.person, own.doctor)).headers["etag"]
    document = {"rules": [{**GOOD, "weekday": 2.0}], "buffer_minutes": 15.0}
    changed = await put_schedule(client, own.person, own.doctor, document, etag)
    assert changed.status_code == 200, changed.text
    assert (changed.json()["buffer_minutes"], changed.json()["rules"][0]["weekday"]) == (15, 2)
