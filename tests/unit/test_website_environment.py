"""Tests the environment with which the website's server is started."""

from __future__ import annotations

import subprocess

from amrutam.core.key_ring import Keyring
from amrutam.core.settings import Settings
from amrutam.integrations.web.environment import shell_lines, website_environment

KEY = "k1:7b1f0c9e5a3d8264e0b7f1a9c35d2e68"


def settings(**changes: str) -> Settings:
    return Settings.model_validate(
        {"database_url": "postgresql://app@db/amrutam", "redis_url": "redis://:main@redis",
         "secret_key": KEY, "public_url": "https://book.clinic.org", **changes}
    )  # fmt: skip


def test_it_gets_the_two_secrets_it_needs_and_no_other() -> None:
    found = website_environment(settings(web_url="http://web.internal:3000"))
    keyring = Keyring.from_secret(KEY)
    assert found["AMRUTAM_REVALIDATE_SECRET"] == keyring.secret("revalidate")
    assert found["AMRUTAM_WEBSITE_SECRET"] == keyring.secret("website")
    assert found["AMRUTAM_WEB_PORT"] == "3000"
    assert KEY.partition(":")[2] not in str(found)
    assert "main" not in str(found)
    assert "AMRUTAM_WEB_REDIS_URL" not in found


def test_a_shell_reads_its_lines_as_they_are_meant() -> None:
    redis = 'redis://:it\'s$HOME`x`"y"@pages:6379/0'
    lines = shell_lines(website_environment(settings(web_redis_url=redis)))
    script = "\n".join([*lines, 'printf %s "$AMRUTAM_WEB_REDIS_URL"'])
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, check=True, env={})
    assert done.stdout.decode() == redis


def test_the_websites_secret_survives_a_new_key() -> None:
    old, both = Keyring.from_secret(KEY), Keyring.from_secret(f"k2:{'0123456789abcdef' * 2},{KEY}")
    assert both.is_secret("website", old.secret("website"))
    assert both.is_secret("website", both.secret("website"))
    assert not both.is_secret("website", old.secret("revalidate"))
    assert not both.is_secret("website", "\u0967")
