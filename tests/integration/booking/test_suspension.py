"""Checks that a suspended doctor cannot be booked.

Booked patients keep their visits, or the visits are cancelled and the patients are offered times of other doctors.
"""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.availability.free_days import refresh
from amrutam.booking.notifying import tell_appointment_changed
from amrutam.booking.suspension import cancel_visits
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.booking import booked, hold, visit
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, sign_in_patient
from tests.cast.times import local
from tests.integration.booking.test_leave import jobs, status


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


async def suspend(client: AsyncClient, admin: Person, doctor: Doctor, **body: Any) -> None:
    path = f"/v1/doctors/{doctor.id}/suspend"
    answer = await client.post(path, json=body, headers=admin.headers)
    assert answer.status_code == 200, answer.text
    assert answer.json()["approved"] is False


async def test_who_is_booked_is_listed_first(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    path = f"/v1/doctors/{doctor.id}/upcoming"
    found = (await client.get(path, headers=admin.headers)).json()
    assert (found["count"], [each["id"] for each in found["items"]]) == (1, [appointment["id"]])


async def test_they_stay_booked_unless_it_says_cancel(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    await suspend(client, admin, doctor)
    assert await status(client, asha, appointment) == "booked"
    assert await jobs(resources, "cancel_suspended", str(doctor.id)) == []
    refused = await hold(client, asha, doctor, local(2, "11:00"))
    assert refused.status_code in (404, 422)


@pytest.mark.parametrize(("mode", "city"), [("online", "agra"), ("in_person", "kochi")])
async def test_the_cancelled_are_offered_times_of_other_doctors(
    client: AsyncClient, resources: Resources, admin: Person, mode: str, city: str
) -> None:
    doctor, other = [
        await make_doctor(resources, specialization="shalakya-tantra", city=city) for _ in range(2)
    ]
    await refresh(resources)
    asha = await sign_in_patient(resources)
    appointment = await visit(client, asha, doctor, local(2, "10:00"), mode)
    await suspend(client, admin, doctor, affected="cancel")
    (payload,) = await jobs(resources, "cancel_suspended", str(doctor.id))
    await cancel_visits(resources, payload)
    assert await status(client, asha, appointment) == "cancelled"

    mailbox = resources.part(Mailers).email = FakeMailer()
    told = (await jobs(resources, "appointment_changed", appointment["id"]))[-1]
    await tell_appointment_changed(resources, told)
    ((_, message),) = mailbox.outbox
    body = message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert f"doctor={other.id}" in text
    assert other.name in text
    assert f"doctor={doctor.id}" not in text
    (line,) = (each for each in text.splitlines() if f"doctor={other.id}" in each)
    assert f"&mode={mode}" in line
    assert (f"{other.name}, 12 Station Road, {city.title()}: " in line) is (mode == "in_person")


async def test_an_approval_meanwhile_ends_the_cancelling(
    client: AsyncClient, resources: Resources, admin: Person
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    await suspend(client, admin, doctor, affected="cancel")
    await client.post(f"/v1/doctors/{doctor.id}/approve", headers=admin.headers)
    (payload,) = await jobs(resources, "cancel_suspended", str(doctor.id))
    await cancel_visits(resources, payload)
    assert await status(client, asha, appointment) == "booked"
