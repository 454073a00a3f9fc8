"""The lowest possible costs on this machine: a minimal answer of the framework, and of the HTTP server alone."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from amrutam.embedded.ports import free_ports
from amrutam.seeding.clients import Client
from bench.load import WARM_UP, Cost, Target, measure

_PATIENCE_SECONDS = 60

framework = FastAPI()


@framework.get("/")
async def hello() -> dict[str, str]:
    return {"hello": "world"}


async def bare(scope: Scope, _receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})


@contextmanager
def served(name: str, connections: int) -> Iterator[Target]:
    port = free_ports(1)[0]
    options = ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--lifespan", "off"]
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", f"bench.floors:{name}", "--port", str(port), *options],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield Target(f"http://127.0.0.1:{port}", {"api": process.pid}, connections)
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit("a server to compare with did not start")


async def floor(name: str, label: str, count: int, connections: int) -> Cost:
    async def ask(client: Client, _item: int) -> None:
        await client.ask("GET", "/")

    with served(name, connections) as target:
        return await measure(target, label, range(count), ask, WARM_UP)
