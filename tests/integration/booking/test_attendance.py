"""Tests attendance of a patient and lateness of a doctor, recorded by the doctor and the clinic's front desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import AsyncClient, Response

from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.booking import begin, booked, confirm, hold, problem
from tests.cast.calendars import day, put_schedule, week
from tests.cast.clinics import make_clinic, make_desk, work_at
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient
from tests.integration.booking.test_closing import AGE

ENDED = Statement("test_day_ended", "UPDATE running_late SET day_ends = now() WHERE doctor_id = $1")


@dataclass
class Visit:
    """A visit in person of the patient Asha with the doctor Meera, at a clinic where Sita works at the front desk; Mira works at the desk of another clinic."""

    client: AsyncClient
    resources: Resources
    meera: Person
    asha: Person
    sita: Person
    mira: Person
    doctor: Doctor
    id: str

    async def record(
        self, attendance: str, who: Person | None = None, match: str = "*"
    ) -> Response:
        path = f"/v1/appointments/{self.id}/attendance"
        headers = {**(who or self.meera).headers, "if-match": match}
        return await self.client.put(path, json={"attendance": attendance}, headers=headers)

    async def read(self) -> dict[str, Any]:
        path = f"/v1/appointments/{self.id}"
        found: dict[str, Any] = (await self.client.get(path, headers=self.asha.headers)).json()
        return found

    async def history(self) -> list[tuple[str, str]]:
        path = f"/v1/appointments/{self.id}/events"
        answer = await self.client.get(path, headers=self.asha.headers)
        return [(event["kind"], event["actor_role"]) for event in answer.json()["items"]]

    async def in_agenda(self) -> dict[str, Any]:
        """Returns the visit's entry in the doctor's agenda of the visit's day in India."""
        starts = datetime.fromisoformat((await self.read())["starts_at"])
        date = starts.astimezone(ZoneInfo("Asia/Kolkata")).date()
        path = f"/v1/doctors/{self.doctor.id}/agenda?date={date}"
        answer = (await self.client.get(path, headers=self.meera.headers)).json()
        (found,) = answer["appointments"]
        assert isinstance(found, dict)
        return found

    async def late(self, minutes: int, who: Person | None = None) -> Response:
        path = f"/v1/doctors/{self.doctor.id}/lateness"
        headers = (who or self.meera).headers
        return await self.client.put(path, json={"minutes": minutes}, headers=headers)


@pytest.fixture
async def visit(client: AsyncClient, resources: Resources) -> Visit:
    admin, meera = await make_admin(resources), await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    clinic = await make_clinic(client, admin)
    await work_at(client, admin, clinic, doctor)
    hours = {"rules": [{**each, "clinic_id": clinic} for each in week("09:00", "17:00")]}
    assert (await put_schedule(client, meera, doctor, hours, "*")).status_code == 200
    sita = await make_desk(resources, client, admin, clinic)
    mira = await make_desk(resources, client, admin, await make_clinic(client, admin))
    asha = await sign_in_patient(resources)
    held = await hold(client, asha, doctor, local(3, "10:00"), mode="in_person")
    made = (await confirm(client, asha, held.json()["id"])).json()
    return Visit(client, resources, meera, asha, sita, mira, doctor, made["id"])


async def test_a_patient_arrives_and_goes_in_before_the_start_and_the_history_tells(
    visit: Visit,
) -> None:
    await begin(visit.resources, visit.id, hours=-0.5)

    arrived, inside = await visit.record("arrived", visit.sita), await visit.record("in_room")

    assert (arrived.status_code, arrived.json()["attendance"]) == (200, "arrived")
    assert set(arrived.json()) == {"id", "status", "attendance", "version"}, (
        "the desk must read nothing else"
    )
    assert inside.headers["etag"] == '"3"'
    assert (await visit.read())["attendance"] == "in_room"
    assert await visit.history() == [
        ("booked", "patient"),
        ("arrived", "desk"),
        ("in_room", "doctor"),
    ]


async def test_recording_it_again_changes_nothing(visit: Visit) -> None:
    await begin(visit.resources, visit.id)
    once, again = await visit.record("arrived"), await visit.record("arrived")
    assert once.json() == again.json()
    assert len(await visit.history()) == 2


async def test_nobody_arrives_days_before(visit: Visit) -> None:
    refused = await visit.record("arrived")
    assert (refused.status_code, problem(refused)) == (409, "not-yet")


async def test_it_is_taken_back_within_a_day_and_no_later(visit: Visit) -> None:
    await begin(visit.resources, visit.id)
    for attendance in ("in_room", "arrived", "expected", "arrived"):
        assert (await visit.record(attendance)).status_code == 200
    async with owner(visit.resources) as database:
        await database.execute(AGE, visit.id)
    refused = await visit.record("expected")
    assert (refused.status_code, problem(refused)) == (409, "closed-too-long-ago")
    kinds = [kind for kind, _ in await visit.history()]
    assert kinds == ["booked", "in_room", "arrived", "arrival_undone", "arrived"]


