"""Runs a bounded load over keep-alive connections, and measures its cost for each part of the platform."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter
from typing import TypeVar

from amrutam.seeding.clients import Client
from bench.processes import cpu_microseconds

T = TypeVar("T")
WARM_UP = 200


@dataclass(frozen=True)
class Target:
    """The platform under load.

    `url` is the address that requests are sent to, without a path. `pids` are the process ids by part (such as
    `api`), `connections` the number of busy connections, `encoding` the value of Accept-Encoding, "" for no such
    header.
    """

    url: str
    pids: dict[str, int]
    connections: int
    encoding: str = ""


@dataclass(frozen=True)
class Cost:
    """The cost of an operation, which was done `count` times.

    `parts` are CPU microseconds per operation by part; `rate` is in operations per second; `p50`
    and `p99` are waiting times in milliseconds.
    """

    name: str
    count: int
    parts: dict[str, float]
    rate: float
    p50: float
    p99: float

    @property
    def total(self) -> float:
        return sum(self.parts.values())

    def row(self) -> str:
        parts = " ".join(f"{part} {value:6.0f}" for part, value in self.parts.items())
        return (
            f"{self.name:<34} {self.total:6.0f} us CPU ({parts})"
            f"  {self.rate:7.0f}/s  p50 {self.p50:6.2f} ms  p99 {self.p99:6.2f} ms"
        )


def middle(figures: Iterable[float]) -> str:
    """Returns, as text, the median of the figures of several rounds, at least two, and the range of their middle half."""
    low, median, high = quantiles(figures, n=4)
    return f"{median:6.1f} ({low:.1f} to {high:.1f} in half of the rounds)"


async def measure(
    target: Target,
    name: str,
    work: Sequence[T],
    operation: Callable[[Client, T], Awaitable[None]],
    warm_up: int,
) -> Cost:
    """Runs `operation` for each item of `work` and returns the cost; the first `warm_up` items are not counted.

    At least two items must be counted.
    """
    await run(target, work[:warm_up], operation)
    counted = work[warm_up:]
    before = {part: cpu_microseconds(pid) for part, pid in target.pids.items()}
    started = perf_counter()
    waits = await run(target, counted, operation)
    seconds = perf_counter() - started
    after = {part: cpu_microseconds(pid) for part, pid in target.pids.items()}
    cuts = quantiles(waits, n=100)
    return Cost(
        name=name,
        count=len(counted),
        parts={part: (after[part] - before[part]) / len(counted) for part in target.pids},
        rate=len(counted) / seconds,
        p50=cuts[49] * 1000,
        p99=cuts[98] * 1000,
    )


async def run(
    target: Target, work: Sequence[T], operation: Callable[[Client, T], Awaitable[None]]
) -> list[float]:
    # All connections take their next item from one iterator, so that each item is done once.
    left = iter(work)
    waits: list[float] = []

    async def one_connection() -> None:
        client = Client(target.url, accept_encoding=target.encoding)
        await client.connect()
        for item in left:
            started = perf_counter()
            await operation(client, item)
            waits.append(perf_counter() - started)
        await client.close()

    await asyncio.gather(*(one_connection() for _ in range(target.connections)))
    return waits
