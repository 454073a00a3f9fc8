"""Tests that a background loop goes on after an exception, which is logged at once."""

from __future__ import annotations

import asyncio
from unittest.mock import create_autospec

import asyncpg
from structlog.testing import capture_logs

from amrutam.core import background
from amrutam.core.database_primary import Primary, PrimaryWatch
from amrutam.core.resources import Resources

RESOURCES = create_autospec(Resources, instance=True)


async def test_a_loop_that_raises_is_logged_and_started_again() -> None:
    starts = 0
    runs_again = asyncio.Event()

    async def loop(_resources: Resources) -> None:
        nonlocal starts
        starts += 1
        if starts == 1:
            raise ZeroDivisionError
        runs_again.set()
        await asyncio.Event().wait()

    with capture_logs() as logs:
        async with background.running(RESOURCES, [loop]):
            await asyncio.wait_for(runs_again.wait(), 10)
    assert [(line["event"], type(line["exc_info"])) for line in logs] == [
        ("loop_failed", ZeroDivisionError)
    ]
    assert "loop" in logs[0]["loop"]
    assert starts == 2


async def test_a_loop_that_returns_is_not_started_again() -> None:
    starts = 0

    async def loop(_resources: Resources) -> None:
        nonlocal starts
        starts += 1

    with capture_logs() as logs:
        async with background.running(RESOURCES, [loop]):
            await asyncio.sleep(0)
    assert (starts, logs) == (1, [])


async def test_the_watch_over_hosts_goes_on_after_a_defect() -> None:
    polls = asyncio.Queue[None]()

    async def connect() -> asyncpg.Connection:
        polls.put_nowait(None)
        raise ZeroDivisionError

    watch = PrimaryWatch({("a.example", 5432): connect}, Primary(), 0.001, 1)
    with capture_logs() as logs:
        watching = asyncio.create_task(watch.run())
        for _ in range(2):
            await asyncio.wait_for(polls.get(), 10)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    assert ("loop_round_failed", "primary") in {(line["event"], line["loop"]) for line in logs}
