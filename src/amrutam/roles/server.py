"""uvicorn's server with a lame-duck time: after SIGTERM the process is not ready, but serves for some seconds more."""

from __future__ import annotations

import signal
import socket
from time import monotonic
from types import FrameType

import structlog
import uvicorn

from amrutam.core.lifecycle import Stopping
from amrutam.roles.service_manager import notify

log = structlog.get_logger("amrutam.server")


class Server(uvicorn.Server):
    """A process's HTTP server, which also tells the service manager (systemd) when it is ready.

    After SIGTERM the process reports that it is not ready, and still accepts requests for `lame_duck_seconds`, or until
    `Stopping.done` is set; then it finishes the open requests and ends. SIGINT, or a second SIGTERM, skips the rest of
    the lame-duck time; a SIGINT after that cuts the open requests off. In each case the process exits with 0, because
    this class, unlike uvicorn's, does not raise the signal again.
    """

    def __init__(
        self, config: uvicorn.Config, stopping: Stopping, lame_duck_seconds: float
    ) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._lame_duck_seconds = lame_duck_seconds
        self._is_asked = False
        self._ends_at = 0.0

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            notify("READY=1")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn passes this argument
        if sig == signal.SIGTERM and self.started and not self._is_asked:
            self._is_asked = True
        elif sig == signal.SIGINT and self.should_exit:
            self.force_exit = True
        else:
            self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        if self._is_asked:
            self._serve_on()
        return await super().on_tick(counter)

    def _serve_on(self) -> None:
        """Begins the lame-duck time at the first call; ends the server when it is over or `Stopping.done` is set.

        `on_tick` and not the signal handler calls this method, because the tasks that wait for `Stopping.begun` must
        be woken inside the event loop.
        """
        if not self._stopping.begun.is_set():
            log.info("stopping", lame_duck_seconds=self._lame_duck_seconds)
            self._ends_at = monotonic() + self._lame_duck_seconds
            self._stopping.begun.set()
        if self._stopping.done.is_set() or monotonic() >= self._ends_at:
            self.should_exit = True
