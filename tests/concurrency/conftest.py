"""Makes the PostgreSQL data folder of which every `Arena` gets a copy, so that only one migration is run."""

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
    # LD_PRELOAD separates names by spaces, so the folder's name must contain none.
    place = "/tmp" if " " in tempfile.gettempdir() else None  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="amrutam-clock-", dir=place) as folder:
        yield build_clock(Path(folder))


@pytest.fixture
def clock(clock_library: Path, tmp_path: Path) -> Clock:
    """Returns a clock that a test can change; all processes that are started with its environment use it."""
    return Clock(clock_library, tmp_path / "clock")
