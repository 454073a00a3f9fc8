"""Defines the types of the model: calendars, holds, appointments, and answers.

Times of the day are minutes after midnight. Instants (`until`, `Model.now`) are seconds of a clock that only
waiting advances.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

HOLD_SECONDS = 300
EXTENSION_SECONDS = 120
EXTENSIONS = 2
EXTENSION_WINDOW_SECONDS = 120
HOLDS_OF_ONE = 2

STATUS = {
    "not-found": 404,
    "slot-not-offered": 422,
    "too-many-holds": 429,
    "slot-taken": 409,
    "not-booked": 409,
    "hold-not-for-this": 422,
    "hold-expired": 409,
    "no-more-extensions": 409,
    "not-yet": 409,
    "invalid-request": 422,
    "schedule-changed": 422,
    "patient-busy": 409,
    "idempotency-key-reused": 422,
    "version-mismatch": 412,
    "exception-exists": 409,
}


class Refused(Exception):
    @property
    def problem(self) -> str:
        return str(self.args[0])


@dataclass(eq=False)
class Practice:
    """A doctor's calendar for one day. Lengths, buffer and steps are in minutes; `sessions` are (start, end).

    If `own_step` is None, times start every `lengths[0]` + `buffer` minutes.
    """

    lengths: tuple[int, ...]
    sessions: tuple[tuple[int, int], ...]
    buffer: int
    version: int = 1
    leaves: list[Leave] = field(default_factory=list)
    own_step: int | None = None

    @property
    def step(self) -> int:
        return self.own_step or self.lengths[0] + self.buffer

    def offers(self, starts: int, ends: int) -> bool:
        on_grid = any(
            a <= starts and ends <= b and (starts - a) % self.step == 0 for a, b in self.sessions
        )
        return on_grid and not self._is_away(starts, ends)

    def covers(self, starts: int, ends: int) -> bool:
        works = any(a <= starts and ends <= b for a, b in self.sessions)
        return works and not self._is_away(starts, ends)

    def starts(self, length: int) -> Iterator[int]:
        grid = {at for a, b in self.sessions for at in range(a, b, self.step)}
        return (at for at in sorted(grid) if self.offers(at, at + length))

    def _is_away(self, starts: int, ends: int) -> bool:
        return any(starts < leave.ends and leave.starts < ends for leave in self.leaves)


@dataclass(eq=False)
class Leave:
    practice: Practice
    starts: int
    ends: int


@dataclass(eq=False)
class Hold:
    by: str
    patient: str
    practice: Practice
    starts: int
    ends: int
    busy_until: int
    kind: int
    moves: Appointment | None
    until: int


class Ticket(NamedTuple):
    """Stands for the id of a hold, which contains the version of the schedule when the hold was requested.

    After a change of the schedule, a repeated request gets another id of the same hold.
    """

    hold: Hold
    version: int


@dataclass(eq=False)
class Appointment:
    """An appointment. `by`: the account; `patient`: the person who is treated."""

    by: str
    patient: str
    practice: Practice
    starts: int
    ends: int
    busy_until: int
    kind: int
    status: str = "booked"
    version: int = 1


@dataclass(eq=False)
class Done:
    """The answer to a successful request, which each repetition of the request also gets."""

    appointment: Appointment
    status: str
    version: int
    starts: int
    ends: int
