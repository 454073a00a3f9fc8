"""Checks that the proxy uses api servers that answer and are not about to stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.waiting import until
from tests.cast.proxied import PATIENCE_SECONDS, Asked, Proxied, Said, proxied


@pytest.fixture
async def proxy(tmp_path: Path) -> AsyncIterator[Proxied]:
    """Starts a proxy whose servers are checked ten times as often as by default."""
    async with proxied(
        tmp_path / "nginx", apis=3, proxy_health_seconds=0.05, proxy_patience_seconds=0.2
    ) as made:
        watching = asyncio.create_task(made.backends.watch())
        yield made
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _listed(proxy: Proxied, *wanted: int) -> None:
    """Waits until the list has exactly these servers, by number."""
    servers = tuple(f"{LOOPBACK}:{proxy.apis[number].port}" for number in wanted)

    async def are_listed() -> bool:
        return proxy.backends.listed == servers

    await until(are_listed, PATIENCE_SECONDS)


def _hangs(_asked: Asked) -> None:
    return None


def _stops(asked: Asked) -> Said:
    return Said(body=b'{"status":"stopping"}' if asked.target == "/livez" else b"{}")


async def test_a_server_that_hangs_gets_no_requests_until_it_answers(proxy: Proxied) -> None:
    proxy.apis[1].answer = _hangs
    await _listed(proxy, 0, 2)
    await _only_these_are_asked(proxy, 0, 2)
    proxy.apis[1].answer = lambda _asked: Said()
    await _listed(proxy, 0, 1, 2)
    assert len(proxy.reloads) == 2


async def _only_these_are_asked(proxy: Proxied, *numbers: int) -> None:
    """Waits until nginx has read the list, so that none of ten requests reaches a server with another number; no request may fail."""
    others = [server for at, server in enumerate(proxy.apis) if at not in numbers]

    async def ten_requests_are_theirs() -> bool:
        for server in others:
            server.asked.clear()
        answers = await asyncio.gather(*(proxy.ask("/v1/x", "GET") for _ in range(10)))
        assert {answer.status for answer in answers} == {200}
        return not any(server.asked for server in others)

    await until(ten_requests_are_theirs, PATIENCE_SECONDS)


async def test_a_server_that_is_about_to_stop_gets_no_more(proxy: Proxied) -> None:
    proxy.apis[0].answer = _stops
    await _listed(proxy, 1, 2)
    await _only_these_are_asked(proxy, 1, 2)


async def test_a_server_that_is_gone_is_left_out_and_comes_back(proxy: Proxied) -> None:
    await proxy.apis[2].close()
    await _listed(proxy, 0, 1)
    await proxy.apis[2].open()
    await _listed(proxy, 0, 1, 2)


async def test_a_server_that_says_it_is_unwell_is_left_out(proxy: Proxied) -> None:
    proxy.apis[0].answer = lambda _asked: Said(500)
    await _listed(proxy, 1, 2)


async def test_when_none_is_well_all_are_tried(proxy: Proxied) -> None:
    for server in proxy.apis:
        server.answer = lambda asked: Said(503 if asked.target == "/livez" else 200)
    await _listed(proxy, 0, 1, 2)
    assert {(await proxy.ask("/v1/x")).status for _ in range(10)} == {200}


async def test_no_answer_to_a_client_takes_a_server_out(proxy: Proxied) -> None:
    for server in proxy.apis:
        server.answer = lambda asked: Said(200 if asked.target == "/livez" else 500)
    assert {(await proxy.ask("/v1/x", "POST", b"{}")).status for _ in range(30)} == {500}
    assert not proxy.reloads
    assert all(server.asked for server in proxy.apis)


async def test_a_reload_cuts_nobody_off(proxy: Proxied) -> None:
    failed: list[int] = []

    async def visits() -> None:
        for _ in range(60):
            answer = await proxy.ask("/v1/x", "POST", b"{}")
            failed.extend([answer.status] if answer.status != 200 else [])

    async def reloads() -> None:
        for _ in range(5):
            proxy.backends.changed(proxy.backends.listed)
            await asyncio.sleep(0.1)

    await asyncio.gather(visits(), visits(), reloads())
    assert not failed
