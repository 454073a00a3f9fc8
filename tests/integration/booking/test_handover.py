"""Tests a handover: each patient of a leaving doctor is asked to see another doctor, and nobody is booked twice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.booking.handover import ask_patients
from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.booking import booked, cancel, hold, move, problem, visit
from tests.cast.calendars import day, slots, states
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.integration.booking.test_leave import jobs
from tests.integration.booking.test_proposals import CLAIMS, ENDED, drop_ended, tell_ended

AT = local(3, "10:00")
FEES = [{"kind": "follow_up", "name": "Follow-up", "minutes": 30, "fee": 10_000}]
CHANGES = Statement(
    "test_handover_changes",
    "SELECT cardinality(changed_at) FROM counted_appointment WHERE appointment_id = $1::text::uuid",
)


@dataclass
class Leaving:
    client: AsyncClient
    resources: Resources
    admin: Person
    asha: Person
    doctor: Doctor
    other: Doctor
    id: str

    async def ask(self, other: Doctor | None = None) -> dict[str, Any]:
        """Hands the visits over to `other` (by default `self.other`), and runs the job that asks the patients.

        Returns the API's answer, which is made before the job runs.
        """
        path, body = (
            f"/v1/doctors/{self.doctor.id}/handover",
            {"to_doctor_id": str((other or self.other).id)},
        )
        answer = await self.client.post(path, json=body, headers=self.admin.headers)
        assert answer.status_code == 200, answer.text
        await ask_patients(
            self.resources,
            (await jobs(self.resources, "hand_over_visits", str(self.doctor.id)))[-1],
        )
        found: dict[str, Any] = answer.json()
        return found

    async def upcoming(self) -> dict[str, Any]:
        path = f"/v1/doctors/{self.doctor.id}/upcoming"
        answer = await self.client.get(path, headers=self.admin.headers)
        found: dict[str, Any] = answer.json()
        return found

    async def counts(self) -> tuple[int, ...]:
        found = await self.upcoming()
        return tuple(found[name] for name in ("count", "proposed", "to_choose", "declined"))

    async def read(self, who: Person | None = None) -> dict[str, Any]:
        path = f"/v1/appointments/{self.id}"
        answer = await self.client.get(path, headers=(who or self.asha).headers)
        found: dict[str, Any] = answer.json()
        return found

    async def accept(self, who: Person | None = None, key: str | None = None) -> Response:
        headers = {**(who or self.asha).headers, "idempotency-key": key or uuid4().hex}
        path = f"/v1/appointments/{self.id}/proposal/accept"
        return await self.client.post(path, headers=headers)

    async def end(self, who: Person) -> Response:
        path = f"/v1/appointments/{self.id}/proposal"
        return await self.client.delete(path, headers=who.headers)

    async def history(self) -> list[tuple[str, str, str | None, str | None]]:
        path = f"/v1/appointments/{self.id}/events"
        answer = await self.client.get(path, headers=self.asha.headers)
        return [
            (each["kind"], each["actor_role"], each["doctor_name"], each["previous_doctor_name"])
            for each in answer.json()["items"]
        ]

    async def state(self, doctor: Doctor) -> str:
        """Returns the state of the visit's time among the slots of `doctor`, as an anonymous caller sees it."""
        return states(await slots(self.client, doctor, 3, 3))["10:00"]

    async def mail(self) -> tuple[str, str]:
        """Returns (subject, plain text) of the mail about the visit's last change."""
        mailer = self.resources.part(Mailers).email = FakeMailer()
        told = (await jobs(self.resources, "appointment_changed", self.id))[-1]
        await tell_appointment_changed(self.resources, told)
        ((_, letter),) = mailer.outbox
        body = letter.get_body(("plain",))
        assert body is not None
        return str(letter["subject"]), body.get_content()


@pytest.fixture
async def leaving(client: AsyncClient, resources: Resources) -> Leaving:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id, more_types=FEES)
    other = await make_doctor(resources, fee=90_000)
    asha = await sign_in_patient(resources)
    made = await booked(client, asha, doctor, AT)
    return Leaving(client, resources, await make_admin(resources), asha, doctor, other, made["id"])


