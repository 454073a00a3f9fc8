"""Runs a load while the disk under PostgreSQL is full."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from tests.concurrency.arena import arena
from tests.concurrency.disk import NoSmallDisk
from tests.concurrency.faults import endured
from tests.concurrency.load import Load

pytestmark = pytest.mark.xdist_group("faults")

_FULL_SECONDS = 1.5


async def test_the_disk_under_postgresql_is_full(cluster: Path) -> None:
    try:
        async with arena(cluster, on_small_disk=True) as hurt:
            disk = hurt.disk
            assert disk is not None

            async def strike(_load: Load) -> None:
                await disk.fill()
                try:
                    await _ask_for_more_log(hurt.superuser_url)
                    await asyncio.sleep(_FULL_SECONDS)
                finally:
                    await disk.empty()

            told = await endured("Disk full under PostgreSQL", hurt, strike, locks_hold=True)
    except NoSmallDisk as reason:
        pytest.skip(f"no small disk can be mounted here: {reason}")
    assert told["unknown"]


async def _ask_for_more_log(superuser_url: str) -> None:
    """Fills the write-ahead log, which then needs another segment, for which the disk has no room."""
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        connection = await asyncpg.connect(superuser_url, timeout=2)
        try:
            for _ in range(4):
                await connection.execute("SELECT txid_current(), pg_switch_wal()", timeout=2)
        finally:
            connection.terminate()
