"""Tests a change of the buffer after visits while slots are held or were just booked."""

from __future__ import annotations

from dataclasses import dataclass

from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, confirm, hold
from tests.cast.calendars import put_schedule, schedule, slots, states
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_staff, sign_in_patient
from tests.cast.times import local


@dataclass(frozen=True)
class Practice:
    client: AsyncClient
    owner: Person
    doctor: Doctor
    first: Person
    second: Person

    async def change_buffer(self, minutes: int) -> None:
        read = await schedule(self.client, self.owner, self.doctor)
        document = {"rules": read.json()["rules"], "buffer_minutes": minutes}
        etag = read.headers["etag"]
        written = await put_schedule(self.client, self.owner, self.doctor, document, etag)
        assert written.status_code == 200


async def practice(client: AsyncClient, resources: Resources, buffer: int) -> Practice:
    owner = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, buffer=buffer, step=30, account_id=owner.account_id)
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    return Practice(client, owner, doctor, first, second)


async def test_a_cancelled_booking_frees_the_buffer_that_it_had(
    client: AsyncClient, resources: Resources
) -> None:
    here = await practice(client, resources, 10)
    made = await booked(client, here.first, here.doctor, local(1, "10:00"))
    await here.change_buffer(0)
    await cancel(client, here.first, made["id"])

    assert (await hold(client, here.second, here.doctor, local(1, "10:30"))).status_code == 201


async def test_a_hold_asked_for_again_under_a_longer_buffer_can_be_booked(
    client: AsyncClient, resources: Resources
) -> None:
    here = await practice(client, resources, 0)
    await hold(client, here.first, here.doctor, local(1, "10:00"))
    await here.change_buffer(10)
    again = await hold(client, here.first, here.doctor, local(1, "10:00"))

    assert (await confirm(client, here.first, again.json()["id"])).status_code == 201


async def test_a_hold_asked_for_again_under_a_shorter_buffer_is_let_go_whole(
    client: AsyncClient, resources: Resources
) -> None:
    here = await practice(client, resources, 10)
    await hold(client, here.first, here.doctor, local(1, "10:00"))
    await here.change_buffer(0)
    again = await hold(client, here.first, here.doctor, local(1, "10:00"))
    await client.delete(f"/v1/holds/{again.json()['id']}", headers=here.first.headers)

    assert set(states(await slots(client, here.doctor, 1, 1)).values()) == {"open"}
    assert (await hold(client, here.second, here.doctor, local(1, "10:30"))).status_code == 201
