"""Tests which clients may open a socket, which messages the gateway accepts on it, and how it is closed."""

from __future__ import annotations

import asyncio
import json
import socket as sockets
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.waiting import until
from amrutam.holds import redis_keys
from amrutam.holds.changes import changed
from tests.cast.booking import problem
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.realtime import (
    PATIENCE_SECONDS,
    SIGNED_IN,
    Client,
    Gateway,
    client_of,
    environment_of,
    fact,
    gateway,
    refused,
    ticket_of,
)
from tests.conftest import MakeClient

pytestmark = pytest.mark.xdist_group("realtime")

OURS: Any = "http://testserver"
FOREIGN: Any = "https://evil.example"


@pytest.fixture(scope="module")
async def running(settings: Settings) -> AsyncIterator[Gateway]:
    async with gateway(settings, Gateway, realtime_sockets_per_account=2) as made:
        yield made


@pytest.fixture
async def screen(running: Gateway) -> AsyncIterator[Client]:
    async with client_of(running) as opened:
        yield opened


async def test_only_our_pages_and_programs_without_cookies_get_in(running: Gateway) -> None:
    cookie = {"cookie": "__Host-session=anything"}
    assert await refused(running, origin=FOREIGN) == 403
    assert await refused(running, additional_headers=cookie) == 403
    async with client_of(running, origin=OURS, additional_headers=cookie) as page:
        await page.send(type="ping")
        assert await page.next() == {"type": "pong"}


async def test_other_sites_get_in_where_a_setting_says_so(settings: Settings) -> None:
    origins = "https://clinic.example, https://other.example:443"
    async with gateway(settings, realtime_origins=origins) as made:
        other: Any = "https://other.example"
        async with client_of(made, origin=other):
            pass
        assert await refused(made, origin=FOREIGN) == 403


async def test_a_cookie_is_no_authority_on_a_socket(
    running: Gateway, client: AsyncClient, resources: Resources
) -> None:
    """A cookie does not identify the caller of a socket.

    Three sockets with a cookie can be opened, because they count for the address; an account may
    have only two.
    """
    async with AsyncExitStack() as stack:
        for _ in range(3):
            cookie = {"cookie": "__Host-session=anything"}
            page = await stack.enter_async_context(
                client_of(running, origin=OURS, additional_headers=cookie)
            )
            await page.send(type="ping")
            assert await page.next() == {"type": "pong"}


async def test_a_ticket_needs_sign_in_and_is_never_kept(client: AsyncClient) -> None:
    answer = await client.post("/v1/realtime/ticket")
    assert (answer.status_code, problem(answer)) == (401, "sign-in-required")


