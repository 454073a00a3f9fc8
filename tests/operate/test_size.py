"""Checks docs/how-to/size-a-deployment.md: counts the connections of a running platform, and computes the page's limits from its inequality."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import httpx
import psutil
import pytest

from amrutam.core.settings import Settings
from tests.acceptance.launched import Inbox, Platform, free_port, wait_for
from tests.operate.pages import HOW_TO

PAGE = (HOW_TO / "size-a-deployment.md").read_text()
POOL = Settings.model_fields["database_pool_size"].default
QUEUE = 3
"""The number of database connections that a worker's job queue uses in addition to the worker's pool."""
RESERVED = 10
REQUESTS, CODES = 200, 100


def most(pool: int = POOL, *, api: int, realtime: int = 1, worker: int = 2) -> int:
    """Returns the left side of the inequality in size-a-deployment.md: the number of connections that the processes can open.

    `pool`: the size of a process's pool; the other arguments are numbers of processes.
    """
    return (api + realtime) * pool + worker * (pool + QUEUE)


def test_the_limits_follow_from_the_inequality() -> None:
    rows = re.findall(r"^\| (\d+)[^|]*\| (\d+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 3
    for connections, processes in [(int(a), int(b)) for a, b in rows]:
        assert most(api=processes) <= connections - RESERVED < most(api=processes + 1)


def test_the_numbers_of_the_page_are_the_defaults() -> None:
    assert f"`AMRUTAM_DATABASE_POOL_SIZE` ({POOL})" in PAGE
    assert f"`AMRUTAM_DATABASE_POOL_SIZE` + {QUEUE} for the queue ({POOL + QUEUE})" in PAGE


class Counted:
    """The connections of each part of a platform, counted on the side of the processes."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def to(self, server: str) -> Counter[str]:
        """The number of connections to the part `server`, by the part that opened them."""
        port, found = self._platform.part(server)["port"], Counter[str]()
        for part in self._platform.state()["parts"]:
            for each in psutil.Process(part["pid"]).net_connections("tcp"):
                if each.raddr and each.raddr.port == port and each.status == "ESTABLISHED":
                    found[part["name"]] += 1
        return found


@pytest.fixture(scope="module")
def inbox() -> Iterator[Inbox]:
    started = Inbox()
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def platform(inbox: Inbox) -> Iterator[Platform]:
    with tempfile.TemporaryDirectory(prefix="amrutam size ") as folder:
        environment = {"AMRUTAM_SMTP_URL": inbox.url, "AMRUTAM_RATE_LIMITS": "off"}
        started = Platform(Path(folder) / "data", free_port(), environment)
        started.start()
        try:
            yield started
        finally:
            started.stop()


def test_processes_open_the_connections_that_the_page_states(
    platform: Platform, inbox: Inbox
) -> None:
    counted = Counted(platform)
    idle = counted.to("postgres")
    assert all(1 <= idle[name] <= 4 for name in ("api-1", "api-2", "realtime")), idle
    assert all(1 <= idle[name] <= POOL + QUEUE for name in ("codes", "worker-1")), idle
    assert idle["web"] == 0
    _crowd(platform, inbox)

    busy = counted.to("postgres")
    assert all(busy[name] <= POOL for name in ("api-1", "api-2", "realtime"))
    assert max(busy["api-1"], busy["api-2"]) > 1
    assert all(busy[name] <= POOL + QUEUE for name in ("codes", "worker-1"))
    assert busy["web"] == 0
    redis, pages = counted.to("valkey"), counted.to("valkey-pages")
    assert all(redis[name] <= 1 for name in ("api-1", "api-2", "codes", "worker-1")), redis
    assert 1 <= redis["realtime"] <= 2, redis
    assert pages["web"] <= 1, pages
    assert all(pages[name] <= 1 for name in ("codes", "worker-1")), pages


def _crowd(platform: Platform, inbox: Inbox) -> None:
    """Sends `REQUESTS` searches and `CODES` requests for a code at the same time.

    Returns when all codes were mailed.
    """
    with httpx.Client(
        base_url=f"http://127.0.0.1:{platform.port}",
        timeout=120,
        limits=httpx.Limits(max_connections=None),
    ) as client:

        def ask(number: int) -> int:
            if number < CODES:
                body = {"channel": "email", "address": f"patient{number}@example.org"}
                return client.post("/v1/auth/otp", json=body).status_code
            return client.get("/v1/doctors", params={"limit": 1 + number % 50}).status_code

        with ThreadPoolExecutor(REQUESTS + CODES) as pool:
            assert set(pool.map(ask, range(CODES + REQUESTS))) <= {200, 202}
    wait_for(lambda: len(inbox.letters) >= CODES, "all codes")


def test_the_embedded_postgresql_accepts_the_connections_that_the_page_states(
    platform: Platform,
) -> None:
    async def show() -> str:
        connection = await asyncpg.connect(platform.state()["database_url"])
        shown: str = await connection.fetchval("SHOW max_connections")
        await connection.close()
        return shown

    assert f"at most {most(api=2)} of {asyncio.run(show())} connections" in PAGE


def test_a_command_opens_three_connections_at_most(platform: Platform) -> None:
    environment = platform.state()["environment"]
    command = [sys.executable, "-m", "amrutam", "migrate"]
    counts = {0}
    port = platform.part("postgres")["port"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            try:
                opened = psutil.Process(process.pid).net_connections("tcp")
            except psutil.Error:
                break
            counts.add(sum(bool(each.raddr) and each.raddr.port == port for each in opened))
        assert process.wait() == 0
    assert 1 <= max(counts) <= 3
