"""Provides an api process that admits quickly, and the calls of the admission queue, for the tests of this folder."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient, Response
from redis.asyncio import Redis

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import Doctor
from tests.cast.people import Person, make_admin
from tests.cast.redis_databases import Purpose, other_database
from tests.conftest import MakeClient

QUICK = {
    "admission_step_seconds": 0.05,
    "admission_at_once_least": 1,
    "admission_at_once_most": 1,
    "admission_turn_seconds": 30,
}


@pytest.fixture
async def own_redis(settings: Settings) -> str:
    """Empties a Redis database that only the tests of this folder use, and returns its URL.

    In the usual database, api processes of other tests would admit places by other settings.
    """
    own = other_database(settings.redis_url, Purpose.ADMISSION)
    async with Redis.from_url(own) as redis:
        await redis.flushdb()
    return own


@pytest.fixture
async def one_at_once(make_client: MakeClient, own_redis: str) -> AsyncClient:
    return await make_client(redis_url=own_redis, **QUICK)


def place_of(person: Person | None, token: str | None) -> dict[str, str]:
    shown = {"amrutam-place": token} if token else {}
    return {**(person.headers if person else {}), **shown}


async def take(
    client: AsyncClient, doctor: Doctor, person: Person | None = None, token: str | None = None
) -> dict[str, Any]:
    answer = await client.post(
        f"/v1/doctors/{doctor.id}/admission", headers=place_of(person, token)
    )
    assert answer.status_code == 200, answer.text
    taken: dict[str, Any] = answer.json()
    return taken


async def look(
    client: AsyncClient, doctor: Doctor, person: Person | None = None, token: str | None = None
) -> dict[str, Any]:
    answer = await client.get(f"/v1/doctors/{doctor.id}/admission", headers=place_of(person, token))
    found: dict[str, Any] = answer.json()
    return found


async def until(
    client: AsyncClient,
    doctor: Doctor,
    state: str,
    person: Person | None = None,
    token: str | None = None,
) -> dict[str, Any]:
    async with asyncio.timeout(10):
        while (found := await look(client, doctor, person, token))["state"] != state:  # noqa: ASYNC110 - the server's state can only be polled
            await asyncio.sleep(0.05)
    return found


async def begin(
    client: AsyncClient, resources: Resources, doctor: Doctor, *, on: bool = True
) -> Response:
    admin = await make_admin(resources)
    return await client.put(f"/v1/doctors/{doctor.id}/rush", json={"on": on}, headers=admin.headers)
