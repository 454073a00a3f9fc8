from __future__ import annotations

import asyncio
from pathlib import Path

from structlog.testing import capture_logs

from amrutam.embedded.supervised_process import Child, Part, Running, State, execute
from amrutam.embedded.waiting import until


async def test_a_process_that_could_not_be_started_again_is_tried_again(tmp_path: Path) -> None:
    """A failed restart, for example without memory for another process, is logged and tried again."""
    starts = 0
    log = tmp_path / "part.log"

    async def start() -> Running:
        nonlocal starts
        starts += 1
        if starts == 2:
            raise OSError("no memory")
        return await execute(lambda: ["sleep", "0.2" if starts == 1 else "600"], {}, log)

    child = Child(Part("part", start, log), lambda _child: None)

    async def runs_again() -> bool:
        return starts == 3 and child.state is State.RUNNING

    with capture_logs() as logs:
        child.start()
        await child.ready()
        await asyncio.wait_for(until(runs_again, 10), 10)
        await child.stop()
    assert [(line["event"], line["part"]) for line in logs] == [("restart_failed", "part")]
