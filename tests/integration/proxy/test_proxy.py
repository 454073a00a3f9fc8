"""Tests the requests that the proxy forwards, their destinations, and the proxy's own answers."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from amrutam.embedded.ports import LOOPBACK
from tests.cast.proxied import Asked, Proxied, Said, Server, parsed, proxied


@pytest.fixture(scope="module")
async def proxy(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Proxied]:
    async with proxied(tmp_path_factory.mktemp("a proxy") / "nginx") as made:
        yield made


@pytest.fixture(autouse=True)
def _forgotten(proxy: Proxied) -> None:
    for server in (*proxy.apis, proxy.website):
        server.asked.clear()
        server.answer = lambda _asked: Said()


def _asked(proxy: Proxied) -> list[Asked]:
    return [asked for server in (*proxy.apis, proxy.website) for asked in server.asked]


def _hangs(_asked: Asked) -> None:
    return None


def _breaks(_asked: Asked) -> Said:
    return Server.broken


# The following tests are about paths.


@pytest.mark.parametrize("name", ["metrics", "internal", "internal/revalidate"])
@pytest.mark.parametrize(
    "spelling",
    [
        "/{}", "//{}", "/{}/", "/./{}", "/v1/../{}", "/v1/%2e%2e/{}", "/v1/..%2f{}", "/%2f{}",
        "/en/../{}", "/{};x", "/{}/..;/", "/{}?x", "/{}%2f", "/\\{}", "/v1/..\\{}", "/%5c{}",
        "http://example.test/{}", "http://example.test//{}", "/{}%23", "/{}#",
    ],
)  # fmt: skip
async def test_hidden_paths_are_nowhere_however_they_are_spelled(
    proxy: Proxied, name: str, spelling: str
) -> None:
    answer = await proxy.ask(spelling.format(name))
    assert answer.status in (400, 404)
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.body)["status"] == answer.status
    assert not _asked(proxy)


async def test_hidden_letters_do_not_help(proxy: Proxied) -> None:
    for target in ("/%6detrics", "/%69nternal/x", "/METRICS", "/Internal/revalidate"):
        assert (await proxy.ask(target)).status == 404
    assert not _asked(proxy)


@pytest.mark.parametrize(
    "target", ["/v1/a%2Fb?x=%20&y=1;2", "/v1//x", "/v1/x/", "/v1/%E0%A4%86?q=%25", "/docs", "/v1/a+b",
     "/fhir/Patient/1"]
)  # fmt: skip
async def test_an_api_sees_the_address_as_it_was_sent(proxy: Proxied, target: str) -> None:
    assert (await proxy.ask(target)).status == 200
    assert [asked.target for asked in _asked(proxy)] == [target]
    assert not proxy.website.asked


@pytest.mark.parametrize("target", ["/en", "/v1", "/docsx", "/livezz", "/graphql/x", "/a//b?c=%2F"])
async def test_all_else_is_the_website(proxy: Proxied, target: str) -> None:
    assert (await proxy.ask(target)).status == 200
    assert [asked.target for asked in proxy.website.asked] == [target]


async def test_upgrades_of_graphql_are_the_gateways(proxy: Proxied) -> None:
    """Requests to upgrade /graphql to a WebSocket go to the gateway.

    No server runs at the gateway's address in this test, so these requests get 503.
    """
    upgrade = {"upgrade": "websocket"}
    assert (await proxy.ask("/graphql", **upgrade)).status == 503
    assert not _asked(proxy)
    for target, method, more in (
        ("/graphql", "GET", {}), ("/graphql", "POST", {}), ("/v1/doctors", "GET", upgrade),
    ):  # fmt: skip
        assert (
            await proxy.ask(target, method, b"{}" if method == "POST" else b"", **more)
        ).status == 200
    assert sorted(asked.target for asked in _asked(proxy)) == [
        "/graphql",
        "/graphql",
        "/v1/doctors",
    ]
    assert not proxy.website.asked


# The following tests are about headers.


async def test_a_visitor_says_nothing_about_where_it_comes_from(proxy: Proxied) -> None:
    claims = {
        "x_forwarded_for": "203.0.113.9", "x_real_ip": "203.0.113.9", "forwarded": "for=203.0.113.9",
        "x_forwarded_host": "evil.test", "x_forwarded_proto": "https", "x_forwarded_prefix": "/evil",
        "x_forwarded_port": "1", "x_forwarded_server": "evil.test", "via": "evil",
        "amrutam_website": "a secret",
    }  # fmt: skip
    for target, method in (("/v1/x", "GET"), ("/v1/x", "POST"), ("/en", "GET"), ("/en", "POST"),
                           ("/_next/static/x.js", "GET")):  # fmt: skip
        await proxy.ask(target, method, b"{}" if method == "POST" else b"", **claims)
    raw = b"GET /v1/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\namrutam_website: s\r\n\r\n"
    await proxy.raw(raw)
    seen = _asked(proxy)
    assert len(seen) == 6
    for asked in seen:
        assert asked.headers["x-forwarded-for"] == LOOPBACK
        assert asked.headers.get("x-forwarded-proto", "http") == "http"
        assert asked.headers.get("x-forwarded-host", asked.headers["host"]) == asked.headers["host"]
        gone = {"x-real-ip", "forwarded", "x-forwarded-prefix", "x-forwarded-port", "via",
                "x-forwarded-server", "amrutam-website", "amrutam_website"}  # fmt: skip
        assert not gone & set(asked.headers)
        assert "evil" not in str(asked.headers)


async def test_the_inner_address_says_for_whom_the_website_asks(proxy: Proxied) -> None:
    head = "Host: a\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9\r\nAmrutam-Website: s\r\n"
    await proxy.raw(f"GET /v1/x HTTP/1.1\r\n{head}\r\n".encode(), port=proxy.proxy.inner_port)
    (asked,) = _asked(proxy)
    assert asked.headers["x-forwarded-for"] == f"203.0.113.9, {LOOPBACK}"
    assert asked.headers["amrutam-website"] == "s"


async def test_an_absolute_address_cannot_name_two_hosts(proxy: Proxied) -> None:
    await proxy.raw(
        b"GET http://good.test/en HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n"
    )
    for asked in _asked(proxy):
        assert asked.headers["host"] == asked.headers["x-forwarded-host"]
        assert asked.target == "/en"


async def test_it_tells_nothing_about_itself(proxy: Proxied) -> None:
    for target in ("/v1/x", "/metrics", "/en"):
        headers = (await proxy.ask(target)).headers
        assert not {"via", "x-powered-by"} & set(headers)
        # An nginx with the module headers-more removes this header.
        assert headers.get("server") == (None if proxy.nginx.headers_more else "nginx")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /v1/x HTTP/1.1\r\nHost: a\r\nX-Large: " + b"x" * 17_000 + b"\r\n\r\n", 431),
        (b"GET /v1/x HTTP/1.1\r\nHost: a\r\n" + b"X-Large: xxxxxxxxxxx\r\n" * 1000 + b"\r\n", 431),
        (b"GET /v1/" + b"x" * 17_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        (b"GET /v1/x HTTP/1.1\r\n\r\n", 400),
        (b"GET /v1/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /v1/x HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        (b"GET /v1/\x00x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"GET /v1/%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"TRACE /v1/x HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        (b"FOO /v1/x HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        (b"PROPFIND /en HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        (b"POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /v1/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ],
)  # fmt: skip
async def test_what_cannot_be_answered_is_a_problem(
    proxy: Proxied, request_: bytes, status: int
) -> None:
    answer = parsed(await proxy.raw(request_, then_closed=True))
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert json.loads(answer.body)["status"] == status
    assert not _asked(proxy)


# The following tests are about bodies.

_POST = b"POST /v1/x HTTP/1.1\r\nHost: a\r\n"
_MALFORMED = {
    "a bad length": _POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
    "cut short": _POST + b"Content-Length: 900\r\n\r\n" + b"x" * 100,
    "a chunk cut short": _POST + b"Transfer-Encoding: chunked\r\n\r\n50\r\nhello",
    "too large": _POST + b"Content-Length: 1300000\r\n\r\n" + b"x" * 1_300_000,
    "too large in chunks": _POST + b"Transfer-Encoding: chunked\r\n\r\n13d620\r\n" + b"x" * 1_300_000,
}  # fmt: skip


@pytest.mark.parametrize("name", _MALFORMED)
async def test_nobody_is_asked_before_a_body_is_whole(proxy: Proxied, name: str) -> None:
    came = await proxy.raw(_MALFORMED[name], then_closed="large" not in name)
    if came:
        answer = parsed(came)
        assert answer.status == (413 if "large" in name else 400)
        assert json.loads(answer.body)["status"] == answer.status
    assert not _asked(proxy)


async def test_one_address_that_sends_broken_requests_harms_no_other(proxy: Proxied) -> None:
    done, statuses = asyncio.Event(), set()

    async def break_things() -> int:
        sent = 0
        while not done.is_set():
            for name, request in _MALFORMED.items():
                await proxy.raw(request, then_closed="large" not in name)
                sent += 1
        return sent

    async with asyncio.TaskGroup() as group:
        breaking = group.create_task(break_things())
        for method in ("GET", "POST") * 100:
            statuses.add((await proxy.ask("/v1/x", method, b"{}")).status)
        done.set()
    assert statuses == {200}
    assert await breaking > 5


async def test_a_body_of_nearly_a_megabyte_arrives_whole(proxy: Proxied) -> None:
    body = bytes(range(256)) * 4000
    assert (await proxy.ask("/v1/x", "PUT", body)).status == 200
    (asked,) = _asked(proxy)
    assert asked.body == body


async def test_a_client_that_asks_first_is_told_to_go_on(proxy: Proxied) -> None:
    head = b"POST /v1/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
    came = await proxy.raw(head + b"Content-Length: 2\r\n\r\n", b"{}")
    assert came.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200")


async def test_requests_in_a_row_are_answered_in_that_row(proxy: Proxied) -> None:
    for server in proxy.apis:
        server.answer = lambda asked: Said(body=asked.target.encode())
    ask = "GET /v1/{} HTTP/1.1\r\nHost: a\r\n\r\n"
    last = "GET /v1/last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    came = await proxy.raw((ask.format(1) + ask.format(2) + last).encode())
    assert [line for line in came.split(b"\r\n") if b"/v1/" in line] != []
    places = [came.index(target) for target in (b"/v1/1", b"/v1/2", b"/v1/last")]
    assert places == sorted(places)


async def test_answers_of_the_api_are_compressed_for_whoever_can_read_that(proxy: Proxied) -> None:
    text = json.dumps(["a doctor"] * 500).encode()
    etag = (("content-type", "application/json"), ("etag", '"7"'))
    for server in proxy.apis:
        server.answer = lambda _asked: Said(headers=etag, body=text)
    packed = await proxy.ask("/v1/x", accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] == 'W/"7"'
    assert gzip.decompress(packed.body) == text
    plain = await proxy.ask("/v1/x")
    assert (plain.body, plain.headers["etag"]) == (text, '"7"')
    assert "content-encoding" not in plain.headers
    head = await proxy.ask("/v1/x", "HEAD")
    assert (head.status, head.body) == (200, b"")


async def test_an_answer_may_have_long_headers(proxy: Proxied) -> None:
    """An answer with long headers passes: a search page repeats the search in its `Link`."""
    long = (("link", f"</v1/doctors?q={'x' * 12_000}>"),)
    for server in (*proxy.apis, proxy.website):
        server.answer = lambda _asked: Said(headers=long)
    for target in ("/v1/x", "/en/long"):
        assert (await proxy.ask(target)).status == 200


# The following tests are about servers that fail.


async def test_what_a_server_takes_no_connection_for_goes_to_another(proxy: Proxied) -> None:
    await proxy.apis[0].close()
    try:
        for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
            for _ in range(4):
                assert (await proxy.ask("/v1/x", method, b"{}")).status == 200
    finally:
        await proxy.apis[0].open()
    assert len(proxy.apis[1].asked) == 20


async def test_a_read_whose_connection_breaks_is_asked_of_another_server(proxy: Proxied) -> None:
    proxy.apis[0].answer = _breaks
    await _reads_succeed(proxy)


async def test_a_read_without_an_answer_in_time_is_asked_of_another_server(tmp_path: Path) -> None:
    async with proxied(tmp_path / "nginx", proxy_read_seconds=1) as proxy:
        proxy.apis[0].answer = _hangs
        await _reads_succeed(proxy)


async def _reads_succeed(proxy: Proxied) -> None:
    answers = await asyncio.gather(*(proxy.ask("/v1/x") for _ in range(4)))
    assert {answer.status for answer in answers} == {200}
    assert proxy.apis[0].asked


@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_a_write_that_may_have_begun_is_not_repeated(proxy: Proxied, method: str) -> None:
    for server in proxy.apis:
        server.answer = _breaks
    answer = await proxy.ask("/v1/x", method, b"{}")
    assert (answer.status, answer.headers["retry-after"]) == (503, "1")
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(_asked(proxy)) == 1


async def test_what_a_server_itself_says_arrives(proxy: Proxied) -> None:
    for status in (400, 404, 429, 500, 503):
        for server in proxy.apis:
            server.answer = lambda _asked, status=status: Said(status, body=b"its own")  # type: ignore[misc]
        answer = await proxy.ask("/v1/x")
        assert (answer.status, answer.body) == (status, b"its own")
        assert (await proxy.ask("/v1/x", "POST", b"{}")).body == b"its own"


async def test_when_no_server_is_there_the_client_may_come_again(proxy: Proxied) -> None:
    for server in proxy.apis:
        await server.close()
    try:
        for method in ("GET", "POST"):
            answer = await proxy.ask("/v1/x", method)
            assert (answer.status, answer.headers["retry-after"]) == (503, "1")
            assert json.loads(answer.body)["type"] == "/problems/unavailable"
    finally:
        for server in proxy.apis:
            await server.open()
    assert (await proxy.ask("/v1/x")).status == 200


async def test_a_person_reads_that_the_website_is_away_in_both_languages(proxy: Proxied) -> None:
    await proxy.website.close()
    try:
        for method in ("GET", "POST"):
            page = await proxy.ask("/hi/nothing-kept", method)
            assert (page.status, page.headers["retry-after"]) == (503, "1")
            assert page.headers["content-type"] == "text/html; charset=utf-8"
            assert "default-src 'none'" in page.headers["content-security-policy"]
            assert 'lang="hi"' in page.body.decode()
            assert "<script" not in page.body.decode()
    finally:
        await proxy.website.open()
