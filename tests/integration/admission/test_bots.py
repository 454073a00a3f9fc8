"""Tests that a thousand WebSockets of one account, or of one network address, gain nothing in an admission queue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.booking import hold, problem
from tests.cast.doctors import make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.realtime import Client, Gateway, client_of, gateway, ticket_of
from tests.cast.times import local
from tests.conftest import MakeClient
from tests.integration.admission.conftest import QUICK, begin, look, place_of, take, until

SOCKETS = 1000
AT_ONCE = 50
"""The number of sockets that are opened at the same time."""
SLOW_TURNS = {**QUICK, "admission_turn_seconds": 600}
"""Settings with which nobody's turn ends while the sockets are opened."""
# A gateway raises its limit of open files to `realtime_sockets`. Here one process has both ends of
# each socket, so it needs twice as many files.
OFTEN: dict[str, Any] = {"admission_tell_seconds": 0.2, "realtime_sockets": 2 * SOCKETS}


@asynccontextmanager
async def bot(running: Gateway, tickets: list[str] | None = None) -> AsyncIterator[list[Client]]:
    """Opens `SOCKETS` WebSockets from one network address, and yields them.

    With `tickets`, one for each socket, every socket signs in as the account of the tickets.
    """
    async with AsyncExitStack() as stack:
        sockets: list[Client] = []
        for start in range(0, SOCKETS, AT_ONCE):
            opening = [
                stack.enter_async_context(client_of(running, tickets[number] if tickets else None))
                for number in range(start, start + AT_ONCE)
            ]
            sockets += await asyncio.gather(*opening)
        yield sockets


async def told(socket: Client, state: str) -> dict[str, Any]:
    """Reads until a message says that the socket's place has this state; returns the message."""
    return await socket.until(lambda said: (said["type"], said.get("state")) == ("place", state))


async def watch(sockets: list[Client], places: list[str]) -> None:
    for number, socket in enumerate(sockets):
        await socket.send(type="place", place=places[number % len(places)])


async def test_a_thousand_sockets_of_an_account_are_one_place(
    make_client: MakeClient, settings: Settings, own_redis: str, resources: Resources
) -> None:
    """An account that asks for a place once for each socket gets one place and one turn; others come next."""
    client = await make_client(redis_url=own_redis, **SLOW_TURNS)
    doctor = await make_doctor(resources)
    people = [await sign_in_patient(resources) for _ in range(5)]
    first, account, *others = people
    await begin(client, resources, doctor)
    await take(client, doctor, first)
    await until(client, doctor, "admitted", first)
    options = {**OFTEN, "realtime_sockets_per_account": SOCKETS}
    async with gateway(settings, redis_url=own_redis, **options) as running:
        tickets = [await ticket_of(client, account) for _ in range(SOCKETS)]
        async with bot(running, tickets) as sockets:
            taken = [await take(client, doctor, account) for _ in sockets]
            assert {each["position"] for each in taken} == {1}
            await watch(sockets, [each["place"] for each in taken])
            states = await asyncio.gather(*(told(each, "waiting") for each in sockets))
            assert {each["position"] for each in states} == {1}
            behind = [(await take(client, doctor, each))["position"] for each in others]
            assert behind == [2, 3, 4]

            await give_up(client, str(doctor.id), first)
            await asyncio.gather(*(told(each, "admitted") for each in sockets))
            positions = [(await look(client, doctor, each))["position"] for each in others]
            assert positions == [1, 2, 3]
            clocks = ("10:00", "11:00", "12:00", "13:00")
            for person, clock in zip((account, *others), clocks, strict=True):
                await until(client, doctor, "admitted", person)
                held = await hold(client, person, doctor, local(3, clock))
                assert held.status_code == 201, held.text


async def give_up(client: AsyncClient, doctor_id: str, person: Person) -> None:
    path = f"/v1/doctors/{doctor_id}/admission"
    assert (await client.delete(path, headers=person.headers)).status_code == 204


async def test_a_thousand_sockets_of_an_address_are_few_places(
    make_client: MakeClient, settings: Settings, own_redis: str, resources: Resources
) -> None:
    """Without sign-in an address gets `admission_places_per_address` places; an account gets one turn with them."""
    places = 20
    limits = {"rate_limits": "on", "rate_limit_ip": "1000000/60"}
    client = await make_client(
        redis_url=own_redis, **SLOW_TURNS, **limits, admission_places_per_address=places
    )
    doctor = await make_doctor(resources)
    first, account, person = [await sign_in_patient(resources) for _ in range(3)]
    await begin(client, resources, doctor)
    await take(client, doctor, first)
    await until(client, doctor, "admitted", first)
    options = {**OFTEN, "rate_limits": "on", "realtime_sockets_per_address": SOCKETS}
    async with (
        gateway(settings, redis_url=own_redis, **options) as running,
        bot(running) as sockets,
    ):
        path = f"/v1/doctors/{doctor.id}/admission"
        answers = [await client.post(path) for _ in sockets]
        given = [each.json()["place"] for each in answers if each.status_code == 200]
        refused = {problem(each) for each in answers if each.status_code != 200}
        assert (len(given), refused) == (places, {"too-many-places"})
        await watch(sockets, given)
        await asyncio.gather(*(told(each, "waiting") for each in sockets))
        behind = await take(client, doctor, person)
        assert behind["position"] == places + 1

        await give_up(client, str(doctor.id), first)
        await told(sockets[0], "admitted")
        body = {"doctor_id": str(doctor.id), "starts_at": local(3, "10:00")}
        headers = place_of(account, given[0])
        assert (await client.post("/v1/holds", json=body, headers=headers)).status_code == 201
        await told(sockets[1], "admitted")
        body = {"doctor_id": str(doctor.id), "starts_at": local(3, "11:00")}
        again = await client.post("/v1/holds", json=body, headers=place_of(account, given[1]))
        assert problem(again) == "admission-required", "an account must have one turn at a time"
