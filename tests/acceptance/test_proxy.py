"""Checks that visitors of the built platform get answers while its api processes hang, die or stop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from amrutam.embedded.waiting import until
from tests.acceptance.launched import Inbox, Platform, lives, open_slot, signed_in, wait_for

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("platform")]

_PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def more_settings() -> dict[str, str]:
    """Turns rate limits off, because all of the load comes from one address."""
    return {"AMRUTAM_RATE_LIMITS": "off"}


class Load:
    """Causes load: eight visitors who read, and a patient who repeatedly holds a slot and releases it."""

    def __init__(self, platform: Platform, token: str, slot: str, doctor: str) -> None:
        self.url = f"http://127.0.0.1:{platform.port}"
        self.signed = {"authorization": f"Bearer {token}"}
        self.wanted = {"doctor_id": doctor, "starts_at": slot}
        self.reads: Counter[int] = Counter()
        self.holds = 0
        self.again = 0
        self.wrong: list[str] = []

    async def read(self) -> None:
        async with httpx.AsyncClient(base_url=self.url, timeout=30, trust_env=False) as visitor:
            while True:
                self.reads[(await visitor.get("/v1/doctors?limit=1")).status_code] += 1

    async def hold(self) -> None:
        async with httpx.AsyncClient(
            base_url=self.url, timeout=90, trust_env=False, headers=self.signed
        ) as patient:
            while True:
                headers = {"idempotency-key": str(uuid4())}
                made = await self._done(
                    lambda: patient.post("/v1/holds", json=self.wanted, headers=headers)  # noqa: B023
                )
                if made.status_code not in (200, 201):
                    self.wrong.append(f"hold {made.status_code} {made.text}")
                    return
                path = f"/v1/holds/{made.json()['id']}"
                left = await self._done(lambda: patient.delete(path))  # noqa: B023
                if left.status_code not in (204, 404, 410):
                    self.wrong.append(f"release {left.status_code} {left.text}")
                self.holds += 1

    async def _done(self, call: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
        """Repeats a request until it gets another status than 503, and returns this answer.

        A request that got 503 may have had its effect.
        """
        while True:
            answer = await call()
            if answer.status_code != 503:
                return answer
            self.again += 1
            assert answer.headers["retry-after"] == "1"

    @asynccontextmanager
    async def going_on(self) -> Any:
        tasks = [asyncio.create_task(self.read()) for _ in range(8)]
        tasks.append(asyncio.create_task(self.hold()))
        try:
            yield
            await self.more()
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert not self.wrong
        assert [one for one in ended if not isinstance(one, asyncio.CancelledError)] == []

    async def more(self) -> None:
        """Waits for 100 more answers to the visitors and three more holds of the patient.

        A wrong answer to the patient ends the wait for holds. Raises TimeoutError after `_PATIENCE_SECONDS`.
        """
        reads, holds = self.reads.total() + 100, self.holds + 3

        async def came() -> bool:
            return self.reads.total() >= reads and (self.holds >= holds or bool(self.wrong))

        await until(came, _PATIENCE_SECONDS)


def _servers(platform: Platform) -> str:
    return (platform.data / "nginx" / "apis.conf").read_text()


async def _becomes(platform: Platform, port: int, *, backup: bool) -> None:
    async def is_so() -> bool:
        return (f":{port} max_fails=0 backup;" in _servers(platform)) is backup

    await until(is_so, _PATIENCE_SECONDS)


@pytest.mark.parametrize("what", ["hangs", "dies", "stops"])
async def test_visitors_notice_nothing(platform: Platform, inbox: Inbox, what: str) -> None:
    token = signed_in(platform, inbox, f"{what}@patients.example")
    load = Load(platform, token, *open_slot(platform))
    part = platform.part("api-1")
    async with load.going_on():
        await load.more()
        if what == "hangs":
            os.kill(part["pid"], signal.SIGSTOP)
            await _becomes(platform, part["port"], backup=True)
            await load.more()
            os.kill(part["pid"], signal.SIGCONT)
            await _becomes(platform, part["port"], backup=False)
        else:
            os.kill(part["pid"], signal.SIGKILL if what == "dies" else signal.SIGTERM)
            await until(_is_another(platform, part["pid"]), _PATIENCE_SECONDS)
    assert set(load.reads) == {200}
    assert not load.wrong


def _is_another(platform: Platform, pid: int) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        part = platform.part("api-1")
        return part["pid"] not in (None, pid) and part["state"] == "running"

    return check


def test_workers_that_outlive_nginx_and_the_launcher_do_not_keep_the_port(
    platform: Platform,
) -> None:
    master = platform.part("proxy")["pid"]
    workers = _children(master)
    assert workers
    platform.kill_launcher()
    os.kill(master, signal.SIGKILL)
    platform.start()
    assert platform.curl("/livez").status == 200
    wait_for(lambda: not any(lives(pid) for pid in workers), "the old workers to end")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_nginx_writes_nothing_about_requests(platform: Platform) -> None:
    platform.curl("/v1/doctors?q=a-name-that-was-searched-for")
    platform.curl("/a-page-that-was-asked-for")
    os.kill(platform.part("api-1")["pid"], signal.SIGKILL)
    platform.curl("/v1/doctors?q=a-name-that-was-searched-for")
    log = (platform.data / "logs" / "proxy.log").read_text()
    assert "start worker process" in log
    assert "asked-for" not in log
    assert "searched-for" not in log
    assert "client:" not in log
