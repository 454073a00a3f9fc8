"""Runs a load while the disk under PostgreSQL is full."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.concurrency.arena import arena
from tests.concurrency.disk import NoSmallDisk, ask_for_more_log
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
                    await ask_for_more_log(hurt.superuser_url)
                    await asyncio.sleep(_FULL_SECONDS)
                finally:
                    await disk.empty()

            told = await endured("Disk full under PostgreSQL", hurt, strike, locks_hold=True)
    except NoSmallDisk as reason:
        pytest.skip(f"no small disk can be mounted here: {reason}")
    assert told["unknown"]
