"""Keeps nginx's list of api servers: those that answer `/livez`, and are not about to stop.

nginx's open-source edition asks no server whether it is well; here that is done from outside, so
that only a server's own silence takes it out of the list, and nothing that a client sends.
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
    """`file` is included by nginx; `changed` gets the servers that are well, and reloads nginx.

    `servers` are `host:port`.

    A server that has not answered for `patience_seconds`, or says that it is stopping, becomes a
    backup: nginx asks it only when no other takes a connection. Its next good answer ends that.
    If none is well, all are asked as before: trying is better.
    """

    file: Path
    servers: Sequence[str]
    changed: Callable[[Sequence[str]], None]
    pause_seconds: float
    patience_seconds: float
    listed: tuple[str, ...] = ()
    _out: set[str] = field(default_factory=set)
    _well_at: dict[str, float] = field(default_factory=dict)

    def list_all(self) -> None:
        """Before nginx starts."""
        self._write(tuple(self.servers))

    async def watch(self) -> None:
        """Until it is cancelled."""
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
        listed = tuple(each for each in self.servers if each not in self._out) or tuple(
            self.servers
        )
        if listed != self.listed:
            self._write(listed)
            self.changed(listed)

    def _write(self, listed: tuple[str, ...]) -> None:
        self.listed = listed
        text = "".join(
            f"server {each} max_fails=0{'' if each in listed else ' backup'};\n"
            for each in self.servers
        )
        fresh = self.file.with_suffix(".new")
        fresh.write_text(text)
        fresh.replace(self.file)


def listed_servers(file: Path) -> tuple[str, ...]:
    """Those that a file of `Backends` names, backups too."""
    return tuple(_SERVER.findall(file.read_text()))


async def health_of(server: str, patience_seconds: float) -> Health:
    """What a server answers to `/livez` within that time."""
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
