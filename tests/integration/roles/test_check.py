from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import AuthResult
from redis.asyncio import Redis
from structlog.testing import capture_logs

from amrutam.accounts.signing_keys import public_keys
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.ports import free_ports
from amrutam.roles import worker
from amrutam.roles.check import check, exit_code
from amrutam.roles.checks.clocks import skew
from amrutam.roles.checks.finding import Finding
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.seeded import fresh_database
from tests.engines import Engines, in_database

NOWHERE = "127.0.0.1:1"
GOOD_SECRET = "k2:7b1f0c9e5a3d8264e0b7f1a9c35d2e68"


@pytest.fixture
async def own(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "check") as fresh:
        yield fresh


async def found(settings: Settings, **changes: Any) -> list[Finding]:
    return await check(settings.model_copy(update=changes))


def said(findings: list[Finding], grade: str, part: str = "") -> str:
    return "; ".join(f.said for f in findings if f.grade == grade and part in f.part)


async def as_owner(settings: Settings, sql: str) -> None:
    connection: asyncpg.Connection = await asyncpg.connect(settings.migration_database_url)
    await connection.execute(sql)
    await connection.close()


async def replace_clock(own: Settings, engines: Engines, expression: str) -> None:
    """Replaces the server's clock for the processes' role: `clock_timestamp()` then returns the SQL expression `expression`."""
    await as_owner(
        own,
        f"""
        CREATE SCHEMA wrong;
        CREATE FUNCTION wrong.clock_timestamp() RETURNS timestamptz RETURN {expression};
        GRANT USAGE ON SCHEMA wrong TO amrutam_app
        """,
    )
    name = own.database_url.rpartition("/")[2]
    superuser = own.model_copy(update={"migration_database_url": engines["superuser_url"]})
    path = "SET search_path = wrong, pg_catalog, public"
    await as_owner(superuser, f"ALTER ROLE amrutam_app IN DATABASE {name} {path}")


async def test_a_platform_in_order_has_nothing_bad(own: Settings) -> None:
    mail = Controller(Sink(), hostname="127.0.0.1", port=free_ports(1)[0])
    mail.start()
    try:
        findings = await found(own, smtp_url=f"smtp://127.0.0.1:{mail.port}")
    finally:
        mail.stop()
    fine = said(findings, "ok")
    for fact in ("version 18", "schema is at", "owns nothing", "evicts nothing", "mail server"):
        assert fact in fine
    assert said(findings, "bad", "mail") == said(findings, "bad", "redis") == ""


async def test_no_password_is_sent_to_a_remote_mail_server_without_encryption(
    own: Settings,
) -> None:
    sink = Sink()
    mail = Controller(
        sink, hostname="127.0.0.2", port=free_ports(1)[0], auth_require_tls=False,
        authenticator=lambda *_: AuthResult(success=True),
    )  # fmt: skip
    mail.start()
    try:
        findings = await found(own, smtp_url=f"smtp://clinic:secret@127.0.0.2:{mail.port}")
    finally:
        mail.stop()
    assert "cannot be used" in said(findings, "bad", "mail")


async def test_doctors_whose_online_visits_have_no_address_are_counted(own: Settings) -> None:
    resources = await Resources.open(own)
    try:
        await make_doctor(resources)
    finally:
        await resources.close()
    assert "1 doctors" in said(await found(own, video_url=""), "warn", "video")
    assert said(await found(own), "warn", "video") == ""


async def test_what_is_away_is_named_with_the_setting_that_says_where(own: Settings) -> None:
    findings = await found(
        own,
        database_url=f"postgresql://app@{NOWHERE}/none",
        redis_url=f"redis://{NOWHERE}",
        smtp_url=f"smtp://{NOWHERE}",
    )
    for part in ("postgresql", "redis"):
        assert "does not answer (connection refused)" in said(findings, "bad", part)
    assert "cannot be used" in said(findings, "bad", "mail")
    fixes = " ".join(f.fix for f in findings if f.grade == "bad")
    for name in ("AMRUTAM_DATABASE_URL", "AMRUTAM_REDIS_URL", "AMRUTAM_SMTP_URL"):
        assert name in fixes
    assert exit_code(findings) == 1


