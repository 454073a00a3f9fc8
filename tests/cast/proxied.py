"""Starts the proxy as `amrutam up` does, with backend servers whose answers a test defines."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from amrutam.core.settings import Settings
from amrutam.embedded.backends import Backends
from amrutam.embedded.binaries import Nginx, nginx_program
from amrutam.embedded.nginx import STOP_NOW, Proxy, command
from amrutam.embedded.ports import LOOPBACK, free_ports
from amrutam.embedded.program import tied_to_parent
from amrutam.embedded.waiting import until

PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Asked:
    """A request as a server received it. Names of headers are in lower case; values of one name are joined by `, `."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b"{}"


class Server:
    """Answers each request with `answer(asked)`: None means that no answer
    is sent, `broken` that the connection is closed.

    `asked` lists the received requests, except those to /livez, with which `Backends` polls the server.
    """

    broken = Said(0)

    def __init__(self, answer: Callable[[Asked], Said | None] = lambda _asked: Said()) -> None:
        self.answer = answer
        self.asked: list[Asked] = []
        self.port = free_ports(1)[0]
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._serve, LOOPBACK, self.port)

    async def close(self) -> None:
        if self._server is None:
            return
        self._server.close()
        for writer in list(self._connections):
            writer.transport.abort()
        await self._server.wait_closed()
        self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                asked = await _read(reader)
                if asked.target != "/livez":
                    self.asked.append(asked)
                said = self.answer(asked)
                if said is self.broken:
                    break
                if said is None:
                    await reader.read()
                    break
                writer.write(_written(asked, said))
                await writer.drain()
                if asked.headers.get("connection") == "close":
                    break
        writer.close()
        self._connections.discard(writer)


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip().split("\r\n")
    method, target, _ = first.split(" ")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        before = headers.get(name.lower())
        headers[name.lower()] = value if before is None else f"{before}, {value}"
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Asked(method, target, headers, body)


def _written(asked: Asked, said: Said) -> bytes:
    lines = [f"HTTP/1.1 {said.status} Said", *(f"{name}: {value}" for name, value in said.headers)]
    lines.append(f"content-length: {len(said.body)}")
    body = b"" if asked.method == "HEAD" else said.body
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Proxied:
    """The proxy with its backends: `apis`, `availabilities` and `website`.

    `reloads` has one entry for each reload of nginx: the servers (`host:port`) that were listed as healthy then, of the
    list that had changed.
    """

    proxy: Proxy
    apis: list[Server]
    website: Server
    settings: Settings
    nginx: Nginx
    process: asyncio.subprocess.Process | None = None
    reloads: list[tuple[str, ...]] = field(default_factory=list)
    availabilities: list[Server] = field(default_factory=list)

    async def start(self) -> None:
        self.proxy.folder.mkdir(exist_ok=True)
        self.backends = Backends(
            self.proxy.server_list, self.proxy.apis, self._reload,
            self.settings.proxy_health_seconds, self.settings.proxy_patience_seconds,
        )  # fmt: skip
        self.backends.list_all()
        self.availability = Backends(
            self.proxy.availability_list, self.proxy.availabilities, self._reload,
            self.settings.proxy_health_seconds, self.settings.proxy_patience_seconds,
            self.proxy.apis,
        )  # fmt: skip
        self.availability.list_all()
        self.proxy.prepare(self.nginx, self.settings)
        self.process = await asyncio.create_subprocess_exec(
            *tied_to_parent(command(self.nginx), on_parent_death=STOP_NOW),
            cwd=self.proxy.folder,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await until(self._listens, PATIENCE_SECONDS)

    async def stop(self) -> None:
        assert self.process
        self.process.send_signal(STOP_NOW)
        await self.process.wait()
        for server in (*self.apis, *self.availabilities, self.website):
            await server.close()

    def _reload(self, listed: Any) -> None:
        assert self.process
        self.reloads.append(tuple(listed))
        self.process.send_signal(signal.SIGHUP)

    async def _listens(self) -> bool:
        try:
            _, writer = await asyncio.open_connection(LOOPBACK, self.proxy.port)
        except OSError:
            return False
        writer.close()
        return True

    async def raw(self, *parts: bytes, port: int | None = None, then_closed: bool = False) -> bytes:
        """Sends exactly these bytes, and returns all bytes that arrive until the proxy closes the connection.

        Returns no bytes at all if the connection is reset, even if some had arrived. `then_closed`: ends the sending
        side afterwards. Raises TimeoutError after `PATIENCE_SECONDS`.
        """
        reader, writer = await asyncio.open_connection(LOOPBACK, port or self.proxy.port)
        for part in parts:
            writer.write(part)
            await writer.drain()
        if then_closed:
            writer.write_eof()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                with suppress(ConnectionResetError):
                    return await reader.read()
                return b""
        finally:
            writer.close()

    async def ask(
        self, target: str, method: str = "GET", body: bytes = b"", /, **headers: str
    ) -> Answer:
        """Sends a request to the proxy and returns its answer; `_` in a header's name stands for `-`."""
        named = {"host": f"{LOOPBACK}:{self.proxy.port}", "connection": "close"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            named["content-length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        came = await self.raw(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode() + body)
        return parsed(came)


def parsed(came: bytes) -> Answer:
    head, _, body = came.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        before = headers.get(name.lower())
        headers[name.lower()] = value if before is None else f"{before}, {value}"
    if headers.get("transfer-encoding") == "chunked":
        body = _joined(body)
    return Answer(int(first.split(" ")[1]), headers, body)


def _joined(chunked: bytes) -> bytes:
    whole = b""
    while chunked:
        size, _, rest = chunked.partition(b"\r\n")
        whole, chunked = whole + rest[: int(size, 16)], rest[int(size, 16) + 2 :]
    return whole


@asynccontextmanager
async def proxied(
    folder: Path,
    *,
    website: bool = True,
    tls: bool = False,
    apis: int = 2,
    availabilities: int = 0,
    **settings: Any,
) -> AsyncIterator[Proxied]:
    """Runs nginx in this folder, in front of running servers.

    `apis` and `availabilities`: the number of these servers. With `website=False`, nginx has no website behind it.
    `settings`: settings of the platform; in addition, `behind_another=True` makes nginx trust a proxy on this machine.
    """
    servers, web = [Server() for _ in range(apis)], Server()
    alone = [Server() for _ in range(availabilities)]
    port, realtime, inner, compressor = free_ports(4)
    proxy = Proxy(
        LOOPBACK, port, tls, tuple(server.port for server in servers), realtime, inner, compressor,
        None, folder, web.port if website else None,
        availability_ports=tuple(server.port for server in alone),
    )  # fmt: skip
    if settings.pop("behind_another", False):
        proxy = replace(proxy, trusted_proxies=(LOOPBACK,))
    needed = {
        "database_url": "postgresql://a@b/c",
        "redis_url": "redis://a",
        "secret_key": "x" * 32,
    }
    made = Proxied(
        proxy, servers, web, Settings.model_validate({**needed, **settings}), nginx_program(),
        availabilities=alone,
    )  # fmt: skip
    for server in (*servers, *alone, web):
        await server.open()
    await made.start()
    try:
        yield made
    finally:
        await made.stop()
