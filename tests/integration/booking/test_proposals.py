"""Tests proposals of another slot: the slot is reserved, and the patient's answer decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from httpx import AsyncClient, Response

from amrutam.booking import proposals
from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core import clock
from amrutam.core.database import Queries, Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from amrutam.roles.worker import queue_of
from tests.cast.booking import begin, booked, cancel, confirm, hold, move, problem
from tests.cast.calendars import day, slots, states
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.front_desk import make_front_desk, registered
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

NEW = local(4, "12:00")
ENDED = Statement(
    "test_proposal_ended",
    "UPDATE move_proposal SET expires_at = now() WHERE appointment_id = $1::text::uuid",
)
CLAIMS = Statement(
    "test_claims", "SELECT count(*) FROM time_claim WHERE appointment_id = $1::text::uuid"
)

TAKE_JOBS = Statement(
    "test_take_jobs", "DELETE FROM pgqueuer WHERE entrypoint = 'proposals_ended' RETURNING payload"
)


async def drop_ended(resources: Resources, queries: Queries) -> None:
    """Runs the worker's upkeep of proposals."""
    (step,) = [step for name, _, step in queue_of(resources).upkeeps if name == "proposals"]
    await step(queries)


async def tell_ended(resources: Resources) -> None:
    """Runs the jobs that the upkeep of proposals enqueued, as a worker would."""
    for row in await resources.database.fetch(TAKE_JOBS):
        job = queue_of(resources).jobs["proposals_ended"]
        await job.action(msgspec.json.decode(row["payload"]))


@dataclass
class Visit:
    client: AsyncClient
    resources: Resources
    meera: Person
    asha: Person
    doctor: Doctor
    id: str

    @property
    def path(self) -> str:
        return f"/v1/appointments/{self.id}/proposal"

    async def propose(self, starts_at: str = NEW) -> Response:
        return await self.client.put(
            self.path, json={"starts_at": starts_at}, headers=self.meera.headers
        )

    async def accept(self, who: Person | None = None, key: str | None = None) -> Response:
        headers = {**(who or self.asha).headers, "idempotency-key": key or uuid4().hex}
        return await self.client.post(f"{self.path}/accept", headers=headers)

    async def end(self, who: Person) -> Response:
        return await self.client.delete(self.path, headers=who.headers)

    async def read(self) -> dict[str, Any]:
        path = f"/v1/appointments/{self.id}"
        found: dict[str, Any] = (await self.client.get(path, headers=self.asha.headers)).json()
        return found

    async def history(self) -> list[tuple[str, str]]:
        path = f"/v1/appointments/{self.id}/events"
        answer = await self.client.get(path, headers=self.asha.headers)
        return [(event["kind"], event["actor_role"]) for event in answer.json()["items"]]

    async def state(self) -> str:
        """Returns the state of the proposed slot, as an anonymous caller sees it."""
        return states(await slots(self.client, self.doctor, 4, 4))["12:00"]

    async def version(self) -> int:
        """Returns the change counter of the doctor's times."""
        version: int = (await slots(self.client, self.doctor, 4, 4)).json()["version"]
        return version

    async def claims(self) -> int:
        return int(await self.resources.database.value(CLAIMS, self.id))


@pytest.fixture
async def visit(client: AsyncClient, resources: Resources) -> Visit:
    meera, asha = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    made = await booked(client, asha, doctor, local(3, "10:00"))
    return Visit(client, resources, meera, asha, doctor, made["id"])


async def test_the_proposed_time_is_kept_and_the_patients_yes_moves_the_visit(visit: Visit) -> None:
    proposed = await visit.propose()

    assert proposed.status_code == 200, proposed.text
    assert (await visit.read())["proposal"]["starts_at"] == NEW
    assert await visit.state() == "booked"
    ravi = await sign_in_patient(visit.resources)
    assert problem(await hold(visit.client, ravi, visit.doctor, NEW)) == "slot-taken"

    accepted = await visit.accept()

    assert (accepted.status_code, accepted.json()) == (200, await visit.read())
    assert (accepted.json()["starts_at"], accepted.json()["proposal"]) == (NEW, None)
    assert await visit.claims() == 2
    assert await visit.history() == [
        ("booked", "patient"), ("move_proposed", "doctor"), ("moved", "patient")
    ]  # fmt: skip
    old = await hold(visit.client, ravi, visit.doctor, local(3, "10:00"))
    assert old.status_code == 201, "the old time must be free"