async def test_the_same_time_is_kept_with_the_other_doctor_and_a_yes_changes_the_doctor(
    leaving: Leaving,
) -> None:
    before = await leaving.read()
    answer = await leaving.ask()
    assert (answer["count"], answer["items"][0]["handover"]) == (1, "none"), (
        "only the job asks the patients"
    )
    assert await leaving.counts() == (1, 1, 0, 0)
    asked = await leaving.read()
    assert asked["handover"] == {
        "doctor_id": str(leaving.other.id),
        "doctor_name": leaving.other.name,
    }
    assert (asked["proposal"]["starts_at"], asked["proposal"]["doctor_id"]) == (
        AT,
        str(leaving.other.id),
    )
    ravi = await sign_in_patient(leaving.resources)
    assert problem(await hold(leaving.client, ravi, leaving.other, AT)) == "slot-taken"

    accepted = await leaving.accept(key="yes")

    assert (accepted.status_code, accepted.json()) == (200, await leaving.read()), accepted.text
    after = accepted.json()
    assert (after["doctor"]["id"], after["consultation_type"]["id"]) == (
        str(leaving.other.id), str(leaving.other.type_id)
    )  # fmt: skip
    kept = ("id", "reference", "starts_at", "fee", "patient", "status", "mode")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert (after["proposal"], after["handover"]) == (None, None)
    assert await leaving.resources.database.value(CLAIMS, leaving.id) == 2
    assert (await leaving.state(leaving.other), await leaving.state(leaving.doctor)) == (
        "booked",
        "open",
    )
    assert (await leaving.accept(key="yes")).content == accepted.content
    assert await leaving.resources.database.value(CHANGES, leaving.id) == 0
    assert await leaving.counts() == (0, 0, 0, 0)


async def test_the_history_says_who_asked_and_who_moved_to_whom(leaving: Leaving) -> None:
    await leaving.ask()
    await leaving.accept()
    doctor, other = leaving.doctor.name, leaving.other.name
    assert await leaving.history() == [
        ("booked", "patient", None, None),
        ("move_proposed", "admin", other, None),
        ("moved", "patient", other, doctor),
    ]
    path = f"/v1/operations/doctors/{leaving.doctor.id}"
    known = (await leaving.client.get(path, headers=leaving.admin.headers)).json()
    assert [each["kind"] for each in known["history"]] == ["visits_handed_over"]


async def test_only_the_new_doctor_sees_the_visit_afterwards(
    leaving: Leaving, client: AsyncClient, resources: Resources
) -> None:
    kiran = await make_staff(resources, "doctor")
    other = await make_doctor(resources, account_id=kiran.account_id)
    await leaving.ask(other)
    assert "id" not in await leaving.read(kiran), "the patient has not accepted yet"
    await leaving.accept()
    assert (await leaving.read(kiran))["id"] == leaving.id
    cancelled = await cancel(client, leaving.asha, leaving.id)
    assert cancelled.status_code == 200, cancelled.text
    assert await leaving.state(other) == "open"


async def test_who_is_not_free_then_is_asked_to_choose_a_time_and_moves_to_it(
    leaving: Leaving,
) -> None:
    ravi = await sign_in_patient(leaving.resources)
    await booked(leaving.client, ravi, leaving.other, AT)
    await leaving.ask()
    assert await leaving.counts() == (1, 0, 1, 0)
    asked = await leaving.read()
    assert (asked["proposal"], asked["handover"]["doctor_id"]) == (None, str(leaving.other.id))
    subject, text = await leaving.mail()
    assert leaving.other.name in subject
    assert f"/appointments/{leaving.id}/move" in text

    wanted = local(4, "12:00")
    held = await hold(leaving.client, leaving.asha, leaving.other, wanted, reschedules=leaving.id)
    assert held.status_code == 201, held.text
    moved = await move(leaving.client, leaving.asha, leaving.id, held.json()["id"])

    assert (moved.status_code, moved.json()) == (200, await leaving.read()), moved.text
    assert (moved.json()["doctor"]["id"], moved.json()["starts_at"]) == (
        str(leaving.other.id),
        wanted,
    )
    assert await leaving.state(leaving.doctor) == "open"
    assert await leaving.resources.database.value(CLAIMS, leaving.id) == 2
    assert (await leaving.history())[1:] == [
        ("handover_asked", "admin", leaving.other.name, None),
        ("moved", "patient", leaving.other.name, leaving.doctor.name),
    ]
    assert "is now with" in (await leaving.mail())[1]