async def test_a_wrong_password_is_no_traceback(own: Settings) -> None:
    wrong = own.database_url.replace(own.database_url.split(":")[2].split("@")[0], "wrong", 1)
    findings = await found(own, database_url=wrong)
    assert "the password is refused for role amrutam_app" in said(findings, "bad", "postgresql")


async def test_a_schema_of_another_version_asks_for_another_database(own: Settings) -> None:
    await as_owner(own, "UPDATE alembic_version SET version_num = '0011'")
    findings = await found(own)
    assert "the schema is at 0011" in said(findings, "bad", "postgresql")
    assert any("empty database" in f.fix for f in findings)
    assert not any("amrutam migrate" in f.fix for f in findings)


async def test_an_empty_database_asks_for_migrate(own: Settings) -> None:
    await as_owner(own, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    findings = await found(own)
    assert "the schema is at nothing" in said(findings, "bad", "postgresql")
    assert "lacks btree_gist, pg_trgm, unaccent" in said(findings, "bad", "postgresql")
    assert any("amrutam migrate" in f.fix for f in findings)


async def test_processes_that_run_as_the_owner_are_told(own: Settings) -> None:
    findings = await found(own, database_url=own.migration_database_url)
    assert "owns" in said(findings, "bad", "postgresql")
    assert "can change the history" in said(findings, "bad", "postgresql")


async def test_the_role_that_lacks_settings_is_named_though_the_url_does_not_name_it(
    monkeypatch: pytest.MonkeyPatch, own: Settings
) -> None:
    scheme, _, rest = own.database_url.partition("//")
    sign_in, _, place = rest.rpartition("@")
    role, _, password = sign_in.partition(":")
    monkeypatch.setenv("PGUSER", role)
    monkeypatch.setenv("PGPASSWORD", password)
    findings = await found(own, database_url=f"{scheme}//{place}")
    (lacking,) = [f for f in findings if "does not have the settings" in f.said]
    assert lacking.said.startswith(f"role {role} ")
    assert f"ALTER ROLE {role} SET" in lacking.fix


async def test_processes_that_run_as_a_superuser_are_told(own: Settings, engines: Engines) -> None:
    name = own.database_url.rpartition("/")[2]
    findings = await found(own, database_url=in_database(engines["superuser_url"], name))
    assert "is a superuser" in said(findings, "bad", "postgresql")


async def test_a_key_that_does_not_open_what_is_sealed_is_told(own: Settings) -> None:
    resources = await Resources.open(own)
    try:
        await public_keys(resources)  # this call makes and encrypts the signing keys
        await sign_in_patient(resources)
    finally:
        await resources.close()
    assert "opens what this database has sealed" in said(await found(own), "ok", "keys")
    told = said(await found(own, secret_key=GOOD_SECRET), "bad", "keys")
    assert "signing keys, addresses" in told
    assert "sealed with key k1" in told
    added = f"{GOOD_SECRET},{own.secret_key}"
    assert not said(await found(own, secret_key=added), "bad", "keys")


async def test_a_damaged_value_is_reported_and_stops_no_check(own: Settings) -> None:
    resources = await Resources.open(own)
    try:
        await sign_in_patient(resources)
    finally:
        await resources.close()
    await as_owner(own, "UPDATE account SET email_sealed = '\\x01', phone_sealed = NULL")
    assert "the value is damaged" in said(await found(own), "bad", "keys")


async def test_partitions_that_run_out_are_told(own: Settings) -> None:
    findings = await found(own, partition_alarm_months=100)
    assert "for the next" in said(findings, "warn", "partitions")


async def test_jobs_that_nobody_runs_are_told(own: Settings) -> None:
    await as_owner(
        own,
        "INSERT INTO pgqueuer (priority, status, entrypoint, execute_after)"
        " VALUES (0, 'queued', 'a', now() - interval '1 hour'), (0, 'failed', 'a', now())",
    )
    findings = await found(own)
    assert "has waited 36" in said(findings, "warn", "queue")
    assert "1 jobs failed" in said(findings, "warn", "queue")


async def test_a_redis_that_evicts_or_forgets_is_reported(own: Settings) -> None:
    async with Redis.from_url(own.redis_url) as redis:
        await redis.config_set("maxmemory-policy", "allkeys-lru")
        try:
            findings = await found(own)
        finally:
            await redis.config_set("maxmemory-policy", "noeviction")
    assert "eviction policy is allkeys-lru" in said(findings, "bad", "redis")


async def test_a_website_that_hears_of_nothing_and_keeps_nothing_is_told(own: Settings) -> None:
    findings = await found(own, web_url="", web_redis_url="")
    told = said(findings, "warn", "website")
    assert "AMRUTAM_WEB_URL" in told
    assert "AMRUTAM_WEB_REDIS_URL" in told
    findings = await found(own, web_url="http://web.internal:3000", web_redis_url=own.redis_url)
    told = said(findings, "warn", "website")
    assert "AMRUTAM_WEB_URL" not in told
    assert "the Redis of holds and codes" in told
    findings = await found(own, web_redis_url=f"redis://:hunter2@{NOWHERE}")
    assert "cannot be used: it does not answer" in said(findings, "warn", "website")
    assert "hunter2" not in str(findings)


@pytest.mark.parametrize("web_url", ["", "http://web.internal:3000"])
async def test_a_worker_says_at_its_start_that_the_website_hears_of_nothing(
    own: Settings, web_url: str
) -> None:
    resources = await Resources.open(own.model_copy(update={"web_url": web_url}))
    with capture_logs() as logs:
        running = asyncio.create_task(worker.run(resources))
        await asyncio.sleep(0)  # the worker logs `website_url_missing` before it does anything else
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    await resources.close()
    told = [entry["detail"] for entry in logs if entry["event"] == "website_url_missing"]
    assert [("AMRUTAM_WEB_URL" in detail) for detail in told] == ([] if web_url else [True])


async def test_kept_pages_need_a_ceiling(own: Settings) -> None:
    """`amrutam check` warns about a page cache's Redis that evicts no pages, and accepts one that has a memory limit and evicts pages.

    The page cache uses the same server by another URL, and the check can read the settings of the
    server.
    """
    other = own.redis_url.replace("127.0.0.1", "localhost")
    async with Redis.from_url(own.redis_url) as redis:
        assert "does not evict the pages" in said(
            await found(own, web_redis_url=other), "warn", "website"
        )
        await redis.config_set("maxmemory-policy", "allkeys-lru")
        await redis.config_set("maxmemory", "1gb")
        try:
            findings = await found(own, web_redis_url=other)
        finally:
            await redis.config_set("maxmemory-policy", "noeviction")
            await redis.config_set("maxmemory", "0")
    assert "used least are evicted" in said(findings, "ok", "website")


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"secret_key": "k1:" + "ab" * 20}, "repeats itself"),
        ({"secret_key": "k1:" + "q" * 40}, "repeats itself"),
        ({"secret_key": "k1:0123456789abcdefghij"}, "20 characters only"),
        ({"public_url": "http://amrutam.example"}, "AMRUTAM_PUBLIC_URL"),
        ({"trusted_proxies": "10.0.0.1, ::/0"}, "AMRUTAM_TRUSTED_PROXIES"),
        ({"secret_key": f"{GOOD_SECRET},k1:{'q' * 40}"}, "the key k1 repeats itself"),
        ({"mail_from": "Amrutam <no-reply@amrutam.example>"}, "AMRUTAM_MAIL_FROM"),
        ({"smtp_url": None}, "AMRUTAM_SMTP_URL"),
    ],
)
async def test_production_with_what_belongs_on_a_desk_is_bad(
    settings: Settings, changes: dict[str, Any], fact: str
) -> None:
    live = {
        "environment": "production", "public_url": "https://book.clinic.org",
        "secret_key": GOOD_SECRET, "mail_from": "Clinic <book@clinic.org>",
        "smtp_url": f"smtp://{NOWHERE}", "database_url": f"postgresql://app@{NOWHERE}/none",
        "redis_url": f"redis://{NOWHERE}",
    }  # fmt: skip
    assert fact not in said(await found(settings, **live), "bad")
    assert fact in said(await found(settings, **live | changes), "bad")


