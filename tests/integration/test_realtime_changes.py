"""Every kind of change of a doctor's times arrives on the screens, true, and one version a message."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.booking import cancel, confirm, hold
from tests.cast.calendars import slots
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.realtime import Client, Gateway, Seen, client_of, gateway
from tests.cast.times import local

pytestmark = pytest.mark.xdist_group("realtime")


@pytest.fixture(scope="module")
async def running(settings: Settings) -> AsyncIterator[Gateway]:
    async with gateway(settings) as made:
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
