"""Checks that time zones are stored and returned under names that PostgreSQL and browsers know."""

from __future__ import annotations

import asyncpg
from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.core.zones import zone_names
from tests.cast.booking import problem
from tests.cast.people import sign_in_patient


async def test_postgresql_knows_them_all(resources: Resources) -> None:
    rows: list[asyncpg.Record] = await resources.database.pool.fetch(
        "SELECT name FROM pg_timezone_names"
    )
    assert set(zone_names()) <= {row["name"] for row in rows}


async def test_an_account_has_its_zone_by_the_canonical_name(
    client: AsyncClient, resources: Resources
) -> None:
    person = await sign_in_patient(resources)
    sent = {"time_zone": "Asia/Calcutta"}
    changed = await client.patch("/v1/me", json=sent, headers=person.headers)
    assert changed.json()["time_zone"] == "Asia/Kolkata"
    refused = await client.patch("/v1/me", json={"time_zone": "localtime"}, headers=person.headers)
    assert (refused.status_code, problem(refused)) == (422, "invalid-request")