async def test_the_agenda_tells_from_when_it_is_recorded_and_until_when_it_is_undone(
    visit: Visit, make_client: MakeClient
) -> None:
    visit.client = await make_client(attendance_hours_before=3, reopen_hours=48)
    await begin(visit.resources, visit.id)

    def undone_in_two_days(agenda: dict[str, Any]) -> bool:
        left = datetime.fromisoformat(agenda["undo_until"]) - datetime.now(UTC)
        return timedelta(hours=47, minutes=55) < left <= timedelta(hours=48)

    new = await visit.in_agenda()
    starts, since = (datetime.fromisoformat(new[name]) for name in ("starts_at", "attendance_from"))
    assert (starts - since, new["undo_until"]) == (timedelta(hours=3), None)
    await visit.record("arrived")
    assert undone_in_two_days(await visit.in_agenda())
    await visit.record("expected")
    assert (await visit.in_agenda())["undo_until"] is None
    path = f"/v1/appointments/{visit.id}/no-show"
    await visit.client.post(path, headers=visit.meera.headers)
    assert undone_in_two_days(await visit.in_agenda())


async def test_an_old_version_and_a_closed_visit_are_refused(visit: Visit) -> None:
    await begin(visit.resources, visit.id)
    stale = await visit.record("arrived", match='"7"')
    path = f"/v1/appointments/{visit.id}/no-show"
    await visit.client.post(path, headers=visit.meera.headers)
    closed = await visit.record("arrived")
    assert [stale.status_code, problem(closed)] == [412, "not-booked"]


async def test_only_the_desk_of_its_clinic_records_it(visit: Visit) -> None:
    await begin(visit.resources, visit.id)
    assert (await visit.record("arrived", visit.mira)).status_code == 404
    assert (await visit.record("arrived", visit.asha)).status_code == 403


async def test_a_doctor_who_is_the_patient_of_another_neither_records_it_nor_proposes_a_time(
    client: AsyncClient, resources: Resources
) -> None:
    ravi = await make_staff(resources, "doctor", verified=True)
    treating = await make_doctor(resources)
    held = await hold(client, ravi, treating, local(3, "10:00"))
    made = (await confirm(client, ravi, held.json()["id"])).json()
    await begin(resources, made["id"], hours=-1)
    path, headers = f"/v1/appointments/{made['id']}", {**ravi.headers, "if-match": "*"}
    recorded = await client.put(
        f"{path}/attendance", json={"attendance": "arrived"}, headers=headers
    )
    asked = {"starts_at": local(4, "11:00")}
    proposed = await client.put(f"{path}/proposal", json=asked, headers=headers)
    assert [problem(each) for each in (recorded, proposed)] == ["not-allowed"] * 2


async def test_a_mail_is_not_lost_because_the_patient_arrived(visit: Visit) -> None:
    mailer = visit.resources.part(Mailers).email = FakeMailer()
    await begin(visit.resources, visit.id)
    await visit.record("arrived")
    await tell_appointment_changed(visit.resources, {"appointment_id": visit.id, "version": 1})
    assert len(mailer.outbox) == 1


async def test_the_patients_of_the_day_are_told_that_the_doctor_is_late(visit: Visit) -> None:
    tomorrow = await booked(
        visit.client, await sign_in_patient(visit.resources), visit.doctor, local(4, "10:00")
    )
    await begin(visit.resources, visit.id, hours=0)

    answer = await visit.late(20, visit.sita)

    assert answer.json()["minutes"] == 20
    assert datetime.fromisoformat(answer.json()["until"]) > datetime.now().astimezone()
    assert (await visit.read())["late_minutes"] == 20
    path = f"/v1/appointments/{tomorrow['id']}"
    other = (await visit.client.get(path, headers=visit.meera.headers)).json()
    assert other["late_minutes"] is None, "the visit is on another day"
    agenda = f"/v1/doctors/{visit.doctor.id}/agenda"
    days = [(await visit.client.get(f"{agenda}{query}", headers=visit.meera.headers)).json()
            for query in ("", f"?date={day(1)}")]  # fmt: skip
    assert [each["late_minutes"] for each in days] == [20, 0]


async def test_being_late_ends_when_told_and_is_bounded(visit: Visit) -> None:
    await begin(visit.resources, visit.id, hours=0)
    await visit.late(20)
    ended = await visit.late(0)
    assert ended.json()["until"] is None
    assert (await visit.read())["late_minutes"] is None
    assert (await visit.late(241)).status_code == 422
    assert (await visit.late(15, visit.mira)).status_code == 404


async def test_being_late_ends_with_the_day(visit: Visit) -> None:
    await begin(visit.resources, visit.id, hours=0)
    await visit.late(20)
    await visit.resources.database.execute(ENDED, visit.doctor.id)
    assert (await visit.read())["late_minutes"] is None
    path = f"/v1/doctors/{visit.doctor.id}/lateness"
    read = await visit.client.get(path, headers=visit.meera.headers)
    assert read.json()["minutes"] == 0
