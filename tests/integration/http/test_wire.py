"""Sends unusual and malformed requests to a real process over a socket.

A request that the application can read gets a problem with the right status. Bytes that are not HTTP get 400 and end
only their own connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.concurrency.processes import api_process

JSON = b"Content-Type: application/json\r\n"
PROBLEM = b"application/problem+json"
LONG = b"a" * 70_000

# The application can read these requests, and answers with a problem: (request line without the version, headers, status).
REFUSED: dict[str, tuple[bytes, bytes, int]] = {
    "a host that is none": (b"GET /nowhere", b"Host: [\r\n", 404),
    "a host with a path": (b"GET /v1/me", b"Host: a@b/c?d#e\r\n", 401),
    "no host": (b"GET /v1/me", b"", 401),
    "two hosts": (b"GET /v1/me", b"Host: a\r\nHost: b\r\n", 401),
    "a path that is not UTF-8": (b"GET /v1/doctors/%ff%fe", b"", 422),
    "half a percent sign": (b"GET /v1/doctors/%zz%", b"", 422),
    "two slashes": (b"GET //v1/me", b"", 404),
    "dots": (b"GET /v1/../v1/me", b"", 404),
    "encoded slashes": (b"GET /v1%2fme", b"", 401),
    "a whole address": (b"GET http://evil.example/v1/me", b"", 401),
    "an asterisk": (b"OPTIONS *", b"", 404),
    "a query that is not UTF-8": (b"GET /v1/doctors?q=%ff", b"", 422),
    "a name twice": (b"GET /v1/doctors?q=a&q=b", b"", 422),
    "TRACE": (b"TRACE /v1/me", b"", 405),
    "CONNECT": (b"CONNECT /v1/me", b"", 405),
    "a long header": (b"GET /v1/me", b"X-A: " + LONG + b"\r\n", 401),
    "a token of other letters": (b"GET /v1/me", b"Authorization: Bearer \xff\xfe\r\n", 401),
    "a cookie of other letters": (b"GET /v1/me", b"Cookie: __Host-session=\xff\xfe\r\n", 401),
    "cookies without end": (b"GET /v1/me", b"Cookie: " + b"a=b; " * 10_000 + b"\r\n", 401),
    "media types": (b"POST /v1/auth/otp", b"Content-Type: text/plain\r\n" + JSON, 415),
    "an origin of other letters": (b"POST /v1/auth/session", b"Origin: \xff\r\n" + JSON, 403),
    "a body that is too long": (b"POST /v1/auth/otp", JSON, 413),
}
BODIES = {
    "media types": b"{}",
    "an origin of other letters": b'{"email":"a@b.example","password":"x"}',
    "a body that is too long": b'"' + LONG + b'"',
}
# These bytes are not HTTP: the server itself answers and closes the connection.
UNREADABLE = [
    b"GET /v1/doctors/\xff\xfe HTTP/1.1\r\n\r\n",
    b"GET /v1/doctors?q=" + LONG + b" HTTP/1.1\r\n\r\n",
    b"BREW /v1/me HTTP/1.1\r\n\r\n",
    b"GET /v1/me HTTP/9.9\r\n\r\n",
    b"GET /v1/me\x00 HTTP/1.1\r\n\r\n",
    b"GET /v1/me HTTP/1.1\r\nX: \x01\r\n\r\n",
    b"GET /v1/me HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"GET /v1/me HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"POST /v1/auth/otp HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n",
    b"POST /v1/auth/otp HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\r\n\r\nhello\r\n\r\n",
]


@pytest.fixture(scope="module")
async def port(settings: Settings) -> AsyncIterator[int]:
    async with api_process(settings, log_level="error") as url:
        yield urlsplit(url).port or 0


async def exchange(port: int, sent: bytes) -> tuple[bytes, bytes]:
    """Sends the bytes. Returns (head, body) of what arrives before the process closes the connection.

    Raises TimeoutError if the connection is still open after ten seconds.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


@pytest.mark.parametrize("kind", sorted(REFUSED))
async def test_odd_requests_are_refused_with_a_problem(port: int, kind: str) -> None:
    line, headers, status = REFUSED[kind]
    body = BODIES.get(kind, b"")
    length = b"Content-Length: %d\r\n" % len(body) if body else b""
    head, said = await exchange(
        port, line + b" HTTP/1.1\r\nConnection: close\r\n" + length + headers + b"\r\n" + body
    )
    assert head.split()[1] == b"%d" % status, (head, said)
    assert PROBLEM in head
    assert b'"status":%d' % status in said


@pytest.mark.parametrize("sent", UNREADABLE, ids=lambda sent: ascii(sent[:40]))
async def test_what_is_no_request_ends_its_own_connection_only(port: int, sent: bytes) -> None:
    head, _ = await exchange(port, sent)
    assert head.split()[1] == b"400", head
    head, body = await exchange(port, b"GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert (head.split()[1], body) == (b"200", b'{"status":"ok"}')


async def test_a_connection_stays_in_step_after_head(port: int) -> None:
    sent = b"HEAD /livez HTTP/1.1\r\n\r\nHEAD /nowhere HTTP/1.1\r\n\r\n"
    _, said = await exchange(port, sent + b"GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n")
    second, third, body = said.split(b"\r\n\r\n")
    assert (second.split()[1], third.split()[1], body) == (b"404", b"200", b'{"status":"ok"}')


async def test_after_a_defect_the_connection_serves_on(port: int, resources: Resources) -> None:
    """A connection stays open after a 500.

    A proxy may already have sent its next request on the connection; that request would be lost.
    """
    challenge = uuid4()
    await resources.redis.do("test_broken", "SET", f"code:{challenge}", "of another type")
    body = b'{"challenge_id":"%b","code":"123456"}' % str(challenge).encode()
    length = b"Content-Length: %d\r\n" % len(body)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /v1/auth/token HTTP/1.1\r\n" + JSON + length + b"\r\n" + body)
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.split()[1] == b"500"
    await reader.readuntil(b"}")
    # Waits until an answer with `Connection: close` would have closed the connection.
    await asyncio.sleep(0.1)
    writer.write(b"GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert (await reader.read()).split()[1] == b"200"
    writer.close()