async def test_no_finding_shows_a_password(own: Settings) -> None:
    findings = await found(
        own, smtp_url=f"smtp://u:hunter2@{NOWHERE}", redis_url=f"redis://:hunter2@{NOWHERE}"
    )
    assert "hunter2" not in str(findings)
    assert own.secret_key not in str(findings)


@pytest.mark.parametrize(
    ("lag_seconds", "marker_seconds", "grade"),
    [(2, 10, "ok"), (5, 10, "bad"), (2, 4, "bad"), (4.9, 10, "ok")],
)
async def test_a_lag_of_half_of_the_booked_marker_is_refused(
    settings: Settings, lag_seconds: float, marker_seconds: int, grade: str
) -> None:
    bounds = {"replica_lag_seconds": lag_seconds, "booked_marker_seconds": marker_seconds}
    nowhere = {"database_url": f"postgresql://app@{NOWHERE}/none", **bounds}
    named = await found(settings, replica_urls=f"postgresql://app@{NOWHERE}/none", **nowhere)
    assert ("AMRUTAM_REPLICA_LAG_SECONDS" in said(named, "bad", "settings")) == (grade == "bad")
    without = await found(settings, replica_urls="", **nowhere)
    assert "AMRUTAM_REPLICA_LAG_SECONDS" not in said(without, "bad")


