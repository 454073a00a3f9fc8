"""Supervises one process: starts it, waits until it is ready, restarts it with backoff, stops it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Protocol

from amrutam.embedded.waiting import until

_STEADY_SECONDS = 10.0
_LONGEST_PAUSE_SECONDS = 10.0
_LOG_BYTES = 20_000_000


class State(Enum):
    STARTING = "starting"
    RUNNING = "running"
    WAITING = "waiting to restart"
    STOPPED = "stopped"


async def _at_once() -> bool:
    return True


class Running(Protocol):
    """The interface of a running process: an asyncio process, or a process of the fork server."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    def send_signal(self, number: int, /) -> None: ...
    async def wait(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Part:
    """The description of a process to run. `before` is called in a thread before every start.

    If `start` raises `ConnectionError`, the start is tried again. `Child.ready` waits `ready_seconds` for
    `is_ready` to return true; `is_ready` raises only errors that do not pass by themselves. To stop the process, the supervisor sends `stop_signal`, and `force_signal`
    after `stop_seconds`. `metrics_path` is empty if the process has no metrics.
    """

    name: str
    start: Callable[[], Awaitable[Running]]
    log: Path
    port: int | None = None
    is_ready: Callable[[], Awaitable[bool]] = _at_once
    before: Callable[[], object] | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 15
    force_signal: signal.Signals = signal.SIGKILL
    ready_seconds: float = 120
    metrics_path: str = ""


@dataclass
class Child:
    """A process that is kept running; `changed` is called with each change of `state`, `pid` or `restarts`."""

    part: Part
    changed: Callable[[Child], None]
    state: State = State.STARTING
    pid: int | None = None
    restarts: int = 0
    _process: Running | None = None
    _task: asyncio.Task[None] | None = None
    _ready: asyncio.Future[None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def start(self) -> None:
        """Starts the process in the background, and starts it again whenever it ends, until `stop`.

        Until the process has been ready once, an error of `before`, of `start` (other than `ConnectionError`) or of
        `is_ready` is raised by `ready`. Later errors are written to the part's log, and the start is tried again.
        """
        self._task = asyncio.create_task(self._supervise())

    async def ready(self) -> None:
        """Waits until the process has been ready once. Call it after `start`.

        Raises `TimeoutError` after the part's `ready_seconds`, or the error that kept the process from
        starting.
        """
        assert self._task is not None  # noqa: S101 - called after start
        await asyncio.wait(
            {self._ready, self._task},
            timeout=self.part.ready_seconds,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if self._task.done():
            await self._task
        if not self._ready.done():
            raise TimeoutError(f"{self.part.name} did not become ready; see {self.part.log}")
        self._ready.result()

    async def stop(self) -> None:
        """Stops the process: `stop_signal` first, `force_signal` after `stop_seconds`."""
        self._stopping.set()
        if self._task is None:
            return
        self._signal(self.part.stop_signal)
        await asyncio.wait({self._task}, timeout=self.part.stop_seconds)
        if not self._task.done():
            self._signal(self.part.force_signal)
        await asyncio.gather(self._task, return_exceptions=True)

    def reload(self) -> None:
        """Sends SIGHUP, after which the process reads its configuration again; does nothing unless it is ready."""
        if self.state is State.RUNNING:
            self._signal(signal.SIGHUP)

    async def _supervise(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            started = monotonic()
            try:
                await self._live_once()
                is_steady = monotonic() - started > _STEADY_SECONDS
            except Exception as error:  # noqa: BLE001 - the next start may succeed, whatever was wrong with this one
                self._note(error)
                is_steady = False
            failures = 0 if is_steady else failures + 1
            if not self._stopping.is_set():
                self.restarts += 1
                self._turn(State.WAITING)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), backoff_seconds(failures))
        self._turn(State.STOPPED)

    async def _live_once(self) -> None:
        if self.part.before is not None:
            await asyncio.to_thread(self.part.before)
        rotate(self.part.log)
        try:
            self._process = process = await self.part.start()
        except ConnectionError:  # the fork server has just died; the next start makes a new one
            return
        self.pid = process.pid
        self._turn(State.STARTING)
        if self._stopping.is_set():  # a stop was requested while it was being started
            self._signal(self.part.stop_signal)
        watching = asyncio.create_task(self._watch())
        try:
            await process.wait()
        finally:
            watching.cancel()
            self.pid = None

    async def _watch(self) -> None:
        for failures in count(1):
            try:
                await until(self.part.is_ready, self.part.ready_seconds, 0.03)
                break
            except TimeoutError:
                pass  # `ready` raises its own; a restart that takes longer is shown as running once it is ready
            except Exception as error:  # noqa: BLE001 - nobody awaits this task: the error is noted or given to `ready`
                if not self._ready.done():
                    self._ready.set_exception(error)
                    return
                self._note(error)
            await asyncio.sleep(backoff_seconds(failures))
        if not self._ready.done():
            self._ready.set_result(None)
        self._turn(State.RUNNING)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)

    def _turn(self, state: State) -> None:
        self.state = state
        try:
            self.changed(self)
        except OSError as error:  # such as a full disk, which must not end the supervision
            self._note(error)

    def _note(self, error: Exception) -> None:
        """Writes the error to the part's log. Raises the error if the process has never been ready, so that `ready` raises it."""
        if not self._ready.done() or self._ready.exception():
            raise error
        with suppress(OSError), self.part.log.open("a") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC amrutam: {error!r}\n")


async def execute(
    command: Callable[[], list[str]],
    environment: Mapping[str, str],
    log: Path,
    folder: Path | None = None,
) -> Running:
    """Runs the program of the command line that `command` returns; its output goes to `log`.

    `environment`: all environment variables of the program. `folder`: the program's working directory, None for that of
    the launcher. Raises what `command` raises, and `OSError` if the program cannot be started or the log cannot be opened.
    """
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            *command(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,  # the launcher alone handles Ctrl-C of the terminal
        )


def backoff_seconds(failures: int) -> float:
    """Returns the seconds to wait before a restart.

    `failures`: the number of successive exits, each within ten seconds of the start. Without such an exit there is no
    wait. The wait is 0.2 s after the first one, doubles with each further one, and is at most 10 s.
    """
    return 0.0 if failures == 0 else min(0.1 * 2**failures, _LONGEST_PAUSE_SECONDS)


def rotate(log: Path) -> None:
    """Renames a log file of more than 20 MB from `*.log` to `*.old.log`, which replaces an earlier `*.old.log`."""
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
