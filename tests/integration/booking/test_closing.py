"""Tests that a doctor or an administrator closes a begun appointment as completed or missed, and can reopen it within `reopen_hours`."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from httpx import AsyncClient, Response

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import begin, booked, cancel, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local

CLOSINGS = ["complete", "no-show"]
AGE = Statement(
    "test_age",
    """
    UPDATE appointment_event SET at = at - interval '24 hours'
    WHERE appointment_id = $1::text::uuid AND kind <> 'booked'
    """,
)


@dataclass
class Visit:
    client: AsyncClient
    resources: Resources
    staff: Person
    person: Person
    doctor: Doctor
    id: str

    async def post(self, what: str, who: Person | None = None, if_match: str = "*") -> Response:
        headers = {**(who or self.staff).headers, "if-match": if_match}
        return await self.client.post(f"/v1/appointments/{self.id}/{what}", headers=headers)

    async def begins(self) -> None:
        await begin(self.resources, self.id)

    async def history(self) -> list[tuple[str, str]]:
        path = f"/v1/appointments/{self.id}/events"
        answer = await self.client.get(path, headers=self.person.headers)
        return [(event["kind"], event["actor_role"]) for event in answer.json()["items"]]


@pytest.fixture
async def visit(client: AsyncClient, resources: Resources) -> Visit:
    staff, person = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=staff.account_id)
    appointment = await booked(client, person, doctor, local(3, "10:00"))
    return Visit(client, resources, staff, person, doctor, appointment["id"])


@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("who", ["doctor", "admin"])
async def test_nothing_is_closed_before_it_begins(visit: Visit, closing: str, who: str) -> None:
    closer = visit.staff if who == "doctor" else await make_admin(visit.resources)

    refused = await visit.post(closing, closer)
    cancelled = await cancel(visit.client, visit.person, visit.id)

    assert (refused.status_code, problem(refused)) == (409, "not-yet")
    assert cancelled.status_code == 200, "the patient must still be able to cancel"
    assert [kind for kind, _ in await visit.history()] == ["booked", "cancelled"]


@pytest.mark.parametrize("closing", CLOSINGS)
async def test_the_database_itself_refuses_it(visit: Visit, closing: str) -> None:
    statement = Statement(
        "test_end",
        """
        SELECT end_appointments(
            ARRAY[ROW(NULL, NULL, NULL, $1::uuid, 1, $2::text, $3::uuid, 'doctor', NULL)::end_request], NULL)
        """,
    )
    status = "completed" if closing == "complete" else "no_show"
    with pytest.raises(Exception, match="not-yet"):
        await visit.resources.database.value(statement, visit.id, status, visit.staff.account_id)


@pytest.mark.parametrize("closing", CLOSINGS)
async def test_only_its_doctor_and_administrators_close_it(visit: Visit, closing: str) -> None:
    other = await make_staff(visit.resources, "doctor")
    await make_doctor(visit.resources, account_id=other.account_id)
    await visit.begins()

    assert (await visit.post(closing, visit.person)).status_code == 403
    assert (await visit.post(closing, other)).status_code == 404
    closed = await visit.post(closing)
    again = await visit.post("no-show" if closing == "complete" else "complete")

    assert closed.json()["status"] == ("completed" if closing == "complete" else "no_show")
    assert (again.status_code, problem(again)) == (409, "not-booked")
    assert problem(await cancel(visit.client, visit.person, visit.id)) == "not-booked"


@pytest.mark.parametrize("closing", CLOSINGS)
async def test_whoever_closed_it_takes_it_back_and_the_history_tells(
    visit: Visit, closing: str
) -> None:
    await visit.begins()
    closed = await visit.post(closing)

    reopened = await visit.post("reopen", if_match=closed.headers["etag"])
    again = await visit.post("reopen")
    other = await visit.post("no-show" if closing == "complete" else "complete")

    assert (reopened.status_code, reopened.json()["status"]) == (200, "booked")
    assert reopened.headers["etag"] == '"3"'
    assert (again.status_code, problem(again)) == (409, "not-closed")
    assert other.status_code == 200
    kinds = [kind for kind, _ in await visit.history()]
    assert kinds == ["booked", closed.json()["status"], "reopened", other.json()["status"]]


async def test_an_administrator_takes_back_what_a_doctor_said_and_not_the_other_way(
    visit: Visit,
) -> None:
    admin = await make_admin(visit.resources)
    await visit.begins()

    await visit.post("complete")
    by_admin = await visit.post("reopen", admin)
    await visit.post("no-show", admin)
    by_doctor = await visit.post("reopen")

    assert by_admin.status_code == 200
    assert (by_doctor.status_code, problem(by_doctor)) == (403, "not-allowed")
    assert (await visit.post("reopen", visit.person)).status_code == 403


async def test_after_a_day_it_stays_closed(visit: Visit) -> None:
    await visit.begins()
    await visit.post("complete")
    async with owner(visit.resources) as database:
        await database.execute(AGE, visit.id)

    late = await visit.post("reopen")

    assert (late.status_code, problem(late)) == (409, "closed-too-long-ago")
    assert [kind for kind, _ in await visit.history()] == ["booked", "completed"]


async def test_a_version_that_is_not_the_present_one_is_refused(visit: Visit) -> None:
    await visit.begins()
    await visit.post("complete")

    stale = await visit.post("reopen", if_match='"1"')

    assert (stale.status_code, problem(stale)) == (412, "version-mismatch")
