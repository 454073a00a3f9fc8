"""One client's socket, as the hub knows it."""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import Protocol
from uuid import UUID

from amrutam.core.telemetry import metrics

Days = tuple[date, date]
"""The doctor's local days, inclusive, that a socket shows."""

SLOW, SIGNED_OUT, IDLE, TOO_MANY, NONSENSE = 4408, 4401, 4410, 4429, 4400
REASONS = {SLOW: "slow", SIGNED_OUT: "signed-out", IDLE: "idle", TOO_MANY: "too-many",
            NONSENSE: "nonsense"}  # fmt: skip


class Pipe(Protocol):
    """Where a socket's frames go: see `wire.py`."""

    @property
    def is_open(self) -> bool: ...

    def push(self, frame: bytes, most_unread: int) -> bool: ...

    def end(self, code: int) -> None: ...


class Socket:
    """`seat` is whom it counts for: an account, or an address."""

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
        """Never waits. Who has not read what came before is cut off."""
        if not self._wire.push(frame, self._backlog_bytes):
            self.end(SLOW)

    def end(self, code: int) -> None:
        if self._wire.is_open:
            self.closed_with = code
            metrics.CUT_OFF.labels(REASONS[code]).inc()
            self._wire.end(code)
