from __future__ import annotations

import asyncio
from math import inf

import asyncpg
import pytest
from asyncpg import Connection

from amrutam.core.database_pool import STATEMENTS, Connections, PoolExhausted
from amrutam.core.settings import Settings


def _pool(
    settings: Settings, limit: int, wait: float = 5, most_waiting: float = inf
) -> tuple[Connections, list[Connection]]:
    opened: list[Connection] = []

    async def connect() -> Connection:
        opened.append(await asyncpg.connect(settings.database_url))
        return opened[-1]

    return Connections(connect, limit, wait, most_waiting=most_waiting), opened


async def test_a_crowd_shares_few_connections(settings: Settings) -> None:
    pool, opened = _pool(settings, 3)
    answers = await asyncio.gather(*(pool.fetchval("SELECT $1::int", n) for n in range(200)))
    assert answers == list(range(200))
    assert len(opened) == 3
    await pool.close()


async def test_a_lost_connection_is_replaced(settings: Settings) -> None:
    pool, opened = _pool(settings, 1)
    await pool.fetchval("SELECT 1")
    opened[0].terminate()
    await asyncio.sleep(0.05)
    assert await pool.fetchval("SELECT 2") == 2
    assert len(opened) == 2
    await pool.close()


async def test_a_cancelled_statements_connection_is_not_used_again(settings: Settings) -> None:
    pool, opened = _pool(settings, 1)
    slow = asyncio.ensure_future(pool.fetchval("SELECT pg_sleep(10)"))
    await asyncio.sleep(0.2)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    assert await pool.fetchval("SELECT 3") == 3
    assert len(opened) == 2
    await pool.close()


async def test_a_statement_that_a_migration_made_out_of_date_is_prepared_again(
    settings: Settings,
) -> None:
    pool, opened = _pool(settings, 1)
    await pool.execute("CREATE TEMP TABLE note AS SELECT 1 AS n")
    for _ in range(2):
        assert await pool.fetchval("SELECT * FROM note") == 1
    await pool.execute("ALTER TABLE note ALTER n TYPE text")
    for _ in range(2):
        assert await pool.fetchval("SELECT * FROM note") == "1"
    assert len(opened) == 1
    await pool.close()


async def test_the_server_keeps_a_bounded_number_of_prepared_statements(settings: Settings) -> None:
    pool, opened = _pool(settings, 1)
    for number in range(STATEMENTS + 50):
        await pool.fetchval(f"SELECT {number}")
    count = "SELECT count(*) FROM pg_prepared_statements"
    assert STATEMENTS - 1 <= await opened[0].fetchval(count) <= STATEMENTS + 2
    await pool.close()


async def test_who_stops_waiting_leaves_the_place_to_others(settings: Settings) -> None:
    pool, opened = _pool(settings, 1)
    async with pool.acquire():
        waiting = [asyncio.ensure_future(pool.fetchval("SELECT 4")) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(answers[0], asyncio.CancelledError)
    assert answers[1:] == [4, 4]
    assert len(opened) == 1
    await pool.close()


async def test_waiting_has_an_end(settings: Settings) -> None:
    pool, _ = _pool(settings, 1, wait=0.05)
    async with pool.acquire():
        with pytest.raises(TimeoutError):
            await pool.fetchval("SELECT 5")
    assert await pool.fetchval("SELECT 6") == 6
    await pool.close()


async def test_who_has_given_up_is_not_counted_as_waiting(settings: Settings) -> None:
    pool, _ = _pool(settings, 1, wait=0.05, most_waiting=3)
    async with pool.acquire():
        impatient = [pool.fetchval("SELECT 1") for _ in range(3)]
        answers = await asyncio.gather(*impatient, return_exceptions=True)
        assert all(isinstance(answer, PoolExhausted) for answer in answers)
        assert pool.waiting == 0
        cancelled = asyncio.ensure_future(pool.fetchval("SELECT 2"))
        await asyncio.sleep(0)
        cancelled.cancel()
        await asyncio.gather(cancelled, return_exceptions=True)
        assert pool.queue(is_search=False) == 0
        last = asyncio.ensure_future(pool.fetchval("SELECT 3"))
        await asyncio.sleep(0)
    assert await last == 3
    await pool.close()


async def test_a_connection_that_cannot_be_opened_takes_no_place() -> None:
    failures = 0

    async def connect() -> Connection:
        nonlocal failures
        failures += 1
        raise ConnectionRefusedError

    pool = Connections(connect, 1, 1)
    for _ in range(3):
        with pytest.raises(ConnectionRefusedError):
            await pool.fetchval("SELECT 7")
    assert failures == 3
