"""Tests the proxy's limits for one visitor, which is an IPv4 address or the /64 network of an IPv6 address."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cast.proxied import Proxied, proxied


@pytest.fixture
async def proxy(tmp_path: Path) -> AsyncIterator[Proxied]:
    """Starts a proxy that allows a burst of ten calls and then one call a minute.

    The proxy takes the visitor's IP address from the X-Forwarded-For header of the proxy in front of it.
    """
    async with proxied(tmp_path / "nginx", rate_limit_proxy="10/600", behind_another=True) as made:
        yield made


async def _statuses(
    proxy: Proxied, visitor: str, target: str, count: int = 11, method: str = "GET"
) -> list[int]:
    return [(await proxy.ask(target, method, x_forwarded_for=visitor)).status for _ in range(count)]


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("target", ["/v1/doctors", "/en/doctors/unknown", "/v1/realtime"])
async def test_one_visitors_many_calls_are_refused_and_no_other_feels_it(
    proxy: Proxied, target: str, method: str
) -> None:
    statuses = await _statuses(proxy, "203.0.113.1", target, method=method)
    assert 429 not in statuses[:10]
    assert statuses[10] == 429
    assert (await _statuses(proxy, "203.0.113.2", "/v1/doctors", 1)) == [200]
    assert (await _statuses(proxy, "203.0.113.2", "/en", 1)) == [200]


async def test_pages_and_calls_count_together(proxy: Proxied) -> None:
    await _statuses(proxy, "203.0.113.1", "/en", 5)
    assert await _statuses(proxy, "203.0.113.1", "/v1/x", 6) == [200] * 5 + [429]


async def test_a_program_is_refused_in_its_words_and_a_person_in_theirs(proxy: Proxied) -> None:
    await _statuses(proxy, "203.0.113.1", "/en", 10)
    told = await proxy.ask("/v1/x", "POST", b"{}", x_forwarded_for="203.0.113.1")
    assert (told.status, told.headers["retry-after"]) == (429, "5")
    assert told.headers["content-type"] == "application/problem+json"
    assert json.loads(told.body)["type"] == "/problems/too-many-requests"
    page = await proxy.ask("/en", x_forwarded_for="203.0.113.1")
    assert (page.status, page.headers["retry-after"]) == (429, "5")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert 'lang="hi"' in page.body.decode()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("2001:db8:1:2:3:4:5:6", "2001:0DB8:0001:0002::"),
        ("2001:db8::", "2001:db8::1:0:0:1"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        # the address's bytes contain newlines
        ("2001:db8:0a0a:0a0a::1", "2001:db8:a0a:a0a:0a0a:0a0a:0a0a:0a0a"),
    ],
)
async def test_a_visitor_has_many_addresses(proxy: Proxied, first: str, second: str) -> None:
    await _statuses(proxy, first, "/v1/x", 10)
    assert await _statuses(proxy, second, "/v1/x", 1) == [429]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:3::1"),
        ("::ffff:203.0.113.5", "::ffff:203.0.113.6"),
        ("2001:db8::1", "2001:db8:0:1::1"),
        ("2001:db8:0a0a:0a0a::1", "2001:db8:0a0a:0a0b::1"),
    ],
)
async def test_neighbours_do_not_share_a_limit(proxy: Proxied, first: str, second: str) -> None:
    assert await _statuses(proxy, first, "/v1/x") == [200] * 10 + [429]
    assert await _statuses(proxy, second, "/v1/x", 1) == [200]


async def test_scripts_and_the_website_itself_are_not_counted(proxy: Proxied) -> None:
    for _ in range(20):
        assert (await proxy.ask("/_next/static/a.js")).status == 200
        head = b"GET /v1/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        assert b" 200 " in await proxy.raw(head, port=proxy.proxy.inner_port)
    assert await _statuses(proxy, "127.0.0.1", "/v1/x") == [200] * 10 + [429]


async def test_load_tests_take_the_limit_off(tmp_path: Path) -> None:
    async with proxied(tmp_path / "x", rate_limits="off", rate_limit_proxy="1/600") as proxy:
        assert {(await proxy.ask("/v1/x")).status for _ in range(20)} == {200}
