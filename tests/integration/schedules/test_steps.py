"""Tests the step between slots: by default all slots of a day can be booked, and a doctor can set another step."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, confirm, hold, move, problem
from tests.cast.calendars import put_schedule, schedule, slots, states, week
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_staff, sign_in_patient
from tests.cast.times import local

HOURS = [
    *((day, "09:00", "13:00") for day in range(1, 8)),
    *((day, "16:00", "19:00") for day in range(1, 8)),
]


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


@pytest.fixture
async def doctor(resources: Resources, meera: Person) -> Doctor:
    return await make_doctor(resources, weekly=HOURS, account_id=meera.account_id)


async def change(client: AsyncClient, person: Person, doctor: Doctor, **more: Any) -> Any:
    read = await schedule(client, person, doctor)
    document = {"rules": read.json()["rules"], **more}
    written = await put_schedule(client, person, doctor, document, read.headers["etag"])
    assert written.status_code == 200, written.text
    return written.json()


async def test_ten_are_offered_and_ten_can_be_booked(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    await change(client, meera, doctor, buffer_minutes=10)
    offered = states(await slots(client, doctor, 1, 1))
    assert len(offered) == 10

    for at in offered:
        await booked(client, await sign_in_patient(resources), doctor, local(1, at))

    assert states(await slots(client, doctor, 1, 1)) == dict.fromkeys(offered, "booked")


async def test_the_doctor_may_set_another_step_and_take_it_back(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    written = await change(client, meera, doctor, buffer_minutes=10, slot_step_minutes=30)
    assert (written["slot_step_minutes"], len(states(await slots(client, doctor, 1, 1)))) == (
        30,
        14,
    )
    kept = await change(client, meera, doctor)
    assert kept["slot_step_minutes"] == 30
    usual = await change(client, meera, doctor, slot_step_minutes=None)
    assert (usual["slot_step_minutes"], len(states(await slots(client, doctor, 1, 1)))) == (
        None,
        10,
    )


async def test_a_step_is_the_doctors_own_to_change_in_the_record_too(
    client: AsyncClient, meera: Person, doctor: Doctor
) -> None:
    url = f"/v1/doctors/{doctor.id}"
    changed = await client.patch(url, json={"slot_step_minutes": 60}, headers=meera.headers)
    assert changed.json()["slot_step_minutes"] == 60
    assert len(states(await slots(client, doctor, 1, 1))) == 7
    refused = await client.patch(url, json={"slot_step_minutes": 7}, headers=meera.headers)
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("step", "offered", "bookable"), [(None, 10, 10), (30, 14, 7), (15, 26, 9)]
)
async def test_the_preview_tells_how_many_can_be_booked(
    client: AsyncClient, meera: Person, doctor: Doctor,
    step: int | None, offered: int, bookable: int,
) -> None:  # fmt: skip
    rules = week("09:00", "13:00") + week("16:00", "19:00")
    document = {"rules": rules, "buffer_minutes": 10, "slot_step_minutes": step}
    answer = await client.post(
        f"/v1/doctors/{doctor.id}/schedule/preview", json=document, headers=meera.headers
    )
    tomorrow = answer.json()["days"][1]
    assert (len(tomorrow["slots"]), tomorrow["bookable"]) == (offered, bookable)


async def test_appointments_off_the_new_grid_stay_move_and_cancel(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    first, second = await sign_in_patient(resources), await sign_in_patient(resources)
    moved = await booked(client, first, doctor, local(1, "09:30"))
    ended = await booked(client, second, doctor, local(1, "12:30"))

    changed = await change(client, meera, doctor, buffer_minutes=10)

    assert changed["affected_appointments"] == []
    # The pause after a visit at 09:00 would reach into the visit at 09:30, and 09:40 lies within
    # that visit.
    shown = states(await slots(client, doctor, 1, 1))
    assert {at: shown.get(at) for at in ("09:00", "09:40", "10:20", "12:20")} == {
        "09:00": None, "09:40": "booked", "10:20": "open", "12:20": "booked"}  # fmt: skip
    held = await hold(client, first, doctor, local(1, "09:00"), reschedules=moved["id"])
    assert held.status_code == 201, held.text
    assert (await move(client, first, moved["id"], held.json()["id"])).status_code == 200
    assert (await cancel(client, second, ended["id"])).status_code == 200
    assert set(states(await slots(client, doctor, 1, 1)).values()) == {"open", "booked"}


async def test_a_live_hold_off_the_new_grid_confirms(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    patient = await sign_in_patient(resources)
    held = await hold(client, patient, doctor, local(1, "09:30"))
    await change(client, meera, doctor, buffer_minutes=10)
    made = await confirm(client, patient, held.json()["id"])
    assert (made.status_code, made.json()["starts_at"]) == (201, local(1, "09:30"))


async def test_a_live_hold_off_the_new_grid_is_found_again_and_confirms(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    """A hold at a time that a new step no longer offers can be found again and booked.

    The person who holds the time requests it again, as after a reload of the page. The time is
    offered to nobody else, and after the booking not to this person either.
    """
    patient, other = await sign_in_patient(resources), await sign_in_patient(resources)
    held = (await hold(client, patient, doctor, local(1, "09:30"))).json()
    await change(client, meera, doctor, buffer_minutes=10)

    again = await hold(client, patient, doctor, local(1, "09:30"))

    assert again.status_code == 201, again.text
    same = ("starts_at", "ends_at", "expires_at")
    assert [again.json()[name] for name in same] == [held[name] for name in same]
    refused = await hold(client, other, doctor, local(1, "09:30"))
    assert problem(refused) == "slot-not-offered"
    assert (await confirm(client, patient, again.json()["id"])).status_code == 201
    refused = await hold(client, patient, doctor, local(1, "09:30"))
    assert problem(refused) == "slot-not-offered"


async def test_a_live_hold_is_not_found_again_where_the_doctor_no_longer_works(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    patient = await sign_in_patient(resources)
    assert (await hold(client, patient, doctor, local(1, "09:30"))).status_code == 201
    await change(client, meera, doctor, rules=week("10:00", "13:00"))
    refused = await hold(client, patient, doctor, local(1, "09:30"))
    assert problem(refused) == "slot-not-offered"


async def test_where_visits_end_is_known_after_the_pause_was_changed(
    client: AsyncClient, resources: Resources, meera: Person, doctor: Doctor
) -> None:
    await change(client, meera, doctor, buffer_minutes=10)
    await booked(client, await sign_in_patient(resources), doctor, local(1, "09:00"))
    await change(client, meera, doctor, buffer_minutes=0)
    shown = states(await slots(client, doctor, 1, 1))
    assert {at: shown.get(at) for at in ("09:00", "09:30", "10:00")} == {
        "09:00": "booked", "09:30": None, "10:00": "open"}  # fmt: skip
