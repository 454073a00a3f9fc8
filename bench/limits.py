"""`make bench ARGS="--limits"`: what a whole booking costs with the limits on, set high, and off.

Two api processes on one platform, turn by turn, so that a busy machine is as busy for either.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from statistics import median

from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from bench.load import Cost, Target, measure
from bench.operations import Operation
from bench.platform import Platform

_HIGH = "1000000"
_CALLS = ("ACCOUNT", "IP", "HOLDS", "SIGN_IN")
_PERSONS = (
    "HOLDS_PER_ADDRESS", "OPEN_PER_DOCTOR", "OPEN_PER_ACCOUNT", "OPEN_PER_ACCOUNT_AT_MOST",
    "MADE_PER_DAY", "THERAPIES", "MOVES_PER_APPOINTMENT", "CHANGES_PER_DAY",
)  # fmt: skip
_ON = {
    "AMRUTAM_RATE_LIMITS": "on",
    **{f"AMRUTAM_RATE_LIMIT_{name}": f"{_HIGH}/60" for name in _CALLS},
    **{f"AMRUTAM_{name}": _HIGH for name in _PERSONS},
}
_ROUNDS = 10
_PATIENCE_SECONDS = 60


async def limits(platform: Platform, operations: Sequence[Operation]) -> None:
    """Prints the median of the rounds for either, and their ratio."""
    _, visits, book, warm_up = next(each for each in operations if each[0].startswith("hold +"))
    size = (len(visits) - 2 * warm_up) // (2 * _ROUNDS)
    async with _api(platform, {}) as off, _api(platform, _ON) as on:
        for number, target in enumerate((off, on)):
            await measure(target, "", visits[number * warm_up :][:warm_up], book, 0)
        costs: dict[str, list[Cost]] = {"off": [], "on": []}
        for turn in range(2 * _ROUNDS):
            name, target = (("off", off), ("on", on))[turn % 2]
            part = visits[2 * warm_up + turn * size :][:size]
            costs[name].append(await measure(target, f"booking, limits {name}", part, book, 0))
    middle = {name: median(cost.total for cost in found) for name, found in costs.items()}
    for name, found in costs.items():
        parts = {part: round(median(each.parts[part] for each in found)) for part in found[0].parts}
        print(f"booking, limits {name:<18} {middle[name]:6.0f} us CPU {parts}", flush=True)
    print(f"limits on cost {middle['on'] / middle['off'] - 1:+.1%}", flush=True)


@asynccontextmanager
async def _api(platform: Platform, more: dict[str, str]) -> AsyncIterator[Target]:
    (port,) = free_ports(1)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", "serve", "api",
        env={**os.environ, **platform.environment, "AMRUTAM_PORT": str(port), **more},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await until(lambda: serves_http(port, "/livez"), _PATIENCE_SECONDS)
        pids = platform.target.pids | {"api": process.pid}
        yield replace(platform.target, url=f"http://127.0.0.1:{port}", pids=pids)
    finally:
        process.terminate()
        await process.wait()
