"""Tests the client that races use, against a server that closes connections as a proxy does when it reloads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from amrutam.seeding.clients import Client
from amrutam.seeding.errors import Refused

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@asynccontextmanager
async def server(closing: int) -> AsyncIterator[str]:
    """Runs a server that closes each connection after one request; it answers only after the first `closing` ones. Yields its URL."""
    connections = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        refused = connections <= closing
        await reader.readuntil(b"\r\n\r\n")
        if not refused:
            writer.write(ANSWER)
            await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        host, port = listening.sockets[0].getsockname()[:2]
        yield f"http://{host}:{port}"


async def test_a_closed_connection_is_opened_again() -> None:
    async with server(closing=1) as url:
        client = Client(url)
        assert (await client.ask("GET", "/")).status == 200
        await client.close()


async def test_a_server_that_keeps_closing_is_refused() -> None:
    async with server(closing=2) as url:
        client = Client(url)
        with pytest.raises(Refused, match="closed the connection twice"):
            await client.ask("GET", "/")
        await client.close()