async def test_the_answer_to_a_yes_has_the_doctors_present_zone_and_the_proposed_length(
    visit: Visit,
) -> None:
    doctor = f"/v1/doctors/{visit.doctor.id}"
    (kind,) = (await visit.client.get(doctor)).json()["consultation_types"]
    longer = kind | {"minutes": kind["minutes"] + 30}
    body = {"time_zone": "Asia/Colombo", "consultation_types": [longer]}
    admin = await make_admin(visit.resources)
    headers = {**admin.headers, "if-match": "*"}
    changed = await visit.client.patch(doctor, json=body, headers=headers)
    assert changed.status_code == 200, changed.text
    assert (await visit.propose()).status_code == 200
    accepted = await visit.accept()
    assert (accepted.status_code, accepted.json()) == (200, await visit.read())


async def test_a_repeated_yes_moves_once_and_gets_the_same_answer(visit: Visit) -> None:
    await visit.propose()
    first, again = await visit.accept(key="yes"), await visit.accept(key="yes")
    assert (first.status_code, first.content) == (200, again.content)
    assert problem(await visit.accept()) == "no-proposal"


@pytest.mark.parametrize(("who", "kind"), [("asha", "move_declined"), ("meera", "move_withdrawn")])
async def test_a_no_and_a_withdrawal_free_the_time_and_leave_the_visit(
    visit: Visit, who: str, kind: str
) -> None:
    await visit.propose()
    ended = await visit.end(getattr(visit, who))
    assert (ended.status_code, ended.json()) == (200, await visit.read())
    assert await visit.state() == "open"
    assert ((await visit.history())[-1][0], await visit.claims()) == (kind, 2)
    assert problem(await visit.accept()) == "no-proposal"


async def test_the_answer_to_a_cancellation_has_no_proposal_any_more(visit: Visit) -> None:
    await visit.propose()
    ended = await cancel(visit.client, visit.asha, visit.id)
    assert ended.json()["proposal"] is None
    assert ended.json() == await visit.read()


async def test_another_proposal_takes_the_place_of_the_first(visit: Visit) -> None:
    await visit.propose()
    again = await visit.propose(local(4, "15:00"))
    assert again.json()["proposal"]["starts_at"] == local(4, "15:00")
    assert (await visit.state(), await visit.claims()) == ("open", 3)
    path = f"/v1/doctors/{visit.doctor.id}/agenda?date={day(3)}"
    (row,) = (await visit.client.get(path, headers=visit.meera.headers)).json()["appointments"]
    assert row["proposed_starts_at"] == local(4, "15:00")


async def test_what_nobody_answers_in_time_is_free_again_and_the_visit_stays(visit: Visit) -> None:
    await visit.propose()
    async with owner(visit.resources) as database:
        await database.execute(ENDED, visit.id)
    assert (await visit.read())["proposal"] is None
    assert problem(await visit.accept()) == "no-proposal"
    assert problem(await visit.end(visit.asha)) == "no-proposal"
    before = await visit.version()
    async with visit.resources.database.transaction() as queries:
        await drop_ended(visit.resources, queries)
        assert await visit.version() == before, "the change must be published after the commit"
    await tell_ended(visit.resources)
    assert await visit.version() > before
    assert (await visit.state(), await visit.claims()) == ("open", 2)


@pytest.mark.parametrize("change", ["cancel", "move"])
async def test_a_visit_that_changes_otherwise_lets_go_of_the_proposal(
    visit: Visit, change: str
) -> None:
    await visit.propose()
    if change == "cancel":
        await cancel(visit.client, visit.asha, visit.id)
    else:
        at = local(3, "16:00")
        held = await hold(visit.client, visit.asha, visit.doctor, at, reschedules=visit.id)
        assert (
            await move(visit.client, visit.asha, visit.id, held.json()["id"])
        ).status_code == 200
    assert await visit.claims() == (0 if change == "cancel" else 2)
    assert problem(await visit.accept()) in ("not-booked", "no-proposal")


async def test_only_offered_times_of_visits_to_come_are_proposed(visit: Visit) -> None:
    ravi = await sign_in_patient(visit.resources)
    await booked(visit.client, ravi, visit.doctor, NEW)
    taken, night = await visit.propose(), await visit.propose(local(4, "23:00"))
    await begin(visit.resources, visit.id)
    begun = await visit.propose(local(4, "15:00"))
    found = [problem(each) for each in (taken, night, begun)]
    assert found == ["slot-taken", "slot-not-offered", "already-started"]
    assert await visit.claims() == 2


