"""The cost of the proxy: of the same search with and without it, of cached pages, and of pages that are not cached.

The CPU time of all processes that answer requests is measured with eight connections that accept gzip. The search is
measured with and without the proxy in turns, and the median of each is shown, so that other load on
the machine affects both measurements alike. Each request for a search page that is not cached has another URL.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from amrutam.seeding.clients import Client
from bench.load import Cost, Target, measure
from bench.operations import expect, search
from bench.platform import Platform

_CONNECTIONS = 8
_WARM_UP = 100
_ROUNDS = 5
_MOST_TIMES_AS_MUCH, _KEPT_AIM, _SEARCH_AIM, _DOCTOR_AIM = 1.6, 300, 8000, 4000


async def through_the_proxy(platform: Platform, count: int) -> None:
    """Prints a row for each measurement, and the aim for each cost behind the proxy.

    Without a built website, only the search is measured. `count` scales the number of requests.
    """
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
    print(
        f"  {times:.2f} times the search's cost without the proxy (aim: {_MOST_TIMES_AS_MUCH})",
        flush=True,
    )
    if not platform.has_website:
        return
    doctor = (await _asked(public, "/v1/doctors?limit=1"))["items"][0]["id"]
    for name, path in (("home", "/en"), ("a doctor's page", f"/en/doctors/{doctor}")):
        await _row(public, f"{name}, kept", [path] * (_WARM_UP + 10 * count), _KEPT_AIM)
    await _made_pages(public, count // 10)


async def _made_pages(public: Target, count: int) -> None:
    """Measures pages that the proxy has not cached: searches with and without results, and doctors' pages.

    Next makes a doctor's page at its first request, and the website caches it for all its
    processes, so the next request for it costs less. Node compiles functions that it has run several
    hundred times, so the first requests of each row are not counted.
    """
    warm_up = 3 * count
    numbers = range(warm_up + count)
    fields = [each["slug"] for each in (await _asked(public, "/v1/specializations"))["items"]]
    found = [
        f"/en/doctors?specialization={fields[n % len(fields)]}&max_fee={9000 + n}" for n in numbers
    ]
    await _row(public, "a search page, not kept", found, _SEARCH_AIM, warm_up)
    nobody = [f"/en/doctors?q=name{n}" for n in numbers]
    await _row(public, "a search that finds nobody", nobody, _SEARCH_AIM, warm_up)
    doctors = await _doctors(public, len(numbers))
    await _row(public, "a doctor's page, made", doctors, _DOCTOR_AIM, len(doctors) // 2)
    again = [f"{path}?again={n}" for n, path in enumerate(doctors)]
    await _row(public, "a doctor's page, not kept", again, _DOCTOR_AIM, len(again) // 2)


async def _doctors(public: Target, most: int) -> list[str]:
    """The paths of at least `most` doctors' pages, or of all if there are fewer."""
    found: list[str] = []
    path: str | None = "/v1/doctors?limit=100"
    while path and len(found) < most:
        answer = await _asked(public, path)
        found += [f"/en/doctors/{each['id']}" for each in answer["items"]]
        cursor = answer["next_cursor"]
        path = f"/v1/doctors?limit=100&cursor={cursor}" if cursor else None
    return found


def _median(costs: Sequence[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.total)[len(costs) // 2]


async def _row(
    target: Target, name: str, paths: Sequence[str], aim: int, warm_up: int = _WARM_UP
) -> Cost:
    cost = await measure(target, name, paths, _got, warm_up)
    print(f"{cost.row()}  (aim: {aim})", flush=True)
    return cost


async def _got(client: Client, path: str) -> None:
    expect(await client.ask("GET", path), 200)


async def _asked(target: Target, path: str) -> dict[str, Any]:
    client = Client(target.url)
    answer = expect(await client.ask("GET", path), 200)
    await client.close()
    body: dict[str, Any] = answer.body
    return body
