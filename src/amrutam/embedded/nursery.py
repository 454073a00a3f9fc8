"""The launcher's side of the nursery: asks for processes, hears of their births and ends.

Loading the code takes a second and a half of processor time; forked from a process that has loaded
it, an api serves a fifth of a second after it was asked for, at a start as after a crash.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any


class Born:
    """A process of the nursery's; looks like asyncio's own."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = asyncio.Event()

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    async def wait(self) -> int:
        await self._ended.wait()
        assert self.returncode is not None  # noqa: S101 - set before the event
        return self.returncode

    def end(self, code: int) -> None:
        self.returncode = code
        self._ended.set()


class Nursery:
    """Opened once, before there is a loop, so that it loads while the launcher still plans."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self._environment = environment
        self._log = log
        self._asking = asyncio.Lock()
        self._births: dict[str, asyncio.Future[Born]] = {}
        self._living: dict[int, Born] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._listening: asyncio.Task[None] | None = None
        self.process, self._socket = self._open()

    def _open(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        ours, theirs = socket.socketpair()
        module = [sys.executable, "-m", "amrutam.embedded.nursery_process"]
        with self._log.open("ab") as log, theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module  # nosec B603
                [*module, str(theirs.fileno()), str(os.getpid())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self._environment),
                start_new_session=True,
            )
        return process, ours

    async def bear(self, name: str, role: str, environment: Mapping[str, str], log: Path) -> Born:
        """A new process of that role. Raises ConnectionError if the nursery is away for good."""
        async with self._asking:
            writer = await self._connected()
            birth: asyncio.Future[Born] = asyncio.get_running_loop().create_future()
            self._births[name] = birth
            request = {"name": name, "role": role, "environment": dict(environment),
                       "log": str(log)}  # fmt: skip
            writer.write(json.dumps(request).encode() + b"\n")
            await writer.drain()
        return await birth

    async def _connected(self) -> asyncio.StreamWriter:
        """Opens another nursery when the last one has died."""
        if self._writer is not None and self._listening is not None and self._listening.done():
            self._writer.close()
            self._writer = None
            await asyncio.to_thread(self.process.wait)
            self.process, self._socket = self._open()
        if self._writer is None:
            reader, self._writer = await asyncio.open_connection(sock=self._socket)
            self._listening = asyncio.create_task(self._listen(reader))
        return self._writer

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        with suppress(OSError):
            async for line in reader:
                self._hear(json.loads(line))
        # It is gone, and the kernel ends what was born there.
        for born in self._living.values():
            born.end(-1)
        self._living.clear()
        for birth in self._births.values():
            birth.set_exception(ConnectionError("The nursery ended"))
        self._births.clear()

    def _hear(self, fact: dict[str, Any]) -> None:
        if "code" in fact:
            self._living.pop(fact["pid"]).end(fact["code"])
            return
        born = self._living[fact["pid"]] = Born(fact["pid"])
        self._births.pop(fact["name"]).set_result(born)

    async def close(self) -> None:
        """After its last child has ended."""
        if self._writer is None:
            self._socket.close()
        else:
            self._writer.close()
        await asyncio.to_thread(self.process.wait)
        if self._listening is not None:
            await asyncio.gather(self._listening, return_exceptions=True)
