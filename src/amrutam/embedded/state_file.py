"""Writes and reads `run/state.json`: the addresses of the running parts, for operators and for the other commands.

The file has mode 0600, because it contains passwords. The launcher deletes the file when it stops; after a launcher was
killed, the file stays.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from amrutam.embedded.launch_plan import Plan
from amrutam.embedded.layout import Layout, write_private
from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.supervised_process import Child


def write_state(plan: Plan, children: Iterable[Child]) -> None:
    """Writes the file: the platform's URLs and parts, and the `AMRUTAM_` variables by which other commands reach it."""
    found = {name: value for name, value in plan.environment.items() if "AMRUTAM_" in name}
    state = {
        "launcher_pid": os.getpid(),
        "public_url": plan.proxy.url,
        "database_url": found["AMRUTAM_DATABASE_URL"],
        "migration_database_url": found.get("AMRUTAM_MIGRATION_DATABASE_URL"),
        "redis_url": found["AMRUTAM_REDIS_URL"],
        "smtp_url": found["AMRUTAM_SMTP_URL"],
        "environment": found,
        "parts": [_part(child) for child in children],
    }
    write_private(plan.layout.state, msgspec.json.format(msgspec.json.encode(state)))


def _part(child: Child) -> dict[str, object]:
    described: dict[str, object] = {
        "name": child.part.name,
        "state": child.state.value,
        "pid": child.pid,
        "port": child.part.port,
        "restarts": child.restarts,
        "log": str(child.part.log),
    }
    if child.part.metrics_path:
        described["metrics_url"] = f"http://{LOOPBACK}:{child.part.port}{child.part.metrics_path}"
    return described


def parts_in(data: Path) -> list[dict[str, Any]]:
    """The parts of the platform in the data directory `data`; empty if there is no state file.

    A part is a dictionary of `name`, `state`, `pid` (null while it does not run), `port` (or null),
    `restarts`, `log` (a path) and, if it has metrics, `metrics_url`.
    """
    try:
        state = msgspec.json.decode(Layout(data).state.read_bytes())
    except FileNotFoundError:
        return []
    found: list[dict[str, Any]] = state["parts"]
    return found


def join(data: Path) -> None:
    """Adds to this process's environment the variables by which a command reaches the platform in `data`.

    Variables that are already set stay. Does nothing if `AMRUTAM_DATABASE_URL` is set, or if there is no state file.
    """
    file = Layout(data).state
    if "AMRUTAM_DATABASE_URL" in os.environ or not file.exists():
        return
    for name, value in msgspec.json.decode(file.read_bytes())["environment"].items():
        os.environ.setdefault(name, value)
