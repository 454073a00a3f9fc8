"""Tests a deployment's own nginx: `amrutam proxy configure` and `amrutam proxy watch`."""

from __future__ import annotations

import asyncio
import os
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from amrutam.embedded.authority import authority_file, renew
from amrutam.embedded.binaries import nginx_program
from amrutam.embedded.nginx import STOP_NOW, command
from amrutam.embedded.ports import LOOPBACK, free_ports
from amrutam.embedded.program import tied_to_parent
from amrutam.embedded.waiting import until
from tests.cast.proxied import PATIENCE_SECONDS, Asked, Said, Server

AMRUTAM = (sys.executable, "-m", "amrutam", "proxy")
CLOSELY = {"AMRUTAM_PROXY_HEALTH_SECONDS": "0.05", "AMRUTAM_PROXY_PATIENCE_SECONDS": "0.5"}


@pytest.fixture
async def apis() -> AsyncIterator[list[Server]]:
    servers = [Server(), Server()]
    for each in servers:
        await each.open()
    yield servers
    for each in servers:
        await each.close()


def _configured(folder: Path, apis: list[Server], *more: str) -> tuple[int, int]:
    """Configures a proxy; returns (public port, port for http)."""
    port, plain, inner, compressor, realtime = free_ports(5)
    at = {
        "--realtime": realtime, "--listen": port, "--redirect": plain, "--inner": inner,
        "--compressor": compressor,
    }  # fmt: skip
    options = [part for name, port in at.items() for part in (name, f"{LOOPBACK}:{port}")]
    options += [part for each in apis for part in ("--api", f"{LOOPBACK}:{each.port}")]
    nginx = ["--nginx", str(nginx_program().program)]
    subprocess.run([*AMRUTAM, "configure", folder, *options, *nginx, *more], check=True)
    return port, plain


@asynccontextmanager
async def _running(*words: object, cwd: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *map(str, words), cwd=cwd, env=os.environ | CLOSELY,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(STOP_NOW)
        await process.wait()


async def test_it_serves_tls_leads_http_there_and_follows_its_servers(
    tmp_path: Path, apis: list[Server]
) -> None:
    folder = tmp_path / "nginx"
    port, plain = _configured(folder, apis)
    renew(folder, [LOOPBACK])
    (folder / "challenges" / ".well-known" / "acme-challenge").mkdir(parents=True)
    (folder / "challenges" / ".well-known" / "acme-challenge" / "a").write_text("proof")
    url = f"https://{LOOPBACK}:{port}/v1/doctors"
    trusting = ssl.create_default_context(cafile=authority_file(folder))
    lists = folder / "apis.conf"
    first, second = (f"server {LOOPBACK}:{each.port} max_fails=0" for each in apis)
    nginx = tied_to_parent(command(nginx_program()), on_parent_death=STOP_NOW)
    async with (
        httpx.AsyncClient(verify=trusting) as client,
        _running(*nginx, cwd=folder),
    ):
        await until(lambda: _answers(client, url), PATIENCE_SECONDS)
        led = await client.get(f"http://{LOOPBACK}:{plain}/en?a=b")
        assert (led.status_code, led.headers["location"]) == (308, f"https://{LOOPBACK}/en?a=b")
        proof = await client.get(f"http://{LOOPBACK}:{plain}/.well-known/acme-challenge/a")
        assert proof.text == "proof"

        async with _running(*AMRUTAM, "watch", folder, cwd=tmp_path) as watching:
            apis[1].answer = _stops
            await until(lambda: _reads(lists, f"{first};\n{second} backup;\n"), PATIENCE_SECONDS)
            await until(lambda: _is_left_alone(client, url, apis[1]), PATIENCE_SECONDS)
            apis[1].answer = lambda _asked: Said()
            await until(lambda: _reads(lists, f"{first};\n{second};\n"), PATIENCE_SECONDS)
            watching.terminate()
            assert await watching.wait() == 0


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url)).status_code == 200
    except httpx.TransportError:
        return False


def _stops(asked: Asked) -> Said:
    return Said(body=b'{"status":"stopping"}' if asked.target == "/livez" else b"{}")


async def _is_left_alone(client: httpx.AsyncClient, url: str, server: Server) -> bool:
    """Whether none of ten requests reaches the server, because nginx has read the new list of servers."""
    server.asked.clear()
    assert {(await client.get(url)).status_code for _ in range(10)} == {200}
    return server.asked == []


async def _reads(file: Path, text: str) -> bool:
    return await asyncio.to_thread(file.read_text) == text


@pytest.mark.parametrize("more", [(), ("--plain",), ("--web", "127.0.0.1:3000"), ("--trusted", "10.0.0.0/8")])  # fmt: skip
async def test_nginx_takes_what_is_written(
    tmp_path: Path, apis: list[Server], more: tuple[str, ...]
) -> None:
    _configured(tmp_path, apis, *more)
    renew(tmp_path, [LOOPBACK])
    tested = [nginx_program().program, "-t", "-p", "./", "-c", "nginx.conf", "-e", "stderr"]
    async with _running(*tested, cwd=tmp_path) as testing:
        assert await testing.wait() == 0
    assert ("ssl_certificate " in (tmp_path / "nginx.conf").read_text()) is ("--plain" not in more)


async def test_an_nginx_that_is_none_is_named(tmp_path: Path, apis: list[Server]) -> None:
    with pytest.raises(subprocess.CalledProcessError) as left:
        _configured(tmp_path, apis, "--nginx", "/bin/true")
    assert left.value.returncode == 2
