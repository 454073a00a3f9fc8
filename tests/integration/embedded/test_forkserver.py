"""Tests processes that the fork server makes: what they inherit, and that they end with launcher and fork server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest

from amrutam.embedded.forkserver import ForkServer
from tests.acceptance.launched import lives, wait_for


@pytest.fixture
def launcher(folder_with_spaces: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Starts a launcher that has a session of its own and ignores SIGINT, as after a shell's `&`."""
    command = [sys.executable, "-m", "tests.integration.embedded.launcher"]
    started = subprocess.Popen(
        [*command, folder_with_spaces],
        env={**os.environ, "OF_THE_LAUNCHER": "1"},
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_IGN),  # noqa: PLW1509
    )
    yield started
    started.kill()
    started.wait()


@pytest.fixture
def forked(launcher: subprocess.Popen[bytes], folder_with_spaces: Path) -> list[dict[str, Any]]:
    files = [folder_with_spaces / f"{name}.json" for name in ("first", "second")]
    wait_for(lambda: all(file.exists() for file in files), "both processes")
    return [json.loads(file.read_text()) for file in files]


def test_each_has_its_own_environment_name_log_and_session(
    forked: list[dict[str, Any]], folder_with_spaces: Path
) -> None:
    for name, found in zip(("first", "second"), forked, strict=True):
        assert {key: found["environment"].get(key) for key in ("ROLE", "OF_THE_LAUNCHER")} == {
            "ROLE": name, "OF_THE_LAUNCHER": None,
        }  # fmt: skip
        assert found["name"] == f"amrutam {name}"
        assert found["session"] == found["pid"]
        assert found["preloaded"]
        assert (folder_with_spaces / f"{name}.log").read_text() == "started\n"


def test_all_end_when_the_launcher_is_killed(
    launcher: subprocess.Popen[bytes], forked: list[dict[str, Any]]
) -> None:
    below = psutil.Process(launcher.pid).children(recursive=True)
    assert {found["pid"] for found in forked} < {child.pid for child in below}
    launcher.kill()
    wait_for(lambda: not [child for child in below if lives(child.pid)], "all to end")


def test_ctrl_c_is_for_the_launcher_alone(
    launcher: subprocess.Popen[bytes], forked: list[dict[str, Any]]
) -> None:
    sessions = {os.getsid(found["pid"]) for found in forked} | {os.getsid(forked[0]["parent"])}
    assert len(sessions) == 3
    assert os.getsid(launcher.pid) not in sessions


async def test_a_killed_fork_server_ends_its_processes_and_is_replaced(tmp_path: Path) -> None:
    server, log = ForkServer(), tmp_path / "log"
    first = await server.start("first", signal.pause, {}, log)
    os.kill(psutil.Process(first.pid).ppid(), signal.SIGKILL)
    assert await first.wait() == 255
    wait_for(lambda: not lives(first.pid), "the process to end")

    async def second() -> int:
        try:
            return await (await server.start("second", partial(sys.exit, 3), {}, log)).wait()
        except ConnectionError:  # the system has not yet reported the fork server's death
            return await second()

    assert await second() == 3
