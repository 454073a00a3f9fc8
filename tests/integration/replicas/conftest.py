"""Runs one primary with two replicas, and an api in front of them, for the tests of this folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from httpx import ASGITransport, AsyncClient
from redis.asyncio import Redis

from amrutam.core.replicas.heartbeat import beat
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.replicated import Replicated, replicated

_OTHER_DATABASES = 8
"""Redis databases that no other test uses, because the log positions of one PostgreSQL cluster mean nothing in another cluster."""


@dataclass
class Reading:
    """A platform that reads from replicas: `client` calls an api process that reads from the replicas of `cluster`."""

    cluster: Replicated
    resources: Resources
    client: AsyncClient


@pytest.fixture(scope="session")
async def cluster(settings: Settings) -> AsyncIterator[Replicated]:
    address, _, number = settings.redis_url.rpartition("/")
    own = settings.model_copy(
        update={
            "redis_url": f"{address}/{int(number) + _OTHER_DATABASES}",
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


@asynccontextmanager
async def reading(cluster: Replicated, **more: object) -> AsyncIterator[Reading]:
    from amrutam.roles.api import create  # noqa: PLC0415 - as in tests/conftest.py

    app, bounded = create(cluster.settings.model_copy(update=more))
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
    """Yields the platform, once both replicas are usable."""
    async with reading(cluster) as opened:
        yield opened
