"""Starts and stops a platform for the benchmark, by `amrutam up` with `AMRUTAM_RATE_LIMITS=off`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from bench.load import Target

COMMAND = str(Path(sys.executable).with_name("amrutam"))
_PATIENCE_SECONDS = 120
_MEASURED = {"api": "api-1", "postgres": "postgres", "valkey": "valkey"}
_AWAITED = ("api-1", "worker-1", "realtime")
_PUBLIC = {"proxy": "proxy", "web": "web", "pages": "valkey-pages"}


@dataclass(frozen=True)
class Platform:
    """A running platform.

    `target`: its only api process, and the parts whose CPU time is measured. `workers`: the pids of the processes that run jobs. `everything`: the pids, by part, of the processes
    that take part in answering requests. `environment`: the variables by which another process joins the
    platform.
    """

    target: Target
    workers: list[int]
    settings: Settings
    environment: dict[str, str]
    public_url: str
    everything: dict[str, int]
    has_website: bool


@contextmanager
def running(folder: Path, connections: int = 16, replicas: int = 0) -> Iterator[Platform]:
    """Context manager: runs a platform in `folder` with one api process, and stops it at the end of the block.

    PostgreSQL with `replicas` read replicas, Valkey, workers, the gateway, the proxy and, if it was built, the
    website run too. `connections`: the busy connections of the platform's `target`. Adds the platform's variables to
    `os.environ`, where they stay. Raises `SystemExit` if the platform does not start.
    """
    environment = {**os.environ, "AMRUTAM_RATE_LIMITS": "off"}
    options = ["--port", str(free_ports(1)[0]), "--data", str(folder), "--api", "1"]
    options += ["--replicas", str(replicas)]
    process = subprocess.Popen(
        [COMMAND, "up", "--empty", *options],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        awaited = {*_AWAITED, *(f"replica_{number + 1}" for number in range(replicas))}
        yield _started(process, folder, environment, connections, awaited)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


@contextmanager
def resting(pids: list[int]) -> Iterator[None]:
    """Context manager: suspends the processes `pids` during the block, so that their CPU time is not measured."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def _started(
    process: subprocess.Popen[bytes],
    folder: Path,
    environment: dict[str, str],
    connections: int,
    awaited: set[str],
) -> Platform:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("the platform ended while it was starting")
        parts = {part["name"]: part for part in _state(folder).get("parts", [])}
        if awaited <= set(parts) and all(part["state"] == "running" for part in parts.values()):
            return _platform(folder, parts, environment, connections)
        time.sleep(0.1)
    raise SystemExit("the platform did not start in time")


def _state(folder: Path) -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads((folder / "run" / "state.json").read_text())
        return state
    except (FileNotFoundError, ValueError):
        return {}


def _platform(
    folder: Path,
    parts: dict[str, dict[str, Any]],
    environment: dict[str, str],
    connections: int,
) -> Platform:
    told = _state(folder)["environment"]
    os.environ.update(told, AMRUTAM_RATE_LIMITS="off")
    copies = {name: name for name in parts if name.startswith("replica_")}
    pids = {name: parts[part]["pid"] for name, part in (_MEASURED | copies).items()}
    return Platform(
        target=Target(f"http://127.0.0.1:{parts['api-1']['port']}", pids, connections),
        workers=[parts["worker-1"]["pid"], parts["codes"]["pid"]],
        settings=Settings(),
        environment={**environment, **told},
        public_url=told["AMRUTAM_PUBLIC_URL"],
        everything={
            name: parts[part]["pid"]
            for name, part in (_PUBLIC | _MEASURED).items()
            if part in parts
        },
        has_website="web" in parts,
    )
