"""`make bench`: measures the cost of each operation on this machine, by part of the platform."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from amrutam.core.database_connecting import connect
from amrutam.seeding.actions import seed
from bench.floor_sql import floor_sql
from bench.floors import floor
from bench.graphql import beside_rest, graphql
from bench.growth import grow
from bench.jobs import jobs
from bench.limits import limits, tell_share
from bench.limits_apart import added_apart
from bench.load import WARM_UP, Cost, measure
from bench.memory import memory
from bench.operations import Operation, prepare
from bench.peer import peer
from bench.plans import plans
from bench.platform import Platform, resting, running
from bench.proxy import through_the_proxy
from bench.replicas import with_replicas
from bench.tracing import tracing

_MONTHS_BACK = 41
"""The months in the past that get a partition; with the present one and, by default, 18 ahead there are sixty."""

_GROWING = ("search", "slots", "hold + confirm")
_MORE_DOCTORS, _MORE_APPOINTMENTS = 10, 100


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="amrutam-bench-") as name:
        folder = Path(name)
        # If root runs this, PostgreSQL runs as another user, who must be able to enter the folder.
        folder.chmod(0o755)
        with running(folder / "data", options.connections, options.replicas or 0) as platform:
            if options.appointments:
                asyncio.run(seed(platform.settings, options.doctors, options.appointments))
            if options.graphql:
                asyncio.run(_bench_graphql(platform, options.count))
            else:
                asyncio.run(bench(platform, folder, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--doctors", type=int, default=1000)
    parser.add_argument("--appointments", type=int, default=100_000)
    parser.add_argument("--proxy", action="store_true", help="measure only the cost of the proxy")
    parser.add_argument(
        "--graphql", action="store_true", help="measure only GraphQL, compared with REST"
    )
    parser.add_argument(
        "--limits", action="store_true", help="measure only the cost that limits add to a booking"
    )
    parser.add_argument(
        "--tracing", action="store_true", help="measure only the cost that traces add to a booking"
    )
    parser.add_argument("--replicas", type=int, metavar="N",
                        help="measure only reads and bookings, with N read replicas (0 to compare)")  # fmt: skip
    parser.add_argument(
        "--count", type=_count, default=3000, help="number of operations of each kind"
    )
    parser.add_argument(
        "--connections", type=int, default=16, help="connections that are always busy (default: 16)"
    )
    parser.add_argument(
        "--peer", action="store_true", help="then measure an Express server, for comparison"
    )
    parser.add_argument(
        "--growth",
        action="store_true",
        help="then add doctors (to 10 times) and visits (to 100 times), and measure again",
    )
    parser.add_argument("--memory", type=int, nargs="?", const=200_000, default=0, metavar="N",
                        help="then send N mixed requests and print the memory; not with --peer or --growth")  # fmt: skip
    return parser.parse_args()


def _count(text: str) -> int:
    """Parses the number of operations.

    It must be at least twice `WARM_UP`: some measurements take their warm-up operations out of this
    number, and percentiles need at least as many measured ones. Raises `ArgumentTypeError` for a
    smaller number, `ValueError` for a text that is no integer.
    """
    if (count := int(text)) < 2 * WARM_UP:
        raise argparse.ArgumentTypeError(f"at least {2 * WARM_UP}")
    return count


async def _bench_graphql(platform: Platform, count: int) -> None:
    await _settled(platform)
    with resting(platform.workers):
        await beside_rest(platform, count)


async def bench(platform: Platform, folder: Path, options: argparse.Namespace) -> None:
    has_replicas = options.replicas is not None
    if options.proxy or options.limits or options.tracing or has_replicas:
        await _settled(platform)
        await _only_one(platform, options)
        return
    for name, label in (("bare", "floor: uvicorn alone"), ("framework", "floor: FastAPI")):
        print((await floor(name, label, options.count, options.connections)).row(), flush=True)
    await _settled(platform)
    with resting(platform.workers):
        if options.appointments:
            print(await floor_sql(platform, folder, options.count), flush=True)
        names = _GROWING if options.growth else ("",)
        operations = [*await prepare(platform, options.count), *graphql(options.count)]
        before = await _measured(platform, operations, names)
        if not options.growth:
            await through_the_proxy(platform, options.count)
        if options.peer:
            await peer(platform, operations)
        if options.growth:
            await _grown(platform, options, before)
    if options.growth or options.peer:
        return
    if options.memory:
        await memory(platform, options.memory)
    else:
        await _job(platform)


async def _only_one(platform: Platform, options: argparse.Namespace) -> None:
    with resting(platform.workers):
        if options.proxy:
            await through_the_proxy(platform, options.count)
            return
        if options.replicas is not None:
            await with_replicas(platform, options.count)
            return
        operations = await prepare(platform, options.count)
        if options.tracing:
            await tracing(platform, operations)
            return
        rounds, added = await limits(platform, operations), await added_apart(platform)
    tell_share(rounds, added, await _job(platform))


async def _job(platform: Platform) -> float:
    cost, done = await jobs(platform)
    print(f"{'a job (mail, free days)':<34} {cost:6.0f} us CPU, {done} done", flush=True)
    return cost


async def _settled(platform: Platform) -> None:
    """Makes monthly partitions back to `_MONTHS_BACK` months ago, and vacuums the tables.

    A vacuum that runs later would be added to the cost of the operation that is measured first.
    """
    connection = await connect(platform.settings.owner_database_url)
    ahead = platform.settings.partition_months_ahead
    await connection.execute("SELECT make_appointment_partitions($1, $2)", _MONTHS_BACK, ahead)
    await connection.execute("VACUUM ANALYZE", timeout=600)
    await connection.close()


async def _measured(
    platform: Platform, operations: Sequence[Operation], names: Sequence[str]
) -> dict[str, Cost]:
    found: dict[str, Cost] = {}
    for operation in operations:
        if operation[0].startswith(tuple(names)):
            found[operation[0]] = await measure(platform.target, *operation)
            print(found[operation[0]].row(), flush=True)
    return found


async def _grown(platform: Platform, options: argparse.Namespace, before: dict[str, Cost]) -> None:
    doctors, appointments = options.doctors, options.appointments
    await plans(platform)
    await grow(platform, doctors * (_MORE_DOCTORS - 1), appointments * (_MORE_APPOINTMENTS - 1))
    after = await _measured(platform, await prepare(platform, options.count), _GROWING)
    await plans(platform)
    for name, cost in after.items():
        print(f"growth of {name:<32} {cost.total / before[name].total - 1:+6.0%}", flush=True)


if __name__ == "__main__":
    main()
