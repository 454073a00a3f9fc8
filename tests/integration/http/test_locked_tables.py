"""Calls routes, queries and mutations while a long transaction has locked the tables: 503 at worst, never 500.

Left out are calls that end sessions. The tables that are read to authenticate a caller stay unlocked, so
that a request reaches the statements of its own route.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import pytest
from httpx import AsyncClient, Response

from amrutam.core.database import Conflict, Statement
from amrutam.core.resources import Resources
from tests.cast.owner import owner
from tests.cast.people import Person
from tests.cast.world import World, make_world
from tests.conftest import MakeClient
from tests.integration.graphql import test_authorization as graphql
from tests.integration.http.test_authorization_matrix import ROLES, RULES, request_of, there_of

AT_ONCE = 20
"""The number of concurrent requests, which is also the number of the process's connections."""
OPEN = ["account", "session", "signing_key", "made_up_account"]
ENDS_SESSIONS = {
    "POST /v1/auth/logout", "DELETE /v1/auth/session", "DELETE /v1/me/sessions/{session_id}", "signOut", "endSession",
}  # fmt: skip
LOCK_TRIES = 20
READY = "GET /readyz"
"""The route of readiness, whose 503 has no Retry-After: load balancers request the route again by themselves."""
TABLES = Statement(
    "test_tables",
    """
    SELECT string_agg(quote_ident(relname), ', ') FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND relname <> ALL ($1::text[])
    """,
)


@pytest.fixture(scope="module")
async def world(resources: Resources, module_client: AsyncClient) -> World:
    return await make_world(resources, module_client)


@pytest.fixture
async def client(make_client: MakeClient) -> AsyncClient:
    return await make_client(database_pool_size=AT_ONCE, database_waits=1000, request_seconds=60)


@asynccontextmanager
async def locked(resources: Resources) -> AsyncIterator[None]:
    async with await _lock(resources):
        yield


async def _lock(resources: Resources) -> AsyncExitStack:
    """Locks the tables until the returned stack is closed.

    A loop of the process, or a request of an earlier group, may have read one table and wait for
    another table. PostgreSQL ends this deadlock by refusing one of the two transactions, so the
    lock is tried again, at most `LOCK_TRIES` times.
    """
    for _ in range(LOCK_TRIES):
        with suppress(Conflict):
            async with AsyncExitStack() as stack:
                transaction = await stack.enter_async_context(owner(resources))
                tables = await transaction.value(TABLES, OPEN)
                lock = Statement("test_lock", f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
                await transaction.execute(lock)
                return stack.pop_all()
    pytest.fail(f"the tables could not be locked in {LOCK_TRIES} tries")


def groups(whole: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(whole), AT_ONCE):
        yield whole[start : start + AT_ONCE]


def one_who_may(allowed: frozenset[str], world: World) -> Person | None:
    return world.people[next(role for role in ROLES if role in allowed)]


@pytest.mark.parametrize(("reads", "least"), [(True, 35), (False, 45)])
async def test_no_route_answers_500(
    client: AsyncClient, resources: Resources, world: World, *, reads: bool, least: int
) -> None:
    labels = [
        label for label in RULES if label not in ENDS_SESSIONS and label.startswith("GET") is reads
    ]
    requests = [
        await request_of(
            client, label, world, there_of(world), one_who_may(RULES[label].allowed, world)
        )
        for label in labels
    ]
    answers: list[Response] = []
    for group in groups(requests):
        async with locked(resources):
            answers += await asyncio.gather(*map(client.send, group))
    told = dict(zip(labels, answers, strict=True))
    assert {label: each.text for label, each in told.items() if each.status_code == 500} == {}
    unavailable = {label: each for label, each in told.items() if each.status_code == 503}
    assert len(unavailable) >= least
    unavailable.pop(READY, None)
    assert [label for label, each in unavailable.items() if "retry-after" not in each.headers] == []
    assert {each.json()["type"].rpartition("/")[2] for each in unavailable.values()} == {
        "unavailable"
    }


@pytest.mark.parametrize(
    ("kind", "rules", "least"), [("query", graphql.QUERIES, 8), ("mutation", graphql.MUTATIONS, 20)]
)
async def test_no_field_of_graphql_is_a_defect(
    client: AsyncClient,
    resources: Resources,
    world: World,
    kind: str,
    rules: dict[str, graphql.Rule],
    least: int,
) -> None:
    names = [name for name in rules if name not in ENDS_SESSIONS]
    answers: list[Any] = []
    for group in groups(names):
        async with locked(resources):
            answers += await asyncio.gather(*(
                graphql.answer(client, rules[name], world, _role(rules[name]), kind) for name in group
            ))  # fmt: skip
    faults = {
        name: error["extensions"]
        for name, answer in zip(names, answers, strict=True)
        for error in answer.get("errors", [])
    }
    assert {name: each for name, each in faults.items() if each["status"] == 500} == {}
    unavailable = [each for each in faults.values() if each["status"] == 503]
    assert len(unavailable) >= least
    assert all(each["retry_after"] > 0 for each in unavailable)


def _role(rule: graphql.Rule) -> str:
    return next(role for role in ROLES if role in rule.allowed)
