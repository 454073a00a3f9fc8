"""Tests leave that cancels the appointments it covers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from httpx import AsyncClient
from pytest import MonkeyPatch  # noqa: PT013 - only the type is imported

from amrutam.booking import leave
from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core.database import Statement
from amrutam.core.errors import Unavailable
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from amrutam.roles.worker import queue_of
from tests.cast.booking import begin, booked, problem
from tests.cast.calendars import add_exception, slots, states
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local

JOBS = Statement(
    "test_jobs",
    """
    SELECT convert_from(payload, 'UTF8') AS payload FROM pgqueuer
    WHERE entrypoint = $1 AND convert_from(payload, 'UTF8') LIKE '%' || $2 || '%' ORDER BY id
    """,
)
CLAIMS = Statement("test_claims", "SELECT count(*) FROM time_claim WHERE appointment_id = $1")


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(
        resources, account_id=meera.account_id, weekly=[(n, "09:00", "11:00") for n in range(1, 8)]
    )


def morning(**more: Any) -> dict[str, Any]:
    return {"kind": "leave", "starts_at": local(1, "09:00"), "ends_at": local(1, "10:30"), **more}


async def jobs(resources: Resources, name: str, id_: str) -> list[dict[str, Any]]:
    rows = await resources.database.fetch(JOBS, name, id_)
    return [msgspec.json.decode(row["payload"]) for row in rows]


async def status(client: AsyncClient, person: Person, appointment: dict[str, Any]) -> str:
    answer = await client.get(f"/v1/appointments/{appointment['id']}", headers=person.headers)
    return str(answer.json()["status"])


async def test_a_visit_that_has_begun_goes_on(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    under_way = await booked(client, asha, doctor, local(1, "09:00"))
    later = await booked(client, ravi, doctor, local(1, "10:00"))
    await begin(resources, under_way["id"], hours=0.1)
    started = datetime.now(UTC) - timedelta(minutes=1)
    period = {"starts_at": started.isoformat(), "ends_at": local(1, "10:30")}

    added = await add_exception(client, meera, doctor, kind="leave", affected="cancel", **period)

    assert [each["id"] for each in added.json()["affected_appointments"]] == [later["id"]]
    (job,) = await jobs(resources, "cancel_affected", added.json()["id"])
    await leave.cancel_affected(resources, job)
    assert await status(client, asha, under_way) == "booked"
    assert await status(client, ravi, later) == "cancelled"


async def test_those_it_covers_are_cancelled_in_the_ordinary_way_and_no_others(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    first = await booked(client, asha, doctor, local(1, "09:00"))
    second = await booked(client, ravi, doctor, local(1, "10:00"))
    outside = await booked(client, ravi, doctor, local(1, "10:30"))

    added = await add_exception(client, meera, doctor, **morning(affected="cancel"))

    assert added.status_code == 201, added.text
    assert [(each["id"], each["status"]) for each in added.json()["affected_appointments"]] == [
        (first["id"], "cancelled"), (second["id"], "cancelled")]  # fmt: skip
    assert await status(client, asha, first) == "cancelled"
    assert await status(client, ravi, second) == "cancelled"
    assert await status(client, ravi, outside) == "booked"
    assert await resources.database.value(CLAIMS, UUID(first["id"])) == 0
    told = await jobs(resources, "appointment_changed", first["id"])
    assert [job["version"] for job in told] == [1, 2]
    assert states(await slots(client, doctor, 1, 1)) == {"10:30": "booked"}


@pytest.mark.parametrize("more", [{}, {"affected": "keep"}])
async def test_unless_it_says_so_they_stay_booked(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor, more: dict[str, str]
) -> None:
    asha = await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(1, "09:00"))
    added = await add_exception(client, meera, doctor, **morning(**more))
    (affected,) = added.json()["affected_appointments"]
    assert (affected["id"], affected["status"]) == (appointment["id"], "booked")
    assert await status(client, asha, appointment) == "booked"
    assert await jobs(resources, "cancel_affected", str(doctor.id)) == []


@pytest.mark.parametrize(
    "changed",
    [{"affected": "move"}, {"affected": None}, {"kind": "extra_hours", "affected": "cancel"}],
)
async def test_only_leave_cancels(
    client: AsyncClient, meera: Person, doctor: Doctor, changed: dict[str, Any]
) -> None:
    refused = await add_exception(client, meera, doctor, **morning(**changed))
    assert (refused.status_code, problem(refused)) == (422, "invalid-request")
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/affected"]


async def test_what_a_crash_left_booked_is_cancelled_by_the_job(
    client: AsyncClient,
    resources: Resources,
    meera: Person,
    doctor: Doctor,
    monkeypatch: MonkeyPatch,
) -> None:
    asha = await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(1, "09:00"))

    async def away(*_: Any) -> Any:
        raise Unavailable

    with monkeypatch.context() as patched:
        patched.setattr(leave, "cancel_for_leave", away)
        added = await add_exception(client, meera, doctor, **morning(affected="cancel"))
    assert [each["status"] for each in added.json()["affected_appointments"]] == ["booked"]

    (job,) = await jobs(resources, "cancel_affected", str(doctor.id))
    assert set(job) == {"doctor_id", "exception_id", "account_id", "role"}
    for _ in range(2):
        await queue_of(resources).jobs["cancel_affected"].action(job)
    assert await status(client, asha, appointment) == "cancelled"
    told = await jobs(resources, "appointment_changed", appointment["id"])
    assert [each["version"] for each in told] == [1, 2]


async def test_the_job_of_leave_that_was_taken_back_does_nothing(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    added = await add_exception(client, meera, doctor, **morning(affected="cancel"))
    path = f"/v1/doctors/{doctor.id}/exceptions/{added.json()['id']}"
    assert (await client.delete(path, headers=meera.headers)).status_code == 200
    asha = await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(1, "09:00"))
    (job,) = await jobs(resources, "cancel_affected", str(doctor.id))
    await queue_of(resources).jobs["cancel_affected"].action(job)
    assert await status(client, asha, appointment) == "booked"


async def test_the_patient_is_told_with_times_that_are_free(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    mailbox = resources.part(Mailers).email = FakeMailer()
    asha = await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(1, "09:00"))
    await booked(client, asha, doctor, local(2, "09:00"))
    whole_day = {"starts_at": local(0, "00:00"), "ends_at": local(1, "23:00")}
    await add_exception(client, meera, doctor, **morning(affected="cancel", **whole_day))
    told = await jobs(resources, "appointment_changed", appointment["id"])
    await tell_appointment_changed(resources, told[-1])

    ((to, message),) = mailbox.outbox
    body = message.get_body(("plain",))
    assert to == asha.email
    assert body is not None
    text = body.get_content()
    assert "the doctor cannot see you" in text
    offered = [line for line in text.splitlines() if line.startswith("- ")]
    assert [line.partition(", ")[2].split(", ")[1].partition(" IST")[0] for line in offered] == [
        "9:30 am", "10:00 am", "10:30 am",
    ]  # fmt: skip


async def test_a_patient_who_cancels_is_offered_nothing(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    mailbox = resources.part(Mailers).email = FakeMailer()
    asha = await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(1, "09:00"))
    headers = {**asha.headers, "idempotency-key": "k"}
    await client.post(f"/v1/appointments/{appointment['id']}/cancel", headers=headers)
    told = await jobs(resources, "appointment_changed", appointment["id"])
    await tell_appointment_changed(resources, told[-1])
    body = mailbox.outbox[0][1].get_body(("plain",))
    assert body is not None
    assert "- " not in body.get_content()
    assert "others can book the time" in body.get_content()


async def test_an_administrator_may_do_it_for_a_doctor(
    client: AsyncClient, resources: Resources, doctor: Doctor
) -> None:
    asha, admin = await sign_in_patient(resources), await make_admin(resources)
    appointment = await booked(client, asha, doctor, local(1, "09:00"))
    await add_exception(client, admin, doctor, **morning(affected="cancel"))
    assert await status(client, asha, appointment) == "cancelled"
