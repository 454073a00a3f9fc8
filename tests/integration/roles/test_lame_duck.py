"""Tests the time from SIGTERM to the end of a process, as a proxy and its visitors see it, with real processes and signals."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from signal import SIGINT, SIGTERM, Signals

import pytest

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from tests.cast.doctors import make_doctor
from tests.cast.mailbox import Mailbox, serving
from tests.cast.realtime import Gateway, client_of
from tests.cast.seeded import fresh_database
from tests.concurrency.client import Answer, Client
from tests.concurrency.processes import START_SECONDS, ended, environment, started
from tests.engines import Engines

PATIENCE_SECONDS = 30
FOR_EVER = 600.0
"""A lame-duck time longer than any test."""

_WAITING = Statement("test_waiting", "SELECT status::text FROM pgqueuer ORDER BY id DESC LIMIT 1")


@asynccontextmanager
async def process_of(
    role: str, settings: Settings, **more: object
) -> AsyncIterator[tuple[int, Process]]:
    """Starts a process of the role; yields (port, process)."""
    (port,) = free_ports(1)
    command = (sys.executable, "-m", "amrutam", "serve", role)
    process = await started(command, environment(settings, **{"port": port} | more))
    try:
        await until(lambda: serves_http(port, "/livez"), START_SECONDS)
        yield port, process
    finally:
        await ended(process)


async def is_stopping(port: int) -> bool:
    return (await asked(port, "/livez")).body == {"status": "stopping"}


async def asked(port: int, path: str) -> Answer:
    """Sends a request over a connection of its own."""
    client = Client(f"http://127.0.0.1:{port}")
    try:
        return await client.ask("GET", path)
    finally:
        client.close()


async def accepts(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def refuses(port: int) -> bool:
    return not await accepts(port)


async def exit_code(process: Process) -> int:
    return await asyncio.wait_for(process.wait(), PATIENCE_SECONDS)


@pytest.mark.parametrize("role", ["api", "availability"])
async def test_a_process_says_so_and_serves_on_before_it_ends(
    settings: Settings, role: str
) -> None:
    async with process_of(role, settings, lame_duck_seconds=3) as (port, process):
        kept = Client(f"http://127.0.0.1:{port}")
        before = await kept.ask("GET", "/v1/cities")
        assert (before.status, before.headers.get("connection")) == (200, None)
        under_way = await HalfARequest.begun(port)

        process.send_signal(SIGTERM)
        await until(lambda: is_stopping(port), PATIENCE_SECONDS)

        ready = await asked(port, "/readyz")
        assert (ready.status, ready.body["status"]) == (503, "stopping")
        for answer in (await kept.ask("GET", "/v1/cities"), await asked(port, "/v1/cities")):
            assert (answer.status, answer.headers["connection"]) == (200, "close")
        await until(lambda: refuses(port), PATIENCE_SECONDS)
        assert process.returncode is None
        assert await under_way.finished() == 404
        assert await exit_code(process) == 0
        kept.close()


class HalfARequest:
    """Sends a request whose body is incomplete."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def begun(cls, port: int) -> HalfARequest:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            b"POST /v1/nowhere HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            b"content-length: 2\r\n\r\n{"
        )
        await writer.drain()
        return cls(reader, writer)

    async def finished(self) -> int:
        """Completes the request and returns the status of its answer."""
        self._writer.write(b"}")
        async with asyncio.timeout(PATIENCE_SECONDS):
            line = await self._reader.readline()
        self._writer.close()
        return int(line.split()[1])


@pytest.mark.parametrize("signals", [(SIGINT,), (SIGTERM, SIGTERM), (SIGTERM, SIGINT)])
async def test_who_is_in_a_hurry_does_not_wait(
    settings: Settings, signals: tuple[Signals, ...]
) -> None:
    async with process_of("api", settings, lame_duck_seconds=FOR_EVER) as (port, process):
        process.send_signal(signals[0])
        if len(signals) == 2:
            await until(lambda: is_stopping(port), PATIENCE_SECONDS)
            process.send_signal(signals[1])
        assert await exit_code(process) == 0


async def test_sockets_are_served_to_the_end_and_then_sent_elsewhere(
    settings: Settings, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    gateway = Gateway(settings, lame_duck_seconds=3)
    await gateway.start()
    try:
        async with client_of(gateway) as early:
            await early.subscribe(doctor)
            assert gateway.process is not None
            gateway.process.send_signal(SIGTERM)
            await until(lambda: is_stopping(gateway.port), PATIENCE_SECONDS)
            async with client_of(gateway) as late:
                assert (await late.subscribe(doctor))["type"] == "snapshot"
                assert await early.closed_with() == 1012
                assert await late.closed_with() == 1012
    finally:
        assert await gateway.stop() == 0


async def test_a_worker_takes_no_new_job_and_ends_with_its_last(
    settings: Settings, engines: Engines
) -> None:
    box = SlowMailbox()
    async with fresh_database(engines, settings, "stopping") as own, serving(box) as smtp_url:
        resources = await Resources.open(own)
        more = {"smtp_url": smtp_url, "worker_jobs": "codes", "lame_duck_seconds": FOR_EVER}
        async with (
            process_of("api", own) as (api, _),
            process_of("worker", own, **more) as (port, worker),
        ):
            await ask_for_code(api, "first@example.org")
            await asyncio.wait_for(box.began.wait(), PATIENCE_SECONDS)
            worker.send_signal(SIGTERM)
            await until(lambda: is_stopping(port), PATIENCE_SECONDS)
            await ask_for_code(api, "second@example.org")
            box.goes_on.set()
            assert await exit_code(worker) == 0
        assert [to for to, _ in box.messages] == ["first@example.org"]
        assert await resources.database.value(_WAITING) == "queued"
        await resources.close()


class SlowMailbox(Mailbox):
    """Accepts a message only when the test sets `goes_on`."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.goes_on = asyncio.Event(), asyncio.Event()

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        self.began.set()
        await self.goes_on.wait()
        return await super().handle_DATA(server, session, envelope)


async def ask_for_code(port: int, address: str) -> None:
    client = Client(f"http://127.0.0.1:{port}")
    answer = await client.ask("POST", "/v1/auth/otp", {"channel": "email", "address": address})
    client.close()
    assert answer.status == 202, json.dumps(answer.body)
