"""Tests how sessions of staff are listed, ended and expire, and the mail about a new device."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.accounts.access import COOKIE
from amrutam.accounts.passwords import Passwords
from amrutam.accounts.sessions import open_cookie_session
from amrutam.accounts.staff_sign_in import create_account
from amrutam.core.resources import Resources
from tests.cast.booking import problem
from tests.cast.people import make_admin, make_staff, sign_in_patient
from tests.cast.staff import (
    OTHER,
    PASSWORD,
    Staff,
    age,
    code_of,
    mails,
    make_vaidya,
    sign_in,
)
from tests.conftest import MakeClient

NOTED = "SELECT actor_account_id FROM staff_event WHERE account_id = $1 AND kind = 'sessions_ended'"
SESSION = "SELECT expires_at FROM session WHERE account_id = $1 ORDER BY created_at DESC LIMIT 1"


@pytest.fixture
async def meera(client: AsyncClient, owner_resources: Resources) -> Staff:
    return await make_vaidya(client, owner_resources)


async def test_another_password_ends_the_other_sessions(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    _, cookie = await open_cookie_session(resources, meera.person.account_id, verified=False)
    other = {"cookie": f"{COOKIE}={cookie}"}
    assert (await client.get("/v1/me", headers=other)).status_code == 200

    async def change(present: str, password: str) -> Response:
        body = {"current_password": present, "password": password}
        return await client.put("/v1/me/password", json=body, headers=meera.headers)

    wrong, weak = await change("wrong", OTHER), await change(PASSWORD, "short")
    right = await change(PASSWORD, OTHER)

    assert [problem(wrong), problem(weak)] == ["wrong-credentials", "weak-password"]
    assert right.status_code == 204
    assert (await client.get("/v1/me", headers=meera.headers)).status_code == 200
    assert (await client.get("/v1/me", headers=other)).status_code == 401


async def test_a_change_of_the_password_does_not_undo_a_reset(
    client: AsyncClient, resources: Resources, meera: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An administrator resets the account while the hash of the new password is computed."""
    admin, hashed = await make_admin(resources), Passwords.hashed

    async def overtaken(self: Passwords, password: str) -> str:
        if password == OTHER:
            path = f"/v1/staff/{meera.person.account_id}/reset"
            assert (await client.post(path, headers=admin.headers)).status_code == 204
        return await hashed(self, password)

    monkeypatch.setattr(Passwords, "hashed", overtaken)
    body = {"current_password": PASSWORD, "password": OTHER}
    changed = await client.put("/v1/me/password", json=body, headers=meera.headers)

    assert problem(changed) == "wrong-credentials"
    assert (await sign_in(client, meera.person.email, OTHER, "")).status_code == 400


