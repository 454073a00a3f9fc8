"""A connection to one server: commands out, answers in, packed and parsed by hiredis.

Under `link.py`, which pairs answers with calls, and `subscription.py`, which is told of messages.
"""

from __future__ import annotations

import asyncio
import ssl
from abc import ABC, abstractmethod
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

import hiredis
from redis.asyncio.connection import parse_url

C = TypeVar("C", bound="Connection")


class Connection(asyncio.Protocol, ABC):
    """`lost` is set when nothing more can come; `heard_at` is on the monotonic clock."""

    def __init__(self) -> None:
        self.lost = False
        self.heard_at = monotonic()
        self._loop = asyncio.get_running_loop()
        self._reader = hiredis.Reader()
        self._out: list[bytes] = []
        self._transport: asyncio.Transport | None = None

    @abstractmethod
    def on_answers(self, gets: Callable[[], Any]) -> None:
        """`gets` gives the next answer, not decoded, and `False` when there is none.

        An error answer is a `hiredis.ReplyError`.
        """

    @abstractmethod
    def on_lost(self) -> None:
        """Once, whoever ended it."""

    def send(self, command: tuple[Any, ...]) -> None:
        """Commands of one turn of the loop leave in one write."""
        if not self._out:
            self._loop.call_soon(self._flush)
        self._out.append(hiredis.pack_command(command))

    def _flush(self) -> None:
        if self._transport is not None and not self.lost:
            self._transport.write(b"".join(self._out))
        self._out.clear()

    def close(self) -> None:
        """Harmless to repeat."""
        if self.lost:
            return
        self.lost = True
        if self._transport is not None:
            self._transport.abort()
        self.on_lost()

    # What the loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self.heard_at = monotonic()
        self._reader.feed(data)
        try:
            self.on_answers(self._reader.gets)
        except hiredis.ProtocolError:
            self.close()

    def connection_lost(self, _reason: Exception | None) -> None:
        self.close()


class Address:
    """A server, and how to sign in to it, as a URL says.

    `rediss://` checks the server's certificate and its name; `?ssl_ca_certs=` names a file of
    authorities in place of the system's, `ssl_certfile` and `ssl_keyfile` a certificate of our own.
    """

    def __init__(self, url: str) -> None:
        self._options: dict[str, Any] = dict(parse_url(url))
        self._is_secure = url.startswith("rediss://")

    @property
    def greeting(self) -> list[tuple[Any, ...]]:
        """The first commands on a new connection."""
        select = ("SELECT", int(self._options.get("db") or 0))
        password = self._options.get("password")
        if password is None:
            return [select]
        return [("AUTH", self._options.get("username") or "default", password), select]

    async def connect(self, make: Callable[[], C]) -> C:
        """Raises OSError, which `ssl.SSLError` is too."""
        loop = asyncio.get_running_loop()
        if "path" in self._options:
            _, made = await loop.create_unix_connection(make, self._options["path"])
            return made
        host, port = self._options.get("host", "localhost"), self._options.get("port", 6379)
        _, made = await loop.create_connection(make, host, port, ssl=self._tls())
        return made

    def _tls(self) -> ssl.SSLContext | None:
        """Made for each connection, so that renewed certificates are read."""
        if not self._is_secure:
            return None
        context = ssl.create_default_context(cafile=self._options.get("ssl_ca_certs"))
        if "ssl_certfile" in self._options:
            context.load_cert_chain(self._options["ssl_certfile"], self._options.get("ssl_keyfile"))
        return context
