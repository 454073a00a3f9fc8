"""Starts, watches and stops the platform of `amrutam up`, once the data directory is locked."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from amrutam.core.background import every
from amrutam.core.database_session import session_settings
from amrutam.core.migration import is_migrated
from amrutam.core.settings import Settings, load_settings
from amrutam.embedded.authority import authority_file
from amrutam.embedded.backends import Backends
from amrutam.embedded.forkserver import ForkServer
from amrutam.embedded.launch_plan import Plan, make_plan
from amrutam.embedded.layout import Layout, write_private
from amrutam.embedded.options import LOOPBACK_NAMES, BadRequest, Options
from amrutam.embedded.parts import (
    api_parts,
    availability_parts,
    engine_parts,
    mailbox_parts,
    proxy_part,
    realtime_parts,
    replica_parts,
    web_parts,
    worker_parts,
)
from amrutam.embedded.program import CannotRun
from amrutam.embedded.schema_file import note_schema
from amrutam.embedded.standby import keep_slots
from amrutam.embedded.state_file import write_state
from amrutam.embedded.supervised_process import Child, Part
from amrutam.embedded.supervisor import Supervisor
from amrutam.embedded.terminal import Terminal
from amrutam.embedded.watch import watch_parts
from amrutam.roles.migrating import bring_up_to_date
from amrutam.roles.start_refusals import refused_accounts, refused_settings

if TYPE_CHECKING:
    from amrutam.seeding.demo import DemoSignIn

# The proxy stops first, so that no request is cut off. The gateways stop at the same time, because
# the proxy would wait for their sockets. The databases stop after the processes that write to them.
_STOP_ORDER = (
    ("proxy", "realtime"),
    ("web", "api", "availability", "codes", "worker", "mailbox"),
    # Replicas stop before the primary, because a primary that stops waits for its replicas.
    ("replica",),
    ("postgres", "valkey"),
)


def launch(options: Options, layout: Layout, server: ForkServer, terminal: Terminal) -> None:
    """Makes the plan, then runs the platform until SIGINT, SIGTERM or SIGHUP.

    Raises `CannotRun` (`BadRequest` for settings, options or accounts that are refused), also for demo data
    that are refused, `UnknownSchema` for a database of another version, and the error that kept a part from
    starting, such as `TimeoutError`.
    Exits with 2 if a setting is missing or invalid.
    """
    plan = make_plan(options, layout, os.environ, terminal.say)
    ours = {name: value for name, value in plan.environment.items() if "AMRUTAM_" in name}
    os.environ.update(ours)
    settings = load_settings()
    _refuse(refused_settings(settings))
    asyncio.run(_Launch(plan, settings, server, terminal).run())


def _refuse(refused: Sequence[str]) -> None:
    if refused:
        raise BadRequest("\namrutam: ".join(refused))


class _Launch:
    def __init__(
        self, plan: Plan, settings: Settings, server: ForkServer, terminal: Terminal
    ) -> None:
        self.plan = plan
        self.server = server
        self.settings = settings
        self.terminal = terminal
        self.seen: dict[str, Child] = {}
        self.supervisor = Supervisor(self._changed)
        self.backends = Backends(
            plan.proxy.server_list, plan.proxy.apis, partial(self._reload_proxy, "api"),
            settings.proxy_health_seconds, settings.proxy_patience_seconds,
        )  # fmt: skip
        self.lists = [self.backends]
        if plan.proxy.availabilities:
            self.lists.append(
                Backends(
                    plan.proxy.availability_list, plan.proxy.availabilities,
                    partial(self._reload_proxy, "availability"), settings.proxy_health_seconds,
                    settings.proxy_patience_seconds, plan.proxy.apis,
                )
            )  # fmt: skip

    async def run(self) -> None:
        asked = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, asked.set)
        starting = asyncio.create_task(self._start())
        stopping = asyncio.create_task(asked.wait())
        try:
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not asked.is_set():
                await starting
                await stopping
        finally:
            starting.cancel()
            stopping.cancel()
            await asyncio.gather(starting, stopping, return_exceptions=True)
            await self._stop()

    async def _start(self) -> None:
        self.terminal.say(f"Amrutam is starting in {self.plan.layout.folder}")
        engines, apis = engine_parts(self.plan), api_parts(self.plan, self.server)
        self.supervisor.start(engines)
        first, others = (
            apis[:1],
            [
                *web_parts(self.plan, self.settings),
                *mailbox_parts(self.plan),
                *worker_parts(self.plan, self.server),
                *apis[1:],
                *availability_parts(self.plan, self.server),
                *realtime_parts(self.plan, self.server),
            ],
        )
        if self._has_run_before():
            self.supervisor.start(first)  # The process loads its code while the database starts
        proxy = [proxy_part(self.plan, self.settings)]
        for each in self.lists:
            each.list_all()
        self.supervisor.start(proxy)
        await self.supervisor.ready(engines)
        await self._fill()
        replicas = replica_parts(self.plan)
        self.supervisor.start(replicas)
        if not self._has_started(first[0]):
            self.supervisor.start(first)
        # The first api process starts alone, so that requests are served as early as possible.
        await self.supervisor.ready(first)
        if self.plan.watch:
            logs = self.plan.layout.logs
            others += watch_parts(self.plan.watch, self.settings, logs, [*apis, *others])
        self.supervisor.start(others)
        await self.supervisor.ready([*others, *proxy, *replicas])
        self._welcome()
        async with asyncio.TaskGroup() as group:
            for each in self.lists:
                group.create_task(each.watch())
            seconds = self.settings.proxy_certificate_seconds
            group.create_task(every(seconds, "certificates", self._renew_certificates))

    async def _renew_certificates(self) -> None:
        if await asyncio.to_thread(self.plan.proxy.renew):
            self.supervisor.children["proxy"].reload()

    def _reload_proxy(self, role: str, listed: Sequence[str]) -> None:
        self.supervisor.children["proxy"].reload()
        self.terminal.say(f"  proxy      {role} servers at {', '.join(listed) or 'no address'}")

    def _has_started(self, part: Part) -> bool:
        return part.name in self.supervisor.children

    def _has_run_before(self) -> bool:
        return self.plan.layout.demo.exists()

    async def _fill(self) -> None:
        """Makes the database's roles and schema and, at the first start of a demo without `--empty`, the demo data."""
        if self.plan.postgres:
            await self.plan.postgres.provision(session_settings(self.settings))
            await keep_slots(self.plan.postgres, self.plan.replicas)
        if not await is_migrated(self.settings):
            self.terminal.say("  schema     is being created")
        await bring_up_to_date(self.settings)
        if self.plan.postgres:
            note_schema(self.plan.layout)
        _refuse(await refused_accounts(self.settings))
        if not self._has_run_before():
            signs = [] if self.plan.options.empty else await self._seed()
            write_private(self.plan.layout.demo, msgspec.json.encode(signs))

    async def _seed(self) -> list[DemoSignIn]:
        if self.settings.environment != "demo":
            return []
        from amrutam.seeding.demo import seed_demo  # noqa: PLC0415 - only a first start needs it
        from amrutam.seeding.errors import Refused  # noqa: PLC0415
        from amrutam.seeding.progress import progress_bars  # noqa: PLC0415

        try:
            with progress_bars() as tell:
                return await seed_demo(self.settings, tell)
        except Refused as refusal:
            raise CannotRun(str(refusal)) from None

    def _welcome(self) -> None:
        url = self.plan.environment["AMRUTAM_PUBLIC_URL"]
        self.terminal.say("")
        self.terminal.say(f"Amrutam is at  {url}")
        self.terminal.say(f"  the API      {url}/docs")
        if self.plan.proxy.tls:
            trusted = authority_file(self.plan.proxy.folder)
            self.terminal.say(
                f"  certificate  signed by the authority in {trusted}, which browsers must trust"
            )
        if self.plan.mail_ports:
            self.terminal.say(f"  sent mails   {url}/demo/mailbox")
            if self.plan.options.host not in LOOPBACK_NAMES:
                self.terminal.say(
                    "  Anybody who can reach this address can read these mails and their codes."
                )
        if self.plan.watch:
            self.terminal.say(f"  Prometheus   {self.plan.watch.url}")
            if self.plan.watch.alertmanager is None:
                self.terminal.say(
                    "  No Alertmanager is installed, so only Prometheus shows alerts."
                )
        if self.settings.environment == "demo":
            self._show_sign_ins()
        self.terminal.say("Ctrl-C stops it; the data stays.")
        self.terminal.settle()

    def _show_sign_ins(self) -> None:
        signs = msgspec.json.decode(self.plan.layout.demo.read_bytes())
        for sign in signs:
            self.terminal.say(f"  {sign['role']:<12} {sign['email']}: {sign['how']}")
        staff = next((one for one in signs if "password" in one), None)
        if staff:
            self.terminal.say(f"  {'password':<12} {staff['password']}")
            self.terminal.say(f"  {'authenticator':<12} secret {staff['totp_secret']}")

    async def _stop(self) -> None:
        self.terminal.close()
        self.terminal.say("Stopping")
        await self.supervisor.stop(_STOP_ORDER)
        self.plan.layout.state.unlink(missing_ok=True)
        self.terminal.say("Stopped")

    def _changed(self, child: Child) -> None:
        self.seen[child.part.name] = child
        self.terminal.changed(child)
        write_state(self.plan, self.seen.values())
