"""Checks that requests that need a misconfigured PostgreSQL or Redis get 503, and that the cause is reported once."""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

import asyncpg
import pytest
from structlog.testing import capture_logs

from amrutam.core.settings import Settings
from amrutam.core.telemetry import sentry
from amrutam.roles.check import check
from tests.cast.postgreses import OwnPostgres, open_folder
from tests.cast.realtime import environment_of
from tests.cast.seeded import fresh_database
from tests.cast.valkeys import OwnValkey
from tests.conftest import MakeClient
from tests.engines import Engines, in_database

Change = Callable[[str, str], str]


@pytest.fixture
async def own(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "causes") as fresh:
        yield fresh


@pytest.fixture
async def role(engines: Engines, own: Settings) -> AsyncIterator[tuple[str, str]]:
    """Makes a database role without rights on tables; returns its name and its URL."""
    name = f"causes_{secrets.token_hex(4)}"
    superuser = await asyncpg.connect(
        in_database(engines["superuser_url"], own.database_url.rpartition("/")[2])
    )
    try:
        await superuser.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'right'")
        host = own.database_url.rpartition("@")[2]
        yield name, f"postgresql://{name}:right@{host}"
        await superuser.execute(f"DROP OWNED BY {name}; DROP ROLE IF EXISTS {name}")
    finally:
        await superuser.close()


async def as_superuser(engines: Engines, own: Settings, sql: str) -> None:
    name = own.database_url.rpartition("/")[2]
    connection = await asyncpg.connect(in_database(engines["superuser_url"], name))
    await connection.execute(sql)
    await connection.close()


@pytest.mark.parametrize(
    ("sql", "change", "cause"),
    [
        (
            "",
            lambda url, _: url.replace(":right@", ":hunter2@"),
            "the password is refused for role",
        ),
        ("", lambda url, _: url.replace("//causes", "//nobody"), "refused for role nobody"),
        ("", lambda url, _: url.rpartition("/")[0] + "/no_such", "no_such does not exist"),
        ("", lambda url, _: url + "?sslmode=require", "the server has no TLS"),
        ("ALTER ROLE {role} NOLOGIN", None, "may not sign in"),
        ("ALTER ROLE {role} CONNECTION LIMIT 0", None, "as many connections as it may have"),
        ("REVOKE CONNECT ON DATABASE {database} FROM PUBLIC", None, "may not connect to database"),
        ("", None, "the role lacks rights"),
        ("DROP SCHEMA public CASCADE; CREATE SCHEMA public", None, "the schema is missing"),
    ],
)
async def test_a_refusal_is_503_with_its_cause_told_once(
    make_client: MakeClient, engines: Engines, own: Settings, role: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch, sql: str, change: Change | None, cause: str,
) -> None:  # fmt: skip
    name, url = role
    if sql:
        database = own.database_url.rpartition("/")[2]
        await as_superuser(engines, own, sql.format(role=name, database=database))
    url = change(url, name) if change else url
    reports: list[dict[str, str]] = []
    monkeypatch.setattr(sentry, "report", lambda _error, **tags: reports.append(tags))
    client = await make_client(database_url=url)
    with capture_logs() as logs:
        answers = [await client.get("/v1/doctors?limit=1") for _ in range(12)]
        ready = (await client.get("/readyz")).json()
    assert {answer.status_code for answer in answers} == {503}
    assert all(answer.headers["retry-after"] for answer in answers)
    assert cause in ready["parts"]["postgresql"]["detail"]
    told = [entry["cause"] for entry in logs if entry["event"] == "part_refuses_access"]
    assert len(told) == 1
    assert cause in told[0]
    assert len([tags for tags in reports if tags["part"] == "postgresql"]) == 1
    findings = await check(own.model_copy(update={"database_url": url}))
    assert cause in "; ".join(f.said for f in findings if f.part == "postgresql")
    assert "hunter2" not in f"{logs}{ready}{findings}{answers}"


@pytest.mark.parametrize("command", ["migrate", "seed", "keys rotate", "audit verify"])
async def test_a_command_says_the_cause_without_a_traceback(own: Settings, command: str) -> None:
    wrong = {
        name: url.replace(url.split(":")[2].split("@")[0], "hunter2")
        for name in ("database_url", "migration_database_url")
        if (url := getattr(own, name))
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", *command.split(),
        env=environment_of(Settings(**own.model_dump(exclude_unset=True) | wrong)),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, told = await process.communicate()
    said = told.decode()
    assert process.returncode == 1, said
    assert "the password is refused for role amrutam_" in said
    assert "Traceback" not in said
    assert "hunter2" not in said


async def test_a_role_that_pg_hba_leaves_out_is_told(
    make_client: MakeClient,
) -> None:
    with open_folder() as folder:
        server = OwnPostgres(folder / "postgres")
        try:
            await server.start()
            rules = folder / "postgres" / "pg_hba.conf"
            rules.write_text("host all postgres all scram-sha-256\n")
            await server.say("SELECT pg_reload_conf()")
            client = await make_client(database_url=server.engine.url("amrutam_app"))
            said = (await client.get("/readyz")).json()["parts"]["postgresql"]["detail"]
        finally:
            await server.stop()
    assert "pg_hba.conf does not let role amrutam_app" in said


REDIS: list[tuple[list[tuple[str, ...]], str, str]] = [
    ([], ":wrong@", "refuses the name or the password"),
    ([], "", "asks for a password"),
    ([("REPLICAOF", "127.0.0.1", "1")], ":secret@", "is a read-only replica"),
    ([("CONFIG", "SET", "maxmemory", "1")], ":secret@", "is full"),
    ([("ACL", "SETUSER", "default", "-set", "-fcall")], ":secret@", "ACL"),
]


@pytest.mark.parametrize(("commands", "password", "cause"), REDIS)
async def test_a_redis_that_refuses_connections_says_why(
    make_client: MakeClient, settings: Settings, monkeypatch: pytest.MonkeyPatch,
    commands: list[tuple[str, ...]], password: str, cause: str,
) -> None:  # fmt: skip
    reports: list[dict[str, Any]] = []
    monkeypatch.setattr(sentry, "report", lambda _error, **tags: reports.append(tags))
    with open_folder() as folder:
        server = OwnValkey(folder / "valkey")
        try:
            await server.start()
            for command in commands:
                await server.ask(*command)
            url = server.engine.url().replace(":secret@", password)
            client = await make_client(redis_url=url, redis_retry_seconds=0.01)
            body = {"channel": "email", "address": "asha@clinic.example"}
            answers = [await client.post("/v1/auth/otp", json=body) for _ in range(6)]
            ready = await client.get("/readyz")
            findings = await check(settings.model_copy(update={"redis_url": url}))
        finally:
            await server.kill()
    assert answers[0].status_code == 503
    # The answer is 429 if the process could count the tries, otherwise 503.
    assert {answer.status_code for answer in answers} <= {429, 503}
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert cause in ready.json()["parts"]["redis"]["detail"]
    assert cause in "; ".join(f.said for f in findings if f.grade == "bad" and f.part == "redis")
    assert len([tags for tags in reports if tags.get("part") == "redis"]) == 1
