"""Rules of the admission queue: how many places are admitted, and the estimated waiting time.

Pure; the simulation of `bench.rush` uses these rules too. The queue moves on in steps; a window is
the number of admitted people who may be without a hold at one time.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

_GROWTH, _SHRINKING = 1.1, 0.5
_REMEMBERED_SECONDS = 10.0
"""Time over which the rate of admission is averaged, in seconds."""

_FIRST_RATE = 10.0
"""Admissions per second that are assumed while the true rate is unknown."""
_SOONEST_POLL = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the window: the number of admitted people who may be without a hold at one time."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A queue at the start of a step.

    `admitted`: the number of admitted people without a hold. `window`: the number of such people
    that is allowed; 0 at first. `rate`: admissions per second. `load`: the platform's load, where 1
    is the highest acceptable load. `seconds`: length of the step.
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
    """The number of places to admit, the new window, and the new rate.

    The window grows while the platform is fast and shrinks when it is slow (as TCP controls congestion).
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
    """The load, 1 being the limit: the greater of the slowness of holds and the use of the limits.

    `hold_seconds`: mean duration of recent holds, 0 if none was made. `slow_seconds`: the duration
    that counts as full load. `share_of_limits`: used share of the process's limits of requests and
    waiting calls, from 0 to 1; half of them counts as full load.
    """
    return max(hold_seconds / slow_seconds, 2 * share_of_limits)


def estimated_seconds(position: int, rate: float) -> float | None:
    """Returns the seconds until a place at `position` (from 1) is admitted, at `rate` admissions per second.

    None while nobody has been admitted.
    """
    return position / rate if rate > 0 else None


def poll_seconds(position: int, rate: float, presence_seconds: float) -> float:
    """Returns the seconds after which the client of a place at `position` (from 1) asks again; `rate` is admissions per second.

    The time is longer at the end of the queue, to keep polling cheap. It is at most a third of
    `presence_seconds`, after which a place that was not polled is lost.
    """
    wait = position / (rate or _FIRST_RATE)
    return min(presence_seconds / 3, max(_SOONEST_POLL, wait / 5))
