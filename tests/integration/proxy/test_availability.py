"""Checks that searches and slots go to the availability servers, and to api servers where there is none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest

from amrutam.embedded.waiting import until
from tests.cast.proxied import PATIENCE_SECONDS, Asked, Proxied, Said, Server, proxied

READS = [
    ("GET", "/v1/doctors?q=meera"),
    ("GET", f"/v1/doctors/{uuid4()}/slots?from=2030-01-01&to=2030-01-02"),
    ("POST", "/v1/availability/query"),
]
OTHERS = [
    ("POST", "/v1/doctors"),
    ("GET", f"/v1/doctors/{uuid4()}"),
    ("GET", f"/v1/doctors/{uuid4()}/schedule"),
    ("POST", "/v1/holds"),
    ("POST", "/graphql"),
]


@pytest.fixture
async def proxy(tmp_path: Path) -> AsyncIterator[Proxied]:
    async with proxied(
        tmp_path / "nginx", availabilities=2, proxy_health_seconds=0.05, proxy_patience_seconds=0.2
    ) as made:
        watching = asyncio.create_task(made.availability.watch())
        yield made
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def ask(proxy: Proxied, method: str, target: str) -> int:
    body = b"{}" if method == "POST" else b""
    answer = await proxy.ask(target, method, body, content_type="application/json")
    return answer.status


@pytest.mark.parametrize("inner", [False, True])
async def test_each_goes_where_it_belongs(proxy: Proxied, *, inner: bool) -> None:
    """Each request is sent to the kind of server that its path belongs to, also if the website makes the request."""
    if inner:
        object.__setattr__(proxy.proxy, "port", proxy.proxy.inner_port)
    for method, target in READS + OTHERS:
        assert await ask(proxy, method, target) == 200
    read = [(each.method, each.target) for one in proxy.availabilities for each in one.asked]
    assert sorted(read) == sorted(READS)
    other = [(each.method, each.target) for one in proxy.apis for each in one.asked]
    assert sorted(other) == sorted(OTHERS)


async def test_the_api_answers_while_no_availability_server_does(proxy: Proxied) -> None:
    def hangs(_asked: Asked) -> Said | None:
        return None

    for server in proxy.availabilities:
        server.answer = hangs

    async def none_is_listed() -> bool:
        return proxy.availability.listed == ()

    await until(none_is_listed, PATIENCE_SECONDS)
    for method, target in READS:
        assert await ask(proxy, method, target) == 200
    answered = [each.target for one in proxy.apis for each in one.asked]
    assert {target for _, target in READS} <= set(answered)


async def test_a_read_that_one_of_them_breaks_is_answered_by_another(proxy: Proxied) -> None:
    """A read whose connection the availability servers break off is answered by an api server.

    The query of slots is also repeated, because it is a read although it uses POST.
    """
    for server in proxy.availabilities:
        server.answer = lambda asked: Said() if asked.target == "/livez" else Server.broken
    for method, target in READS:
        assert await ask(proxy, method, target) == 200
