"""The platform's processes: what each is started with, and how it is known to be ready."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from amrutam.embedded import postgres, valkey
from amrutam.embedded.binaries import caddy_program
from amrutam.embedded.child import Part
from amrutam.embedded.layout import Layout, write_private
from amrutam.embedded.plan import Plan
from amrutam.embedded.program import tethered
from amrutam.embedded.waiting import serves_http


def engine_parts(plan: Plan) -> list[Part]:
    """PostgreSQL and Valkey, as far as they are ours."""
    environment = _plain_environment()
    parts = []
    if plan.postgres:
        parts.append(
            Part(
                "postgres", plan.postgres.command, environment, plan.layout.logs / "postgres.log",
                port=plan.postgres.port, is_ready=plan.postgres.answers,
                before=plan.postgres.prepare, stop_signal=postgres.STOP, stop_seconds=60,
            )
        )  # fmt: skip
    if plan.valkey:
        parts.append(
            Part(
                "valkey", plan.valkey.command, environment, plan.layout.logs / "valkey.log",
                port=plan.valkey.port, is_ready=plan.valkey.answers,
                before=plan.valkey.prepare, stop_signal=valkey.STOP,
            )
        )  # fmt: skip
    return parts


def api_parts(plan: Plan) -> list[Part]:
    return [
        _python(
            plan, f"api-{number}", ["amrutam", "serve", "api"], {"AMRUTAM_PORT": str(port)}, port
        )
        for number, port in enumerate(plan.door.api_ports, start=1)
    ]


def worker_parts(plan: Plan) -> list[Part]:
    """Codes have a process of their own, so that nothing else delays them."""
    names = {"codes": "codes"} | {
        f"worker-{number}": "general" for number in range(1, plan.options.workers + 1)
    }
    command = ["amrutam", "serve", "worker"]
    return [
        _python(plan, name, command, {"AMRUTAM_WORKER_JOBS": jobs, "AMRUTAM_PORT": str(port)}, port)
        for (name, jobs), port in zip(names.items(), plan.worker_ports, strict=True)
    ]


def mailbox_parts(plan: Plan) -> list[Part]:
    if plan.mail_ports is None:
        return []
    smtp_port, page_port = plan.mail_ports
    module = ["amrutam.embedded.mailbox", str(smtp_port), str(page_port)]
    return [_python(plan, "mailbox", module, {}, page_port, "/demo/mailbox")]


def door_part(plan: Plan) -> Part:
    """Killed with the launcher, so that the public port is free at once for the next."""
    file = plan.layout.run / "Caddyfile"
    write_private(file, plan.door.caddyfile().encode())
    command: list[str | Path] = [caddy_program(), "run", "--config", file, "--adapter", "caddyfile"]
    folder = str(plan.layout.caddy)
    return Part(
        "door",
        partial(tethered, command, on_parent_death=signal.SIGKILL),
        {
            **_plain_environment(),
            "HOME": folder,
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
        },
        plan.layout.logs / "door.log",
        port=plan.door.port,
        is_ready=partial(_listens, plan.door.host, plan.door.port),
    )


def _python(
    plan: Plan,
    name: str,
    module: list[str],
    extra: Mapping[str, str],
    port: int,
    path: str = "/livez",
) -> Part:
    command = [sys.executable, "-m", *module]
    return Part(
        name, partial(tethered, command), {**plan.environment, **extra},
        plan.layout.logs / f"{name}.log", port=port,
        is_ready=partial(serves_http, port, path), after=partial(_forget_metrics, plan.layout),
    )  # fmt: skip


def _plain_environment() -> dict[str, str]:
    """The engines need nothing of ours, least of all its secrets."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _forget_metrics(layout: Layout, pid: int) -> None:
    """Gauges of a dead process are no longer true; its counters still count."""
    for file in Path(layout.metrics).glob(f"gauge_live*_{pid}.db"):
        file.unlink(missing_ok=True)


async def _listens(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True
