"""Checks that a query runs each SQL statement at most once, for however many objects it reads.

A field that is not selected costs nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from tests.cast.booking import booked
from tests.cast.doctors import make_doctor
from tests.cast.graphql import data
from tests.cast.people import sign_in_patient
from tests.cast.times import local


@pytest.fixture(scope="module", autouse=True)
async def _doctors(resources: Resources) -> None:
    for _ in range(6):
        await make_doctor(resources, city="guwahati")


_BESIDE = ("clock", "session_", "signing_keys", "free_days_behind")
"""The beginnings of the names of statements that the process also runs without a query."""


def counted() -> Counter[str]:
    """Returns the number of statements until now, by name."""
    return Counter({
        sample.labels["query"]: int(sample.value)
        for family in metrics.DATABASE_SECONDS.collect()
        for sample in family.samples
        if sample.name.endswith("_count")
    })  # fmt: skip


async def statements(client: AsyncClient, query: str, **more: Any) -> dict[str, int]:
    before = counted()
    await data(client, query, **more)
    return {name: n for name, n in (counted() - before).items() if not name.startswith(_BESIDE)}


async def test_width_asks_nothing_more(client: AsyncClient) -> None:
    query = """query ($n: Int!) { doctors(city: "Guwahati", sort: fee, first: $n) { nodes { id bio timeZone
        consultationTypes { id } nextTimes(first: 3) { startsAt } } } }"""
    wide = await statements(client, query, n=6)
    assert set(wide.values()) == {1}, wide
    assert {"doctor_profiles", "search_cards", "claims_of_doctors"} <= set(wide)
    narrow = await statements(client, query, n=1)
    assert set(narrow) <= set(wide)


async def test_what_nobody_asks_for_costs_nothing(client: AsyncClient) -> None:
    query = (
        '{ doctors(city: "Guwahati", sort: next_available) { nodes { id name nextAvailableAt } } }'
    )
    assert set(await statements(client, query)) == {"search_by_next_available"}
    assert await statements(client, "{ __typename }") == {}


async def test_the_histories_of_a_page_are_one_statement(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    for hour in (10, 11):
        await booked(client, asha, await make_doctor(resources), local(2, f"{hour}:00"))
    query = "{ appointments { nodes { events { kind } doctor { profile { bio } } } } }"
    found = await statements(client, query, person=asha)
    assert found["appointments_events"] == found["doctor_profiles"] == 1


async def test_slots_of_many_doctors_are_one_statement(
    client: AsyncClient, resources: Resources
) -> None:
    ids = [str((await make_doctor(resources)).id) for _ in range(4)]
    query = "query ($ids: [ID!]!) { doctorsById(ids: $ids) { slots { days { slots { state } } } } }"
    assert (await statements(client, query, ids=ids))["claims_of_doctors"] == 1
