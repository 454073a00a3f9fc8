"""Runs a mixed load while an api process, Valkey or PostgreSQL is killed, suspended, or loses its data."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest
from redis.asyncio import Redis

from tests.concurrency.arena import HOLD_SECONDS, arena
from tests.concurrency.faults import endured
from tests.concurrency.load import Load

# These tests use much CPU, so they run in one xdist worker, one after another.
pytestmark = pytest.mark.xdist_group("faults")


async def test_an_api_process_is_killed(cluster: Path) -> None:
    async with arena(cluster) as hurt:
        victims = iter(hurt.apis * 1000)

        async def strike(_load: Load) -> None:
            next(victims).signal(signal.SIGKILL)

        told = await endured("API process killed", hurt, strike, locks_hold=True)
    assert told["unknown"]


async def test_an_api_process_hangs_past_the_time_of_its_holds(cluster: Path) -> None:
    async with arena(cluster) as hurt:
        victims = iter(hurt.apis * 1000)

        async def strike(_load: Load) -> None:
            async with next(victims).frozen():
                await asyncio.sleep(HOLD_SECONDS + 2)

        told = await endured("API process stopped", hurt, strike, locks_hold=True)
    assert told["unknown"]


async def test_valkey_is_killed(cluster: Path) -> None:
    async with arena(cluster) as hurt:

        async def strike(_load: Load) -> None:
            hurt.valkey.signal(signal.SIGKILL)

        await endured("Valkey killed", hurt, strike, locks_hold=False)
        assert hurt.valkey.starts > 1


async def test_valkey_hangs_past_the_time_of_its_holds(cluster: Path) -> None:
    """No time is booked twice when a suspended Valkey resumes and runs requests whose clients have given up."""
    async with arena(cluster, redis_timeout_seconds=0.3) as hurt:

        async def strike(_load: Load) -> None:
            async with hurt.valkey.frozen():
                await asyncio.sleep(HOLD_SECONDS + 2)

        await endured("Valkey stopped", hurt, strike, locks_hold=False)
        assert hurt.valkey.starts == 1


async def test_valkey_forgets_everything(cluster: Path) -> None:
    async with arena(cluster) as hurt, Redis.from_url(hurt.direct.redis_url) as redis:

        async def strike(_load: Load) -> None:
            await redis.flushall()

        await endured("Valkey flushed", hurt, strike, locks_hold=False)


async def test_postgresql_is_killed(cluster: Path) -> None:
    async with arena(cluster) as hurt:

        async def strike(_load: Load) -> None:
            hurt.postgres.signal(signal.SIGKILL)
            await asyncio.sleep(0.5)

        told = await endured("PostgreSQL killed", hurt, strike, locks_hold=True)
        assert hurt.postgres.starts > 1
    assert told["unknown"]


async def test_postgresql_hangs_past_the_deadline_of_its_statements(cluster: Path) -> None:
    async with arena(cluster) as hurt:

        async def strike(_load: Load) -> None:
            async with hurt.postgres.frozen():
                await asyncio.sleep(3)

        told = await endured("PostgreSQL stopped", hurt, strike, locks_hold=True)
        assert hurt.postgres.starts == 1
    assert told["unknown"]
