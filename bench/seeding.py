"""`python -m bench.seeding [appointments]`: prints the elapsed time and the CPU time of `amrutam seed`.

By default it makes a million appointments.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.platform import COMMAND, Platform, running
from bench.processes import cpu_microseconds


def main() -> None:
    appointments = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as folder, running(Path(folder)) as platform:
        _measure(platform, appointments)


def _measure(platform: Platform, appointments: int) -> None:
    database = platform.target.pids["postgres"]
    at_first, started = cpu_microseconds(database), perf_counter()
    subprocess.run(
        [COMMAND, "seed", "--appointments", str(appointments)],
        env=platform.environment,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    wall = perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{appointments} appointments in {wall:.0f} s: CPU {used.ru_utime + used.ru_stime:.0f} s in "
        f"Python, {(cpu_microseconds(database) - at_first) / 1e6:.0f} s in PostgreSQL; "
        f"load average {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
