"""The platform's processes: what each is started with, and how it is known to be ready."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from amrutam.core.settings import Settings
from amrutam.embedded import postgres, valkey
from amrutam.embedded.binaries import caddy_program, node_program
from amrutam.embedded.child import Part, execute
from amrutam.embedded.layout import Layout, write_private
from amrutam.embedded.nursery import Nursery
from amrutam.embedded.plan import Plan
from amrutam.embedded.program import tethered
from amrutam.embedded.waiting import serves_http
from amrutam.integrations.web.environment import website_environment
from amrutam.realtime.file_limit import sockets_possible

_SOCKETS = 5000


def engine_parts(plan: Plan) -> list[Part]:
    """PostgreSQL and both Valkeys, as far as they are ours."""
    environment = _plain_environment()
    parts = []
    if plan.postgres:
        log = plan.layout.logs / "postgres.log"
        parts.append(
            Part(
                "postgres", partial(execute, plan.postgres.command, environment, log), log,
                port=plan.postgres.port, is_ready=plan.postgres.answers,
                before=plan.postgres.prepare, stop_signal=postgres.STOP, stop_seconds=60,
            )
        )  # fmt: skip
    for name, server in (("valkey", plan.valkey), ("valkey-pages", plan.valkey_pages)):
        if server is None:
            continue
        log = plan.layout.logs / f"{name}.log"
        parts.append(
            Part(
                name, partial(execute, server.command, environment, log), log,
                port=server.port, is_ready=server.answers,
                before=server.prepare, stop_signal=valkey.STOP,
            )
        )  # fmt: skip
    return parts


def api_parts(plan: Plan, nursery: Nursery) -> list[Part]:
    return [
        _role(plan, nursery, f"api-{number}", "api", port, {})
        for number, port in enumerate(plan.door.api_ports, start=1)
    ]


def worker_parts(plan: Plan, nursery: Nursery) -> list[Part]:
    """Codes have a process of their own, so that nothing else delays them."""
    names = {"codes": "codes"} | {
        f"worker-{number}": "general" for number in range(1, plan.options.workers + 1)
    }
    return [
        _role(plan, nursery, name, "worker", port, {"AMRUTAM_WORKER_JOBS": jobs})
        for (name, jobs), port in zip(names.items(), plan.worker_ports, strict=True)
    ]


def realtime_parts(plan: Plan, nursery: Nursery) -> list[Part]:
    """As many sockets as this machine allows, unless the environment says how many."""
    possible = sockets_possible()
    extra = {}
    if possible is not None and "AMRUTAM_REALTIME_SOCKETS" not in plan.environment:
        extra["AMRUTAM_REALTIME_SOCKETS"] = str(min(possible, _SOCKETS))
    return [_role(plan, nursery, "realtime", "realtime", plan.door.realtime_port, extra)]


def mailbox_parts(plan: Plan) -> list[Part]:
    if plan.mail_ports is None:
        return []
    smtp_port, page_port = plan.mail_ports
    command = [sys.executable, "-m", "amrutam.embedded.mailbox", str(smtp_port), str(page_port)]
    log = plan.layout.logs / "mailbox.log"
    start = partial(execute, partial(tethered, command), plan.environment, log)
    ready = partial(serves_http, page_port, "/demo/mailbox")
    return [Part("mailbox", start, log, port=page_port, is_ready=ready)]


def web_parts(plan: Plan, settings: Settings) -> list[Part]:
    if plan.web is None:
        return []
    command = [node_program(), plan.web]
    log, port = plan.layout.logs / "web.log", plan.door.web_port
    assert port is not None  # noqa: S101 - the door leads to it
    environment = {
        **_plain_environment(), **website_environment(settings), "AMRUTAM_WEB_PORT": str(port)
    }  # fmt: skip
    start = partial(execute, partial(tethered, command), environment, log)
    ready = partial(serves_http, port, "/internal/health")
    return [Part("web", start, log, port=port, is_ready=ready)]


def door_part(plan: Plan) -> Part:
    """Killed with the launcher, so that the public port is free at once for the next."""
    file = plan.layout.run / "Caddyfile"
    write_private(file, plan.door.caddyfile().encode())
    command: list[str | Path] = [caddy_program(), "run", "--config", file, "--adapter", "caddyfile"]
    folder, log = str(plan.layout.caddy), plan.layout.logs / "door.log"
    homes = {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
    tied = partial(tethered, command, on_parent_death=signal.SIGKILL)
    return Part(
        "door",
        partial(execute, tied, {**_plain_environment(), **homes}, log),
        log,
        port=plan.door.port,
        is_ready=partial(_listens, plan.door.host, plan.door.port),
    )


def _role(
    plan: Plan, nursery: Nursery, name: str, role: str, port: int, extra: Mapping[str, str]
) -> Part:
    log = plan.layout.logs / f"{name}.log"
    environment = {**plan.environment, "AMRUTAM_PORT": str(port), **extra}
    return Part(
        name,
        partial(nursery.bear, name, role, environment, log),
        log,
        port=port,
        is_ready=partial(serves_http, port, "/livez"),
        after=partial(_forget_metrics, plan.layout),
    )


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
