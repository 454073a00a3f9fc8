"""A connection to one server: writes commands and reads answers, packed and parsed by hiredis.

`link.py` pairs answers with calls; `subscription.py` reads messages of channels.
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
    """A connection to one server, the base of calls and of subscriptions.

    `lost` is True once no more data can come; `heard_at` is the time of the last data, in seconds on the
    monotonic clock.
    """

    def __init__(self) -> None:
        self.lost = False
        self.heard_at = monotonic()
        self._loop = asyncio.get_running_loop()
        self._reader = hiredis.Reader()
        self._out: list[bytes] = []
        self._transport: asyncio.Transport | None = None

    @abstractmethod
    def on_answers(self, gets: Callable[[], Any]) -> None:
        """Called when data has arrived.

        `gets` returns the next answer undecoded (a `hiredis.ReplyError` for an error), or `False`
        when there is no further complete answer.
        """

    @abstractmethod
    def on_lost(self) -> None:
        """Called once when the connection ends, whichever side closed it."""

    def send(self, command: tuple[Any, ...]) -> None:
        """Queues a command. All commands of one turn of the event loop are sent in one write.

        If the connection is lost before that, the commands are dropped without an error.
        """
        if not self._out:
            self._loop.call_soon(self._flush)
        self._out.append(hiredis.pack_command(command))

    def _flush(self) -> None:
        if self._transport is not None and not self.lost:
            self._transport.write(b"".join(self._out))
        self._out.clear()

    def close(self) -> None:
        """Closes the connection. A repeated call changes nothing."""
        if self.lost:
            return
        self.lost = True
        if self._transport is not None:
            self._transport.abort()
        self.on_lost()

    # The event loop calls the following methods (asyncio.Protocol).

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


class ServerAddress:
    """The host and port, or the Unix socket, and the sign-in of a server, parsed from a URL.

    With `rediss://` the server's certificate and the host name in it are checked. The option `?ssl_ca_certs=` names a
    file of certificate authorities that replace the system's; `ssl_certfile` and `ssl_keyfile` name a client
    certificate.
    """

    def __init__(self, url: str) -> None:
        self._options: dict[str, Any] = dict(parse_url(url))
        self._is_secure = url.startswith("rediss://")

    @property
    def greeting(self) -> list[tuple[Any, ...]]:
        """The first commands on a new connection: AUTH if there is a password, and SELECT."""
        select = ("SELECT", int(self._options.get("db") or 0))
        password = self._options.get("password")
        if password is None:
            return [select]
        return [("AUTH", self._options.get("username") or "default", password), select]

    async def connect(self, make: Callable[[], C]) -> C:
        """Opens a connection and returns the protocol that `make` makes for it; the caller sends the greeting.

        Raises `OSError`, of which `ssl.SSLError` is a subclass, if the connection cannot be opened.
        """
        loop = asyncio.get_running_loop()
        if "path" in self._options:
            _, made = await loop.create_unix_connection(make, self._options["path"])
            return made
        host, port = self._options.get("host", "localhost"), self._options.get("port", 6379)
        _, made = await loop.create_connection(make, host, port, ssl=self._tls())
        return made

    def _tls(self) -> ssl.SSLContext | None:
        """The TLS context; None without TLS.

        A new context is made for each connection, so that renewed certificates are read.
        """
        if not self._is_secure:
            return None
        context = ssl.create_default_context(cafile=self._options.get("ssl_ca_certs"))
        if "ssl_certfile" in self._options:
            context.load_cert_chain(self._options["ssl_certfile"], self._options.get("ssl_keyfile"))
        return context