async def test_sessions_are_listed_and_ended(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    await open_cookie_session(
        resources, meera.person.account_id, verified=False, user_agent="A phone"
    )
    stranger = await make_staff(resources, "doctor")
    listed = (await client.get("/v1/me/sessions", headers=meera.headers)).json()["items"]
    (phone,) = [each for each in listed if each["browser"]]
    path = f"/v1/me/sessions/{phone['id']}"
    others = await client.delete(path, headers=stranger.headers)
    ended = await client.delete(path, headers=meera.headers)
    again = await client.delete(path, headers=meera.headers)

    assert (phone["user_agent"], phone["current"]) == ("A phone", False)
    assert [each["current"] for each in listed if not each["browser"]] == [True]
    assert [others.status_code, ended.status_code, again.status_code] == [404, 204, 404]
    left = (await client.get("/v1/me/sessions", headers=meera.headers)).json()["items"]
    assert [each["current"] for each in left] == [True]


async def test_an_administrator_sees_and_ends_the_sessions_of_staff_alone(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    admin, patient = await make_admin(resources), await sign_in_patient(resources)
    await open_cookie_session(
        resources, meera.person.account_id, verified=False, user_agent="A phone"
    )
    path = f"/v1/staff/{meera.person.account_id}/sessions"
    listed = (await client.get(path, headers=admin.headers)).json()["items"]
    of_patient = f"/v1/staff/{patient.account_id}/sessions"
    refused = [
        await client.get(of_patient, headers=admin.headers),
        await client.delete(of_patient, headers=admin.headers),
        await client.get(path, headers=meera.headers),
        await client.delete(path, headers=meera.headers),
    ]
    before = await client.get("/v1/me", headers=meera.headers)
    ended = await client.delete(path, headers=admin.headers)

    assert sorted(each["user_agent"] for each in listed if each["browser"]) == ["A phone"]
    assert [each["current"] for each in listed] == [False, False]
    assert [answer.status_code for answer in refused] == [404, 404, 403, 403]
    assert (before.status_code, ended.status_code) == (200, 204)
    assert (await client.get("/v1/me", headers=meera.headers)).status_code == 401
    assert (await client.get(path, headers=admin.headers)).json()["items"] == []
    noted = await resources.database.pool.fetchval(NOTED, meera.person.account_id)
    assert noted == admin.account_id


async def left(resources: Resources, account_id: UUID) -> timedelta:
    expires: datetime = await resources.database.pool.fetchval(SESSION, account_id)
    return expires - datetime.now(UTC)


@pytest.mark.parametrize("role", ["doctor", "admin"])
async def test_staffs_session_ends_after_half_an_hour_without_use_and_a_poll_is_no_use(
    client: AsyncClient, resources: Resources, role: Any
) -> None:
    person = await make_staff(resources, role)
    _, cookie = await open_cookie_session(resources, person.account_id, verified=False)
    headers = {"cookie": f"{COOKIE}={cookie}"}
    assert await left(resources, person.account_id) <= timedelta(minutes=30)
    await age(
        resources, person.account_id,
        "last_seen_at = now() - interval '25 minutes', expires_at = now() + interval '5 minutes'",
    )  # fmt: skip

    polled = await client.get("/v1/me", headers={**headers, "amrutam-passive": "1"})
    after_poll = await left(resources, person.account_id)
    used = await client.get("/v1/me", headers=headers)
    after_use = await left(resources, person.account_id)

    assert (polled.status_code, used.status_code) == (200, 200)
    assert after_poll <= timedelta(minutes=5)
    assert timedelta(minutes=29) < after_use <= timedelta(minutes=30)
    await age(resources, person.account_id, "expires_at = now() - interval '1 second'")
    _, other = await open_cookie_session(resources, person.account_id, verified=False)
    await age(resources, person.account_id, "expires_at = now() - interval '1 second'")
    gone = await client.get("/v1/me", headers={"cookie": f"{COOKIE}={other}"})
    assert gone.status_code == 401


async def test_staffs_session_ends_twelve_hours_after_signing_in_whatever_is_done(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    _, cookie = await open_cookie_session(resources, meera.person.account_id, verified=False)
    await age(
        resources, meera.person.account_id,
        "created_at = now() - interval '11 hours 50 minutes', last_seen_at = now() - interval '5 minutes'",
    )  # fmt: skip
    used = await client.get("/v1/me", headers={"cookie": f"{COOKIE}={cookie}"})
    assert used.status_code == 200
    rows = await resources.database.pool.fetch(
        "SELECT expires_at - now() AS left FROM session WHERE account_id = $1 AND cookie_hash IS NOT NULL",
        meera.person.account_id,
    )
    assert [row["left"] <= timedelta(minutes=10) for row in rows] == [True]


async def test_a_new_session_ends_at_its_maximum_although_it_may_be_idle_longer(
    make_client: MakeClient, owner_resources: Resources, resources: Resources
) -> None:
    client = await make_client(staff_session_seconds=60)
    email = f"{uuid4().hex}@clinic.example"
    account = await create_account(owner_resources, "admin", email, PASSWORD)
    await sign_in(client, email, PASSWORD, code_of(account.totp_uri))
    assert await left(resources, account.id) <= timedelta(seconds=60)


async def test_a_program_of_staff_refreshes_no_longer_than_its_session_lives(
    make_client: MakeClient, owner_resources: Resources, resources: Resources
) -> None:
    client = await make_client()
    email = f"{uuid4().hex}@clinic.example"
    account = await create_account(owner_resources, "admin", email, PASSWORD)
    pair = (await sign_in(client, email, PASSWORD, code_of(account.totp_uri))).json()
    body = {"refresh_token": pair["refresh_token"]}
    fresh = await client.post("/v1/auth/refresh", json=body)
    assert fresh.status_code == 200
    assert await left(resources, account.id) <= timedelta(minutes=30)
    await age(resources, account.id, "expires_at = now() - interval '1 second'")
    body = {"refresh_token": fresh.json()["refresh_token"]}
    assert (await client.post("/v1/auth/refresh", json=body)).status_code == 400


async def test_a_patients_session_lives_on_as_before(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    assert await left(resources, asha.account_id) > timedelta(days=29)


async def test_a_new_device_is_told_of_by_mail_once(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    """The first sign-in on each device sends a mail, and later sign-ins on it send none.

    The fixture's sign-in has sent the first mail. The test signs in from the fixture's device again,
    and twice from Firefox.
    """
    (first,) = await mails(resources, meera.person.email)
    codes = iter(meera.account.recovery_codes)
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    for agent in ("test", firefox, firefox):
        await sign_in(client, meera.person.email, PASSWORD, next(codes), agent)
    (second,) = await mails(resources, meera.person.email)

    assert "new device" in first["subject"]
    assert "Firefox, Windows" in second.get_body(("plain",)).get_content()
