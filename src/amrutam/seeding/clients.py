"""A small HTTP/1.1 client over one connection, so that hundreds of clients can run beside the server that they load."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from httptools import HttpResponseParser

from amrutam.seeding.errors import Refused

_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: status, JSON body, and the duration of the request in seconds.

    `body` is empty if the body is not JSON; a JSON value that is no object, such as a list, is at its key `items`.
    """

    status: int
    body: dict[str, Any]
    seconds: float
    at: float
    """The time at which the answer arrived, by `perf_counter`."""
    limits: dict[str, tuple[int, int]]
    """Maps each rate limit's name to (requests left, seconds until its window begins again).

    The values come from the header RateLimit.
    """

    @property
    def code(self) -> str:
        """The code of a problem, such as `slot-taken`; for an answer without `type` its status as text, such as `201`.

        A problem of the proxy without a code gives its type, `about:blank`.
        """
        name = str(self.body.get("type", "")).rpartition("/problems/")[2]
        return name or str(self.status)


_LIMIT = re.compile(rb'"(\w+)";r=(\d+);t=(\d+)')


class _Reading:
    """The callbacks of httptools that collect one answer."""

    def __init__(self) -> None:
        self.body = b""
        self.limits: dict[str, tuple[int, int]] = {}
        self.whole = False

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"ratelimit":
            self.limits = {
                policy.decode(): (int(left), int(seconds))
                for policy, left, seconds in _LIMIT.findall(value)
            }

    def on_body(self, part: bytes) -> None:
        self.body += part

    def on_message_complete(self) -> None:
        self.whole = True


class Client:
    """One visitor with one connection and one request at a time. Compressed bodies are not decoded.

    Raises `Refused` for a URL that is not `http://`.
    """

    def __init__(  # nosec B107
        self, base_url: str, access_token: str = "", accept_encoding: str = ""
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme != "http" or not parts.hostname:
            raise Refused(
                f"{base_url} is not an http:// address; run the race on the platform's own machine"
            )
        self._host, self._port = parts.hostname, parts.port or 80
        self.access_token = access_token
        self._accept_encoding = accept_encoding
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def connect(self) -> None:
        """Opens the connection; call it before a race, so that the race measures requests and not connections.

        Raises `Refused` if the platform cannot be reached.
        """
        try:
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        except OSError as reason:
            raise Refused(f"Nothing answers at {self._host}:{self._port}") from reason

    async def ask(
        self, method: str, path: str, body: object = None, idempotency_key: str = ""
    ) -> Answer:
        """Sends a request with a JSON body (None: without a body) and returns the answer.

        `path` begins with `/`; an `idempotency_key` of "" is not sent. If the connection was closed,
        connects and sends the request once more. Raises `TimeoutError` without an answer within 30
        seconds, and `Refused` if the platform cannot be reached or closes the connection again.
        """
        if self._writer is None:
            await self.connect()
        started = perf_counter()
        async with asyncio.timeout(_PATIENCE_SECONDS):
            request = self._request(method, path, body, idempotency_key)
            status, reading = await self._answered(request)
        now = perf_counter()
        return Answer(status, _object(reading.body), now - started, now, reading.limits)

    def _request(self, method: str, path: str, body: object, key: str) -> bytes:
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}:{self._port}"]
        lines += [f"Authorization: Bearer {self.access_token}"] if self.access_token else []
        lines += [f"Accept-Encoding: {self._accept_encoding}"] if self._accept_encoding else []
        lines += [f"Idempotency-Key: {key}"] if key else []
        lines += ["Content-Type: application/json"] if content else []
        lines += [f"Content-Length: {len(content)}", "", ""]
        return "\r\n".join(lines).encode() + content

    async def _answered(self, request: bytes) -> tuple[int, _Reading]:
        """Sends a request that can be repeated without harm, such as a hold, a read, or a confirmation with a key.

        Returns (the answer's status, its rate limits and body). If the connection was closed, the request is sent again
        on a new connection, because a proxy closes idle connections when its configuration is reloaded. Raises
        `Refused` if that connection is closed too, or if the platform cannot be reached.
        """
        with suppress(ConnectionError):
            return await self._exchange(request)
        await self.close()
        await self.connect()
        try:
            return await self._exchange(request)
        except ConnectionError as reason:
            raise Refused("The platform closed the connection twice") from reason

    async def _exchange(self, request: bytes) -> tuple[int, _Reading]:
        assert self._reader is not None  # noqa: S101 - connected by the only caller
        assert self._writer is not None  # noqa: S101 - connected by the only caller
        self._writer.write(request)
        await self._writer.drain()
        reading = _Reading()
        parser = HttpResponseParser(reading)
        while not reading.whole:
            part = await self._reader.read(65536)
            if not part:
                raise ConnectionResetError
            parser.feed_data(part)
        return parser.get_status_code(), reading

    async def close(self) -> None:
        """Closes the connection."""
        if self._writer is not None:
            self._writer.close()


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {"items": found}
