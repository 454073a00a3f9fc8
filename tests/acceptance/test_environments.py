"""Starts one data folder by `amrutam up` in several environments
(AMRUTAM_ENVIRONMENT): demo accounts work in `demo` only.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from amrutam.seeding.demo import ADMIN, PASSWORD, TOTP_SECRET
from tests.acceptance.launched import Answer, Inbox, Platform, free_port

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("environments")]

LIVE = {
    "AMRUTAM_ENVIRONMENT": "production", "AMRUTAM_PUBLIC_URL": "https://book.clinic.org",
    "AMRUTAM_MAIL_FROM": "Clinic <book@clinic.org>",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(inbox: Inbox) -> Iterator[Platform]:
    """Yields a demo platform that has been stopped, with its data folder."""
    with tempfile.TemporaryDirectory(prefix="amrutam environments ") as folder:
        environment = {"AMRUTAM_SMTP_URL": inbox.url, "AMRUTAM_SHUTDOWN_GRACE_SECONDS": "1"}
        made = Platform(Path(folder) / "its data", free_port(), environment)
        made.start()
        try:
            assert PASSWORD in output(made)
        finally:
            made.stop()
        yield made


def output(platform: Platform) -> str:
    return (platform.data.parent / "output").read_text()


def _as_admin(platform: Platform) -> Answer:
    code = pyotp.TOTP(TOTP_SECRET).now()
    return platform.curl("/v1/auth/token", {"email": ADMIN, "password": PASSWORD, "totp": code})


def _in(platform: Platform, environment: dict[str, str]) -> Platform:
    return Platform(platform.data, platform.port, platform.environment | environment)


def test_production_on_a_demos_data_ends_with_2_and_shows_no_secret(demo: Platform) -> None:
    live = _in(demo, LIVE)
    done = subprocess.run(
        live.command(), env=live.environment | {"PATH": "/usr/bin:/bin"}, capture_output=True,
        text=True, check=False, timeout=120,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 2, said
    assert "AMRUTAM_ENVIRONMENT is production" in done.stderr
    assert "a --data folder" in done.stderr
    assert PASSWORD not in said
    assert TOTP_SECRET not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "value"), [("AMRUTAM_PUBLIC_URL", "http://book.clinic.org"), ("AMRUTAM_MAIL_FROM", "")]
)
def test_production_refuses_bad_settings_before_anything_starts(
    demo: Platform, name: str, value: str
) -> None:
    live = _in(demo, LIVE | {name: value})
    done = subprocess.run(
        live.command(), env=live.environment | {"PATH": "/usr/bin:/bin"}, capture_output=True,
        text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert name in done.stderr
    assert "postgres" not in done.stdout


def test_development_starts_without_the_demos_sign_ins(demo: Platform) -> None:
    developed = _in(demo, {"AMRUTAM_ENVIRONMENT": "development"})
    developed.start()
    try:
        refused = _as_admin(developed)
        said = output(developed)
    finally:
        developed.stop()
    assert refused.status == 400, refused
    assert PASSWORD not in said
    assert TOTP_SECRET not in said


def test_the_demo_starts_again_and_lets_its_people_in(demo: Platform) -> None:
    again = _in(demo, {})
    again.start()
    try:
        admitted = _as_admin(again)
        found = subprocess.run(
            [*again.command()[:3], "check", "--data", str(again.data)], env={"PATH": "/usr/bin:/bin"},
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    finally:
        again.stop()
    assert PASSWORD in output(again)
    assert admitted.status == 200, admitted
    assert "the role has the settings" in found.stdout
    assert "bad" not in found.stdout
