"""Checks that subscribers get every kind of change of a doctor's slots, and that each change has a version of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.availability.free_days import refresh
from amrutam.booking import closing, confirm_or_move
from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core import changes
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.holds.changes import changed
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from amrutam.realtime.hub import hub_of
from tests.cast.booking import booked, cancel, confirm, hold, move
from tests.cast.calendars import add_exception, put_schedule, schedule, slots, week
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import make_admin, make_staff, sign_in_patient
from tests.cast.realtime import Client, Gateway, InnerGateway, Message, Seen, client_of, gateway
from tests.cast.times import local
from tests.conftest import MakeClient

pytestmark = pytest.mark.xdist_group("realtime")


@pytest.fixture(scope="module")
async def running(settings: Settings) -> AsyncIterator[Gateway]:
    async with gateway(settings, Gateway) as made:
        yield made


@pytest.fixture
async def screen(running: Gateway) -> AsyncIterator[Client]:
    async with client_of(running) as opened:
        yield opened


@pytest.fixture
async def doctor(resources: Resources) -> Doctor:
    return await make_doctor(resources)


def of(screen: Client, doctor: Doctor) -> Seen:
    return screen.seen[str(doctor.id)]


async def test_a_snapshot_is_what_get_slots_answers(
    client: AsyncClient, screen: Client, doctor: Doctor
) -> None:
    shown = await screen.subscribe(doctor, 1, 3)
    answer = (await slots(client, doctor, 1, 3)).json()
    assert {name: shown[name] for name in answer} == answer
    assert set(shown) == {"type", *answer}


async def test_held_released_booked_and_cancelled_are_one_message_each(
    client: AsyncClient, resources: Resources, screen: Client, doctor: Doctor
) -> None:
    asha, at = await sign_in_patient(resources), local(2, "10:00")
    await screen.subscribe(doctor)
    held = (await hold(client, asha, doctor, at)).json()["id"]
    await screen.until_state(doctor, at, "held")
    await client.delete(f"/v1/holds/{held}", headers=asha.headers)
    await screen.until_state(doctor, at, "open")
    held = (await hold(client, asha, doctor, at)).json()["id"]
    await screen.until_state(doctor, at, "held")
    appointment = (await confirm(client, asha, held)).json()
    await screen.until_state(doctor, at, "booked")
    await cancel(client, asha, appointment["id"])
    seen = await screen.until_state(doctor, at, "open")
    assert [message["type"] for message in seen.log] == ["snapshot", *["slot"] * 5]
    assert [m["state"] for m in seen.log[1:]] == ["held", "open", "held", "booked", "open"]


async def test_an_ended_hold_is_told_by_itself_and_once(
    running: Gateway,
    settings: Settings,
    resources: Resources,
    make_client: MakeClient,
    doctor: Doctor,
) -> None:
    hasty, at = await make_client(hold_seconds=1.5), local(2, "10:00")
    async with gateway(settings) as other, client_of(running) as one, client_of(other) as two:
        await one.subscribe(doctor)
        await two.subscribe(doctor)
        await hold(hasty, await sign_in_patient(resources), doctor, at)
        for screen in (one, two):
            await screen.until_state(doctor, at, "held")
            await screen.until_state(doctor, at, "open")
        # A change of all times of the doctor is sent as a snapshot. Before it, each client has got two
        # messages about the slot, so the end of the hold was sent once.
        await changed(resources.redis, doctor.id, "")
        for screen in (one, two):
            await screen.until(lambda message: message["type"] == "snapshot")
            assert [m["type"] for m in of(screen, doctor).log] == [
                "snapshot",
                "slot",
                "slot",
                "snapshot",
            ]
        assert of(one, doctor) == of(two, doctor)


async def test_holds_that_ended_before_anybody_watched_are_not_shown(
    resources: Resources, screen: Client, make_client: MakeClient, doctor: Doctor
) -> None:
    hasty, at = await make_client(hold_seconds=0.3), local(2, "10:00")
    await hold(hasty, await sign_in_patient(resources), doctor, at)
    await screen.subscribe(doctor)
    await screen.until_state(doctor, at, "open")


async def test_an_extended_hold_is_told_when_it_really_ends(
    resources: Resources, screen: Client, make_client: MakeClient, doctor: Doctor
) -> None:
    hasty = await make_client(hold_seconds=3, hold_extension_seconds=0.6)
    asha, at = await sign_in_patient(resources), local(2, "10:00")
    await screen.subscribe(doctor)
    held = (await hold(hasty, asha, doctor, at)).json()
    extended = (await hasty.post(f"/v1/holds/{held['id']}/extend", headers=asha.headers)).json()
    await screen.until_state(doctor, at, "held")
    await screen.until_state(doctor, at, "open")
    assert datetime.now(UTC) >= datetime.fromisoformat(extended["expires_at"])
    assert len(of(screen, doctor).log) == 3


async def test_another_hold_does_not_hide_the_end_of_an_earlier_one(
    client: AsyncClient,
    resources: Resources,
    running: Gateway,
    make_client: MakeClient,
    doctor: Doctor,
) -> None:
    """The end of a hold is published although another hold is made at the same time.

    The call that removes an ended hold from the index publishes its end.
    """
    hasty, first, second = await make_client(hold_seconds=0.2), local(2, "10:00"), local(2, "11:00")
    await hold(hasty, await sign_in_patient(resources), doctor, first)
    async with client_of(running) as screen:
        await screen.subscribe(doctor)
        await asyncio.sleep(0.2)
        await hold(client, await sign_in_patient(resources), doctor, second)
        await screen.until_state(doctor, second, "held")
        await screen.until_state(doctor, first, "open")


async def test_who_comes_with_a_change_sees_it_in_the_snapshot_and_is_told_no_more_of_it(
    client: AsyncClient, settings: Settings, resources: Resources, doctor: Doctor
) -> None:
    at = local(2, "10:00")
    async with gateway(settings) as made, client_of(made) as one, client_of(made) as two:
        await one.subscribe(doctor)
        assert isinstance(made, InnerGateway)
        turns = hub_of(made.app.state.resources).turns
        while not turns.locked():
            await turns.acquire()
        await two.ask(doctor)
        await hold(client, await sign_in_patient(resources), doctor, at)
        await asyncio.sleep(0.3)  # both events must arrive before the snapshot is made
        turns.release()
        assert (await two.next())["type"] == "snapshot"
        assert of(two, doctor).states[at] == "held"
        await one.until_state(doctor, at, "held")
        await changed(resources.redis, doctor.id, "")
        for screen in (one, two):
            await screen.until(lambda message: message["type"] == "snapshot")
        assert [m["type"] for m in of(one, doctor).log] == ["snapshot", "slot", "snapshot"]
        assert [m["type"] for m in of(two, doctor).log] == ["snapshot", "snapshot"]


async def test_a_move_is_three_versions(
    client: AsyncClient, resources: Resources, screen: Client, doctor: Doctor
) -> None:
    asha, before, after = await sign_in_patient(resources), local(2, "10:00"), local(3, "11:00")
    appointment = await booked(client, asha, doctor, before)
    await screen.subscribe(doctor)
    held = (await hold(client, asha, doctor, after, reschedules=appointment["id"])).json()["id"]
    assert (await move(client, asha, appointment["id"], held)).status_code == 200
    await screen.until_state(doctor, after, "booked")
    seen = await screen.until_state(doctor, before, "open")
    assert seen.version == seen.log[0]["version"] + 3  # three changes: held, released, booked


async def test_a_new_schedule_and_leave_are_snapshots(
    client: AsyncClient, resources: Resources, screen: Client
) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    await screen.subscribe(doctor, 2, 2)
    etag = (await schedule(client, meera, doctor)).headers["etag"]
    await put_schedule(client, meera, doctor, {"rules": week("10:00", "11:00")}, etag)
    await screen.until(lambda message: message["type"] == "snapshot")
    assert set(of(screen, doctor).states) == {local(2, "10:00"), local(2, "10:30")}
    leave = {"kind": "leave", "starts_at": local(2, "10:00"), "ends_at": local(2, "10:30")}
    await add_exception(client, meera, doctor, **leave)
    await screen.until(lambda message: message["type"] == "snapshot")
    assert set(of(screen, doctor).states) == {local(2, "10:30")}


async def test_a_suspended_doctor_is_gone_as_if_absent(
    client: AsyncClient, resources: Resources, screen: Client, doctor: Doctor
) -> None:
    admin = await make_admin(resources)
    await screen.subscribe(doctor)
    await client.post(f"/v1/doctors/{doctor.id}/suspend", headers=admin.headers)
    told = await screen.until(lambda message: message["type"] == "error")
    again = await screen.subscribe(doctor)
    absent = await screen.subscribe(replace(doctor, id=uuid4()))
    never = await screen.subscribe(await make_doctor(resources, approved=False))
    assert told["problem"]["type"].endswith("/not-found")
    assert told["problem"] == again["problem"] == absent["problem"] == never["problem"]


async def test_nothing_is_kept_for_doctors_that_do_not_exist(
    resources: Resources, screen: Client, doctor: Doctor
) -> None:
    nobody = replace(doctor, id=uuid4())
    await screen.subscribe(nobody)
    keys = await resources.redis.do("keys", "KEYS", f"*{nobody.id}*")
    assert keys == []


async def test_a_change_of_several_slots_is_one_snapshot(
    client: AsyncClient, resources: Resources, screen: Client
) -> None:
    doctor = await make_doctor(resources, buffer=10, step=30)
    await screen.subscribe(doctor)
    version = of(screen, doctor).version
    await hold(client, await sign_in_patient(resources), doctor, local(2, "10:00"))
    shown = await screen.until(lambda message: message["type"] == "snapshot")
    assert shown["version"] == (version or 0) + 1
    states = of(screen, doctor).states
    near = {at: states.get(at) for at in (local(2, "09:30"), local(2, "10:00"), local(2, "10:30"))}
    assert list(near.values()) == [None, "held", None], (
        "slots that only a pause blocks must not be shown"
    )


async def test_changes_outside_the_days_shown_advance_the_version(
    client: AsyncClient, resources: Resources, screen: Client, doctor: Doctor
) -> None:
    await screen.subscribe(doctor, 1, 2)
    at = local(9, "10:00")
    await hold(client, await sign_in_patient(resources), doctor, at)
    told = await screen.until(lambda message: message["type"] == "slot")
    assert (told["starts_at"], told["state"]) == (at, "held")
    assert at not in of(screen, doctor).states


async def test_a_hold_that_postgresql_refuses_leaves_no_open_slot(
    resources: Resources, screen: Client, make_client: MakeClient, doctor: Doctor
) -> None:
    """A hold that PostgreSQL refuses leaves the slot booked for subscribers.

    The hold was made in Redis and released; messages have the state in PostgreSQL.
    """
    forgetful, at = await make_client(booked_marker_seconds=0.001), local(2, "10:00")
    await booked(forgetful, await sign_in_patient(resources), doctor, at)
    await screen.subscribe(doctor)
    refused = await hold(forgetful, await sign_in_patient(resources), doctor, at)
    assert refused.status_code == 409
    await changed(resources.redis, doctor.id, "")
    await screen.until(lambda message: message["type"] == "snapshot")
    # On a busy machine the snapshot may already contain the booked slot; no message of the slot follows then.
    assert {m["state"] for m in of(screen, doctor).log if m["type"] == "slot"} <= {"booked"}
    assert of(screen, doctor).states[at] == "booked"


async def test_the_worker_repeats_what_a_crash_after_the_commit_left_untold(
    client: AsyncClient,
    resources: Resources,
    screen: Client,
    doctor: Doctor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asha, at = await sign_in_patient(resources), local(2, "10:00")
    await screen.subscribe(doctor)
    held = (await hold(client, asha, doctor, at)).json()["id"]
    await screen.until_state(doctor, at, "held")
    with monkeypatch.context() as crash:
        crash.setattr(confirm_or_move, "mark_booked", _untold)
        appointment = (await confirm(client, asha, held)).json()
    resources.part(Mailers).email = FakeMailer()
    await tell_appointment_changed(resources, {"appointment_id": appointment["id"], "version": 1})
    await screen.until_state(doctor, at, "booked")
    with monkeypatch.context() as crash:
        crash.setattr(closing, "mark_time_free", _untold)
        await cancel(client, asha, appointment["id"])
    await tell_appointment_changed(resources, {"appointment_id": appointment["id"], "version": 2})
    # The process died before it replaced the hold by the appointment's marker, so the time stays held
    # until the hold ends.
    await screen.until_state(doctor, at, "held")


async def test_the_worker_repeats_a_new_schedule_too(
    client: AsyncClient, resources: Resources, screen: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    await refresh(resources)
    await screen.subscribe(doctor, 2, 2)
    etag = (await schedule(client, meera, doctor)).headers["etag"]
    with monkeypatch.context() as crash:
        crash.setattr(changes, "times_listeners", lambda _resources: [])
        await put_schedule(client, meera, doctor, {"rules": week("10:00", "10:30")}, etag)
    await refresh(resources)
    await screen.until(lambda message: message["type"] == "snapshot")
    assert set(of(screen, doctor).states) == {local(2, "10:00")}


async def test_many_changes_at_once_lose_no_version(
    client: AsyncClient, resources: Resources, running: Gateway, settings: Settings, doctor: Doctor
) -> None:
    people = [await sign_in_patient(resources) for _ in range(20)]
    times = [local(2, f"{hour}:{minute}") for hour in range(10, 15) for minute in ("00", "30")]

    async def come_and_go(at: int) -> None:
        for step in range(4):
            starts_at = times[(at + step * 3) % len(times)]
            held = await hold(client, people[at], doctor, starts_at)
            if held.status_code == 201 and (at + step) % 3:
                url = f"/v1/holds/{held.json()['id']}"
                await client.delete(url, headers=people[at].headers)

    async with gateway(settings) as other, client_of(running) as one, client_of(other) as two:
        await one.subscribe(doctor, 2, 2)
        await two.subscribe(doctor, 2, 2)
        await asyncio.gather(*(come_and_go(at) for at in range(len(people))))
        await changed(resources.redis, doctor.id, "")
        truth = (await slots(client, doctor, 2, 2)).json()
        for screen in (one, two):
            seen = of(screen, doctor)
            while seen.version != truth["version"]:
                await screen.next()
            assert seen.states == {s["starts_at"]: s["state"] for s in truth["days"][0]["slots"]}
            assert sum(message["type"] == "slot" for message in seen.log) > 5


async def _untold(*_arguments: Any) -> None:
    """Publishes nothing, like a process that has died."""


async def test_a_doctor_who_is_running_late_is_told_to_all_and_to_newcomers_until_it_ends(
    client: AsyncClient, resources: Resources, running: Gateway, screen: Client
) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    path = f"/v1/doctors/{doctor.id}/lateness"

    def is_late(minutes: int) -> Callable[[Message], bool]:
        return lambda message: message["type"] == "late" and message["minutes"] == minutes

    await screen.subscribe(doctor)
    await client.put(path, json={"minutes": 20}, headers=meera.headers)
    await screen.until(is_late(20))
    async with client_of(running) as newcomer:
        await newcomer.subscribe(doctor)
        await newcomer.until(is_late(20))
    await client.put(path, json={"minutes": 0}, headers=meera.headers)
    ended = await screen.until(is_late(0))
    assert ended["until"] is None