async def test_a_move_to_another_time_of_the_leaving_doctor_leaves_the_question_open(
    leaving: Leaving,
) -> None:
    await leaving.ask()
    at = local(3, "12:00")
    held = await hold(leaving.client, leaving.asha, leaving.doctor, at, reschedules=leaving.id)
    moved = await move(leaving.client, leaving.asha, leaving.id, held.json()["id"])
    assert (moved.status_code, moved.json()) == (200, await leaving.read()), moved.text
    assert moved.json()["handover"]["doctor_id"] == str(leaving.other.id)


async def test_who_is_asked_sees_the_other_doctors_times_with_the_proposed_one_free(
    leaving: Leaving,
) -> None:
    path = f"/v1/doctors/{leaving.other.id}/slots"
    asked = {"from": day(3), "to": day(3), "reschedules": leaving.id}

    async def seen() -> Response:
        return await leaving.client.get(path, params=asked, headers=leaving.asha.headers)

    assert (await seen()).status_code == 404, "the visit is not handed over yet"
    await leaving.ask()
    assert states(await seen())["10:00"] == "open"
    assert await leaving.state(leaving.other) == "booked"
    held = await hold(leaving.client, leaving.asha, leaving.other, AT, reschedules=leaving.id)
    assert (
        await move(leaving.client, leaving.asha, leaving.id, held.json()["id"])
    ).status_code == 200


async def test_a_visit_that_nobody_handed_over_does_not_move_to_another_doctor(
    leaving: Leaving,
) -> None:
    at = local(4, "12:00")
    held = await hold(leaving.client, leaving.asha, leaving.other, at, reschedules=leaving.id)
    assert problem(held) == "hold-not-for-this"
    await leaving.ask()
    held = await hold(leaving.client, leaving.asha, leaving.other, at, reschedules=leaving.id)
    await leaving.end(leaving.admin)
    moved = await move(
        leaving.client, leaving.asha, leaving.id, held.json()["id"], **{"if-match": "*"}
    )
    assert moved.status_code >= 400, "the question was withdrawn after the hold was made"
    assert (await leaving.read())["doctor"]["id"] == str(leaving.doctor.id)


async def test_a_visit_in_person_stays_one_with_the_other_doctor(
    client: AsyncClient, resources: Resources, leaving: Leaving
) -> None:
    """The mail names the address of the other doctor's practice, and a time that the patient chooses instead is in person too."""
    ravi = await sign_in_patient(resources)
    made = await visit(client, ravi, leaving.doctor, local(3, "12:00"), "in_person")
    leaving = replace(leaving, asha=ravi, id=made["id"])
    await leaving.ask()
    _, text = await leaving.mail()
    assert "Clinic: 12 Station Road, Jaipur" in text.splitlines()
    held = await hold(client, ravi, leaving.other, local(4, "12:00"), reschedules=made["id"])
    assert (held.status_code, held.json()["mode"]) == (201, "in_person"), held.text


