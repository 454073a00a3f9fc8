"""Keeps nginx's list of api servers: those that answer `/livez`, and are not about to stop.

nginx's open-source edition asks no server whether it is well; here that is done from outside, so
that only a server's own silence takes it out of the list, and nothing that a client sends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Literal

from amrutam.core.background import every
from amrutam.embedded.ports import LOOPBACK

Health = Literal["well", "stopping", "silent"]
_QUESTION = f"GET /livez HTTP/1.1\r\nHost: {LOOPBACK}\r\nConnection: close\r\n\r\n".encode()


@dataclass
class Backends:
    """`file` is included by nginx; `changed` gets the servers that are well, and reloads nginx.

    A server that has not answered for `patience_seconds`, or says that it is stopping, becomes a
    backup: nginx asks it only when no other takes a connection. Its next good answer ends that.
    If none is well, all are asked as before: trying is better.
    """

    file: Path
    ports: Sequence[int]
    changed: Callable[[Sequence[int]], None]
    pause_seconds: float
    patience_seconds: float
    listed: tuple[int, ...] = ()
    _out: set[int] = field(default_factory=set)
    _well_at: dict[int, float] = field(default_factory=dict)

    def list_all(self) -> None:
        """Before nginx starts."""
        self._write(tuple(self.ports))

    async def watch(self) -> None:
        """Until it is cancelled."""
        self._well_at = dict.fromkeys(self.ports, monotonic())
        async with asyncio.TaskGroup() as group:
            for port in self.ports:
                look = partial(self._look_at, port)
                group.create_task(every(self.pause_seconds, "backends", look))

    async def _look_at(self, port: int) -> None:
        health = await health_of(port, self.patience_seconds)
        if health == "well":
            self._well_at[port] = monotonic()
            self._out.discard(port)
        elif health == "stopping" or monotonic() - self._well_at[port] >= self.patience_seconds:
            self._out.add(port)
        self._update()

    def _update(self) -> None:
        listed = tuple(port for port in self.ports if port not in self._out) or tuple(self.ports)
        if listed != self.listed:
            self._write(listed)
            self.changed(listed)

    def _write(self, listed: tuple[int, ...]) -> None:
        self.listed = listed
        text = "".join(
            f"server {LOOPBACK}:{port} max_fails=0{'' if port in listed else ' backup'};\n"
            for port in self.ports
        )
        fresh = self.file.with_suffix(".new")
        fresh.write_text(text)
        fresh.replace(self.file)


async def health_of(port: int, patience_seconds: float) -> Health:
    """What a server on loopback answers to `/livez` within that time."""
    try:
        async with asyncio.timeout(patience_seconds):
            reader, writer = await asyncio.open_connection(LOOPBACK, port)
            try:
                writer.write(_QUESTION)
                answer = await reader.read()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return "silent"
    if b"stopping" in answer:
        return "stopping"
    return "well" if b" 200 " in answer.partition(b"\r\n")[0] else "silent"
