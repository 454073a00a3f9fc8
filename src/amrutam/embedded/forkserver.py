"""Starts processes by the standard library's fork server (`multiprocessing`)."""

from __future__ import annotations

import asyncio
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from amrutam.embedded.die_with_parent import tie

_PR_SET_NAME = 15  # from <linux/prctl.h>


class ForkedProcess:
    """A process of the fork server, with the interface `supervised_process.Running`."""

    def __init__(self, process: ForkServerProcess, thread: ThreadPoolExecutor) -> None:
        assert process.pid is not None  # noqa: S101 - the process was started
        self.pid = process.pid
        self.returncode: int | None = None
        self._process = process
        self._thread = thread

    def send_signal(self, number: int) -> None:
        """Sends the signal, unless the process has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    async def wait(self) -> int:
        """Waits for the process's end and returns its exit code.

        The code is minus the signal's number if a signal ended the process, and 255 if the fork server
        died first, so that the real code is unknown.
        """
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        await loop.run_in_executor(self._thread, self._process.join)
        self.returncode = self._process.exitcode
        assert self.returncode is not None  # noqa: S101 - the process was joined
        return self.returncode


class ForkServer:
    """The fork server, which loads `preload.py` first.

    If the fork server dies, the next start of a process starts a new fork server.
    """

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["amrutam.embedded.preload"])
        forkserver.ensure_running()
        # Only one thread calls multiprocessing, which starts and joins processes without locks.
        # The thread lives as long as the launcher, because the kernel treats the thread's end as
        # the parent's death.
        self._thread = ThreadPoolExecutor(max_workers=1)

    async def start(
        self, name: str, target: Callable[[], None], environment: Mapping[str, str], log: Path
    ) -> ForkedProcess:
        """Starts `target` in a process with that name and environment, in a session of its own.

        `log` is the file to which its stdout and stderr are appended. Raises `ConnectionError` if the fork
        server dies before the process has started; the next call starts another fork server.
        """
        process = self._context.Process(
            target=_run, args=(name, target, dict(environment), log), name=name, daemon=True
        )
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._thread, process.start)
        except (EOFError, OSError) as reason:
            raise ConnectionError("The fork server ended") from reason
        return ForkedProcess(process, self._thread)


def _run(name: str, target: Callable[[], None], environment: Mapping[str, str], log: Path) -> None:
    from amrutam.embedded.preload import FORK_SERVER  # noqa: PLC0415 - must not be imported in the launcher

    os.setsid()
    # A shell may start background commands (`&`) with this signal ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # If the launcher dies, the fork server and the proxy die too. Then no request can arrive, so
    # this process ends when the fork server dies.
    tie(signal.SIGINT, FORK_SERVER)
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for output in (1, 2):
        os.dup2(descriptor, output)
    os.close(descriptor)
    os.environ.clear()
    os.environ.update(environment)
    if sys.platform.startswith("linux"):
        # Sets the name that ps and top show, which has at most fifteen bytes.
        ctypes.CDLL(None).prctl(_PR_SET_NAME, f"amrutam {name}".encode()[:15], 0, 0, 0)
    target()
