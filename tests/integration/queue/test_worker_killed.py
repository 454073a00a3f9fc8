"""Kills a worker while it sends a code: another worker sends the code soon, and a slow worker sends it once."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from tests.cast.mailbox import Mailbox, serving
from tests.cast.seeded import fresh_database
from tests.concurrency.client import Client
from tests.concurrency.processes import START_SECONDS, api_process, ended, environment, started
from tests.engines import Engines

PATIENCE_SECONDS = 20
WORKER = (sys.executable, "-m", "amrutam", "serve", "worker")

_JOBS = Statement("test_jobs", "SELECT count(*) FROM pgqueuer")
_HEARTBEAT = Statement("test_heartbeat", "SELECT heartbeat FROM pgqueuer WHERE status = 'picked'")


class HangingMailbox(Mailbox):
    """Does not answer the first `hangs` messages until `goes_on` is set."""

    def __init__(self, hangs: int) -> None:
        super().__init__()
        self.begun = 0
        self.goes_on = asyncio.Event()
        self._hangs = hangs

    async def has_begun(self) -> bool:
        return self.begun > 0

    async def has_messages(self) -> bool:
        return bool(self.messages)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.begun += 1
        if self.begun <= self._hangs:
            await self.goes_on.wait()
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
async def own(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "killed") as own:
        yield own


@asynccontextmanager
async def worker(settings: Settings, smtp_url: str, **more: object) -> AsyncIterator[Any]:
    (port,) = free_ports(1)
    more |= {"port": port, "smtp_url": smtp_url, "worker_jobs": "codes"}
    process = await started(WORKER, environment(settings, **more))
    try:
        await until(lambda: serves_http(port, "/livez"), START_SECONDS)
        yield process
    finally:
        await ended(process)


async def ask_for_code(url: str) -> str:
    """Requests a code; returns the address to which it is sent."""
    address = f"asha.{uuid4().hex[:8]}@example.org"
    client = Client(url)
    answer = await client.ask("POST", "/v1/auth/otp", {"channel": "email", "address": address})
    client.close()
    assert answer.status == 202, answer.content
    return address


def test_a_dead_worker_s_job_is_another_s_in_under_ten_seconds() -> None:
    fields = Settings.model_fields
    timeout = fields["job_heartbeat_timeout_seconds"].default
    assert timeout + fields["worker_poll_seconds"].default < 10


async def test_a_code_whose_worker_was_killed_is_sent_by_the_next(own: Settings) -> None:
    """With the default settings, another worker sends the code of a killed worker within `PATIENCE_SECONDS`."""
    box = HangingMailbox(hangs=1)
    async with serving(box) as smtp_url, api_process(own) as api:
        async with worker(own, smtp_url) as process:
            address = await ask_for_code(api)
            await until(box.has_begun, PATIENCE_SECONDS)
            process.kill()
        async with worker(own, smtp_url):
            await until(box.has_messages, PATIENCE_SECONDS)
        assert box.begun == 2
        assert len(box.to(address)) == 1


async def test_a_slow_mail_server_is_given_no_code_twice(own: Settings) -> None:
    """A code is sent once by a worker that waits for a slow mail server.

    The waiting worker keeps its heartbeat, so the other worker leaves the job alone.
    """
    box = HangingMailbox(hangs=1)
    beats = {"job_heartbeat_timeout_seconds": 3}
    async with serving(box) as smtp_url, api_process(own) as api:
        resources = await Resources.open(own)
        async with worker(own, smtp_url, **beats), worker(own, smtp_url, **beats):
            address = await ask_for_code(api)
            told: set[datetime | None] = set()

            async def has_outlasted_the_timeout() -> bool:
                told.add(await resources.database.value(_HEARTBEAT))
                # Four different heartbeats, one and a half seconds apart, outlast the timeout.
                return len(told - {None}) == 4

            await until(has_outlasted_the_timeout, PATIENCE_SECONDS)
            box.goes_on.set()
            await until(lambda: _is_empty(resources), PATIENCE_SECONDS)
        await resources.close()
    assert box.begun == 1
    assert len(box.to(address)) == 1


async def _is_empty(resources: Resources) -> bool:
    return not await resources.database.value(_JOBS)
