"""Runs a load while connections are cut, delayed and half-closed, at each link between the parts of the platform."""

from __future__ import annotations

import asyncio
from itertools import cycle
from pathlib import Path

import pytest

from tests.concurrency.arena import arena
from tests.concurrency.faults import endured
from tests.concurrency.load import Load
from tests.concurrency.proxy import Way

pytestmark = pytest.mark.xdist_group("faults")

_WAYS: tuple[Way, ...] = ("drop", "delay", "half-close")
_HURT_SECONDS = 0.8


@pytest.mark.parametrize("joint", ["api0", "postgres", "valkey"])
async def test_a_network_fails(cluster: Path, joint: str) -> None:
    """The platform stays correct, as `endured` checks it, while one link fails.

    The link is between clients and the first api process, or between both api processes and PostgreSQL or Valkey.
    """
    async with arena(cluster, proxied=True, redis_timeout_seconds=0.3) as hurt:
        ways = cycle(_WAYS)

        async def strike(_load: Load) -> None:
            proxy = hurt.proxies[joint]
            proxy.turn(next(ways))
            await asyncio.sleep(_HURT_SECONDS)
            # Without this, connections that carry no bytes would stay open after the fault.
            proxy.turn("drop")
            proxy.turn("pass")

        name = {"api0": "clients and API", "postgres": "API and PostgreSQL"}.get(
            joint, "API and Valkey"
        )
        await endured(
            f"Network between {name}", hurt, strike, locks_hold=joint != "valkey",
            at_least=len(_WAYS),
        )  # fmt: skip
