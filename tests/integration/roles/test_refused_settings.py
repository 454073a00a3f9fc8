"""Checks that settings that production must refuse, and malformed values, keep roles from starting, and that `amrutam check` reports them."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from amrutam.core.settings import Settings
from amrutam.roles.check import check
from amrutam.roles.start_refusals import refused_settings

GOOD = {
    "AMRUTAM_DATABASE_URL": "postgresql://app:hunter2@127.0.0.1:1/none",
    "AMRUTAM_REDIS_URL": "redis://:hunter2@127.0.0.1:1/0",
    "AMRUTAM_SMTP_URL": "smtp://u:hunter2@127.0.0.1:1",
    "AMRUTAM_SECRET_KEY": "k1:7b1f0c9e5a3d8264e0b7f1a9c35d2e68",
    "AMRUTAM_PUBLIC_URL": "https://book.clinic.org",
    "AMRUTAM_MAIL_FROM": "Clinic <book@clinic.org>",
    "AMRUTAM_ENVIRONMENT": "production",
    "AMRUTAM_PORT": "0",
}
PRODUCTION = [
    ("AMRUTAM_SECRET_KEY", "k1:" + "q" * 40, "repeats itself"),
    ("AMRUTAM_SECRET_KEY", "q" * 40, "repeats itself"),
    ("AMRUTAM_SECRET_KEY", f"{GOOD['AMRUTAM_SECRET_KEY']},k0:0123456789abcdefg", "k0 has 17"),
    ("AMRUTAM_PUBLIC_URL", "http://book.clinic.org", "https"),
    ("AMRUTAM_SMTP_URL", "", "not set"),
    ("AMRUTAM_MAIL_FROM", "", "amrutam.example"),
    ("AMRUTAM_TRUSTED_PROXIES", "0.0.0.0/0", "everybody"),
]
MALFORMED = [
    ("AMRUTAM_ENVIRONMENT", "", "is missing"),
    ("AMRUTAM_ENVIRONMENT", "prod", "'production'"),
    ("AMRUTAM_DATABASE_URL", "postgresql://app:hunter2@/none", "name a host"),
    ("AMRUTAM_DATABASE_URL", "mysql://app:hunter2@a/none", "postgresql://"),
    ("AMRUTAM_MIGRATION_DATABASE_URL", "postgresql://o:hunter2@a:x/none", "port"),
    ("AMRUTAM_REPLICA_URLS", "postgresql://a,b/d,redis://c", "%2F"),
    ("AMRUTAM_REDIS_URL", "redis://:hunter2@", "name a host"),
    ("AMRUTAM_REDIS_URL", "http://:hunter2@a", "redis://"),
    ("AMRUTAM_REDIS_URL", "redis://:hunter2@a:b", "port"),
    ("AMRUTAM_REDIS_URL", "redis://:hunter2@a/x", "number"),
    ("AMRUTAM_REDIS_URL", "rediss://:hunter2@a?ssl_ca_certs=/none.pem", "ssl_ca_certs"),
    ("AMRUTAM_SMTP_URL", "smtp://", "name a host"),
    ("AMRUTAM_SMTP_URL", "smtp://u:hunter2@a:mail", "port"),
    ("AMRUTAM_PUBLIC_URL", "https://book.clinic.org/", "slash"),
    ("AMRUTAM_PUBLIC_URL", "https://book.clinic.org/app", "end after the host"),
    ("AMRUTAM_PUBLIC_URL", "https://book.clinic.org?a=b", "end after the host"),
    ("AMRUTAM_PUBLIC_URL", "https://book.clinic.org#a", "end after the host"),
    ("AMRUTAM_PUBLIC_URL", "https://u:hunter2@book.clinic.org", "name or a password"),
    ("AMRUTAM_PUBLIC_URL", "https://book.clinic.org ", "spaces"),
    ("AMRUTAM_PUBLIC_URL", "book.clinic.org", "https://"),
    ("AMRUTAM_INTERNAL_API_URL", "ftp://a", "http://"),
    ("AMRUTAM_WEB_URL", "http://a/b", "end after the host"),
    ("AMRUTAM_REALTIME_ORIGINS", "https://a.example, b.example", "https://"),
    ("AMRUTAM_REALTIME_ORIGINS", "https://a.example/x", "end after the host"),
    ("AMRUTAM_TRUSTED_PROXIES", "10.0.0.0/8, proxy", "'proxy'"),
    ("AMRUTAM_TRUSTED_PROXIES", "10.0.0.0/99", "network"),
    ("AMRUTAM_MAIL_FROM", "Clinic", "address"),
    ("AMRUTAM_MAIL_FROM", "Clinic <book@clinic.org>\r\nBcc: x@y.org", "line breaks"),
    ("AMRUTAM_SENTRY_DSN", "https://sentry.example", "key@host"),
    ("AMRUTAM_SECRET_KEY", "k1:" + "a1b2c3d4" * 4 + ",k1:" + "e5f6a7b8" * 4, "two keys"),
    ("AMRUTAM_SECRET_KEY", ":7b1f0c9e5a3d8264e0b7f1a9c35d2e68", "id"),
    ("AMRUTAM_SECRET_KEY", "k2:7b1f0c9e5a3d8264e0b7f1a9c35d2e68,k1:short", "k1 must have"),
    ("AMRUTAM_HOLD_SECONDS", "inf", "finite"),
    ("AMRUTAM_HOLD_SECONDS", "nan", "finite"),
    ("AMRUTAM_RATE_LIMIT_IP", "many", "calls/seconds"),
    ("AMRUTAM_RATE_LIMITS", "off", "load tests"),
    ("AMRUTAM_CONFIRM_DEADLINE_SECONDS", "30", "AMRUTAM_CONFIRM_HOLD_SECONDS"),
]


async def ended(*command: str, **changes: str) -> tuple[int, str]:
    environment = {name: value for name, value in {**GOOD, **changes}.items() if value}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", *command,
        env=environment | {"PATH": os.environ["PATH"]},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await process.communicate()
    return process.returncode or 0, said.decode()


def loaded(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> Settings:
    for each, given in {**GOOD, name: value}.items():
        monkeypatch.setenv(each, given)
    return Settings()


@pytest.mark.parametrize(("name", "value", "reason"), PRODUCTION)
async def test_what_keeps_a_role_from_starting_is_what_check_calls_bad(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    settings = loaded(monkeypatch, name, value)
    (refusal,) = refused_settings(settings)
    bad = [f"{f.said}; {f.fix}" for f in await check(settings) if f.grade == "bad"]
    assert refusal in bad
    assert name in refusal
    assert reason in refusal


@pytest.mark.parametrize(
    ("name", "value", "reason"), [PRODUCTION[0], PRODUCTION[3], PRODUCTION[4], MALFORMED[0]]
)
@pytest.mark.parametrize("role", ["api", "worker"])
async def test_a_role_ends_with_2_and_says_why(
    role: str, name: str, value: str, reason: str
) -> None:
    code, said = await ended("serve", role, **{name: value})
    assert (code, "Traceback" in said) == (2, False), said
    assert name in said
    assert reason in said


async def test_check_asks_for_the_environment_too() -> None:
    code, said = await ended("check", AMRUTAM_ENVIRONMENT="")
    assert code == 2
    assert "AMRUTAM_ENVIRONMENT: is missing" in said


@pytest.mark.parametrize(("name", "value", "reason"), MALFORMED)
def test_a_value_that_does_not_fit_is_named_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    name: str, value: str, reason: str,
) -> None:  # fmt: skip
    from amrutam.core.settings import load_settings  # noqa: PLC0415

    for each, given in {**GOOD, name: value}.items():
        monkeypatch.setenv(each, given)
    with pytest.raises(SystemExit) as refusal:
        load_settings(environment_needed=True)
    said = capsys.readouterr().err
    assert refusal.value.code == 2
    assert name in said
    assert reason in said
    assert "hunter2" not in said
    assert "7b1f0c9e" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AMRUTAM_DATABASE_URL", "postgresql://a:b@h1,h2:5433/d?target_session_attrs=read-write"),
        ("AMRUTAM_REPLICA_URLS", "postgresql://a,b/d, postgresql://c/d"),
        ("AMRUTAM_REDIS_URL", "redis+cluster://:x@a:7000"),
        ("AMRUTAM_REDIS_URL", "rediss+cluster://:x@a:7000"),
        ("AMRUTAM_REDIS_URL", "unix:///run/redis.sock?db=2"),
        ("AMRUTAM_PUBLIC_URL", "https://book.clinic.org:8443"),
        ("AMRUTAM_TRUSTED_PROXIES", "10.0.0.0/8, fd00::/8,127.0.0.1"),
        ("AMRUTAM_REALTIME_ORIGINS", "https://a.example, https://b.example:444"),
        ("AMRUTAM_MAIL_FROM", "book@clinic.org"),
        ("AMRUTAM_SENTRY_DSN", "https://abc@o1.ingest.sentry.io/42"),
    ],
)
def test_what_fits_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    settings = loaded(monkeypatch, name, value)
    assert refused_settings(settings) == []


def test_commas_between_hosts_do_not_divide_a_replicas_url(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    value = "postgresql://a,b/d, postgresql://c/d"
    found = loaded(monkeypatch, "AMRUTAM_REPLICA_URLS", value).replicas
    assert found == ["postgresql://a,b/d", "postgresql://c/d"]