async def test_a_patient_who_is_busy_then_is_told_and_nothing_moves(visit: Visit) -> None:
    other = await make_doctor(visit.resources)
    await booked(visit.client, visit.asha, other, NEW)
    await visit.propose()
    assert problem(await visit.accept()) == "patient-busy"
    assert (await visit.read())["starts_at"] == local(3, "10:00")
    assert await visit.claims() == 3, "the proposal must keep its claim"


async def test_only_the_databases_clock_says_whether_a_proposal_is_over(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong clock of the process, an hour and then 200 hours behind, does not change the answers."""
    hour = [-1]
    late = SimpleNamespace(now=lambda: clock.now() + timedelta(hours=hour[0]))
    monkeypatch.setattr(proposals, "clock", late)
    assert (await visit.propose()).status_code == 200
    assert (await visit.accept()).json()["starts_at"] == NEW
    hour[0] = -200
    await begin(visit.resources, visit.id, hours=120)
    assert problem(await visit.propose()) == "already-started"


async def test_a_time_whose_pause_a_desk_has_booked_can_be_accepted(
    visit: Visit, make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(booked_marker_seconds=0.001)
    desk = await make_front_desk(resources, client, minutes=30, buffer=30)
    made = await booked(client, visit.asha, desk.doctor, local(3, "14:00"))
    visit = replace(visit, client=client, meera=desk.meera, doctor=desk.doctor, id=made["id"])
    assert (await visit.propose()).status_code == 200
    patient = await registered(client, desk)
    held = await hold(client, desk.sita, desk.doctor, local(4, "12:40"), patient_id=patient,
                      override=True, clinic_id=desk.clinic)  # fmt: skip
    booked_there = await confirm(client, desk.sita, held.json()["id"], override_reason="hurt")
    assert booked_there.status_code == 201, booked_there.text
    assert (await visit.accept()).status_code == 200
    assert (await visit.read())["starts_at"] == NEW


async def test_a_yes_is_no_change_of_the_patients_own(visit: Visit, resources: Resources) -> None:
    await visit.propose()
    await visit.accept()
    statement = Statement(
        "test_changes",
        "SELECT cardinality(changed_at) FROM counted_appointment WHERE appointment_id = $1::text::uuid",
    )
    assert await resources.database.value(statement, visit.id) == 0


async def test_the_patient_gets_a_mail_and_only_the_patient_accepts(visit: Visit) -> None:
    mailer = visit.resources.part(Mailers).email = FakeMailer()
    await visit.propose()
    await tell_appointment_changed(visit.resources, {"appointment_id": visit.id, "version": 2})
    ((address, letter),) = mailer.outbox
    assert address == visit.asha.email
    assert "Another time proposed" in str(letter["subject"])
    assert (await visit.accept(visit.meera)).status_code == 404


async def test_the_doctor_reads_who_comes_and_what_came_before(visit: Visit) -> None:
    await begin(visit.resources, visit.id, hours=48)
    headers = {**visit.meera.headers, "if-match": "*"}
    await visit.client.post(f"/v1/appointments/{visit.id}/complete", headers=headers)
    (own,) = (await visit.client.get("/v1/me/patients", headers=visit.asha.headers)).json()["items"]
    known = await visit.client.patch(
        f"/v1/me/patients/{own['id']}",
        json={"birth_date": "1990-01-01", "gender": "female"},
        headers=visit.asha.headers,
    )
    assert known.status_code == 200, known.text
    following = await booked(
        visit.client, visit.asha, visit.doctor, NEW, reason="The knee hurts again"
    )
    path = f"/v1/appointments/{following['id']}/patient"

    found = (await visit.client.get(path, headers=visit.meera.headers)).json()

    assert found["email"] == visit.asha.email
    assert (found["age"], found["gender"]) == (date.fromisoformat(NEW[:10]).year - 1990, "female")
    (earlier,) = found["earlier_visits"]
    assert (earlier["id"], earlier["status"]) == (visit.id, "completed")
    assert earlier["consultation_kind"] == "first_visit"
    stranger = await make_staff(visit.resources, "doctor")
    await make_doctor(visit.resources, account_id=stranger.account_id)
    assert (await visit.client.get(path, headers=stranger.headers)).status_code == 404
    assert (await visit.client.get(path, headers=visit.asha.headers)).status_code == 403
