"""Follows docs/how-to/use-your-own-servers.md with a PostgreSQL whose administrator is no superuser, two Valkeys and a mail server."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from tests.acceptance.launched import Inbox
from tests.cast.postgreses import OwnPostgres, open_folder
from tests.cast.shell import Shell, shell
from tests.cast.valkeys import OwnValkey
from tests.operate.deployed import TOP
from tests.operate.pages import runnable

pytestmark = pytest.mark.requires("psql", "openssl")
PASSWORD = "administrator-of-the-service"
ADMINISTRATOR = f"""
    CREATE ROLE admin LOGIN CREATEROLE CREATEDB PASSWORD '{PASSWORD}';
    GRANT pg_monitor TO admin WITH ADMIN OPTION;
"""
NAMES = """
amrutam() { AMRUTAM_SECRETS_DIRECTORY=$secrets "$PYTHON" -m amrutam "$@"; }
"""
SETTINGS = {
    "AMRUTAM_ENVIRONMENT": "production",
    "AMRUTAM_PUBLIC_URL": "https://book.example.org",
    "AMRUTAM_MAIL_FROM": "Amrutam <no-reply@example.org>",
}


@dataclass(frozen=True)
class OwnServers:
    postgres: OwnPostgres
    redis: OwnValkey
    shell: Shell
    secrets: Path


@pytest.fixture
async def servers() -> AsyncIterator[OwnServers]:
    """Starts the servers that an operator has already, and a shell with the variables of use-your-own-servers.md."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(open_folder())
        database = OwnPostgres(folder / "postgres")
        stack.push_async_callback(database.stop)
        await database.start_empty()
        await database.say(*filter(str.strip, ADMINISTRATOR.split(";")))
        redis = OwnValkey(folder / "valkey", extra=(("appendonly", "yes"),))
        pages = OwnValkey(folder / "valkey-pages", extra=(("maxmemory-policy", "allkeys-lru"),))
        for each in (redis, pages):
            stack.push_async_callback(each.kill)
            await each.start()
        mail = Inbox()
        mail.start()
        stack.callback(mail.stop)
        address = f"127.0.0.1:{database.port}"
        environment = os.environ | SETTINGS | {
            "PYTHON": sys.executable, "secrets": str(folder / "secrets"), "postgresql": address,
            "administrator": f"postgresql://admin:{PASSWORD}@{address}/postgres",
            "redis": f"127.0.0.1:{redis.engine.port}", "redis_password": redis.engine.password,
            "pages": f":{pages.engine.password}@127.0.0.1:{pages.engine.port}", "smtp": mail.url,
        }  # fmt: skip
        opened = await stack.enter_async_context(shell(environment, TOP))
        await opened.run(NAMES)
        yield OwnServers(database, redis, opened, folder / "secrets")


async def test_the_page_leads_to_a_check_without_a_problem(servers: OwnServers) -> None:
    write, create, settings, check = runnable("use-your-own-servers.md")
    say = servers.shell.run
    await say(write + create)
    before = await say(check)
    assert "the role has the settings" not in before
    await say(settings)

    told = await say(check)
    assert "ok    postgresql   the role has the settings that the processes need" in told
    assert "ok    postgresql   the processes' role owns nothing" in told
    assert not [line for line in told.splitlines() if line.startswith("bad")]


async def test_the_check_names_what_is_wrong_with_each_server(servers: OwnServers) -> None:
    write, create, _, check = runnable("use-your-own-servers.md")
    say = servers.shell.run
    await say(write + create)
    await servers.redis.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    told = await say(f"{check.strip()} && exit 1 || true")
    assert "its eviction policy is allkeys-lru" in told
    (servers.secrets / "AMRUTAM_SMTP_URL").write_text("smtp://127.0.0.1:1")
    assert "bad   mail" in await say(f"{check.strip()} && exit 1 || true")
    connection = await asyncpg.connect(servers.postgres.engine.url("postgres", "amrutam"))
    await connection.execute("DROP EXTENSION unaccent CASCADE")
    await connection.close()
    assert "lacks unaccent" in await say(f"{check.strip()} && exit 1 || true")
