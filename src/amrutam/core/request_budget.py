"""The time limit and the priority of the running request.

The HTTP boundary starts a budget; statements, waits for a connection and Redis calls read it. Code
outside a request (loops, jobs, commands) has the budget `UNLIMITED`.
"""

from __future__ import annotations

from contextvars import ContextVar, Token
from math import inf
from time import monotonic
from types import TracebackType
from typing import Final

import msgspec

from amrutam.core.errors import OutOfTime

Priority = int
SEARCH: Final = 0
ORDINARY: Final = 1
BOOKING: Final = 2
LAST: Final = 3
NEVER: Final = 4
"""The priorities for load shedding, from `SEARCH`, the lowest, to `NEVER`, the highest.

Requests of lower priorities are refused first, those of `NEVER` not at all. Priorities are plain
numbers, because every request looks one up and an `IntEnum` is hashed in Python.
"""


class Budget(msgspec.Struct, frozen=True, order=True, gc=False):
    """The end of a request's time, in seconds on the monotonic clock, and the request's priority.

    Budgets are ordered by `ends_at`, then by `priority`.
    """

    ends_at: float
    priority: Priority


UNLIMITED = Budget(inf, NEVER)

BUDGET: ContextVar[Budget] = ContextVar("request_budget", default=UNLIMITED)


def seconds_left() -> float:
    """The seconds that the running request has left; negative once its time is over, infinite outside a request."""
    return BUDGET.get().ends_at - monotonic()


def at_most(seconds: float) -> float:
    """The smaller of `seconds` and the request's remaining seconds; outside a request, `seconds`.

    Raises `OutOfTime` when the request has no time left.
    """
    left = BUDGET.get().ends_at - monotonic()
    if left <= 0:
        raise OutOfTime
    return min(left, seconds)


class within:  # noqa: N801 - used as a function: `with within(budget):`
    """Runs a block, and the tasks that it starts, under another budget.

    Use `with within(UNLIMITED):` for steps that must happen even when the request's time is over:
    releasing a hold, marking a time as booked after the commit, and work that several requests
    share.
    """

    __slots__ = ("_before", "_budget")

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def __enter__(self) -> None:
        self._before: Token[Budget] = BUDGET.set(self._budget)

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        BUDGET.reset(self._before)
