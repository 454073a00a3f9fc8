"""Sends HTTP/1.1 requests over one connection, one at a time; each costs about 0.1 ms of CPU time.

With httpx, each of a hundred concurrent requests costs 5 ms, so that the clients would be the bottleneck.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Protocol
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser
from starlette.types import ASGIApp, Message


class Broken(Exception):
    """Raised if no complete answer arrived, so that it is unknown whether the request had its effect."""


@dataclass(frozen=True)
class Answer:
    status: int
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    """The port to which the request was sent; 0 if the application runs within this process."""

    @cached_property
    def body(self) -> dict[str, Any]:
        found = json.loads(self.content or b"{}")
        assert isinstance(found, dict)
        return found

    @property
    def problem(self) -> str:
        """Returns the code of a problem, such as `slot-taken`; an empty text for any other JSON object."""
        return str(self.body.get("type", "")).rpartition("/problems/")[2]


class Door(Protocol):
    """The interface by which a client sends requests to the API: over a connection, or within this process."""

    async def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer: ...

    def close(self) -> None: ...


def encoded(body: object) -> bytes:
    return b"" if body is None else json.dumps(body).encode()


class Client:
    """Connects to one address for the first request, and again after a broken connection."""

    def __init__(self, url: str, patience_seconds: float = 30) -> None:
        parts = urlsplit(url)
        assert parts.hostname
        self._address = (parts.hostname, parts.port or 80)
        self._patience_seconds = patience_seconds
        self._connection: _Connection | None = None

    async def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Sends a request with `body` as JSON (None: no body), and returns the answer, whatever its status is.

        Raises `Broken` if the connection fails, or if no complete answer arrives within `patience_seconds`.
        """
        try:
            async with asyncio.timeout(self._patience_seconds):
                connection = await self._connected()
                return await connection.exchange(_request(method, path, body, headers or {}))
        except (OSError, TimeoutError, HttpParserError) as reason:
            self.close()
            raise Broken(type(reason).__name__) from reason
        except BaseException:
            self.close()
            raise

    async def _connected(self) -> _Connection:
        if self._connection is None or self._connection.ended:
            loop = asyncio.get_running_loop()
            protocol = partial(_Connection, self._address[1])
            _, self._connection = await loop.create_connection(protocol, *self._address)
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _request(method: str, path: str, body: object, headers: Mapping[str, str]) -> bytes:
    content = encoded(body)
    lines = [f"{method} {path} HTTP/1.1", "host: testserver", f"content-length: {len(content)}"]
    lines += ["content-type: application/json"] if content else []
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


class _Connection(asyncio.Protocol):
    """One connection, which sends a request and parses the answer; httptools' parser calls the methods `on_...`."""

    def __init__(self, port: int) -> None:
        self.ended = False
        self._port = port
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Answer] | None = None

    async def exchange(self, request: bytes) -> Answer:
        assert self._transport is not None
        self._parser = HttpResponseParser(self)
        self._content: list[bytes] = []
        self._headers: dict[str, str] = {}
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def close(self) -> None:
        self.ended = True
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except HttpParserError as reason:
            self._fail(reason)

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self._fail(exc or ConnectionResetError("closed before it answered"))

    def _fail(self, reason: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(reason)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode().lower()] = value.decode()

    def on_body(self, part: bytes) -> None:
        self._content.append(part)

    def on_message_complete(self) -> None:
        if self._answer is not None and not self._answer.done():
            status = self._parser.get_status_code()
            content = b"".join(self._content)
            self._answer.set_result(Answer(status, content, self._headers, self._port))


class InProcess:
    """Sends requests to an application in this process, in which a test can insert bugs.

    `ask` raises `Broken` if the application raises an exception without an answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        content = encoded(body)
        sent = {"content-type": "application/json"} if content else {}
        path, _, query = path.partition("?")
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(k.encode(), v.encode()) for k, v in {**sent, **(headers or {})}.items()],
            "client": ("127.0.0.1", 1), "server": ("testserver", 80), "asgi": {"version": "3.0"},
        }  # fmt: skip
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Message) -> None:
            messages.append(message)

        try:
            await self._app(scope, receive, send)
        # Starlette answers 500 and then raises the exception again, so an exception with an answer is no lost answer.
        except Exception as reason:
            if not messages:
                raise Broken from reason
        told = {k.decode().lower(): v.decode() for k, v in messages[0]["headers"]}
        whole = b"".join(message.get("body", b"") for message in messages[1:])
        return Answer(messages[0]["status"], whole, told)

    def close(self) -> None:
        """Does nothing, because no connection is open."""
