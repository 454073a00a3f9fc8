"""Counts kept in this process's memory, and handed to prometheus_client a few times a second.

Where processes share their numbers in files, prometheus_client takes 2 us for each observation, and
a booking makes some fifteen; here one takes 0.15. A process that is killed loses the last quarter of
a second of them.
"""

from __future__ import annotations

import asyncio
import atexit
from bisect import bisect_left
from contextlib import suppress

from prometheus_client import Counter, Histogram

_BETWEEN_SECONDS = 0.25

_pending: list[Times | Count] = []


class Times:
    """The observations of one labelled histogram, in seconds."""

    __slots__ = ("_bounds", "_counts", "_is_pending", "_sum", "_target")

    def __init__(self, target: Histogram) -> None:
        self._target = target
        self._bounds = target._upper_bounds  # noqa: SLF001 - the library has no way to add many
        self._counts = [0] * len(self._bounds)
        self._sum = 0.0
        self._is_pending = False

    def observe(self, seconds: float) -> None:
        self._counts[bisect_left(self._bounds, seconds)] += 1
        self._sum += seconds
        if not self._is_pending:
            self._is_pending = True
            _note(self)

    def write(self) -> None:
        counts, self._counts = self._counts, [0] * len(self._counts)
        total, self._sum = self._sum, 0.0
        self._is_pending = False
        self._target._sum.inc(total)  # noqa: SLF001 - the same
        for bucket, count in zip(self._target._buckets, counts, strict=True):  # noqa: SLF001
            if count:
                bucket.inc(count)


class Count:
    """One labelled counter."""

    __slots__ = ("_more", "_target")

    def __init__(self, target: Counter) -> None:
        self._target = target
        self._more = 0

    def inc(self, more: int = 1) -> None:
        if not self._more:
            _note(self)
        self._more += more

    def write(self) -> None:
        more, self._more = self._more, 0
        self._target.inc(more)


class Counts:
    """A counter with labels."""

    def __init__(self, name: str, said: str, labels: list[str]) -> None:
        self._counter = Counter(name, said, labels)
        self._children: dict[tuple[str, ...], Count] = {}

    def labels(self, *values: str) -> Count:
        found = self._children.get(values)
        if found is None:
            found = self._children[values] = Count(self._counter.labels(*values))
        return found


def _note(tally: Times | Count) -> None:
    """The first since a writing arranges for the next one."""
    _pending.append(tally)
    if len(_pending) == 1:
        with suppress(RuntimeError):  # no loop runs: the end of the process, or a reader, writes
            asyncio.get_running_loop().call_later(_BETWEEN_SECONDS, write_all)


@atexit.register
def write_all() -> None:
    """Hands over what was counted since the last time."""
    waiting = _pending[:]
    _pending.clear()
    for tally in waiting:
        tally.write()
