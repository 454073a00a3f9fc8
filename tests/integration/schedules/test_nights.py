"""Tests hours that end on the next day, and zones under their other names, through the public API."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import booked, hold, problem
from tests.cast.calendars import put_schedule, schedule, slots, states, week
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_staff, sign_in_patient
from tests.cast.times import local

NIGHT = {"weekday": 1, "starts": "22:00", "ends": "02:00"}


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, account_id=meera.account_id)


async def put(client: AsyncClient, person: Person, doctor: Doctor, rules: list[Any]) -> Any:
    etag = (await schedule(client, person, doctor)).headers["etag"]
    return await put_schedule(client, person, doctor, {"rules": rules}, etag)


async def test_hours_across_midnight_are_kept_shown_and_booked(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    night = week("23:00", "01:00", breaks=[{"starts": "23:30", "ends": "00:30"}])

    written = await put(client, meera, doctor, night)

    assert written.status_code == 200, written.text
    assert {(r["starts"], r["ends"]) for r in written.json()["rules"]} == {("23:00", "01:00")}
    shown = states(await slots(client, doctor, 2, 2))
    assert shown == {"00:30": "open", "23:00": "open"}
    patient = await sign_in_patient(resources)
    await booked(client, patient, doctor, local(2, "00:30"))
    refused = await hold(client, patient, doctor, local(2, "01:00"))
    assert problem(refused) == "slot-not-offered"


async def test_a_booking_of_the_night_is_affected_by_leave_of_the_next_day(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    await put(client, meera, doctor, week("23:00", "01:00"))
    made = await booked(client, await sign_in_patient(resources), doctor, local(3, "00:30"))
    leave = {"kind": "leave", "starts_at": local(3, "00:00"), "ends_at": local(4, "00:00")}
    answer = await client.post(
        f"/v1/doctors/{doctor.id}/exceptions/preview", json=leave, headers=meera.headers
    )
    assert [each["id"] for each in answer.json()["affected_appointments"]] == [made["id"]]


@pytest.mark.parametrize(
    ("rules", "pointers"),
    [
        ([{**NIGHT, "ends": "22:00"}], ["/rules/0/ends"]),
        ([NIGHT, {"weekday": 2, "starts": "01:30", "ends": "05:00"}], ["/rules/1"]),
        ([{"weekday": 1, "starts": "01:30", "ends": "05:00"}, {**NIGHT, "weekday": 7}],
         ["/rules/1"]),
        ([{**NIGHT, "breaks": [{"starts": "02:00", "ends": "02:30"}]}], ["/rules/0/breaks/0"]),
        ([{**NIGHT, "breaks": [{"starts": "21:00", "ends": "22:30"}]}],
         ["/rules/0/breaks/0/ends"]),
        ([{**NIGHT, "breaks": [{"starts": "23:30", "ends": "00:30"},
                               {"starts": "00:00", "ends": "01:00"}]}], ["/rules/0/breaks"]),
        ([NIGHT, {**NIGHT, "starts": "23:00", "time_zone": "Asia/Calcutta"}], ["/rules/1"]),
        ([{**NIGHT, "time_zone": "Asia/Calcutta"}, {**NIGHT, "time_zone": "Asia/Kolkata"}],
         ["/rules/1"]),
        ([{**NIGHT, "time_zone": "localtime"}], ["/rules/0/time_zone"]),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_of_a_night_is_named(
    client: AsyncClient, meera: Person, doctor: Doctor, rules: list[Any], pointers: list[str]
) -> None:
    refused = await put(client, meera, doctor, rules)
    assert (refused.status_code, problem(refused)) == (422, "invalid-request")
    assert [error["pointer"] for error in refused.json()["errors"]] == pointers


@pytest.mark.parametrize(
    "rules",
    [
        [NIGHT, {"weekday": 2, "starts": "02:00", "ends": "05:00"}],
        [NIGHT, {"weekday": 2, "starts": "01:00", "ends": "05:00", "time_zone": "Asia/Dubai"}],
        # The night is the last session of its rule, and it ends before the other rule's first
        # session begins.
        [{**NIGHT, "valid_until": "2027-01-04"},
         {"weekday": 2, "starts": "01:00", "ends": "05:00", "valid_from": "2027-01-06"}],
        [{**NIGHT, "weekday": 7}, {"weekday": 7, "starts": "00:00", "ends": "22:00"}],
        [{"weekday": 1, "starts": "22:00", "ends": "00:00"}],
    ],
)  # fmt: skip
async def test_nights_that_touch_or_never_meet_are_fine(
    client: AsyncClient, meera: Person, doctor: Doctor, rules: list[Any]
) -> None:
    assert (await put(client, meera, doctor, rules)).status_code == 200


async def test_zones_are_answered_by_their_canonical_name(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    etag = (await schedule(client, meera, doctor)).headers["etag"]
    document = {"time_zone": "Asia/Calcutta", "rules": [{**NIGHT, "time_zone": "Iceland"}]}
    written = (await put_schedule(client, meera, doctor, document, etag)).json()
    assert (written["time_zone"], written["rules"][0]["time_zone"]) == (
        "Asia/Kolkata", "Atlantic/Reykjavik")  # fmt: skip
    assert (await client.get(f"/v1/doctors/{doctor.id}")).json()["time_zone"] == "Asia/Kolkata"
