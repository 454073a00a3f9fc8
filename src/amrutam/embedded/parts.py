"""Describes the platform's processes: how each is started and stopped, and how its readiness is checked."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from functools import partial
from importlib import import_module

from amrutam.core.settings import Settings
from amrutam.embedded import nginx, postgres, valkey
from amrutam.embedded.binaries import node_program
from amrutam.embedded.forkserver import ForkServer
from amrutam.embedded.launch_plan import Plan, setting
from amrutam.embedded.program import tied_to_parent
from amrutam.embedded.supervised_process import Part, execute
from amrutam.embedded.waiting import serves_http
from amrutam.integrations.web.environment import website_environment
from amrutam.realtime.file_limit import sockets_possible

_SOCKETS = 5000


def engine_parts(plan: Plan) -> list[Part]:
    """PostgreSQL and the two Valkey servers (for holds and for pages), as far as the plan has them."""
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


def replica_parts(plan: Plan) -> list[Part]:
    """The replicas' parts. Start them once the primary has its roles, because each replica copies the primary."""
    environment = _plain_environment()
    parts = []
    for standby in plan.replicas:
        log = plan.layout.logs / f"{standby.name}.log"
        parts.append(
            Part(
                standby.name, partial(execute, standby.command, environment, log), log,
                port=standby.port, is_ready=standby.server.answers,
                before=standby.prepare, stop_signal=postgres.STOP, stop_seconds=60,
            )
        )  # fmt: skip
    return parts


def availability_parts(plan: Plan, server: ForkServer) -> list[Part]:
    """The processes of the role `availability`."""
    return [
        _role(plan, server, f"availability-{number}", "availability", port, {})
        for number, port in enumerate(plan.proxy.availability_ports, start=1)
    ]


def api_parts(plan: Plan, server: ForkServer) -> list[Part]:
    """The processes of the role `api`."""
    return [
        _role(plan, server, f"api-{number}", "api", port, {})
        for number, port in enumerate(plan.proxy.api_ports, start=1)
    ]


def worker_parts(plan: Plan, server: ForkServer) -> list[Part]:
    """The workers: one for jobs that send one-time codes, which no other job can delay; the rest for other jobs."""
    names = {"codes": "codes"} | {
        f"worker-{number}": "general" for number in range(1, plan.options.workers + 1)
    }
    return [
        _role(plan, server, name, "worker", port, {"AMRUTAM_WORKER_JOBS": jobs})
        for (name, jobs), port in zip(names.items(), plan.worker_ports, strict=True)
    ]


def realtime_parts(plan: Plan, server: ForkServer) -> list[Part]:
    """The gateway.

    Unless the environment sets its limit of sockets, the limit is what this machine allows, at most
    `_SOCKETS`. On a machine that sets no limit of open files, the setting's default applies.
    """
    possible = sockets_possible()
    extra = {}
    if possible is not None and "AMRUTAM_REALTIME_SOCKETS" not in plan.environment:
        extra["AMRUTAM_REALTIME_SOCKETS"] = str(min(possible, _SOCKETS))
    return [_role(plan, server, "realtime", "realtime", plan.proxy.realtime_port, extra)]


def mailbox_parts(plan: Plan) -> list[Part]:
    """The demo's mail sink; empty if the environment names a mail server."""
    if plan.mail_ports is None:
        return []
    smtp_port, page_port = plan.mail_ports
    command = [sys.executable, "-m", "amrutam.embedded.mailbox", str(smtp_port), str(page_port)]
    log = plan.layout.logs / "mailbox.log"
    start = partial(execute, partial(tied_to_parent, command), plan.environment, log)
    ready = partial(serves_http, page_port, "/demo/mailbox")
    return [Part("mailbox", start, log, port=page_port, is_ready=ready)]


def web_parts(plan: Plan, settings: Settings) -> list[Part]:
    """The website's server; empty if the plan has no website."""
    if plan.web is None:
        return []
    command = [node_program(), plan.web]
    log, port = plan.layout.logs / "web.log", plan.proxy.web_port
    assert port is not None  # noqa: S101 - the plan has a port where it has a website
    environment = {
        **_plain_environment(), **website_environment(settings), "AMRUTAM_WEB_PORT": str(port)
    }  # fmt: skip
    start = partial(execute, partial(tied_to_parent, command), environment, log)
    ready = partial(serves_http, port, "/internal/health")
    return [Part("web", start, log, port=port, is_ready=ready, metrics_path="/internal/metrics")]


def proxy_part(plan: Plan, settings: Settings) -> Part:
    """The proxy, which ends with the launcher, so that the next launcher finds the public port free."""
    log = plan.layout.logs / "proxy.log"
    tied = partial(tied_to_parent, nginx.command(plan.nginx), on_parent_death=nginx.STOP_NOW)
    return Part(
        "proxy",
        partial(execute, tied, _plain_environment(), log, plan.proxy.folder),
        log,
        port=plan.proxy.port,
        is_ready=partial(_listens, plan.proxy.host, plan.proxy.port),
        before=partial(plan.proxy.prepare, plan.nginx, settings),
        stop_signal=nginx.STOP,
        stop_seconds=5,
        force_signal=nginx.STOP_NOW,
    )


def _role(
    plan: Plan, server: ForkServer, name: str, role: str, port: int, extra: Mapping[str, str]
) -> Part:
    log = plan.layout.logs / f"{name}.log"
    environment = {**plan.environment, "AMRUTAM_PORT": str(port), **extra}
    return Part(
        name,
        partial(server.start, name, partial(_serve, role), environment, log),
        log,
        port=port,
        is_ready=partial(serves_http, port, "/livez"),
        stop_signal=signal.SIGINT,  # without a lame-duck time, because the proxy stops first or together
        stop_seconds=_stop_seconds(plan),
        metrics_path="/metrics",
    )


def _stop_seconds(plan: Plan) -> float:
    """The seconds in which a role ends by itself; a worker that is killed earlier can send a mail twice."""
    waits = ("shutdown_grace_seconds", "mail_shutdown_seconds")
    return 5 + sum(float(setting(plan.environment, name)) for name in waits)


def _serve(role: str) -> None:
    from amrutam.roles import serving  # noqa: PLC0415 - runs in the process of the role; the launcher does not load it

    serving.serve(import_module(f"amrutam.roles.{role}"))


def _plain_environment() -> dict[str, str]:
    """The environment of servers such as PostgreSQL and nginx, without the platform's variables and secrets."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


async def _listens(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True
