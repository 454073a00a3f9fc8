"""The cost of reads that replicas answer, and of a booking on a platform with replicas."""

from __future__ import annotations

from amrutam.core.background import running
from amrutam.core.replicas.heartbeat import beat
from amrutam.core.resources import Resources
from bench.load import measure
from bench.operations import prepare
from bench.platform import Platform

_NAMES = ("search", "slots", "hold + confirm")


async def with_replicas(platform: Platform, count: int) -> None:
    """Measures reads and bookings on a platform with replicas, and prints a row for each.

    The workers, which write the heartbeat by which the lag of replicas is measured, are suspended, so this
    process writes it.
    """
    resources = await Resources.open(platform.settings)
    try:
        async with running(resources, [beat]):
            for operation in await prepare(platform, count):
                if operation[0].startswith(_NAMES):
                    print((await measure(platform.target, *operation)).row(), flush=True)
    finally:
        await resources.close()
