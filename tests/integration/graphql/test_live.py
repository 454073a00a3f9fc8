"""Tests live slots over graphql-transport-ws, by the unmodified `gql` client, and by hand for invalid messages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from gql import Client, GraphQLRequest
from gql.transport.websockets import WebsocketsTransport
from httpx import AsyncClient
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.waiting import until
from tests.cast.booking import hold
from tests.cast.calendars import day
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.owner import owner
from tests.cast.people import make_staff, sign_in_patient
from tests.cast.realtime import PATIENCE_SECONDS, Gateway, InnerGateway, gateway, ticket_of
from tests.cast.times import local

pytestmark = pytest.mark.xdist_group("realtime")

LIVE = """subscription ($id: ID!, $from: Date!, $to: Date!) {
    slots(doctorId: $id, from: $from, to: $to) { __typename
        ... on DoctorSlots { version days { date slots { startsAt state } } }
        ... on SlotChanged { version startsAt state } ... on DoctorLate { minutes until } } }"""
INIT = {"type": "connection_init"}


@pytest.fixture(scope="module")
async def running(settings: Settings) -> AsyncIterator[Gateway]:
    more = {"realtime_idle_seconds": 2, "realtime_subscriptions": 2}
    async with gateway(settings, InnerGateway, **more) as made:
        yield made


def url(running: Gateway) -> str:
    return running.url.replace("/v1/realtime", "/graphql")


def asked(doctor_id: object) -> dict[str, str]:
    return {"id": str(doctor_id), "from": day(1), "to": day(3)}


async def follow(running: Gateway, doctor_id: object, **init: str) -> AsyncIterator[dict[str, Any]]:
    transport = WebsocketsTransport(url=url(running), init_payload=init)
    async with Client(transport=transport) as session:
        request = GraphQLRequest(LIVE, variable_values=asked(doctor_id))
        async for event in session.subscribe(request):
            yield event["slots"]


async def test_a_hold_is_told_as_it_happens(
    running: Gateway, client: AsyncClient, resources: Resources
) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    init = {"authorization": asha.headers["authorization"]}
    events = follow(running, doctor.id, **init)
    async with asyncio.timeout(PATIENCE_SECONDS):
        first = await anext(events)
        assert first["__typename"] == "DoctorSlots"
        at = local(2, "10:00")
        assert (await hold(client, asha, doctor, at)).status_code == 201
        told = await anext(events)
    assert (told["__typename"], told["state"], told["version"]) == (
        "SlotChanged",
        "held",
        first["version"] + 1,
    )
    await events.aclose()  # type: ignore[attr-defined]


async def test_a_doctor_who_is_running_late_is_told(
    running: Gateway, client: AsyncClient, resources: Resources
) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    path = f"/v1/doctors/{doctor.id}/lateness"
    await client.put(path, json={"minutes": 15}, headers=meera.headers)
    events = follow(running, doctor.id)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (told := await anext(events))["__typename"] != "DoctorLate":
            pass
    assert told["minutes"] == 15
    await events.aclose()  # type: ignore[attr-defined]


async def test_a_doctor_that_is_none_ends_the_subscription(running: Gateway) -> None:
    async with opened(running) as socket:
        await say(socket, INIT, subscribe("1", asked(uuid4())))
        assert (await heard(socket))["type"] == "connection_ack"
        told = await heard(socket)
        fact = told["payload"]["errors"][0]["extensions"]["type"]
        assert fact == "http://testserver/problems/not-found"
        assert await heard(socket) == {"type": "complete", "id": "1"}


def opened(running: Gateway, **options: Any) -> connect:
    return connect(url(running), subprotocols=["graphql-transport-ws"], **options)  # type: ignore[list-item]


def subscribe(id_: str, variables: dict[str, str], query: str = LIVE) -> dict[str, Any]:
    payload = {"query": query, "variables": variables}
    return {"type": "subscribe", "id": id_, "payload": payload}


async def say(socket: ClientConnection, *messages: Any) -> None:
    for message in messages:
        await socket.send(message if isinstance(message, str) else json.dumps(message))


async def heard(socket: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE_SECONDS):
        message: dict[str, Any] = json.loads(await socket.recv())
    return message


async def closed_with(socket: ClientConnection) -> int | None:
    """Reads the socket to its end and returns the close code."""
    with suppress(ConnectionClosed):
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for _ in socket:
                pass
    return socket.close_code


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([subscribe("1", {})], 4401),
        ([INIT, INIT], 4429),
        ([{"type": "connection_init", "payload": {"authorization": "Bearer x"}}], 4403),
        ([{"type": "connection_init", "payload": {"ticket": "x"}}], 4403),
        (["{"], 4400),
        (["[]"], 4400),
        (['{"type": "ping", "type": "pong"}'], 4400),
        ([INIT, {"type": "start"}], 4400),
        ([INIT, {"type": "subscribe", "id": 1}], 4400),
        ([INIT, {"type": "subscribe", "id": "1", "payload": {"query": 1}}], 4400),
        ([{"type": "ping"}] * 61, 4429),
        ([INIT], 4410),
    ],
)
async def test_how_a_socket_ends(running: Gateway, messages: list[Any], code: int) -> None:
    async with opened(running) as socket:
        await say(socket, *messages)
        assert await closed_with(socket) == code


async def test_who_cannot_be_known_for_the_moment_may_come_again(
    settings: Settings, resources: Resources
) -> None:
    """The socket closes with 1013 ("try again later") if the caller cannot be identified at the moment.

    After 4403 a client would not connect again.
    """
    asha = await sign_in_patient(resources)
    quick: dict[str, Any] = {"database_timeout_seconds": 1}
    async with owner(resources) as transaction:
        # Locked before the gateway starts: once it has read the keys, it knows the caller without the table.
        lock = "LOCK TABLE signing_key IN ACCESS EXCLUSIVE MODE"
        await transaction.execute(Statement("test_lock", lock))
        async with gateway(settings, InnerGateway, **quick) as fresh, opened(fresh) as socket:
            payload = {"authorization": asha.headers["authorization"]}
            await say(socket, {"type": "connection_init", "payload": payload})
            assert await closed_with(socket) == 1013


async def test_the_same_id_twice(running: Gateway, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    async with opened(running) as socket:
        await say(socket, INIT, *[subscribe("1", asked(doctor.id))] * 2)
        assert await closed_with(socket) == 4409


@pytest.mark.parametrize(
    ("query", "fact"),
    [
        ("{ __typename }", "bad-request"),
        ("subscription { nothing }", "document-refused"),
        (LIVE.replace("$to: Date!", "$to: Date"), "document-refused"),
    ],
)
async def test_a_refused_document_ends_nothing_else(
    running: Gateway, resources: Resources, query: str, fact: str
) -> None:
    doctor = await make_doctor(resources)
    async with opened(running) as socket:
        await say(socket, INIT, subscribe("1", asked(doctor.id), query))
        assert (await heard(socket))["type"] == "connection_ack"
        told = await heard(socket)
        assert told["type"] == "error"
        assert told["payload"][0]["extensions"]["type"].endswith(fact)
        await say(socket, subscribe("2", asked(doctor.id)))
        assert (await heard(socket))["type"] == "next"


async def test_one_socket_follows_so_many_doctors(running: Gateway, resources: Resources) -> None:
    doctors: list[Doctor] = [await make_doctor(resources) for _ in range(3)]
    async with opened(running) as socket:
        await say(socket, INIT, *(subscribe(doctor.name, asked(doctor.id)) for doctor in doctors))
        told = [await heard(socket) for _ in range(4)]
    refused = [each for each in told if each["type"] == "error"]
    assert [each["id"] for each in refused] == [doctors[2].name]


async def test_the_end_of_a_session_ends_its_sockets(
    running: Gateway, client: AsyncClient, resources: Resources
) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    ticket = await ticket_of(client, asha)
    async with opened(running) as socket:
        await say(socket, {"type": "connection_init", "payload": {"ticket": ticket}})
        await say(socket, subscribe("1", asked(doctor.id)))
        assert [(await heard(socket))["type"] for _ in range(2)] == ["connection_ack", "next"]
        await client.post("/v1/auth/logout", headers=asha.headers)
        assert await closed_with(socket) == 4401


async def test_nothing_of_a_closed_socket_is_left(running: Gateway, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    async with opened(running) as socket:
        await say(socket, INIT, subscribe("1", asked(doctor.id)))
        assert [(await heard(socket))["type"] for _ in range(2)] == ["connection_ack", "next"]
        assert await running.metric("amrutam_realtime_sockets") >= 1
    await until(partial(running.has, 0), PATIENCE_SECONDS)


async def test_a_foreign_page_gets_no_socket(running: Gateway) -> None:
    options: Any = {"origin": "https://evil.example"}
    with pytest.raises(Exception, match="403"):
        async with opened(running, **options):
            pass
