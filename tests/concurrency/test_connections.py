"""Tests the pool of database connections when PostgreSQL ends one of them and the end of the stream arrives late."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import asyncpg
import pytest

from amrutam.core.database import Database, Statement
from amrutam.core.errors import Unavailable
from amrutam.core.settings import Settings
from tests.concurrency.proxy import Proxy

PID = Statement("test_pid", "SELECT pg_backend_pid()")


def _unseen(_name: str, _seconds: float) -> None:
    """Discards the pool's metrics."""


async def test_a_connection_that_the_server_ended_is_left_out_at_once(settings: Settings) -> None:
    """After PostgreSQL has announced that it closes a connection, only one statement fails.

    The next statement uses another connection. The end of the TCP stream arrives later than the announcement, as it
    can when PostgreSQL restarts.
    """
    port = urlsplit(settings.database_url).port
    assert port
    proxy = Proxy(port, hides_the_end=True)
    await proxy.start()
    url = settings.database_url.replace(f":{port}/", f":{proxy.port}/")
    database = await Database.open(settings, _unseen, url)
    pid = await database.value(PID)

    other = await asyncpg.connect(settings.database_url)
    await other.execute("SELECT pg_terminate_backend($1)", pid)
    await asyncio.sleep(0.3)  # waits until the proxy has forwarded the message
    with pytest.raises(Unavailable):
        await database.value(PID)

    assert await database.value(PID) != pid
    await other.close()
    await database.close()
    await proxy.close()
