"""The cluster that arenas are copies of: initdb and migration once a worker."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.concurrency.arena import build_cluster


@pytest.fixture(scope="session")
async def cluster() -> AsyncIterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="amrutam cluster "))
    try:
        await build_cluster(folder / "postgres")
        yield folder / "postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