async def test_a_no_frees_the_time_keeps_the_visit_and_is_shown(leaving: Leaving) -> None:
    await leaving.ask()
    ended = await leaving.end(leaving.asha)
    assert (ended.status_code, ended.json()) == (200, await leaving.read())
    assert (ended.json()["handover"], ended.json()["doctor"]["id"]) == (
        None,
        str(leaving.doctor.id),
    )
    assert await leaving.state(leaving.other) == "open"
    assert await leaving.counts() == (1, 0, 0, 1)
    assert (await leaving.history())[-1] == ("move_declined", "patient", leaving.other.name, None)
    await leaving.ask()
    assert await leaving.counts() == (1, 0, 0, 1), "a patient who declined must not be asked again"
    third = await make_doctor(leaving.resources)
    await leaving.ask(third)
    assert await leaving.counts() == (1, 1, 0, 0)


async def test_a_patient_who_is_to_choose_declines_as_well(leaving: Leaving) -> None:
    await booked(leaving.client, await sign_in_patient(leaving.resources), leaving.other, AT)
    await leaving.ask()
    assert (await leaving.end(leaving.asha)).status_code == 200
    assert await leaving.counts() == (1, 0, 0, 1)
    assert problem(await leaving.end(leaving.asha)) == "no-proposal"


async def test_a_no_counts_although_a_proposal_of_the_leaving_doctor_has_just_ended(
    leaving: Leaving,
) -> None:
    """A patient who declines answers the handover, although the row of an ended proposal is still stored.

    The upkeep deletes such rows later.
    """
    await booked(leaving.client, await sign_in_patient(leaving.resources), leaving.other, AT)
    await leaving.ask()
    path, body = f"/v1/appointments/{leaving.id}/proposal", {"starts_at": local(4, "12:00")}
    proposed = await leaving.client.put(path, json=body, headers=leaving.admin.headers)
    assert proposed.status_code == 200, proposed.text
    async with owner(leaving.resources) as database:
        await database.execute(ENDED, leaving.id)
    ended = await leaving.end(leaving.asha)
    assert (ended.status_code, ended.json()) == (200, await leaving.read())
    assert await leaving.counts() == (1, 0, 0, 1)


async def test_what_nobody_answers_stays_counted_and_can_be_asked_again(leaving: Leaving) -> None:
    await leaving.ask()
    async with owner(leaving.resources) as database:
        await database.execute(ENDED, leaving.id)
    await drop_ended(leaving.resources, leaving.resources.database)
    await tell_ended(leaving.resources)
    assert await leaving.state(leaving.other) == "open"
    assert await leaving.counts() == (1, 0, 1, 0)
    assert problem(await leaving.accept()) == "no-proposal"
    await leaving.ask()
    assert await leaving.counts() == (1, 1, 0, 0)


async def test_a_repeated_job_asks_nobody_twice(leaving: Leaving) -> None:
    await leaving.ask()
    version = (await leaving.read())["version"]
    payload = (await jobs(leaving.resources, "hand_over_visits", str(leaving.doctor.id)))[-1]
    await ask_patients(leaving.resources, payload)
    await leaving.ask()
    assert (await leaving.read())["version"] == version


async def test_a_suspended_doctors_visits_are_handed_over(leaving: Leaving) -> None:
    path = f"/v1/doctors/{leaving.doctor.id}/suspend"
    await leaving.client.post(path, headers=leaving.admin.headers)
    await leaving.ask()
    assert (await leaving.accept()).json()["doctor"]["id"] == str(leaving.other.id)


async def test_another_doctor_takes_the_place_of_the_first(leaving: Leaving) -> None:
    await leaving.ask()
    third = await make_doctor(leaving.resources)
    await leaving.ask(third)
    assert (await leaving.read())["handover"]["doctor_id"] == str(third.id)
    assert (await leaving.state(leaving.other), await leaving.state(third)) == ("open", "booked")
    assert await leaving.resources.database.value(CLAIMS, leaving.id) == 3


async def test_two_leaving_doctors_visits_at_one_time_are_not_given_to_one_doctor_twice(
    leaving: Leaving, client: AsyncClient, resources: Resources
) -> None:
    doctor, ravi = await make_doctor(resources), await sign_in_patient(resources)
    made = await booked(client, ravi, doctor, AT)
    second = replace(leaving, doctor=doctor, asha=ravi, id=made["id"])
    await asyncio.gather(leaving.ask(), second.ask())
    counts = sorted([await leaving.counts(), await second.counts()])
    assert counts == [(1, 0, 1, 0), (1, 1, 0, 0)]