async def test_a_ticket_works_once(
    running: Gateway, client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    ticket = await ticket_of(client, asha)
    async with client_of(running, ticket) as first, client_of(running, ticket) as second:
        assert await first.next() == SIGNED_IN
        assert fact(await second.next()) == "sign-in-required"
        assert await second.closed_with() == 4401


async def test_an_old_and_a_made_up_ticket_open_nothing(
    running: Gateway, make_client: MakeClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    hasty = await make_client(realtime_ticket_seconds=1)
    old = await ticket_of(hasty, asha)
    await asyncio.sleep(1.1)
    for ticket in (old, "made-up", "x" * 5000):
        async with client_of(running, ticket) as page:
            assert fact(await page.next()) == "sign-in-required"
            assert await page.closed_with() == 4401


async def test_what_lies_in_redis_is_no_ticket(client: AsyncClient, resources: Resources) -> None:
    ticket = await ticket_of(client, await sign_in_patient(resources))
    kept = await resources.redis.do("keys", "KEYS", "realtime:ticket:*")
    assert kept
    assert not any(ticket in key.decode() for key in kept)


async def test_signing_in_comes_first_or_not_at_all(
    running: Gateway, client: AsyncClient, resources: Resources
) -> None:
    ticket = await ticket_of(client, await sign_in_patient(resources))
    async with client_of(running) as page:
        await page.send(type="ping")
        await page.next()
        await page.send(type="auth", ticket=ticket)
        assert fact(await page.next()) == "invalid-request"


async def test_signing_out_closes_the_socket(
    running: Gateway, client: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    async with (
        client_of(running, await ticket_of(client, asha)) as hers,
        client_of(running, await ticket_of(client, ravi)) as his,
    ):
        assert await hers.next() == await his.next() == SIGNED_IN
        assert (await client.post("/v1/auth/logout", headers=asha.headers)).status_code == 204
        assert await hers.closed_with() == 4401
        await his.send(type="ping")
        assert await his.next() == {"type": "pong"}


async def test_a_ticket_of_an_ended_session_opens_nothing(
    running: Gateway, client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    ticket = await ticket_of(client, asha)
    await client.post("/v1/auth/logout", headers=asha.headers)
    async with client_of(running, ticket) as page:
        assert await page.closed_with() == 4401


async def test_subscriptions_are_bounded(settings: Settings, resources: Resources) -> None:
    doctors = [await make_doctor(resources) for _ in range(3)]
    async with gateway(settings, realtime_subscriptions=2) as made, client_of(made) as page:
        answers = [await page.subscribe(doctor) for doctor in doctors]
        assert [answer["type"] for answer in answers] == ["snapshot", "snapshot", "error"]
        assert fact(answers[2]) == "too-many-subscriptions"
        assert answers[2]["doctor_id"] == str(doctors[2].id)
        await page.send(type="unsubscribe", doctor_id=str(doctors[0].id))
        assert (await page.subscribe(doctors[2]))["type"] == "snapshot"
        assert await made.metric("amrutam_realtime_subscriptions") == 2


async def test_nothing_is_told_after_unsubscribing(
    running: Gateway, resources: Resources, screen: Client
) -> None:
    doctor, other = await make_doctor(resources), await make_doctor(resources)
    await screen.subscribe(doctor)
    await screen.subscribe(other)
    await screen.send(type="unsubscribe", doctor_id=str(doctor.id))
    await screen.send(type="ping")
    assert await screen.next() == {"type": "pong"}
    await changed(resources.redis, doctor.id, "")
    await changed(resources.redis, other.id, "")
    told = await screen.next()
    assert (told["type"], told["doctor_id"]) == ("snapshot", str(other.id))


@pytest.mark.parametrize(
    "days",
    [
        {"from": "2026-12-01", "to": "2027-01-01"},  # 32 days, one more than allowed
        {"from": "2026-12-02", "to": "2026-12-01"},
        {"from": "1900-01-01", "to": "1900-01-02"},
        {"from": "2026-02-30", "to": "2026-03-01"},
        {"from": "2026-12-01"},
        {"from": "2026-12-01", "to": "2026-12-01", "doctor": "x"},
    ],
)
async def test_days_that_do_not_fit_are_refused(
    screen: Client, resources: Resources, days: dict[str, str]
) -> None:
    doctor = await make_doctor(resources)
    await screen.send(type="subscribe", doctor_id=str(doctor.id), **days)
    assert fact(await screen.next()) == "invalid-request"
    await screen.send(type="ping")
    assert await screen.next() == {"type": "pong"}


@pytest.mark.parametrize(
    "nonsense",
    [
        "x", "{}", "[]", '{"type":"slot"}', '{"type":"ping","more":1}', b"\x00\x01",
        '{"type":"ping","type":"ping"}', '{"type":NaN}', "[" * 5000,
    ],
)  # fmt: skip
async def test_nonsense_is_refused_and_then_ends_the_socket(
    running: Gateway, nonsense: str | bytes
) -> None:
    async with client_of(running) as page:
        for _ in range(4):
            await page.connection.send(nonsense)
            assert fact(await page.next()) in ("invalid-request", "bad-request")
        await page.connection.send(nonsense)
        assert await page.closed_with() == 4400


async def test_a_message_too_large_ends_the_socket(running: Gateway) -> None:
    async with client_of(running) as page:
        await page.connection.send("x" * 65_537)
        assert await page.closed_with() == 1009


async def test_too_many_messages_end_the_socket(settings: Settings) -> None:
    async with (
        gateway(settings, realtime_messages_per_10_seconds=5) as made,
        client_of(made) as page,
    ):
        for _ in range(6):
            await page.send(type="ping")
        told = [await page.next() for _ in range(6)]
        assert [message["type"] for message in told] == [*["pong"] * 5, "error"]
        assert fact(told[5]) == "too-many-requests"
        assert await page.closed_with() == 4429


async def test_a_socket_that_watches_nothing_ends(settings: Settings, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    async with (
        gateway(settings, realtime_idle_seconds=0.5) as made,
        client_of(made) as idle,
        client_of(made) as watching,
    ):
        await watching.subscribe(doctor)
        assert await idle.closed_with() == 4410
        await watching.send(type="ping")
        assert await watching.next() == {"type": "pong"}


async def test_a_doctor_whom_nobody_watches_is_no_longer_listened_for(
    settings: Settings, resources: Resources
) -> None:
    doctor = await make_doctor(resources)

    async def listens(count: int) -> bool:
        channel = redis_keys.changes(doctor.id)
        _, heard = await resources.redis.do("count", "PUBSUB", "SHARDNUMSUB", channel)
        return bool(heard == count)

    async with gateway(settings) as made, client_of(made) as page:
        await page.subscribe(doctor)
        await until(partial(listens, 1), PATIENCE_SECONDS)
        await page.send(type="unsubscribe", doctor_id=str(doctor.id))
        await until(partial(listens, 0), PATIENCE_SECONDS)


async def test_who_watched_until_a_moment_ago_is_not_idle(
    settings: Settings, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    async with gateway(settings, realtime_idle_seconds=2) as made, client_of(made) as page:
        await page.subscribe(doctor)
        await asyncio.sleep(2.2)
        await page.send(type="unsubscribe", doctor_id=str(doctor.id))
        await asyncio.sleep(1.2)
        await page.send(type="ping")
        assert await page.next() == {"type": "pong"}


async def test_a_dead_client_is_dropped(settings: Settings) -> None:
    async with gateway(settings, realtime_ping_seconds=0.3) as made:
        dead = await _shaken_hands(made)
        await until(partial(made.has, 1), PATIENCE_SECONDS)
        await until(partial(made.has, 0), PATIENCE_SECONDS)
        dead.close()


async def test_a_slow_reader_is_cut_off_and_the_others_are_not(
    settings: Settings, resources: Resources
) -> None:
    doctor = await make_doctor(
        resources, minutes=5, weekly=[(n, "00:00", "24:00") for n in range(1, 8)]
    )
    async with gateway(settings, Gateway, realtime_backlog_bytes=65_536) as made:
        slow = await _shaken_hands(made)
        asked = {
            "type": "subscribe",
            "doctor_id": str(doctor.id),
            "from": "2026-12-01",
            "to": "2026-12-31",
        }
        slow.sendall(_masked(json.dumps(asked).encode()))
        async with client_of(made, max_size=None) as quick:
            await quick.subscribe(doctor, 1, 30)

            async def is_cut_off() -> bool:
                await changed(resources.redis, doctor.id, "")
                await quick.until(lambda message: message["type"] == "snapshot")
                return await made.metric('amrutam_realtime_cut_off_total{reason="slow"}') == 1

            await until(is_cut_off, 3 * PATIENCE_SECONDS)
            await until(partial(made.has, 1), PATIENCE_SECONDS)
        slow.close()


async def test_every_other_address_has_no_socket(running: Gateway) -> None:
    for path in ("/", "/v1/realtime/", "/livez"):
        with pytest.raises(InvalidStatus) as refusal:
            await _connect(running.url.replace("/v1/realtime", path))
        assert refusal.value.response.status_code == 404


async def test_it_does_not_start_with_too_few_files(settings: Settings) -> None:
    hard = 300
    environment = environment_of(settings) | {"AMRUTAM_REALTIME_SOCKETS": "200"}
    process = await asyncio.create_subprocess_shell(
        f"ulimit -n {hard} && exec '{sys.executable}' -m amrutam serve realtime",
        env=environment, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await asyncio.wait_for(process.communicate(), PATIENCE_SECONDS)
    assert process.returncode == 2
    assert b"AMRUTAM_REALTIME_SOCKETS: 200 WebSockets need 400 open files" in said


async def _connect(url: str) -> None:
    async with connect(url):
        pass


async def _shaken_hands(made: Gateway) -> sockets.socket:
    """Opens a WebSocket as a client that reads nothing after the handshake, and so answers no ping."""

    def shake() -> sockets.socket:
        client = sockets.socket()
        client.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", made.port))
        client.sendall(
            b"GET /v1/realtime HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        assert b" 101 " in client.recv(100)
        return client

    return await asyncio.to_thread(shake)


def _masked(message: bytes) -> bytes:
    """Returns a client's text frame, masked with zeros."""
    assert len(message) < 126
    return bytes((0x81, 0x80 | len(message))) + bytes(4) + message
