"""The hub's interface to one client's socket."""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import Protocol
from uuid import UUID

from amrutam.core.telemetry import metrics

Days = tuple[date, date]
"""The range of the doctor's local days that a socket shows, both ends included."""

SLOW, SIGNED_OUT, IDLE, TOO_MANY, NONSENSE = 4408, 4401, 4410, 4429, 4400
REASONS = {SLOW: "slow", SIGNED_OUT: "signed-out", IDLE: "idle", TOO_MANY: "too-many",
            NONSENSE: "nonsense"}  # fmt: skip


class Pipe(Protocol):
    """The destination of a socket's frames, such as `wire.Wire`.

    `is_open`: frames can still be written. `push` writes a frame without waiting, or returns False
    if more than `most_unread` bytes are unread. `end` closes the socket with a close code (RFC
    6455, 7.4).
    """

    @property
    def is_open(self) -> bool: ...

    def push(self, frame: bytes, most_unread: int) -> bool: ...

    def end(self, code: int) -> None: ...


class Socket:
    """A client's connection.

    `seat` is the account or address for which the limits count the socket: `who` of `SocketLimits` in
    `socket_limits.py`.
    `session_id` is None unless the socket is signed in. `days` are the subscriptions, by doctor id.
    `idle_since` is a time on the monotonic clock in seconds. `closed_with` is the close code with which the
    gateway has ended the socket, otherwise None.
    """

    __slots__ = ("_backlog_bytes", "_wire", "closed_with", "days", "idle_since", "seat",
                 "session_id")  # fmt: skip

    def __init__(self, wire: Pipe, seat: str, backlog_bytes: int) -> None:
        self.seat = seat
        self.session_id: UUID | None = None
        self.days: dict[UUID, Days] = {}
        self.idle_since = monotonic()
        self.closed_with: int | None = None
        self._wire = wire
        self._backlog_bytes = backlog_bytes

    def push(self, frame: bytes) -> None:
        """Sends a frame, made by `frames.frame`, without waiting.

        A client is disconnected if more than `backlog_bytes` of the earlier frames are unread.
        """
        if not self._wire.push(frame, self._backlog_bytes):
            self.end(SLOW)

    def end(self, code: int) -> None:
        """Closes the socket with one of the codes of `REASONS`; a repeated call changes nothing."""
        if self._wire.is_open:
            self.closed_with = code
            metrics.CUT_OFF.labels(REASONS[code]).inc()
            self._wire.end(code)
