"""`make bench ARGS="--limits"`: the cost that limits add to a whole booking, from the hold to its mail.

Three api processes on one platform are measured in turns, in short rounds, so that other load on
the machine affects each of them alike. They run without limits, with the limits on calls only, and
with all limits. All limits are so high that nothing is refused. The last two processes differ by
the limits on one person.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from bench.load import Cost, Target, measure, middle
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
_SIDES: dict[str, tuple[str, dict[str, str]]] = {
    "off": ("amrutam", {}),
    "on calls": ("bench.without_person_limits", _ON),
    "all": ("amrutam", _ON),
}
_ROUND = 50
_PATIENCE_SECONDS = 60

Rounds = dict[str, list[Cost]]
"""The costs by process. Costs with the same index were measured in consecutive rounds."""


async def limits(platform: Platform, operations: Sequence[Operation]) -> Rounds:
    """Measures and prints the cost of a hold and its confirmation, in CPU microseconds, for each process; returns the costs."""
    _, visits, book, warm_up = next(each for each in operations if each[0].startswith("hold +"))
    parts = [visits[at : at + _ROUND] for at in range(warm_up, len(visits) - _ROUND + 1, _ROUND)]
    async with AsyncExitStack() as stack:
        sides = {name: await stack.enter_async_context(api_with(platform, *how))
                 for name, how in _SIDES.items()}  # fmt: skip
        for number, target in enumerate(sides.values()):
            await measure(target, "", visits[number * _ROUND :][:_ROUND], book, 0)
        rounds: Rounds = {name: [] for name in sides}
        for name, part in zip(_turns(len(parts)), parts, strict=False):
            rounds[name].append(await measure(sides[name], name, part, book, 0))
    for name, found in rounds.items():
        print(f"{f'hold + confirm, limits: {name}':<34} {middle(each.total for each in found)}")
    return rounds


def tell_share(rounds: Rounds, apart: float, mail: float) -> None:
    """Prints the share of a booking's cost that the limits on one person add, as measured in two ways.

    The first way compares `rounds` of whole bookings, which `limits` returned; the second adds up the parts
    that `limits_apart` measured separately.

    `apart`: what `limits_apart.added_apart` returned; `mail`: the cost of the booking's mail, in CPU
    microseconds.
    """
    pairs = zip(rounds["all"], rounds["on calls"], strict=True)
    whole = sum(each.total for each in rounds["on calls"]) / len(rounds["on calls"]) + mail
    added = [(one.total - other.total) / whole * 100 for one, other in pairs]
    print(f"the limits on one person add, in % of {whole:.0f} us, by rounds: {middle(added)}")
    print(f"the same, measured part by part: {apart / whole * 100:.2f} %")


def _turns(count: int) -> list[str]:
    """The names of the processes for at most `count` rounds: forwards, then backwards, and so on.

    If the machine becomes slower during the run, this order affects all processes alike.
    """
    there = list(_SIDES)
    return (there + there[::-1]) * (count // (2 * len(there)))


@asynccontextmanager
async def api_with(platform: Platform, module: str, more: dict[str, str]) -> AsyncIterator[Target]:
    (port,) = free_ports(1)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, "serve", "api",
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
