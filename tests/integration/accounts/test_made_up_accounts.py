"""Checks that demo accounts and seeded accounts work only in the environments that they were made for.

The secrets of demo accounts are public.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from typing import Any

import pyotp
import pytest
from httpx import AsyncClient, Response

from amrutam.accounts.made_up import mark
from amrutam.accounts.sessions import open_cookie_session, open_token_session
from amrutam.accounts.staff_sign_in import NewAccount, create_account
from amrutam.core.migration import as_owner
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.roles.check import check
from amrutam.seeding.demo import ADMIN, PASSWORD, PATIENT, TOTP_SECRET, seed_demo
from tests.cast.mailbox import code_sent_to
from tests.cast.people import sign_in_patient
from tests.cast.realtime import environment_of
from tests.cast.seeded import fresh_database
from tests.conftest import MakeClient
from tests.engines import Engines

ELSEWHERE = ["development", "production"]
LIVE = {
    "environment": "production", "rate_limits": "on", "public_url": "https://book.clinic.org",
    "secret_key": "k1:7b1f0c9e5a3d8264e0b7f1a9c35d2e68", "smtp_url": "smtp://127.0.0.1:1",
    "mail_from": "Clinic <book@clinic.org>",
}  # fmt: skip


@pytest.fixture(scope="module")
async def demo(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    async with fresh_database(engines, settings, "made_up") as fresh:
        own = fresh.model_copy(update={"secret_key": LIVE["secret_key"]})
        await seed_demo(own)
        yield own


@pytest.fixture(scope="module")
async def theirs(demo: Settings) -> AsyncIterator[Resources]:
    opened = await Resources.open(as_owner(demo))
    yield opened
    await opened.close()


async def with_password(client: AsyncClient, email: str, password: str, totp: str) -> Response:
    body = {"email": email, "password": password, "totp": totp}
    return await client.post("/v1/auth/token", json=body)


def as_in(demo: Settings, environment: str) -> dict[str, Any]:
    return demo.model_dump() | {"environment": environment, "rate_limits": "on"}


@pytest.fixture(scope="module")
async def staff(theirs: Resources) -> NewAccount:
    """Makes a demo administrator with recovery codes, which the demo's own accounts do not have."""
    made = await create_account(theirs, "admin", "recovers@demo.example")
    await mark(theirs.database, [made.id], "demo")
    return made


@pytest.mark.parametrize("environment", ELSEWHERE)
async def test_the_demos_passwords_and_recovery_codes_open_nothing_elsewhere(
    make_client: MakeClient, demo: Settings, staff: NewAccount, environment: str
) -> None:
    elsewhere = await make_client(**as_in(demo, environment))
    code = staff.recovery_codes[ELSEWHERE.index(environment)]
    totp = pyotp.TOTP(TOTP_SECRET).now()
    known = await with_password(elsewhere, ADMIN, PASSWORD, totp)
    wrong = await with_password(elsewhere, ADMIN, "another-password-42", totp)
    recovered = await with_password(elsewhere, staff.email, staff.password, code)
    assert (known.status_code, known.content) == (wrong.status_code, wrong.content)
    assert [known.status_code, recovered.status_code] == [400, 400]
    at_home = await make_client(**as_in(demo, "demo"))
    assert (await with_password(at_home, staff.email, staff.password, code)).status_code == 200


@pytest.mark.parametrize(("environment", "status"), [("demo", 200), *((e, 400) for e in ELSEWHERE)])
async def test_the_demos_patient_signs_in_with_a_code_in_the_demo_alone(
    make_client: MakeClient, demo: Settings, theirs: Resources, environment: str, status: int
) -> None:
    client = await make_client(**as_in(demo, environment) | {"code_resend_seconds": 0})
    address = {"channel": "email", "address": PATIENT}
    asked = await client.post("/v1/auth/otp", json=address)
    body = {
        "challenge_id": asked.json()["challenge_id"], "code": await code_sent_to(theirs, PATIENT),
    }  # fmt: skip
    assert (await client.post("/v1/auth/token", json=body)).status_code == status


@pytest.mark.parametrize("environment", ELSEWHERE)
async def test_sessions_of_the_demo_end_where_it_is_none(
    make_client: MakeClient, demo: Settings, theirs: Resources, staff: NewAccount, environment: str
) -> None:
    pair = await open_token_session(theirs, staff.id, verified=False)
    _, cookie = await open_cookie_session(theirs, staff.id, verified=False)
    person = await sign_in_patient(theirs)
    bearer = {"authorization": f"Bearer {pair.access_token}"}
    at_home = await make_client(**as_in(demo, "demo"))
    assert (await at_home.get("/v1/me", headers=bearer)).status_code == 200

    elsewhere = await make_client(**as_in(demo, environment))
    by_cookie = {"cookie": f"__Host-session={cookie}"}
    refreshed = await elsewhere.post("/v1/auth/refresh", json={"refresh_token": pair.refresh_token})
    shown = [
        (await elsewhere.get("/v1/me", headers=headers)).status_code
        for headers in (bearer, by_cookie, person.headers)
    ]
    assert (shown, refreshed.status_code) == ([401, 401, 200], 400)


async def test_seeded_people_sign_in_everywhere_but_in_production(
    make_client: MakeClient, demo: Settings, theirs: Resources
) -> None:
    one = await theirs.database.pool.fetchval(
        "SELECT account_id FROM made_up_account WHERE kind = 'seeded' LIMIT 1"
    )
    pair = await open_token_session(theirs, one, verified=True)
    bearer = {"authorization": f"Bearer {pair.access_token}"}
    for environment, status in (("demo", 200), ("development", 200), ("production", 401)):
        client = await make_client(**as_in(demo, environment))
        assert (await client.get("/v1/me", headers=bearer)).status_code == status


async def _ended(settings: Settings, *command: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "amrutam", *command,
        env=environment_of(settings) | {"PATH": os.environ["PATH"]},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await process.communicate()
    return process.returncode or 0, said.decode()


@pytest.mark.parametrize("role", ["api", "availability", "realtime", "worker"])
async def test_no_role_serves_production_on_a_demos_data(demo: Settings, role: str) -> None:
    live = Settings(**demo.model_dump() | LIVE)
    code, said = await _ended(live, "serve", role)
    assert code == 2, said
    assert "AMRUTAM_ENVIRONMENT is production" in said
    assert "of its own" in said


async def test_check_says_so_too(demo: Settings) -> None:
    for environment, grade in (("production", "bad"), ("development", "warn")):
        found = await check(demo.model_copy(update=LIVE | {"environment": environment}))
        assert grade in {f.grade for f in found if f.part == "accounts"}
