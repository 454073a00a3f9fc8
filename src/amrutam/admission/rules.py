"""Rules of the admission queue: how many places are admitted, the estimated waiting time, and when a client polls.

The rules do no I/O and read no clock; the simulation `bench.rush` uses them too. Places are
admitted in steps. The window is the maximum number of admitted people without a hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

_GROWTH, _SHRINKING = 1.1, 0.5
_REMEMBERED_SECONDS = 10.0
"""Seconds over which the rate of admission is averaged."""

_FIRST_RATE = 10.0
"""Admissions per second that are assumed while the true rate is unknown."""
_SOONEST_POLL = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the greatest value of the window, the maximum number of admitted people without a hold."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A queue at the start of a step.

    `waiting`: the number of places that wait. `admitted`: the number of admitted people without a
    hold. `window`: the maximum of `admitted` in the step before; 0 at first. `rate`: the moving
    average of admissions per second. `load`: the platform's load, where 1 is full load. `seconds`:
    the time from one step to the next.
    """

    waiting: int
    admitted: int
    window: int
    rate: float
    load: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Decision:
    """The number of places to admit, the new window, and the new rate in admissions per second."""

    admit: int
    window: int
    rate: float


def decide(limits: Limits, measured: Measured) -> Decision:
    """Returns the number of places to admit, the new window, and the new rate.

    As many waiting places are admitted as the new window leaves room for. Within `limits`, the
    window shrinks by half at a load above 1, and grows by a tenth at a load of at most 0.5 while
    places wait, similar to TCP's congestion control (RFC 5681). The rate is averaged over about ten
    seconds.
    """
    window = _next_window(limits, measured)
    admit = max(0, min(measured.waiting, window - measured.admitted))
    share = min(1.0, measured.seconds / _REMEMBERED_SECONDS)
    rate = measured.rate + share * (admit / measured.seconds - measured.rate)
    return Decision(admit, window, rate)


def _next_window(limits: Limits, measured: Measured) -> int:
    window = min(limits.most, max(measured.window, limits.least))
    if measured.load > 1:
        return max(limits.least, int(window * _SHRINKING))
    if measured.load > 0.5 or not measured.waiting:
        return window
    return min(limits.most, ceil(window * _GROWTH))


def load_of(hold_seconds: float, slow_seconds: float, share_of_limits: float) -> float:
    """The load of a process, where 1 is full load: the greater of two loads.

    The first is `hold_seconds` / `slow_seconds`: the mean duration of making a hold (0 if none was
    made), divided by the duration that counts as full load. The second is twice `share_of_limits`:
    the number of calls that wait for a database connection, divided by the number that can wait.
    """
    return max(hold_seconds / slow_seconds, 2 * share_of_limits)


def estimated_seconds(position: int, rate: float) -> float | None:
    """Returns the seconds until a place at `position` (from 1) is admitted, at `rate` admissions per second.

    None if `rate` is 0.
    """
    return position / rate if rate > 0 else None


def poll_seconds(position: int, rate: float, presence_seconds: float) -> float:
    """Returns the seconds after which the client of a place at `position` (from 1; 0 unless it waits) asks again.

    `rate` is in admissions per second; 0 if it is unknown. The time is longer at the end of the
    queue, so that there are fewer requests. It is two seconds or more, but never more than a third
    of `presence_seconds`, the seconds after which a waiting place that was not polled is lost.
    """
    wait = position / (rate or _FIRST_RATE)
    return min(presence_seconds / 3, max(_SOONEST_POLL, wait / 5))
