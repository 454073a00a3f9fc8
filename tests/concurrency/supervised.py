"""Restarts a process when it dies, as a supervisor does."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGSTOP, SIGTERM, Signals

import psutil

_PAUSE_SECONDS = 0.2


def signal_each(processes: Iterable[psutil.Process], number: Signals) -> None:
    """Sends the signal to each process, except to those that have ended since they were listed."""
    for each in processes:
        with suppress(psutil.NoSuchProcess):
            each.send_signal(number)


@dataclass
class Supervised:
    """Runs a process, and restarts it each time it ends, after a pause.

    `command` is called at each start and returns the command line; `before` runs before each restart, in a thread.
    `starts` counts the starts, and `suspensions` the finished suspensions.
    """

    command: Callable[[], Sequence[str]]
    environment: Mapping[str, str]
    log: Path
    before: Callable[[], object] | None = None
    starts: int = 0
    suspensions: int = 0
    _process: asyncio.subprocess.Process | None = None
    _task: asyncio.Task[None] | None = None
    _started: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        self._task = asyncio.create_task(self._supervise())
        await self._started.wait()

    async def _supervise(self) -> None:
        while True:
            if self.before is not None and self.starts:
                await asyncio.to_thread(self.before)
            with self.log.open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    *self.command(), env=dict(self.environment), start_new_session=True,
                    stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
                )  # fmt: skip
            self.starts += 1
            self._started.set()
            await self._process.wait()
            await asyncio.sleep(_PAUSE_SECONDS)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def signal(self, number: Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    @asynccontextmanager
    async def frozen(self) -> AsyncIterator[None]:
        """Suspends the process and its descendants during the block: connections stay open, and nothing is answered."""
        family = [psutil.Process(self.pid), *psutil.Process(self.pid).children(recursive=True)]
        try:
            signal_each(family, SIGSTOP)
            yield
        finally:
            signal_each(family, SIGCONT)
            self.suspensions += 1

    async def end(self, how: Signals = SIGTERM) -> None:
        """Stops the process by the signal `how`, also if suspended, and
        restarts it no more; kills it after 10 seconds.
        """
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._process is None or self._process.returncode is not None:
            return
        self.signal(how)
        self.signal(SIGCONT)
        try:
            await asyncio.wait_for(self._process.wait(), 10)
        except TimeoutError:
            self.signal(SIGKILL)
            await self._process.wait()
