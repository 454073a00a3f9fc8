"""`make bench`: what each operation costs on this machine, by part."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from amrutam.seeding.actions import seed
from bench.floors import floor
from bench.jobs import jobs
from bench.load import measure
from bench.operations import prepare
from bench.platform import Platform, resting, running


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--doctors", type=int, default=1000)
    parser.add_argument("--appointments", type=int, default=100_000)
    parser.add_argument("--count", type=int, default=4000, help="operations of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="amrutam-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as another user when we are root
        with running(Path(folder) / "data") as platform:
            if options.appointments:
                asyncio.run(seed(platform.settings, options.doctors, options.appointments))
            asyncio.run(bench(platform, options.count))


async def bench(platform: Platform, count: int) -> None:
    for name, label in (("bare", "floor: uvicorn alone"), ("framework", "floor: FastAPI")):
        print((await floor(name, label, count)).row(), flush=True)
    operations = await prepare(platform, count)
    with resting(platform.workers):
        for operation in operations:
            print((await measure(platform.target, *operation)).row(), flush=True)
    print(await jobs(platform), flush=True)


if __name__ == "__main__":
    main()