async def test_each_replica_is_named_by_its_number_and_its_fault(own: Settings) -> None:
    """Each finding about a replica has its number and its fault.

    The first of the three replica URLs is that of the primary, which is up to date as a working
    replica would be.
    """
    wrong = own.database_url.rpartition("/")[0] + "/none"
    await as_owner(own, "UPDATE replication_heartbeat SET written_at = now() + interval '1 hour'")
    urls = f"{own.database_url},postgresql://app:hunter2@{NOWHERE}/none,{wrong}"
    findings = await found(own, replica_urls=urls)
    assert "is 0.0 s behind" in said(findings, "ok", "replica 1")
    assert "its clock agrees" in said(findings, "ok", "replica 1")
    assert "the server in AMRUTAM_REPLICA_URLS cannot be used" in said(findings, "bad", "replica 2")
    assert "the database none does not exist" in said(findings, "bad", "replica 3")
    assert "hunter2" not in str(findings)


async def test_a_replica_without_the_schema_is_told(own: Settings) -> None:
    empty = f"{own.database_url.rpartition('/')[0]}/postgres"
    findings = await found(own, replica_urls=empty)
    assert said(findings, "bad", "replica 1")
    assert any("follows the primary" in f.fix for f in findings if f.part == "replica 1")


async def test_a_replica_whose_clock_is_wrong_is_told(own: Settings, engines: Engines) -> None:
    assert said(await found(own, replica_urls=own.database_url), "bad", "replica 1") == ""
    await replace_clock(own, engines, "pg_catalog.clock_timestamp() - interval '1 minute'")
    findings = await found(own, replica_urls=own.database_url)
    assert "its clock is 60.0 s behind this one" in said(findings, "bad", "replica 1")


async def test_a_connection_that_is_lost_during_the_check_is_told(
    own: Settings, engines: Engines
) -> None:
    """The server ends the connection when `amrutam check` asks for the time."""
    ends = "CASE WHEN pg_terminate_backend(pg_backend_pid()) THEN pg_catalog.clock_timestamp() END"
    await replace_clock(own, engines, ends)
    findings = await found(own, replica_urls=own.database_url)
    for part in ("postgresql", "replica 1"):
        assert "it failed during the check (ConnectionDoesNotExistError)" in said(
            findings, "bad", part
        )


@pytest.mark.parametrize(
    ("seconds", "grade"), [(0.4, "ok"), (-1.9, "ok"), (3, "bad"), (-60, "bad")]
)
def test_clocks_that_disagree_are_told(seconds: float, grade: str) -> None:
    assert skew("postgresql", seconds).grade == grade
