"""Tests that a supervised process is started again after every failure, and that `ready` raises errors of the first start."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from amrutam.embedded.program import CannotRun
from amrutam.embedded.supervised_process import Child, Part, State, execute
from amrutam.embedded.waiting import until

PATIENCE_SECONDS = 20


def failing(calls: set[int], result: object = None) -> Callable[[], Any]:
    """Returns a function that raises `CannotRun` at its calls of these numbers, counted from 1, and otherwise returns `result`."""
    made = 0

    def call() -> Any:
        nonlocal made
        made += 1
        if made in calls:
            raise CannotRun("the copy failed")
        return result

    return call


def awaited(call: Callable[[], bool]) -> Callable[[], Awaitable[bool]]:
    async def made() -> bool:
        return call()

    return made


@asynccontextmanager
async def supervised(
    folder: Path, changed: Callable[[Child], None] = lambda _child: None, **how: Any
) -> AsyncIterator[Child]:
    log = folder / "part.log"
    start = partial(execute, lambda: ["sleep", "600"], {"PATH": os.defpath}, log)
    child = Child(Part("part", start, log, **how), changed)
    child.start()
    try:
        yield child
    finally:
        await child.stop()


async def restart(child: Child) -> None:
    """Kills the process, and waits until another one runs."""
    assert child.pid
    killed = child.pid
    os.kill(killed, signal.SIGKILL)

    another = awaited(lambda: child.state is State.RUNNING and child.pid not in (None, killed))
    await until(another, PATIENCE_SECONDS)


@pytest.mark.parametrize(
    "how", [{"before": failing({2, 3})}, {"is_ready": awaited(failing({2}, result=True))}]
)
async def test_a_restart_that_fails_is_logged_and_tried_again(
    tmp_path: Path, how: dict[str, Any]
) -> None:
    async with supervised(tmp_path, **how) as child:
        await child.ready()
        await restart(child)
        assert "the copy failed" in child.part.log.read_text()


async def test_a_restart_that_takes_longer_than_a_start_is_shown_as_running_in_the_end(
    tmp_path: Path,
) -> None:
    late = iter([True, *[False] * 10])

    async with supervised(
        tmp_path, is_ready=awaited(lambda: next(late, True)), ready_seconds=0.1
    ) as child:
        await until(awaited(lambda: child.state is State.RUNNING), PATIENCE_SECONDS)
        await restart(child)


@pytest.mark.parametrize(
    "how", [{"before": failing({1})}, {"is_ready": awaited(failing({1}, result=True))}]
)
async def test_an_error_of_the_first_start_is_reported_at_once(
    tmp_path: Path, how: dict[str, Any]
) -> None:
    async with supervised(tmp_path, ready_seconds=PATIENCE_SECONDS, **how) as child:
        with pytest.raises(CannotRun, match="the copy failed"):
            await child.ready()


async def test_a_state_that_cannot_be_written_ends_no_supervision(tmp_path: Path) -> None:
    def changed(child: Child) -> None:
        if child.state is State.WAITING:
            raise OSError("no space left")

    async with supervised(tmp_path, changed) as child:
        await child.ready()
        await restart(child)
        assert "no space left" in child.part.log.read_text()
