"""Tests the reason for a visit.

The patient can change it until the visit begins; it is stored encrypted, and each change of it is
in the history.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from httpx import AsyncClient, Response

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import begin, booked, cancel, problem
from tests.cast.doctor_calls import patch
from tests.cast.doctors import make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local

_NEW = "Knees hurt after walking"
_STORED = Statement(
    "test_stored_reason",
    "SELECT reason_sealed, version FROM appointment WHERE id = $1::text::uuid",
)


@dataclass
class Visit:
    client: AsyncClient
    resources: Resources
    staff: Person
    person: Person
    id: str

    async def change(
        self, who: Person | None = None, reason: str = _NEW, if_match: str = "*"
    ) -> Response:
        headers = {**(who or self.person).headers, "if-match": if_match}
        path = f"/v1/appointments/{self.id}"
        return await self.client.patch(path, json={"reason": reason}, headers=headers)

    async def shown(self, who: Person) -> Any:
        answer = await self.client.get(f"/v1/appointments/{self.id}", headers=who.headers)
        return answer.json()["reason"]

    async def history(self) -> list[str]:
        path = f"/v1/appointments/{self.id}/events"
        answer = await self.client.get(path, headers=self.person.headers)
        return [event["kind"] for event in answer.json()["items"]]


@pytest.fixture
async def visit(client: AsyncClient, resources: Resources) -> Visit:
    staff, person = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=staff.account_id)
    made = await booked(client, person, doctor, local(3, "10:00"), reason="Knees hurt")
    # This limit (30 days) applies to moves and cancellations, but not to changes of the reason.
    cut_off = {"change_notice_minutes": 43_200}
    assert (await patch(client, staff, doctor.id, cut_off)).status_code == 200
    return Visit(client, resources, staff, person, made["id"])


async def test_a_reason_changes_for_patient_and_doctor_and_is_sealed(visit: Visit) -> None:
    changed = await visit.change()

    assert (changed.status_code, changed.json()["reason"]) == (200, _NEW)
    assert changed.headers["etag"] == '"2"'
    assert [await visit.shown(who) for who in (visit.person, visit.staff)] == [_NEW, _NEW]
    assert await visit.history() == ["booked", "reason_changed"]
    stored = await visit.resources.database.row(_STORED, visit.id)
    assert stored is not None
    assert b"Knees" not in stored["reason_sealed"]


async def test_the_same_reason_again_changes_nothing(visit: Visit) -> None:
    first, again = await visit.change(), await visit.change(if_match='"1"')

    assert first.content == again.content
    assert await visit.history() == ["booked", "reason_changed"]


async def test_a_reason_can_be_taken_away(visit: Visit) -> None:
    assert (await visit.change(reason="")).json()["reason"] is None
    assert await visit.shown(visit.staff) is None


async def test_only_who_booked_changes_it(visit: Visit) -> None:
    stranger = await sign_in_patient(visit.resources)
    admin = await make_admin(visit.resources)

    refused = [(await visit.change(who)).status_code for who in (visit.staff, admin, stranger)]

    assert refused == [403, 403, 404]
    assert await visit.shown(visit.person) == "Knees hurt"


async def test_a_version_that_is_not_the_present_one_is_refused(visit: Visit) -> None:
    await visit.change()
    stale = await visit.change(reason="Other", if_match='"1"')
    assert stale.status_code == 412


async def test_not_once_the_visit_has_begun_or_is_cancelled(visit: Visit) -> None:
    await begin(visit.resources, visit.id)
    assert problem(await visit.change()) == "already-started"


async def test_not_of_a_cancelled_visit(client: AsyncClient, visit: Visit) -> None:
    admin = await make_admin(visit.resources)
    await cancel(client, admin, visit.id)
    assert problem(await visit.change()) == "not-booked"


@pytest.mark.parametrize("body", [{}, {"reason": "x" * 2001}, {"reason": None}, {"status": "x"}])
async def test_a_body_that_does_not_fit_is_refused(visit: Visit, body: dict[str, Any]) -> None:
    path = f"/v1/appointments/{visit.id}"
    answer = await visit.client.patch(path, json=body, headers=visit.person.headers)
    assert answer.status_code == 422
