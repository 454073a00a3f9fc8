"""Updates nginx's lists of api and availability servers, so that requests go to healthy servers.

A server is healthy if it answers `/livez` with status 200 and is not shutting down. nginx's open-source edition has no
active health checks, so this watcher polls the servers itself. Only its polls decide whether nginx uses a server, so no
client's request can make nginx drop one.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Literal

from amrutam.core.background import every

Health = Literal["well", "stopping", "silent"]
_SERVER = re.compile(r"^server (\S+) ", re.MULTILINE)


@dataclass
class Backends:
    """Watches servers, and writes to `file`, which nginx's configuration includes, which of them are healthy.

    `servers` are `host:port`. `changed` is called with the healthy servers (`listed`) each time `watch`
    has changed the file, to reload nginx. A server without a good answer for `patience_seconds`, or that
    is shutting down, becomes a backup server: nginx uses a backup server only after all ordinary servers
    have failed. The server's next good answer makes it an ordinary server again. If no server is healthy
    and `instead` is empty, all are listed as ordinary servers, because trying them is better than refusing.

    Servers in `instead` can answer the same requests: they are backup servers while any of
    `servers` is healthy, and ordinary servers when none is.
    """

    file: Path
    servers: Sequence[str]
    changed: Callable[[Sequence[str]], None]
    pause_seconds: float
    patience_seconds: float
    instead: Sequence[str] = ()
    listed: tuple[str, ...] = ()
    _out: set[str] = field(default_factory=set)
    _well_at: dict[str, float] = field(default_factory=dict)

    def list_all(self) -> None:
        """Writes the file with all `servers` as healthy, without calling `changed`. Call it before nginx starts."""
        self._write(tuple(self.servers))

    async def watch(self) -> None:
        """Polls each server and updates the file, until the task is cancelled.

        There is a pause of `pause_seconds` after each poll of a server.
        """
        self._well_at = dict.fromkeys(self.servers, monotonic())
        async with asyncio.TaskGroup() as group:
            for server in self.servers:
                look = partial(self._look_at, server)
                group.create_task(every(self.pause_seconds, "backends", look))

    async def _look_at(self, server: str) -> None:
        health = await health_of(server, self.patience_seconds)
        if health == "well":
            self._well_at[server] = monotonic()
            self._out.discard(server)
        elif health == "stopping" or monotonic() - self._well_at[server] >= self.patience_seconds:
            self._out.add(server)
        self._update()

    def _update(self) -> None:
        listed = tuple(each for each in self.servers if each not in self._out)
        if not listed and not self.instead:
            listed = tuple(self.servers)
        if listed != self.listed:
            self._write(listed)
            self.changed(listed)

    def _write(self, listed: tuple[str, ...]) -> None:
        self.listed = listed
        asked = listed or tuple(self.instead)
        text = "".join(
            f"server {each} max_fails=0{'' if each in asked else ' backup'};\n"
            for each in (*self.servers, *self.instead)
        )
        fresh = self.file.with_suffix(".new")
        fresh.write_text(text)
        fresh.replace(self.file)


def listed_servers(file: Path) -> tuple[str, ...]:
    """The servers (`host:port`) in a file that `Backends` wrote: its `servers`, followed by its `instead`.

    Raises `FileNotFoundError` if there is no such file.
    """
    return tuple(_SERVER.findall(file.read_text()))


async def health_of(server: str, patience_seconds: float) -> Health:
    """Returns the health of a server (`host:port`) by its answer to `/livez` within `patience_seconds`.

    `stopping`: the answer contains this word; `well`: its status is 200; `silent`: anything else, such as
    no answer in time or no connection.
    """
    host, _, port = server.rpartition(":")
    question = f"GET /livez HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n\r\n"
    try:
        async with asyncio.timeout(patience_seconds):
            reader, writer = await asyncio.open_connection(host.strip("[]"), int(port))
            try:
                writer.write(question.encode())
                answer = await reader.read()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return "silent"
    if b"stopping" in answer:
        return "stopping"
    return "well" if b" 200 " in answer.partition(b"\r\n")[0] else "silent"