async def test_of_a_yes_and_a_chosen_time_at_once_one_moves_the_visit(leaving: Leaving) -> None:
    await leaving.ask()
    wanted = local(4, "12:00")
    held = await hold(leaving.client, leaving.asha, leaving.other, wanted, reschedules=leaving.id)
    answers = await asyncio.gather(
        leaving.accept(),
        move(leaving.client, leaving.asha, leaving.id, held.json()["id"]),
        cancel(leaving.client, leaving.asha, leaving.id),
    )
    # One request succeeds, or two: one of the moves, and then the cancellation.
    assert 1 <= [each.status_code for each in answers].count(200) <= 2
    found = await leaving.read()
    claims = await leaving.resources.database.value(CLAIMS, leaving.id)
    assert claims == (0 if found["status"] == "cancelled" else 2)


async def test_a_follow_up_becomes_a_first_visit_at_the_fee_of_the_booking(
    leaving: Leaving, resources: Resources
) -> None:
    statement = Statement(
        "test_as_follow_up",
        """
        UPDATE appointment AS a SET consultation_type_id = t.id, fee_amount = t.fee_amount
        FROM consultation_type AS t
        WHERE a.id = $1::text::uuid AND t.doctor_id = a.doctor_id AND t.kind = 'follow_up'
        """,
    )
    async with owner(resources) as database:
        await database.execute(statement, leaving.id)
    await leaving.ask()
    accepted = (await leaving.accept()).json()
    assert (accepted["consultation_type"]["name"], accepted["fee"]["amount"]) == (
        "First visit",
        10_000,
    )


async def test_the_cut_off_for_changes_does_not_bind_who_is_asked(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, other = await make_doctor(resources), await make_doctor(resources)
    asha, admin = await sign_in_patient(resources), await make_admin(resources)
    made = await booked(client, asha, doctor, local(3, "10:00"))
    leaving = Leaving(client, resources, admin, asha, doctor, other, made["id"])
    path = f"/v1/doctors/{doctor.id}"
    changed = await client.patch(path, json={"change_notice_minutes": 10_000}, headers={**admin.headers, "if-match": "*"})  # fmt: skip
    assert changed.status_code == 200, changed.text
    assert problem(await cancel(client, asha, made["id"])) == "too-late-to-change"
    await leaving.ask()
    held = await hold(client, asha, other, local(4, "12:00"), reschedules=made["id"])
    assert (await move(client, asha, made["id"], held.json()["id"])).status_code == 200


@pytest.mark.parametrize("which", ["self", "unapproved", "absent"])
async def test_visits_are_handed_to_another_approved_doctor_only(
    leaving: Leaving, which: str
) -> None:
    unapproved = await make_doctor(leaving.resources, approved=False)
    to = {"self": leaving.doctor.id, "unapproved": unapproved.id, "absent": uuid4()}[which]
    path = f"/v1/doctors/{leaving.doctor.id}/handover"
    body = {"to_doctor_id": str(to)}
    answer = await leaving.client.post(path, json=body, headers=leaving.admin.headers)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/to_doctor_id")
    assert await jobs(leaving.resources, "hand_over_visits", str(leaving.doctor.id)) == []


async def test_the_mail_asks_for_the_same_time_with_the_other_doctor(leaving: Leaving) -> None:
    await leaving.ask()
    subject, text = await leaving.mail()
    assert leaving.other.name in subject
    assert f"{leaving.other.name} can see you at" in text
    await leaving.end(leaving.admin)
    mailer = leaving.resources.part(Mailers).email = FakeMailer()
    asked = {"appointment_id": leaving.id, "version": 2}
    await tell_appointment_changed(leaving.resources, asked)
    assert mailer.outbox == [], "the question was withdrawn before the mail was sent"
