"""Real PostgreSQL and Valkey, once for a pytest run; a database of its own for each xdist worker.

Only tests that ask for `settings` (or what is built on it) start the engines.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import asyncpg
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from redis.asyncio import Redis
from starlette.types import ASGIApp

from amrutam.core.migration import as_owner
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.both_paths import BothPaths
from tests.cast.series import undeclared_series
from tests.engines import SECRET_KEY, TEMPLATE, Engines, in_database

_FOLDER = "TEST_ENGINES_FOLDER"
_OWNER = "TEST_ENGINES_OWNER"
MakeClient = Callable[..., Awaitable[AsyncClient]]


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process names the folder; its workers inherit the name."""
    for name in [name for name in os.environ if name.startswith("AMRUTAM_")]:
        del os.environ[name]  # what the machine has set is no part of a test
    if not hasattr(config, "workerinput"):
        os.environ[_FOLDER] = tempfile.mkdtemp(prefix="amrutam tests ")
        os.environ[_OWNER] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    folder = Path(os.environ[_FOLDER])
    pid_file = folder / "pid"
    if not pid_file.exists():
        folder.rmdir()
        return
    os.kill(int(pid_file.read_text()), 15)
    until = monotonic() + 20
    while folder.exists() and monotonic() < until:
        sleep(0.02)


@pytest.fixture(scope="session")
def engines() -> Engines:
    folder = Path(os.environ[_FOLDER])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "engines.json").exists():
            _start_engines(folder)
    described: Engines = json.loads((folder / "engines.json").read_text())
    return described


def _start_engines(folder: Path) -> None:
    with (folder / "log").open("w") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.engines", str(folder), os.environ[_OWNER]],
            cwd=Path(__file__).parents[1],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    (folder / "pid").write_text(str(keeper.pid))
    while not (folder / "engines.json").exists():
        if keeper.poll() is not None:
            pytest.exit(f"The engines did not start:\n{(folder / 'log').read_text()}", 3)
        sleep(0.02)
    keeper.returncode = 0  # it outlives this process on purpose: no ResourceWarning


def _worker_number() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(scope="session")
async def settings(engines: Engines) -> Settings:
    """Settings of a fresh, migrated, empty database and an empty Valkey. Rate limits are off."""
    number = _worker_number()
    name = f"test_{number}"
    connection = await asyncpg.connect(engines["superuser_url"])
    await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER amrutam_owner")
    await connection.close()
    redis_url = f"{engines['redis_url']}/{number}"
    async with Redis.from_url(redis_url) as redis:
        await redis.flushdb()
    return Settings(
        database_url=in_database(engines["app_url"], name),
        migration_database_url=in_database(engines["owner_url"], name),
        redis_url=redis_url,
        secret_key=SECRET_KEY,
        public_url="http://testserver",
        environment="development",
        rate_limits="off",
        log_level="error",
        lame_duck_seconds=0,  # tests end processes; what happens before the end has tests of its own
        staff_failures_per_ip=1_000_000,  # all tests of a worker come from one address
        # Two cores, many tests: not what is under test.
        redis_timeout_seconds=2,
        database_timeout_seconds=30,
        transaction_timeout_seconds=30,
    )


@pytest.fixture(scope="session")
async def resources(settings: Settings) -> AsyncIterator[Resources]:
    opened = await Resources.open(settings)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
async def owner_resources(settings: Settings) -> AsyncIterator[Resources]:
    """As commands have them: by the schema's owner."""
    opened = await Resources.open(as_owner(settings))
    yield opened
    await opened.close()


@asynccontextmanager
async def _running(settings: Settings) -> AsyncIterator[tuple[FastAPI, ASGIApp]]:
    from amrutam.roles.api import create  # noqa: PLC0415 - unit tests go without its weight

    app, bounded = create(settings)
    async with app.router.lifespan_context(app):
        yield app, bounded


def _client(app: ASGIApp) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app=app), base_url="http://testserver")


@pytest.fixture(scope="session")
async def _served(settings: Settings) -> AsyncIterator[tuple[FastAPI, ASGIApp]]:
    async with _running(settings) as served:
        yield served
    assert undeclared_series() == [], "born with its first event: declare it in roles/series.py"


@pytest.fixture(scope="session")
def app(_served: tuple[FastAPI, ASGIApp]) -> FastAPI:
    """The whole api application, with its lifespan running."""
    return _served[0]


@pytest.fixture
async def client(_served: tuple[FastAPI, ASGIApp]) -> AsyncIterator[AsyncClient]:
    """Speaks HTTP with the whole api application; no cookies from other tests."""
    async with _client(_served[1]) as opened:
        yield opened


@pytest.fixture
async def both_paths(_served: tuple[FastAPI, ASGIApp]) -> AsyncIterator[AsyncClient]:
    """The same; what the fast lane answers, the framework alone has answered alike."""
    async with AsyncClient(transport=BothPaths(_served[1]), base_url="http://testserver") as opened:
        yield opened


@pytest.fixture(scope="module")
async def module_client(_served: tuple[FastAPI, ASGIApp]) -> AsyncIterator[AsyncClient]:
    """The same for what a module's tests share."""
    async with _client(_served[1]) as opened:
        yield opened


@pytest.fixture
async def make_client(settings: Settings) -> AsyncIterator[MakeClient]:
    """`await make_client(hold_seconds=0.2)`: a client of another process with other settings."""
    async with AsyncExitStack() as stack:

        async def make(**overrides: Any) -> AsyncClient:
            changed = Settings(**(settings.model_dump() | overrides))
            _, bounded = await stack.enter_async_context(_running(changed))
            return await stack.enter_async_context(_client(bounded))

        yield make


@pytest.fixture
def folder_with_spaces() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="amrutam with spaces ") as name:
        yield Path(name)
