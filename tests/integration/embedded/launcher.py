"""Forks two processes as a launcher does: `python -m tests.integration.embedded.launcher <folder>`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from functools import partial
from pathlib import Path
from time import sleep

from amrutam.embedded.forkserver import ForkServer


def report(file: Path) -> None:
    """Writes this process's properties into the file as JSON, then waits."""
    sys.stdout.write("started\n")
    sys.stdout.flush()
    found = {
        "pid": os.getpid(),
        "parent": os.getppid(),
        "session": os.getsid(0),
        "name": Path("/proc/self/comm").read_text().strip(),
        "environment": dict(os.environ),
        "preloaded": "amrutam.roles.api" in sys.modules,
    }
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(found))
    fresh.rename(file)
    sleep(600)


async def run(folder: Path) -> None:
    server = ForkServer()
    forked = [
        await server.start(
            name, partial(report, folder / f"{name}.json"), {"ROLE": name}, folder / f"{name}.log"
        )
        for name in ("first", "second")
    ]
    await asyncio.gather(*(process.wait() for process in forked))


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1])))
