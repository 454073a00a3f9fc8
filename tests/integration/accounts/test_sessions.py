"""Tests access tokens, refresh tokens and session cookies, and how each of them ends."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from amrutam.accounts.access import COOKIE
from amrutam.accounts.actions import change_role, disable_account
from amrutam.accounts.sessions import open_cookie_session, open_token_session
from amrutam.accounts.signing_key_queries import present_states, promote_next, retire_current
from amrutam.accounts.signing_keys import rotate_signing_keys
from amrutam.core.database import Statement
from amrutam.core.key_ring import Keyring, SealBroken
from tests.cast.mailbox import code_sent_to
from tests.cast.owner import owner
from tests.cast.people import Person, make_staff, session_ends, sign_in_patient

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

    from amrutam.core.resources import Resources
    from tests.conftest import MakeClient

_ENDED_WITHIN_SECONDS = 3.0
_DELETE_NEXT = Statement("test_next_key", "DELETE FROM signing_key WHERE state = 'next'")


async def me(client: AsyncClient, person: Person) -> int:
    return (await client.get("/v1/me", headers=person.headers)).status_code


async def browser(client: AsyncClient, resources: Resources) -> tuple[Response, str]:
    """Signs a new patient in as a browser does; returns the answer and the value of the session cookie."""
    address = f"ravi.{uuid4().hex[:10]}@example.org"
    asked = await client.post("/v1/auth/otp", json={"channel": "email", "address": address})
    body = {
        "challenge_id": asked.json()["challenge_id"],
        "code": await code_sent_to(resources, address),
    }
    answer = await client.post("/v1/auth/session", json=body)
    assert answer.status_code == 200
    cookie = session_cookie(answer).partition(";")[0].partition("=")[2]
    client.cookies.clear()
    return answer, cookie


def session_cookie(answer: Response) -> str:
    """Returns the Set-Cookie header of the session cookie. The answer has another one, which marks the device."""
    (said,) = [
        said for said in answer.headers.get_list("set-cookie") if said.startswith(f"{COOKIE}=")
    ]
    return said


async def test_a_refresh_token_serves_once_and_later_reuse_ends_the_family(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(refresh_repeat_seconds=0)
    person = await sign_in_patient(resources)
    pair = await open_token_session(resources, person.account_id, verified=True)
    first = await client.post("/v1/auth/refresh", json={"refresh_token": pair.refresh_token})
    assert first.status_code == 200
    fresh = first.json()
    assert fresh["refresh_token"] != pair.refresh_token
    headers = {"authorization": f"Bearer {fresh['access_token']}"}
    assert (await client.get("/v1/me", headers=headers)).status_code == 200

    again = await client.post("/v1/auth/refresh", json={"refresh_token": pair.refresh_token})
    assert again.status_code == 400
    newest = await client.post("/v1/auth/refresh", json={"refresh_token": fresh["refresh_token"]})
    assert newest.status_code == 400
    assert (await client.get("/v1/me", headers=headers)).status_code == 401


async def test_racing_refreshes_and_a_repeat_after_a_lost_answer_get_the_same_pair(
    client: AsyncClient, resources: Resources
) -> None:
    person = await sign_in_patient(resources)
    pair = await open_token_session(resources, person.account_id, verified=True)
    body = {"refresh_token": pair.refresh_token}
    answers = await asyncio.gather(*(client.post("/v1/auth/refresh", json=body) for _ in range(10)))
    answers.append(await client.post("/v1/auth/refresh", json=body))
    assert [a.status_code for a in answers] == [200] * 11
    assert len({(a.json()["access_token"], a.json()["refresh_token"]) for a in answers}) == 1
    token = {"authorization": f"Bearer {answers[0].json()['access_token']}"}
    assert (await client.get("/v1/me", headers=token)).status_code == 200
    following = {"refresh_token": answers[0].json()["refresh_token"]}
    assert (await client.post("/v1/auth/refresh", json=following)).status_code == 200


async def test_what_is_kept_of_a_pair_opens_with_the_presented_token_only(
    client: AsyncClient, resources: Resources
) -> None:
    person = await sign_in_patient(resources)
    pair = await open_token_session(resources, person.account_id, verified=True)
    answer = await client.post("/v1/auth/refresh", json={"refresh_token": pair.refresh_token})
    rows = await resources.database.pool.fetch(
        "SELECT * FROM refresh_token WHERE session_id = $1", pair.caller.session_id
    )
    kept = next(row["answer_sealed"] for row in rows if row["used_at"])
    assert answer.json()["refresh_token"].encode() not in kept
    assert Keyring({"token": pair.refresh_token.encode()}).open("token", kept)
    with pytest.raises(SealBroken):
        resources.keyring.open("token", kept)
    with pytest.raises(SealBroken):
        Keyring({"token": answer.json()["refresh_token"].encode()}).open("token", kept)


async def test_a_repeat_after_a_logout_gets_nothing(
    client: AsyncClient, resources: Resources
) -> None:
    person = await sign_in_patient(resources)
    pair = await open_token_session(resources, person.account_id, verified=True)
    body = {"refresh_token": pair.refresh_token}
    fresh = (await client.post("/v1/auth/refresh", json=body)).json()
    headers = {"authorization": f"Bearer {fresh['access_token']}"}
    assert (await client.post("/v1/auth/logout", headers=headers)).status_code == 204
    assert (await client.post("/v1/auth/refresh", json=body)).status_code == 400


async def test_an_unknown_refresh_token_is_refused(client: AsyncClient) -> None:
    answer = await client.post("/v1/auth/refresh", json={"refresh_token": "x" * 43})
    assert answer.status_code == 400


async def test_logout_is_effective_at_once_here_and_soon_in_every_process(
    make_client: MakeClient, resources: Resources
) -> None:
    person = await sign_in_patient(resources)
    here = await make_client()
    elsewhere = await make_client(redis_url="redis://127.0.0.1:1")
    assert (await me(here, person), await me(elsewhere, person)) == (200, 200)
    assert (await here.post("/v1/auth/logout", headers=person.headers)).status_code == 204
    assert await me(here, person) == 401
    assert await session_ends(elsewhere, person)


async def bearer(resources: Resources, person: Person) -> dict[str, str]:
    pair = await open_token_session(resources, person.account_id, verified=True)
    return {"authorization": f"Bearer {pair.access_token}"}


async def status(client: AsyncClient, headers: dict[str, str]) -> int:
    return (await client.get("/v1/me", headers=headers)).status_code


@pytest.mark.parametrize("body", [None, {}, {"everywhere": False}])
async def test_a_plain_logout_leaves_the_other_sessions(
    client: AsyncClient, resources: Resources, body: Any
) -> None:
    person = await sign_in_patient(resources)
    other = await bearer(resources, person)
    ended = await client.post("/v1/auth/logout", headers=person.headers, json=body)
    assert ended.status_code == 204
    assert (await status(client, person.headers), await status(client, other)) == (401, 200)


async def test_logout_everywhere_ends_every_session_and_nobody_elses(
    client: AsyncClient, resources: Resources
) -> None:
    person, stranger = await sign_in_patient(resources), await sign_in_patient(resources)
    other = await bearer(resources, person)
    _, cookie = await open_cookie_session(resources, person.account_id, verified=True)
    everywhere = {"everywhere": True}
    ended = await client.post("/v1/auth/logout", headers=person.headers, json=everywhere)
    assert ended.status_code == 204
    assert await status(client, person.headers) == 401
    assert await status(client, other) == 401
    assert await status(client, {"cookie": f"{COOKIE}={cookie}"}) == 401
    assert await status(client, stranger.headers) == 200


async def test_a_browser_ends_every_session_too(client: AsyncClient, resources: Resources) -> None:
    answer, cookie = await browser(client, resources)
    account_id = UUID(answer.json()["account"]["id"])
    pair = await open_token_session(resources, account_id, verified=True)
    headers = {"cookie": f"{COOKIE}={cookie}", "x-csrf-token": answer.json()["csrf_token"]}
    without = {"cookie": headers["cookie"]}
    path = "/v1/auth/session?everywhere=true"
    assert (await client.delete(path, headers=without)).status_code == 403
    assert (await client.delete(path, headers=headers)).status_code == 204
    assert await status(client, headers) == 401
    assert await status(client, {"authorization": f"Bearer {pair.access_token}"}) == 401


async def test_a_role_change_ends_the_tokens_of_the_old_role(
    client: AsyncClient, resources: Resources, owner_resources: Resources
) -> None:
    admin = await make_staff(resources, "admin")
    assert await me(client, admin) == 200
    await change_role(owner_resources, None, admin.account_id, "doctor")
    assert await session_ends(client, admin)


async def test_a_disabled_account_is_out_and_stays_out(
    client: AsyncClient, resources: Resources, owner_resources: Resources
) -> None:
    person = await sign_in_patient(resources)
    pair = await open_token_session(resources, person.account_id, verified=True)
    assert await me(client, person) == 200
    await disable_account(owner_resources, None, person.account_id)
    assert await session_ends(client, person)
    refreshed = await client.post("/v1/auth/refresh", json={"refresh_token": pair.refresh_token})
    assert refreshed.status_code == 400


async def test_a_process_that_starts_later_knows_what_ended_before(
    make_client: MakeClient, resources: Resources
) -> None:
    person = await sign_in_patient(resources)
    first = await make_client()
    await first.post("/v1/auth/logout", headers=person.headers)
    later = await make_client()
    assert await me(later, person) == 401


async def test_rotation_refuses_no_living_token(
    client: AsyncClient, make_client: MakeClient, resources: Resources
) -> None:
    before = await sign_in_patient(resources)
    kids = {k["kid"] for k in (await client.get("/.well-known/jwks.json")).json()["keys"]}
    await rotate_signing_keys(resources)
    after = await sign_in_patient(resources)
    await rotate_signing_keys(resources)
    latest = await sign_in_patient(resources)
    fresh = await make_client()
    for person in (before, after, latest):
        assert await me(client, person) == 200
        assert await me(fresh, person) == 200
    published = {k["kid"] for k in (await fresh.get("/.well-known/jwks.json")).json()["keys"]}
    assert kids < published
    assert len(published) == len(kids) + 2


async def test_without_a_next_key_the_current_key_stays(resources: Resources) -> None:
    async def rotate() -> None:
        async with owner(resources) as database:
            await database.execute(_DELETE_NEXT)
            await retire_current(database)
            await promote_next(database)

    await rotate_signing_keys(resources)
    with pytest.raises(LookupError):
        await rotate()
    assert {"current", "next"} <= await present_states(resources.database)


async def test_the_jwks_holds_two_public_keys_and_nothing_private(client: AsyncClient) -> None:
    keys = (await client.get("/.well-known/jwks.json")).json()["keys"]
    assert len(keys) >= 2
    for key in keys:
        assert (key["kty"], key["crv"], key["alg"], key["use"]) == ("EC", "P-256", "ES256", "sig")
        assert "d" not in key


async def test_the_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts(
    client: AsyncClient, resources: Resources
) -> None:
    answer, cookie = await browser(client, resources)
    said = session_cookie(answer).lower()
    assert said.startswith(f"{COOKIE}=".lower())
    for attribute in ("secure", "httponly", "samesite=lax", "path=/", "max-age="):
        assert attribute in said
    assert "domain" not in said
    assert cookie not in answer.text
    me = await client.get("/v1/me", headers={"cookie": f"{COOKIE}={cookie}"})
    assert me.status_code == 200


async def test_a_cookie_changes_nothing_without_its_csrf_token(
    client: AsyncClient, resources: Resources
) -> None:
    answer, cookie = await browser(client, resources)
    other, _ = await browser(client, resources)
    with_cookie = {"cookie": f"{COOKIE}={cookie}"}
    told = await client.get("/v1/auth/csrf", headers=with_cookie)
    token = told.json()["csrf_token"]
    assert token == answer.json()["csrf_token"]
    change = {"locale": "hi"}
    refused = [
        {},
        {"x-csrf-token": ""},
        {"x-csrf-token": other.json()["csrf_token"]},
        {"x-csrf-token": token, "origin": "https://evil.example"},
        {"x-csrf-token": token, "origin": "null"},
        {"x-csrf-token": token, "origin": "http://testserver.evil.example"},
        {"x-csrf-token": token, "sec-fetch-site": "cross-site"},
    ]
    for headers in refused:
        answer = await client.patch("/v1/me", json=change, headers=with_cookie | headers)
        assert answer.status_code == 403, headers
    ours = with_cookie | {"x-csrf-token": token, "origin": "http://testserver"}
    assert (await client.patch("/v1/me", json=change, headers=ours)).json()["locale"] == "hi"


async def test_a_foreign_page_opens_no_session(client: AsyncClient) -> None:
    body = {"challenge_id": str(uuid4()), "code": "123456"}
    answer = await client.post(
        "/v1/auth/session", json=body, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403


async def test_closing_the_browsers_session_ends_it_in_every_process(
    make_client: MakeClient, resources: Resources
) -> None:
    here, elsewhere = await make_client(), await make_client()
    answer, cookie = await browser(here, resources)
    headers = {"cookie": f"{COOKIE}={cookie}", "x-csrf-token": answer.json()["csrf_token"]}
    assert (await elsewhere.get("/v1/me", headers=headers)).status_code == 200
    assert (await here.delete("/v1/auth/session", headers=headers)).status_code == 204
    assert (await here.get("/v1/me", headers=headers)).status_code == 401
    until = monotonic() + _ENDED_WITHIN_SECONDS
    while (await elsewhere.get("/v1/me", headers=headers)).status_code == 200:
        assert monotonic() < until
        await asyncio.sleep(0.05)


async def test_an_expired_cookie_session_is_over(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client()
    person = await sign_in_patient(resources)
    _, cookie = await open_cookie_session(resources, person.account_id, verified=True)
    headers = {"cookie": f"{COOKIE}={cookie}"}
    assert (await client.get("/v1/me", headers=headers)).status_code == 200
    await resources.database.pool.execute(
        "UPDATE session SET expires_at = now() - interval '1 second' WHERE account_id = $1",
        person.account_id,
    )
    later = await make_client()
    assert (await later.get("/v1/me", headers=headers)).status_code == 401


async def test_without_credentials_it_is_401_with_a_challenge(client: AsyncClient) -> None:
    answer = await client.get("/v1/me")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    for value in ("Bearer", "Basic eDp5", "Bearer x.y.z", "nonsense", "Bearer " + "a" * 9000):
        refused = await client.get("/v1/me", headers={"authorization": value})
        assert refused.status_code == 401, value
