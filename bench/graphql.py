"""The cost of GraphQL compared with REST: the same pages of twenty doctors, none of which is in a cache.

`make bench ARGS="--graphql"` lets the operations take turns in short rounds, so that other load on the machine affects
each of them alike.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from amrutam.seeding.clients import Client
from bench.load import WARM_UP, Target, middle, run
from bench.operations import Operation, expect
from bench.platform import Platform
from bench.processes import settled_cpu_microseconds

_ALL = """
    id name registrationNumber specialization city languages gender experienceYears fee { amount currency } rating
    modes clinics { id name city } nextAvailableAt nextOnlineAt nextInPersonAt
"""
_REST = "search, not remembered"
_WIDE, _NARROW = "GraphQL: search, 20 cards, all fields", "GraphQL: search, 20 cards, one field"
_FIELDS = {
    _WIDE: _ALL,
    _NARROW: "name",
    "GraphQL: the same with the next three times": _ALL
    + "nextTimes(first: 3) { startsAt endsAt modes }",
}
_KINDS = ("kayachikitsa", "panchakarma", "prasuti-tantra", "rasayana")


_ROUND = 100


async def beside_rest(platform: Platform, count: int) -> None:
    """Prints the CPU microseconds that the api process uses for one request of each operation.

    For REST's search and for the query of one field, also prints these as a percentage of the query of all
    fields. Each figure is the median of rounds of `_ROUND` requests, with the range of the middle half of the
    rounds. `count`: the requests of each operation, at least two rounds.
    """
    operations = graphql(count)
    for _, work, operation, warm_up in operations:
        await run(platform.target, work[:warm_up], operation)
    rounds: dict[str, list[float]] = {name: [] for name, *_ in operations}
    for at in range(WARM_UP, WARM_UP + count - _ROUND + 1, _ROUND):
        for name, work, operation, _ in operations:
            part = work[at : at + _ROUND]
            rounds[name].append(await _api_microseconds(platform.target, part, operation))
        operations.reverse()
    for name, found in rounds.items():
        print(f"{name:<45} {middle(found)} us CPU of the api")
    for name in (_REST, _NARROW):
        beside = zip(rounds[name], rounds[_WIDE], strict=True)
        share = middle(one / all_ * 100 for one, all_ in beside)
        print(f"{f'{name}, in % of all fields':<45} {share}")


async def _api_microseconds(
    target: Target, work: Sequence[Any], operation: Callable[[Client, Any], Awaitable[None]]
) -> float:
    before = settled_cpu_microseconds(target.pids["api"])
    await run(target, work, operation)
    return (settled_cpu_microseconds(target.pids["api"]) - before) / len(work)


def graphql(count: int) -> list[Operation]:
    """The operations to measure, with `count` requests each besides those of the warm-up.

    Each operation requests each page only once, so that no answer comes from a cache.
    """
    chance = random.Random(9)  # noqa: S311 - the same work each time
    pages = [
        {"specialization": chance.choice(_KINDS), "max_fee": 100_000_000 - n}
        for n in range(count + WARM_UP)
    ]
    rest = [f"/v1/doctors?{urlencode(page)}&sort=next_available" for page in pages]
    return [
        (_REST, rest, _get, WARM_UP),
        *(
            (name, [_asked(fields, page) for page in pages], _post, WARM_UP)
            for name, fields in _FIELDS.items()
        ),
    ]


def _asked(fields: str, page: dict[str, Any]) -> dict[str, Any]:
    query = (
        "query ($specialization: String, $fee: Int) { doctors(specialization: $specialization, maxFee: $fee,"
        f" sort: next_available) {{ edges {{ node {{ {fields} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    )
    variables = {"specialization": page["specialization"], "fee": page["max_fee"]}
    return {"query": query, "variables": variables}


async def _get(client: Client, path: str) -> None:
    expect(await client.ask("GET", path), 200)


async def _post(client: Client, body: dict[str, Any]) -> None:
    answer = expect(await client.ask("POST", "/graphql", body), 200)
    if "errors" in answer.body:
        raise SystemExit(str(answer.body["errors"]))
