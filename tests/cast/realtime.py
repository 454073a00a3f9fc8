"""Runs gateways for tests, and clients that check a gateway's messages against the protocol."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
import uvicorn
from httpx import AsyncClient
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.embedded.waiting import serves_http, until
from amrutam.roles import realtime
from tests.cast.calendars import day
from tests.cast.doctors import Doctor
from tests.cast.people import Person

PATIENCE_SECONDS = 20
Message = dict[str, Any]
SIGNED_IN = {"type": "signed_in"}


def environment_of(settings: Settings) -> dict[str, str]:
    """Returns the environment variables that give a process these settings, and PATH.

    Settings that were not set explicitly, and those that are None, are left out.
    """
    said = {
        f"AMRUTAM_{name.upper()}": str(value)
        for name, value in settings.model_dump(exclude_unset=True).items()
        if value is not None
    }
    return {"PATH": os.environ["PATH"], **said}


class Gateway:
    """Runs a gateway as a process: `amrutam serve realtime`."""

    def __init__(self, settings: Settings, **overrides: Any) -> None:
        self.port = free_ports(1)[0]
        given = settings.model_dump(exclude_unset=True) | overrides | {"port": self.port}
        self.settings = Settings(**given)
        self.process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/v1/realtime"

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "amrutam", "serve", "realtime", env=environment_of(self.settings)
        )
        await until(partial(serves_http, self.port, "/livez"), PATIENCE_SECONDS, 0.05)

    async def stop(self, *, kill: bool = False) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            (self.process.kill if kill else self.process.terminate)()
        try:
            return await asyncio.wait_for(self.process.wait(), PATIENCE_SECONDS)
        except TimeoutError:
            self.process.kill()
            raise

    async def metric(self, line: str) -> float:
        """Returns the sample whose line in /metrics begins with `line` (name and labels); 0 if there is none yet."""
        async with AsyncClient() as client:
            text = (await client.get(f"http://127.0.0.1:{self.port}/metrics")).text
        found = [each for each in text.splitlines() if each.startswith(f"{line} ")]
        return float(found[0].rpartition(" ")[2]) if found else 0.0

    async def has(self, sockets: int) -> bool:
        return await self.metric("amrutam_realtime_sockets") == sockets


class InnerGateway(Gateway):
    """Runs a gateway within the tests' process, which is faster; such a gateway cannot be killed."""

    async def start(self) -> None:
        options: dict[str, Any] = {
            "log_config": None,
            "log_level": "warning",
            "timeout_graceful_shutdown": 5,
        }
        self.app, bounded = realtime.create(self.settings)
        more = realtime.server_options(self.settings)
        self._server = uvicorn.Server(uvicorn.Config(bounded, port=self.port, **options, **more))
        self._serving = asyncio.create_task(self._server._serve())
        await until(partial(serves_http, self.port, "/livez"), PATIENCE_SECONDS)

    async def stop(self, *, kill: bool = False) -> int:
        assert not kill
        self._server.should_exit = True
        await asyncio.wait_for(self._serving, PATIENCE_SECONDS)
        return 0


@asynccontextmanager
async def gateway(
    settings: Settings, kind: type[Gateway] = InnerGateway, **overrides: Any
) -> AsyncIterator[Gateway]:
    made = kind(settings, **overrides)
    await made.start()
    try:
        yield made
    finally:
        await made.stop()


@dataclass
class Seen:
    """Follows the slots of one doctor as a page does, by the rules of docs/explanation/realtime.md."""

    epoch: str | None = None
    version: int | None = None
    states: dict[str, str] = field(default_factory=dict)
    is_stale: bool = False
    log: list[Message] = field(default_factory=list)

    def take(self, message: Message) -> None:
        self.log.append(message)
        if message["type"] == "stale":
            self.is_stale = True
        elif message["type"] == "snapshot":
            self.is_stale = False
            self.epoch, self.version = message["epoch"], message["version"]
            self.states = {
                slot["starts_at"]: slot["state"] for day in message["days"] for slot in day["slots"]
            }
        elif message["type"] == "slot":
            assert self.version is not None, "a `slot` message came before the first snapshot"
            assert (message["epoch"], message["version"]) == (self.epoch, self.version + 1), (
                f"not the version after epoch {self.epoch}, version {self.version}: {message}"
            )
            self.version += 1
            if message["starts_at"] in self.states:
                self.states[message["starts_at"]] = message["state"]


class Client:
    """A client on an open socket; `Seen` checks the messages about each doctor's slots against the protocol.

    Methods that read raise TimeoutError if no message comes for `PATIENCE_SECONDS`.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.seen: dict[str, Seen] = {}

    async def send(self, **message: Any) -> None:
        await self.connection.send(json.dumps(message))

    async def next(self) -> Message:
        async with asyncio.timeout(PATIENCE_SECONDS):
            message: Message = json.loads(await self.connection.recv())
        if message["type"] in ("snapshot", "slot", "stale"):
            self.seen.setdefault(message["doctor_id"], Seen()).take(message)
        return message

    async def ask(self, doctor: Doctor, first: int = 1, last: int = 7) -> None:
        """Subscribes to the doctor's local days from `first` to `last` days after today, both included."""
        zone = doctor.time_zone
        await self.send(type="subscribe", doctor_id=str(doctor.id),
                        **{"from": day(first, zone), "to": day(last, zone)})  # fmt: skip

    async def subscribe(self, doctor: Doctor, first: int = 1, last: int = 7) -> Message:
        """Subscribes as `ask` does, and returns the next snapshot or error; messages before it are only recorded."""
        await self.ask(doctor, first, last)
        while True:
            message = await self.next()
            if message["type"] in ("snapshot", "error"):
                return message

    async def until(self, is_so: Callable[[Message], bool]) -> Message:
        """Reads messages until `is_so` is true of one, and returns that one."""
        while not is_so(message := await self.next()):
            pass
        return message

    async def until_state(self, doctor: Doctor, starts_at: str, state: str) -> Seen:
        """Reads messages until the doctor's slot has this state; returns everything seen of the doctor.

        A snapshot of the doctor must have been read before.
        """
        seen = self.seen[str(doctor.id)]
        while seen.states.get(starts_at) != state:
            await self.next()
        return seen

    async def closed_with(self) -> int:
        """Reads the socket to its end and returns the close code."""
        with suppress(ConnectionClosed):
            while True:
                await self.next()
        assert self.connection.close_code is not None
        return self.connection.close_code


@asynccontextmanager
async def client_of(
    gateway: Gateway, ticket: str | None = None, **options: Any
) -> AsyncIterator[Client]:
    async with connect(gateway.url, compression=None, **options) as connection:
        client = Client(connection)
        if ticket is not None:
            await client.send(type="auth", ticket=ticket)
        yield client


async def ticket_of(client: AsyncClient, person: Person) -> str:
    answer = await client.post("/v1/realtime/ticket", headers=person.headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ticket"])


def fact(message: Message) -> str:
    """Returns the code of an error message, such as `too-many-subscriptions`: the last part of its problem's type."""
    assert message["type"] == "error", message
    return str(message["problem"]["type"]).rpartition("/")[2]


async def refused(gateway: Gateway, **options: Any) -> int:
    """Opens a socket, which must be refused with a problem; returns the HTTP status of the refusal."""
    with pytest.raises(InvalidStatus) as refusal:
        async with client_of(gateway, **options):
            pass
    response = refusal.value.response
    assert response.headers["content-type"] == "application/problem+json"
    body = json.loads(response.body or b"")
    assert body["status"] == response.status_code
    return response.status_code
