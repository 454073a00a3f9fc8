"""Starts a real PostgreSQL and Valkey for a pytest run, and makes a separate database for each xdist worker.

These servers start only for tests that use the fixture `engines`, or a fixture built on it such as `settings`.
"""

from __future__ import annotations

import ast
import fcntl
import gc
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
from tests.cast.redis_databases import Purpose, redis_database
from tests.cast.series import undeclared_series
from tests.engines import SECRET_KEY, TEMPLATE, Engines, in_database

_FOLDER = "TEST_ENGINES_FOLDER"
_OWNER = "TEST_ENGINES_OWNER"
MakeClient = Callable[..., Awaitable[AsyncClient]]


_parse = ast.parse


def _parsed_without_collecting(*args: Any, **options: Any) -> Any:
    """Stands in for `ast.parse`, which Hypothesis calls to describe a lambda: runs the original function without garbage collection.

    Python 3.11 raises SystemError if the garbage collector runs within `ast.parse` and thereby causes
    another call of `ast.parse`, for example to print the traceback of a task that was never awaited.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _parse(*args, **options)
    finally:
        if was_enabled:
            gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    """Removes the machine's AMRUTAM_* variables from the environment, and replaces `ast.parse`.

    The process that controls the run also makes a folder for PostgreSQL and Valkey. It puts the folder's path and
    its own pid into environment variables, which xdist workers inherit.
    """
    for name in [name for name in os.environ if name.startswith("AMRUTAM_")]:
        del os.environ[name]  # variables of the machine must not affect a test
    ast.parse = _parsed_without_collecting
    if not hasattr(config, "workerinput"):
        os.environ[_FOLDER] = tempfile.mkdtemp(prefix="amrutam tests ")
        os.environ[_OWNER] = str(os.getpid())


def pytest_collection_finish(session: pytest.Session) -> None:
    """Raises `pytest.UsageError` if xdist does not keep the tests of an `xdist_group` on one worker.

    With an incompatible release of pytest, xdist ignores the groups without a message, and tests of one group run at
    the same time.
    """
    if not session.config.getoption("loadgroup", default=False):
        return
    for item in session.items:
        if item.get_closest_marker("xdist_group") and "@" not in item.nodeid.rpartition("]")[2]:
            raise pytest.UsageError(f"{item.nodeid} is not on the worker of its xdist_group")


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
    keeper.returncode = 0  # otherwise Popen warns (ResourceWarning) of this child, which outlives its parent on purpose


def _worker_number() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(scope="session")
async def settings(engines: Engines) -> Settings:
    """Returns settings of this worker's database and of its database number in Valkey.

    The PostgreSQL database is fresh and migrated, and has only the reference rows, such as cities; the Valkey
    database is empty. Rate limits are off, and demand turns no admission queue on.
    """
    number = _worker_number()
    name = f"test_{number}"
    connection = await asyncpg.connect(engines["superuser_url"])
    await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER amrutam_owner")
    await connection.close()
    redis_url = f"{engines['redis_url']}/{redis_database(number, Purpose.USUAL)}"
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
        rush_demand=0,
        video_url="https://meet.example",
        log_level="error",
        # Tests stop many processes, and would wait this long for each; the lame-duck time has tests of its own.
        lame_duck_seconds=0,
        staff_failures_per_ip=1_000_000,  # all tests of a worker use one address
        # Long timeouts, because many tests share few processor cores and a slow answer is not a fault.
        redis_timeout_seconds=10,
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
    """Yields resources with the rights of the schema's owner, which the platform's commands also have."""
    opened = await Resources.open(as_owner(settings))
    yield opened
    await opened.close()


@asynccontextmanager
async def _running(settings: Settings) -> AsyncIterator[tuple[FastAPI, ASGIApp]]:
    from amrutam.roles.api import create  # noqa: PLC0415 - unit tests do not load it

    app, bounded = create(settings)
    async with app.router.lifespan_context(app):
        yield app, bounded


def _client(app: ASGIApp, *, raises_defects: bool = True) -> AsyncClient:
    transport = ASGITransport(app=app, raise_app_exceptions=raises_defects)
    return AsyncClient(transport=transport, base_url="http://testserver")


@pytest.fixture(scope="session")
async def _served(settings: Settings) -> AsyncIterator[tuple[FastAPI, ASGIApp]]:
    async with _running(settings) as served:
        yield served
    assert undeclared_series() == [], "declare these series in roles/series.py"


@pytest.fixture(scope="session")
def app(_served: tuple[FastAPI, ASGIApp]) -> FastAPI:
    """Returns the whole api application, with its lifespan running."""
    return _served[0]


@pytest.fixture
async def client(_served: tuple[FastAPI, ASGIApp]) -> AsyncIterator[AsyncClient]:
    """Yields an HTTP client of the whole api application, without cookies of other tests."""
    async with _client(_served[1]) as opened:
        yield opened


@pytest.fixture
async def both_paths(_served: tuple[FastAPI, ASGIApp]) -> AsyncIterator[AsyncClient]:
    """Yields a client that sends each request through FastAPI alone and then with the fast lane (`amrutam.core.http.fast`).

    The test fails if the two answers differ. A request to an endpoint without a fast lane is sent once.
    """
    async with AsyncClient(transport=BothPaths(_served[1]), base_url="http://testserver") as opened:
        yield opened


@pytest.fixture(scope="module")
async def module_client(_served: tuple[FastAPI, ASGIApp]) -> AsyncIterator[AsyncClient]:
    """Yields a client that the tests of a module share, with its cookies."""
    async with _client(_served[1]) as opened:
        yield opened


@pytest.fixture
async def make_client(settings: Settings) -> AsyncIterator[MakeClient]:
    """Yields a function that starts another api application, with changed settings, in this process and returns a client of it.

    Example: `await make_client(hold_seconds=0.2)`. With `raises_defects=False` the client returns the answer to an
    unexpected exception, status 500; otherwise the exception is raised in the test.
    """
    async with AsyncExitStack() as stack:

        async def make(*, raises_defects: bool = True, **overrides: Any) -> AsyncClient:
            changed = Settings(**(settings.model_dump() | overrides))
            _, bounded = await stack.enter_async_context(_running(changed))
            client = _client(bounded, raises_defects=raises_defects)
            return await stack.enter_async_context(client)

        yield make


@pytest.fixture
def folder_with_spaces() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="amrutam with spaces ") as name:
        yield Path(name)
