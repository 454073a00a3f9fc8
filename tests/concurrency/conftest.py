"""The cluster that arenas are copies of: initdb and migration once a worker."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.concurrency.arena import build_cluster
from tests.concurrency.clocks import Clock, build_clock

pytest.register_assert_rewrite(
    "tests.concurrency.compared",
    "tests.concurrency.machine",
    "tests.concurrency.machine_patients",
)


@pytest.fixture(scope="session")
async def cluster() -> AsyncIterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="amrutam cluster "))
    try:
        await build_cluster(folder / "postgres")
        yield folder / "postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def clock_library() -> Iterator[Path]:
    # LD_PRELOAD is a list of names with spaces between them.
    place = "/tmp" if " " in tempfile.gettempdir() else None  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="amrutam-clock-", dir=place) as folder:
        yield build_clock(Path(folder))


@pytest.fixture
def clock(clock_library: Path, tmp_path: Path) -> Clock:
    """Of the processes that are started with its environment."""
    return Clock(clock_library, tmp_path / "clock")
