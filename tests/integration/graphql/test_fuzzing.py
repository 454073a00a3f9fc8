"""Checks that no generated GraphQL document causes a server error.

hypothesis-graphql generates documents that the schema allows; each is sent by a randomly chosen role.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from graphql import print_schema
from httpx import AsyncClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis_graphql import mutations, nodes, queries

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.protocols.graphql.complete import executable_schema
from tests.cast.fresh_tokens import FreshTokens
from tests.cast.times import local
from tests.cast.world import World, make_world
from tests.concurrency.figures import record_figures
from tests.concurrency.processes import api_process
from tests.concurrency.sizes import IS_FULL

CASES = 10_000 if IS_FULL else 150
"""The number of cases of each of the two tests: that of queries and that of mutations."""
_SCHEMA = print_schema(executable_schema())
_TIMES = st.sampled_from([local(day, f"{hour:02}:00") for day in (1, 3) for hour in (9, 12)])
_SCALARS = {
    "DateTime": (_TIMES | st.text(max_size=20)).map(nodes.String),
    "Date": (st.dates().map(str) | st.text(max_size=10)).map(nodes.String),
}
_NOT_OURS = {"internal-error", "unavailable"}


@dataclass
class Target:
    url: str
    world: World
    session: requests.Session
    tokens: FreshTokens
    cases: int = 0
    executed: int = 0

    def ask(self, role: str, query: str) -> None:
        self.tokens.renew()
        person = self.world.people[role]
        answer = self.session.post(
            self.url, json={"query": query}, headers=person.headers if person else {}, timeout=30
        )
        assert answer.status_code in (200, 400), (answer.text, role, self.tokens.explained(person))
        body = answer.json()
        facts = {each["extensions"]["type"].rpartition("/")[2] for each in body.get("errors", ())}
        assert not facts & _NOT_OURS, (query, body["errors"])
        self.cases += 1
        self.executed += "data" in body


@pytest.fixture(scope="module")
async def target(
    settings: Settings, resources: Resources, module_client: AsyncClient
) -> AsyncIterator[Target]:
    world = await make_world(resources, module_client)
    tokens = FreshTokens(resources, world.people.values())
    generous: dict[str, Any] = {"staff_failures_per_ip": 10**9, "patients_per_account": 10**6}
    # A document beyond the limits is not executed; other tests cover its refusal.
    wide = {
        "graphql_depth": 12,
        "graphql_cost": 10**5,
        "graphql_aliases": 100,
        "graphql_tokens": 20_000,
    }
    # On a busy machine an answer may take longer than a person waits; other tests cover the time limits.
    slow = {"graphql_seconds": 30, "request_seconds": 60}
    async with api_process(settings, log_level="error", **generous, **wide, **slow) as url:
        with requests.Session() as session:
            session.trust_env = False
            found = Target(f"{url}/graphql", world, session, tokens)
            yield found
            worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            record_figures(
                f"Fuzzing GraphQL ({worker})", cases=found.cases, operations=found.executed
            )


@pytest.mark.parametrize("documents", [queries, mutations], ids=["queries", "mutations"])
def test_nothing_is_the_servers_fault(target: Target, documents: Any) -> None:
    @hypothesis_settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        derandomize=not IS_FULL,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        documents(_SCHEMA, custom_scalars=_SCALARS), st.sampled_from(sorted(target.world.people))
    )
    def ask(query: str, role: str) -> None:
        # signing out would leave the other cases without a session
        if "signOut" not in query:
            target.ask(role, query)

    before = target.executed
    ask()
    assert target.executed - before > CASES / 4, "too few documents were executed"
