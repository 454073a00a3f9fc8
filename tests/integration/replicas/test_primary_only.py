"""Checks that sign-in and signing keys are read from the primary alone: each test makes changes that no replica has."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from amrutam.accounts.signing_keys import rotate_signing_keys
from amrutam.accounts.staff_sign_in import create_account
from amrutam.core.migration import as_owner
from amrutam.core.resources import Resources
from tests.cast.people import sign_in_patient
from tests.cast.staff import PASSWORD, code_of, sign_in
from tests.integration.replicas.conftest import Reading, paused

KEYS = "/.well-known/jwks.json"


@pytest.fixture
async def owner(platform: Reading) -> AsyncIterator[Resources]:
    opened = await Resources.open(as_owner(platform.cluster.settings))
    yield opened
    await opened.close()


async def test_an_account_and_a_session_that_no_replica_has_are_known(
    platform: Reading, owner: Resources
) -> None:
    async with paused(platform):
        email = f"vaidya.{uuid4().hex}@clinic.example"
        account = await create_account(owner, "doctor", email, PASSWORD)
        answer = await sign_in(platform.client, email, PASSWORD, code_of(account.totp_uri))
        assert answer.status_code == 200, answer.text
        bearer = {"authorization": f"Bearer {answer.json()['access_token']}"}
        platform.client.cookies.clear()
        assert (await platform.client.get("/v1/me", headers=bearer)).status_code == 200
        body = {"refresh_token": answer.json()["refresh_token"]}
        platform.client.cookies.clear()
        again = await platform.client.post("/v1/auth/refresh", json=body)
        assert again.status_code == 200, again.text


async def test_a_session_that_has_ended_on_the_primary_alone_is_refused(platform: Reading) -> None:
    patient = await sign_in_patient(platform.resources)
    async with paused(platform):
        ended = await platform.client.post("/v1/auth/logout", headers=patient.headers)
        assert ended.status_code == 204, ended.text
        platform.client.cookies.clear()
        answer = await platform.client.get("/v1/me", headers=patient.headers)
        assert answer.status_code == 401


async def test_a_signing_key_that_no_replica_has_is_published_and_verifies(
    platform: Reading, owner: Resources
) -> None:
    async with paused(platform):
        await rotate_signing_keys(owner)  # makes a key that the next rotation makes current
        kid = await rotate_signing_keys(owner)
        patient = await sign_in_patient(owner)
        platform.client.cookies.clear()
        assert (await platform.client.get("/v1/me", headers=patient.headers)).status_code == 200
        published = (await platform.client.get(KEYS)).json()["keys"]
        assert kid in {each["kid"] for each in published}
