"""What GraphQL costs beside REST: the same twenty doctors, each page asked for the first time."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import urlencode

from amrutam.seeding.clients import Client
from bench.load import WARM_UP
from bench.operations import Operation, expect

_ALL = """
    id name registrationNumber specialization city languages gender experienceYears fee { amount currency } rating
    modes clinics { id name city } nextAvailableAt nextOnlineAt nextInPersonAt
"""
_FIELDS = {
    "GraphQL: search, 20 cards, all fields": _ALL,
    "GraphQL: search, 20 cards, one field": "id",
    "GraphQL: the same with the next three times": _ALL
    + "nextTimes(first: 3) { startsAt endsAt modes }",
}
_KINDS = ("kayachikitsa", "panchakarma", "prasuti-tantra", "rasayana")


def graphql(count: int) -> list[Operation]:
    """No page is asked for twice: none is remembered."""
    chance = random.Random(9)  # noqa: S311 - the same work each time
    pages = [
        {"specialization": chance.choice(_KINDS), "max_fee": 100_000_000 - n}
        for n in range(count + WARM_UP)
    ]
    rest = [f"/v1/doctors?{urlencode(page)}&sort=next_available" for page in pages]
    return [
        ("search, not remembered", rest, _get, WARM_UP),
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
