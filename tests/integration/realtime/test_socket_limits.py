"""Tests the limits on the number of sockets of an account or a network address, counted over all gateways."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from secrets import token_hex
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from websockets.exceptions import InvalidStatus

from amrutam.core.counters import sockets_open
from amrutam.core.redis import RedisServer
from amrutam.core.redis.link import Link
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.waiting import until
from amrutam.realtime.errors import TooManySockets
from amrutam.realtime.socket_limits import SocketLimits
from tests.cast.people import sign_in_patient
from tests.cast.realtime import (
    PATIENCE_SECONDS,
    SIGNED_IN,
    Client,
    Gateway,
    client_of,
    fact,
    gateway,
    refused,
    ticket_of,
)

pytestmark = pytest.mark.xdist_group("realtime")


@pytest.fixture(scope="module")
async def running(settings: Settings) -> AsyncIterator[Gateway]:
    async with gateway(settings, Gateway, realtime_sockets_per_account=2) as made:
        yield made


async def test_who_was_refused_may_come_when_a_place_is_free(resources: Resources) -> None:
    who = f"address:{uuid4().hex}"
    here, there = (SocketLimits(resources.redis, token_hex(8)) for _ in range(2))
    await here.take(who, 1)
    for _ in range(3):
        with pytest.raises(TooManySockets):
            await there.take(who, 1)
    await here.leave(who)
    await there.take(who, 1)
    await there.leave(who)


async def test_without_redis_a_gateway_bounds_what_it_knows_of() -> None:
    away = RedisServer(Link("redis://127.0.0.1:9/0", 0.1), 0, lambda _name, _seconds: None)
    seats = SocketLimits(away, "here")
    await seats.take("somebody", 2)
    await seats.take("somebody", 2)
    with pytest.raises(TooManySockets):
        await seats.take("somebody", 2)
    await seats.leave("somebody")
    await seats.take("somebody", 2)
    await seats.take("another", 2)


async def test_an_account_has_few_sockets_over_all_gateways(
    running: Gateway, settings: Settings, client: AsyncClient, resources: Resources
) -> None:
    """The limit of an account counts its sockets at all gateways.

    The limit applies from a gateway's first socket on. Sockets of a gateway that was killed are not
    counted.
    """
    asha = await sign_in_patient(resources)

    async def signed_in(at: Gateway) -> Client:
        return await opened.enter_async_context(client_of(at, await ticket_of(client, asha)))

    async with (
        AsyncExitStack() as opened,
        gateway(settings, Gateway, realtime_sockets_per_account=2) as other,
        gateway(settings, realtime_sockets_per_account=2) as new,
    ):
        for made in (other, running):
            assert await (await signed_in(made)).next() == SIGNED_IN
        for made in (new, running):
            third = await signed_in(made)
            assert fact(await third.next()) == "too-many-sockets"
            assert await third.closed_with() == 4429
        await other.stop(kill=True)

        async def is_let_in() -> bool:
            return await (await signed_in(running)).next() == SIGNED_IN

        await until(is_let_in, PATIENCE_SECONDS)


async def test_a_gateway_that_was_only_slow_counts_again(
    running: Gateway, settings: Settings, client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    await until(partial(_counted, resources, 0), PATIENCE_SECONDS)
    async with (
        gateway(settings, Gateway, realtime_sockets_per_account=2) as slow,
        client_of(slow, await ticket_of(client, asha)) as first,
        client_of(slow, await ticket_of(client, asha)) as second,
    ):
        assert await first.next() == await second.next() == SIGNED_IN
        await until(partial(_counted, resources, 2), PATIENCE_SECONDS)
        os.kill(slow.pid, signal.SIGSTOP)
        try:
            await until(partial(_counted, resources, 0), PATIENCE_SECONDS)
            async with client_of(running, await ticket_of(client, asha)) as third:
                assert await third.next() == SIGNED_IN
        finally:
            os.kill(slow.pid, signal.SIGCONT)
        await until(partial(_counted, resources, 2), PATIENCE_SECONDS)
        async with client_of(running, await ticket_of(client, asha)) as third:
            assert fact(await third.next()) == "too-many-sockets"


async def test_an_address_has_few_sockets_without_sign_in(
    settings: Settings, client: AsyncClient, resources: Resources
) -> None:
    bounds: dict[str, Any] = {"rate_limits": "on", "realtime_sockets_per_address": 2}
    trusted: dict[str, Any] = {"trusted_proxies": "127.0.0.1"}
    forwarded = {"x-forwarded-for": "203.0.113.9"}
    async with gateway(settings, **bounds, **trusted) as made:
        async with client_of(made) as first, client_of(made):
            assert await refused(made) == 429
            async with client_of(made, additional_headers=forwarded):
                pass
            ticket = await ticket_of(client, await sign_in_patient(resources))
            await first.send(type="auth", ticket=ticket)
            assert await first.next() == SIGNED_IN
            async with client_of(made):  # the first socket now counts for its account
                assert await refused(made) == 429
        await until(partial(made.has, 0), PATIENCE_SECONDS)
        async with client_of(made), client_of(made):
            pass


async def test_who_leaves_while_a_socket_opens_gives_its_place_back(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async with gateway(settings, rate_limits="on", realtime_sockets_per_address=1) as made:
        for _ in range(20):
            await _leaves_at_once(made)
        await until(partial(_opens, made), PATIENCE_SECONDS)
    assert not [line for line in caplog.records if line.levelname == "ERROR"]


async def test_a_full_gateway_says_so(settings: Settings) -> None:
    async with gateway(settings, realtime_sockets=1) as made, client_of(made):
        assert await refused(made) == 503


async def test_sockets_are_counted_over_all_gateways(
    running: Gateway, settings: Settings, resources: Resources
) -> None:
    await until(partial(_counted, resources, 0), PATIENCE_SECONDS)
    async with (
        gateway(settings, Gateway) as other,
        client_of(running),
        client_of(other),
        client_of(other),
    ):
        await until(partial(_counted, resources, 3), PATIENCE_SECONDS)
        await other.stop(kill=True)
        await until(partial(_counted, resources, 1), PATIENCE_SECONDS)


async def _leaves_at_once(running: Gateway) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", running.port)
    writer.write(
        b"GET /v1/realtime HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bm90IGEgc2VjcmV0IGtleQ==\r\n\r\n"
    )
    await writer.drain()
    writer.transport.abort()


async def _opens(running: Gateway) -> bool:
    try:
        async with client_of(running):
            return True
    except InvalidStatus:
        return False


async def _counted(resources: Resources, count: int) -> bool:
    return await sockets_open(resources.redis) == count
