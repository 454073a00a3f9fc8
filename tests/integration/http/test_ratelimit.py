"""Tests limits of an account and an address, counted by all processes together."""

from __future__ import annotations

import asyncio
from itertools import cycle
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.cast.people import sign_in_patient

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

    from amrutam.core.resources import Resources
    from tests.conftest import MakeClient


async def many(clients: list[AsyncClient], times: int, headers: dict[str, str]) -> list[Response]:
    turns = [client for client, _ in zip(cycle(clients), range(times), strict=False)]
    return list(await asyncio.gather(*(c.get("/v1/me", headers=headers) for c in turns)))


async def test_the_call_after_the_last_is_refused_exactly_across_processes(
    make_client: MakeClient, resources: Resources
) -> None:
    limits = {"rate_limits": "on", "rate_limit_account": "7/60"}
    clients = [await make_client(**limits), await make_client(**limits)]
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    answers = await many(clients, 20, asha.headers)
    assert sorted(a.status_code for a in answers) == [200] * 7 + [429] * 13
    refused = next(a for a in answers if a.status_code == 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json()["type"].endswith("/problems/too-many-requests")
    assert (await clients[0].get("/v1/me", headers=ravi.headers)).status_code == 200


async def test_headers_tell_the_policy_and_what_is_left(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(rate_limits="on", rate_limit_account="5/60", rate_limit_ip="500/90")
    asha = await sign_in_patient(resources)
    for left in (4, 3):
        answer = await client.get("/v1/me", headers=asha.headers)
        policy = answer.headers["ratelimit-policy"]
        assert policy == '"account";q=5;w=60, "ip";q=500;w=90'
        assert answer.headers["ratelimit"].startswith(f'"account";r={left};t=')
    for _ in range(4):
        answer = await client.get("/v1/me", headers=asha.headers)
    assert answer.status_code == 429
    assert answer.headers["ratelimit"].startswith('"account";r=0;t=')


async def test_addresses_are_counted_behind_trusted_proxies_only(
    make_client: MakeClient,
) -> None:
    limits = {"rate_limits": "on", "rate_limit_ip": "3/60"}
    trusting = await make_client(**limits, trusted_proxies="127.0.0.0/8")
    third = uuid4().int % 200

    async def ask(client: AsyncClient, forwarded: str) -> int:
        answer = await client.get("/v1/me", headers={"x-forwarded-for": forwarded})
        return answer.status_code

    visitor = f"198.51.{third}.7"
    # A visitor's own entries stand left of the proxy's entry, and are ignored.
    seen = [await ask(trusting, f"203.0.113.{n}, {visitor}") for n in range(4)]
    assert seen == [401, 401, 401, 429]
    assert await ask(trusting, f"198.51.{third}.8") == 401

    wary = await make_client(**limits, trusted_proxies="10.0.0.1")
    seen = [await ask(wary, f"203.0.113.{n}") for n in range(6)]
    assert 429 in seen


async def test_the_website_is_no_visitor_but_whom_it_names_is(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(
        rate_limits="on", rate_limit_ip="2/60", trusted_proxies="127.0.0.0/8"
    )
    website = {"amrutam-website": resources.keyring.secret("website")}
    named = {**website, "x-forwarded-for": "203.0.113.77, 127.0.0.1"}
    forged = {"amrutam-website": "0" * 64, "x-forwarded-for": "203.0.113.78"}
    await resources.redis.do("test_flush", "FLUSHDB")

    async def statuses(headers: dict[str, str]) -> list[int]:
        return [(await client.get("/v1/doctors", headers=headers)).status_code for _ in range(3)]

    assert await statuses(website) == [200, 200, 200]
    assert await statuses({**website, "x-forwarded-for": "127.0.0.1"}) == [200, 200, 200]
    assert await statuses(named) == [200, 200, 429]
    assert await statuses(forged) == [200, 200, 429]


async def test_without_redis_each_process_counts_alone(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(
        rate_limits="on", rate_limit_account="3/60", redis_url="redis://127.0.0.1:1"
    )
    asha = await sign_in_patient(resources)
    answers = [await client.get("/v1/me", headers=asha.headers) for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]


async def test_off_means_off(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    answer = await client.get("/v1/me", headers=asha.headers)
    assert "ratelimit" not in answer.headers


NONE = "7d0a3f5e-8f0c-4a87-9d55-0a3c1f5f8e11"


@pytest.mark.parametrize(
    ("policy", "method", "path"),
    [
        ("account", "GET", "/v1/appointments"),
        ("account", "GET", f"/v1/appointments/{NONE}"),
        ("account", "POST", "/v1/appointments"),
        ("account", "POST", f"/v1/appointments/{NONE}/cancel"),
        ("account", "POST", f"/v1/appointments/{NONE}/reschedule"),
        ("account", "GET", "/v1/holds/none"),
        ("holds", "POST", "/v1/holds"),
        ("ip", "GET", "/v1/doctors"),
        ("ip", "GET", f"/v1/doctors/{NONE}/slots"),
        ("ip", "POST", "/v1/availability/query"),
    ],
)
async def test_every_way_to_book_is_limited_fast_lane_or_not(
    make_client: MakeClient, resources: Resources, policy: str, method: str, path: str
) -> None:
    client = await make_client(rate_limits="on", **{f"rate_limit_{policy}": "2/60"})
    asha = await sign_in_patient(resources)
    headers = {**asha.headers, "x-forwarded-for": "192.0.2.1", "idempotency-key": "k"}
    body = {
        "/v1/holds": {"doctor_id": str(uuid4()), "starts_at": "2030-01-01T10:00:00Z"},
        "/v1/appointments": {"hold_id": "none"},
        f"/v1/appointments/{NONE}/reschedule": {"hold_id": "none"},
        "/v1/availability/query": {"doctor_ids": [str(uuid4())]},
    }.get(path, {})
    await resources.redis.do("test_flush", "FLUSHDB")

    answers = [
        await client.request(method, path, headers=headers, json=body if method == "POST" else None)
        for _ in range(3)
    ]

    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert all(f'"{policy}";q=2;w=60' in a.headers["ratelimit-policy"] for a in answers)
