"""Tests leave, extra hours and the day's agenda, through the public API."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, problem
from tests.cast.calendars import add_exception, day, name_patient, slots, states
from tests.cast.doctors import make_doctor
from tests.cast.people import make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

SHORT_DAYS = [(n, "09:00", "11:00") for n in range(1, 8)]


async def test_leave_closes_times_everywhere_and_names_the_booked(
    client: AsyncClient, make_client: MakeClient, resources: Resources
) -> None:
    other = await make_client()
    doctor = await make_doctor(resources, weekly=SHORT_DAYS)
    admin, patient = await make_admin(resources), await sign_in_patient(resources)
    await slots(other, doctor, 1, 1)
    touched = await booked(client, patient, doctor, local(1, "10:00"))
    await booked(client, patient, doctor, local(2, "10:00"))

    added = await add_exception(
        client, admin, doctor, kind="leave", starts_at=local(1, "09:45"),
        ends_at=local(1, "10:15"), note="Dentist",
    )  # fmt: skip

    assert added.status_code == 201, added.text
    assert [each["id"] for each in added.json()["affected_appointments"]] == [touched["id"]]
    assert states(await slots(other, doctor, 1, 1)) == {"09:00": "open", "10:30": "open"}
    listed = (await client.get(
        f"/v1/doctors/{doctor.id}/exceptions", headers=admin.headers)).json()["items"]  # fmt: skip
    assert [(each["id"], each["note"]) for each in listed] == [(added.json()["id"], "Dentist")]

    gone = await client.delete(
        f"/v1/doctors/{doctor.id}/exceptions/{added.json()['id']}", headers=admin.headers
    )
    assert (gone.status_code, gone.json()["affected_appointments"]) == (200, [])
    assert gone.json()["version"] == added.json()["version"] + 1
    assert states(await slots(other, doctor, 1, 1)) == {
        "09:00": "open", "09:30": "open", "10:00": "booked", "10:30": "open"}  # fmt: skip


async def test_extra_hours_open_times_and_name_the_booked_when_taken_back(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources, weekly=[])
    admin, patient = await make_admin(resources), await sign_in_patient(resources)
    added = await add_exception(
        client, admin, doctor, kind="extra_hours", starts_at=local(1, "18:00"),
        ends_at=local(1, "19:00"), modes=["online"],
    )  # fmt: skip
    assert (added.status_code, added.json()["affected_appointments"]) == (201, [])
    assert states(await slots(client, doctor, 1, 1)) == {"18:00": "open", "18:30": "open"}
    appointment = await booked(client, patient, doctor, local(1, "18:30"))

    gone = await client.delete(
        f"/v1/doctors/{doctor.id}/exceptions/{added.json()['id']}", headers=admin.headers
    )

    assert [each["id"] for each in gone.json()["affected_appointments"]] == [appointment["id"]]


async def test_the_same_leave_twice_is_refused(client: AsyncClient, resources: Resources) -> None:
    doctor, admin = await make_doctor(resources, weekly=SHORT_DAYS), await make_admin(resources)
    period = {"starts_at": local(1, "09:00"), "ends_at": local(1, "10:00")}

    at_once = await asyncio.gather(
        *(add_exception(client, admin, doctor, kind="leave", **period) for _ in range(3))
    )

    assert sorted(each.status_code for each in at_once) == [201, 409, 409]
    assert {problem(each) for each in at_once if each.status_code == 409} == {"exception-exists"}
    online = await add_exception(
        client, admin, doctor, kind="extra_hours", modes=["online"], **period
    )
    both = await add_exception(client, admin, doctor, kind="extra_hours", **period)
    again = await add_exception(
        client, admin, doctor, kind="extra_hours", modes=["in_person"], **period
    )
    assert [each.status_code for each in (online, both, again)] == [201, 201, 409]
    other = {**period, "ends_at": local(1, "10:05")}
    assert (await add_exception(client, admin, doctor, kind="leave", **other)).status_code == 201


async def test_exceptions_are_the_doctors_own_affair(
    client: AsyncClient, resources: Resources
) -> None:
    account = await make_staff(resources, "doctor")
    stranger = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=account.account_id)
    leave = {"kind": "leave", "starts_at": local(1, "09:00"), "ends_at": local(1, "10:00")}
    added = await add_exception(client, account, doctor, **leave)
    assert added.status_code == 201
    url = f"/v1/doctors/{doctor.id}/exceptions"

    for person in (stranger, await sign_in_patient(resources)):
        refusals = [
            await client.get(url, headers=person.headers),
            await client.post(url, json=leave, headers=person.headers),
            await client.delete(f"{url}/{added.json()['id']}", headers=person.headers),
        ]
        assert [answer.status_code for answer in refusals] == [404, 404, 404]
    absent = await client.delete(f"{url}/{uuid4()}", headers=account.headers)
    assert absent.status_code == 404
    others = await make_doctor(resources)
    crossed = await client.delete(
        f"/v1/doctors/{others.id}/exceptions/{added.json()['id']}",
        headers=(await make_admin(resources)).headers,
    )
    assert crossed.status_code == 404


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"starts_at": "2027-01-01T09:00:00"}, "/starts_at"),
        ({"starts_at": 1767225600}, "/starts_at"),
        ({"starts_at": "2027-02-30T09:00:00Z"}, "/starts_at"),
        ({"starts_at": "2026-12-31T23:59:60Z"}, "/starts_at"),
        ({"ends_at": "9999-12-31T23:59:59-12:00"}, "/ends_at"),
        ({"starts_at": "2020-01-01T09:00:00Z", "ends_at": "2020-01-02T09:00:00Z"}, "/ends_at"),
        ({"starts_at": local(1, "09:00"), "ends_at": local(1, "09:00")}, "/ends_at"),
        ({"starts_at": local(1, "09:00"), "ends_at": local(368, "09:00")}, "/ends_at"),
        ({"kind": "extra_hours", "starts_at": local(1, "09:01")}, "/starts_at"),
        ({"kind": "extra_hours", "modes": ["online", "online"]}, "/modes"),
        ({"kind": "holiday"}, "/kind"),
        ({"modes": ["online"]}, "/modes"),
        ({"note": "x" * 501}, "/note"),
        ({"doctor_id": "x"}, "/doctor_id"),
    ],
)
async def test_periods_that_make_no_sense_are_refused(
    client: AsyncClient, resources: Resources, changes: dict[str, Any], pointer: str
) -> None:
    doctor = await make_doctor(resources)
    admin = await make_admin(resources)
    leave = {"kind": "leave", "starts_at": local(1, "09:00"), "ends_at": local(1, "10:00")}
    refused = await add_exception(client, admin, doctor, **(leave | changes))
    assert (refused.status_code, problem(refused)) == (422, "invalid-request"), refused.text
    assert pointer in [error["pointer"] for error in refused.json()["errors"]]


async def test_a_calendar_takes_five_hundred_exceptions_to_come(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, admin = await make_doctor(resources), await make_admin(resources)
    await resources.database.pool.execute(
        """
        INSERT INTO schedule_exception (doctor_id, kind, starts_at, ends_at)
        SELECT $1, 'leave', now() + n * interval '1 day', now() + n * interval '1 day 1 hour'
        FROM generate_series(1, 500) AS n
        """,
        doctor.id,
    )
    refused = await add_exception(
        client, admin, doctor, kind="leave", starts_at=local(1, "09:00"), ends_at=local(1, "10:00")
    )
    assert (refused.status_code, problem(refused)) == (422, "too-many-exceptions")


async def test_the_agenda_is_one_local_day_with_names(
    client: AsyncClient, resources: Resources
) -> None:
    account = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=account.account_id)
    patient = await sign_in_patient(resources)
    await name_patient(resources, patient, "Meera Iyer")
    await booked(client, patient, doctor, local(1, "10:00"))
    ended = await booked(client, patient, doctor, local(1, "09:00"))
    await cancel(client, patient, ended["id"])
    await booked(client, patient, doctor, local(2, "10:00"))
    url = f"/v1/doctors/{doctor.id}/agenda"

    answer = await client.get(url, params={"date": day(1)}, headers=account.headers)

    body = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert (body["date"], body["time_zone"]) == (day(1), "Asia/Kolkata")
    shown = [(each["starts_at"], each["status"]) for each in body["appointments"]]
    assert shown == [(local(1, "09:00"), "cancelled"), (local(1, "10:00"), "booked")]
    assert body["appointments"][0]["patient"] == {
        "id": str(patient.patient_id), "name": "Meera Iyer"}  # fmt: skip
    assert body["appointments"][0]["consultation_kind"] == "first_visit"
    today = await client.get(url, headers=account.headers)
    assert (today.json()["date"], today.json()["appointments"]) == (day(0), [])
    hidden = await client.get(url, headers=patient.headers)
    assert hidden.status_code == 404
    bad = await client.get(url, params={"date": "2026-02-30"}, headers=account.headers)
    assert bad.status_code == 422


async def test_the_agenda_tells_each_patient_s_reason(
    client: AsyncClient, resources: Resources
) -> None:
    """The agenda shows the reason of each patient, because the website tells patients that the doctor reads it."""
    account = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=account.account_id)
    patient = await sign_in_patient(resources)
    await booked(client, patient, doctor, local(1, "09:00"), reason="घुटनों में दर्द")
    await booked(client, patient, doctor, local(1, "10:00"))
    answer = await client.get(
        f"/v1/doctors/{doctor.id}/agenda", params={"date": day(1)}, headers=account.headers
    )
    reasons = [each["reason"] for each in answer.json()["appointments"]]
    assert reasons == ["घुटनों में दर्द", None]


async def test_the_agenda_tells_leave_that_touches_the_day(
    client: AsyncClient, resources: Resources
) -> None:
    account = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=account.account_id)
    periods = [(local(2, "13:00"), local(4, "00:00")), (local(5, "10:00"), local(5, "11:00"))]
    extra = (local(2, "20:00"), local(2, "21:00"))
    for kind, period in [("leave", periods[0]), ("leave", periods[1]), ("extra_hours", extra)]:
        starts, ends = period
        document = {"kind": kind, "starts_at": starts, "ends_at": ends}
        assert (await add_exception(client, account, doctor, **document)).status_code == 201

    async def leave(days: int) -> list[tuple[str, str]]:
        url, query = f"/v1/doctors/{doctor.id}/agenda", {"date": day(days)}
        answer = await client.get(url, params=query, headers=account.headers)
        return [(each["starts_at"], each["ends_at"]) for each in answer.json()["leave"]]

    assert [await leave(days) for days in (1, 2, 3, 4, 5)] == [
        [], periods[:1], periods[:1], [], periods[1:]
    ]  # fmt: skip
