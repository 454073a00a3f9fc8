"""Runs one primary with two replicas, and an api in front of them, for the tests of this folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from redis.asyncio import Redis
from starlette.types import ASGIApp

from amrutam.core.replicas.choice import Replicas
from amrutam.core.replicas.heartbeat import beat
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.waiting import until
from tests.cast.doctors import Doctor
from tests.cast.redis_databases import Purpose, other_database
from tests.cast.replicated import Replicated, replicated


@dataclass
class Reading:
    """A platform that reads from replicas: `client` calls a process that reads from the replicas of `cluster`."""

    cluster: Replicated
    resources: Resources
    client: AsyncClient


@pytest.fixture(scope="session")
async def cluster(settings: Settings) -> AsyncIterator[Replicated]:
    own = settings.model_copy(
        update={
            # Redis stores log positions, and those of one PostgreSQL cluster mean nothing in another cluster.
            "redis_url": other_database(settings.redis_url, Purpose.REPLICAS),
            "rate_limits": "off",
            # On a busy machine a replica may be seconds behind, and must still count as usable.
            "replica_lag_seconds": 8,
            "replica_timeout_seconds": 10,
            "booked_marker_seconds": 30,
        }
    )
    async with Redis.from_url(own.redis_url) as redis:
        await redis.flushdb()
    async with replicated(own) as made:
        await made.say("CREATE EXTENSION pg_stat_statements")
        yield made


Create = Callable[[Settings], tuple[FastAPI, ASGIApp]]


@asynccontextmanager
async def reading(
    cluster: Replicated, create: Create | None = None, **more: object
) -> AsyncIterator[Reading]:
    """Runs a process that reads from replicas. `create` makes its application (default: api); `more` are settings."""
    from amrutam.roles import api  # noqa: PLC0415 - as in tests/conftest.py

    app, bounded = (create or api.create)(cluster.settings.model_copy(update=more))
    async with app.router.lifespan_context(app):
        resources = app.state.resources
        beating = asyncio.create_task(beat(resources))
        client = AsyncClient(transport=ASGITransport(bounded), base_url="http://testserver")
        try:
            async with client:
                yield Reading(cluster, resources, client)
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)


@pytest.fixture
async def platform(cluster: Replicated) -> AsyncIterator[Reading]:
    """Yields a platform whose api process reads from the replicas as soon as they are usable (see `usable`)."""
    async with reading(cluster) as opened:
        yield opened


async def usable(platform: Reading, count: int) -> None:
    """Waits until exactly `count` replicas are usable for the process."""
    replicas = platform.resources.part(Replicas)

    async def counted() -> bool:
        return len(replicas.usable()) == count

    await until(counted, 30)


@asynccontextmanager
async def paused(platform: Reading) -> AsyncIterator[None]:
    """Stops the replay of the primary's log on both replicas, which are usable at the start, until the block ends."""
    await usable(platform, 2)
    for each in platform.cluster.standbys:
        await each.say("SELECT pg_wal_replay_pause()")
    try:
        yield
    finally:
        for each in platform.cluster.standbys:
            await each.say("SELECT pg_wal_replay_resume()")


def day() -> str:
    return (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


async def slots(client: AsyncClient, doctor: Doctor, **more: Any) -> Response:
    """Reads a doctor's slots as a client that has written nothing."""
    client.cookies.clear()
    params = {"from": day(), "to": day()}
    return await client.get(f"/v1/doctors/{doctor.id}/slots", params=params, **more)
