"""What the public address costs: the same search with and without it, kept pages and others.

CPU of all processes, gzip accepted, eight connections. The search is measured with and without the
proxy in turns, and the median of each is shown: what else the machine does meets both alike. A search
page that is not kept has an address of its own each time.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from amrutam.seeding.clients import Client
from bench.load import Cost, Target, measure
from bench.operations import expect, search
from bench.platform import Platform

_CONNECTIONS = 8
_WARM_UP = 100
_ROUNDS = 5
_MOST_TIMES_AS_MUCH, _KEPT_AIM, _MADE_AIM = 1.6, 300, 12_000


async def through_the_proxy(platform: Platform, count: int) -> None:
    """Prints a row for each, and how far from its aim it is."""
    direct = replace(
        platform.target, pids=platform.everything, connections=_CONNECTIONS, encoding="gzip"
    )
    public = replace(direct, url=platform.public_url)
    chance = random.Random(7)  # noqa: S311 - the same each time
    searches = [search(chance) for _ in range(_WARM_UP + 10 * count // _ROUNDS)]
    alone, proxied = [], []
    for _ in range(_ROUNDS):
        alone.append(await measure(direct, "search, without the proxy", searches, _got, _WARM_UP))
        proxied.append(await measure(public, "search, through the proxy", searches, _got, _WARM_UP))
    for costs in (alone, proxied):
        print(_median(costs).row(), flush=True)
    times = median(
        behind.total / before.total for before, behind in zip(alone, proxied, strict=True)
    )
    print(f"  {times:.2f} times its cost alone (aim: {_MOST_TIMES_AS_MUCH})", flush=True)
    if not platform.has_website:
        return
    doctor = (await _asked(public, "/v1/doctors?limit=1"))["items"][0]["id"]
    for name, path in (("home", "/en"), ("a doctor's page", f"/en/doctors/{doctor}")):
        await _row(public, f"{name}, kept", [path] * (_WARM_UP + 10 * count), _KEPT_AIM)
    pages = [f"/en/doctors?q=name{number}" for number in range(_WARM_UP + count // 10)]
    await _row(public, "a search page, not kept", pages, _MADE_AIM)


def _median(costs: Sequence[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.total)[len(costs) // 2]


async def _row(target: Target, name: str, paths: Sequence[str], aim: int | None = None) -> Cost:
    cost = await measure(target, name, paths, _got, _WARM_UP)
    print(cost.row() + (f"  (aim: {aim})" if aim else ""), flush=True)
    return cost


async def _got(client: Client, path: str) -> None:
    expect(await client.ask("GET", path), 200)


async def _asked(target: Target, path: str) -> dict[str, list[dict[str, str]]]:
    client = Client(target.url)
    answer = expect(await client.ask("GET", path), 200)
    await client.close()
    return answer.body
