"""Tests attacks on passkeys with wrong answers of an authenticator, and with a stolen session.

The answers are those of another person, were made for another site, or are copied, replayed or malformed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.accounts.actions import disable_account
from amrutam.core.resources import Resources
from tests.cast.authenticator import BE, BS, UP, UV, Authenticator, encoded
from tests.cast.booking import problem
from tests.cast.passkeys import (
    ORIGIN,
    add,
    age,
    asked,
    passkeys,
    registered,
    sign_in,
    signed_in,
    step_up,
)
from tests.cast.people import Person, make_staff
from tests.conftest import MakeClient


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


async def test_a_stolen_session_adds_none_and_removes_none(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    passkey = await registered(client, meera)
    credential = Authenticator(ORIGIN).create(await asked(client, "me/passkey/options", meera))
    (shown,) = await passkeys(client, meera)
    path = f"/v1/me/passkeys/{shown['id']}"
    await age(resources, meera)
    refused = [
        await client.post("/v1/me/passkey/options", headers=meera.headers),
        await add(client, meera, credential),
        await client.delete(path, headers=meera.headers),
    ]
    options = await asked(client, "auth/step-up/options", meera)
    proved = await step_up(client, meera, passkey.get(options))
    removed = await client.delete(path, headers=meera.headers)

    assert [problem(answer) for answer in refused] == ["step-up-required"] * 3
    assert [each["id"] for each in options["allowCredentials"]] == [encoded(passkey.credential_id)]
    assert (proved.status_code, removed.status_code) == (204, 204)


async def test_a_copy_that_counts_behind_is_refused(client: AsyncClient, meera: Person) -> None:
    passkey = await registered(client, meera, sign_count=4)
    passkey.sign_count = 9
    assert (await signed_in(client, passkey)).status_code == 200
    passkey.sign_count = 9
    assert problem(await signed_in(client, passkey)) == "passkey-refused"


ATTACKS: dict[str, dict[str, Any]] = {
    "another site": {"origin": "https://amrutam.example"},
    "its subdomain": {"origin": "http://evil.testserver"},
    "user not verified": {"flags": UP},
    "user not present": {"flags": UV},
    "becomes one that is backed up": {"flags": UP | UV | BE | BS},
    "somebody else's handle": {"user_handle": uuid4().bytes},
    "no handle": {"user_handle": b""},
    "unknown credential": {"credential_id": b"unknown"},
}


@pytest.mark.parametrize("wrong", ATTACKS.values(), ids=ATTACKS)
async def test_what_does_not_fit_signs_nobody_in(
    client: AsyncClient, meera: Person, wrong: dict[str, Any]
) -> None:
    passkey = await registered(client, meera)
    for name, value in wrong.items():
        setattr(passkey, name, value)
    answer = await signed_in(client, passkey)
    assert (answer.status_code, problem(answer)) == (400, "passkey-refused")


@pytest.mark.parametrize(
    "wrong", [{"origin": "https://amrutam.example"}, {"flags": UP}, {"credential_id": bytes(1024)}]
)
async def test_what_does_not_fit_is_not_registered(
    client: AsyncClient, meera: Person, wrong: dict[str, Any]
) -> None:
    authenticator = Authenticator(**{"origin": ORIGIN, **wrong})
    options = await asked(client, "me/passkey/options", meera)
    answer = await add(client, meera, authenticator.create(options))
    assert (answer.status_code, problem(answer)) == (400, "passkey-refused")
    assert await passkeys(client, meera) == []


async def test_the_answer_for_another_site_s_name_is_refused(
    client: AsyncClient, meera: Person
) -> None:
    passkey = await registered(client, meera)
    options = await asked(client, "auth/passkey/options")
    answer = await sign_in(client, passkey.get({**options, "rpId": "amrutam.example"}))
    assert problem(answer) == "passkey-refused"


async def test_a_signature_of_another_key_is_refused(client: AsyncClient, meera: Person) -> None:
    passkey = await registered(client, meera)
    forged = Authenticator(
        ORIGIN, credential_id=passkey.credential_id, user_handle=passkey.user_handle
    )
    assert problem(await signed_in(client, forged)) == "passkey-refused"
    assert (await signed_in(client, passkey)).status_code == 200


async def test_an_answer_serves_once_among_racing_requests(
    client: AsyncClient, meera: Person
) -> None:
    passkey = await registered(client, meera)
    credential = passkey.get(await asked(client, "auth/passkey/options"))
    answers = await asyncio.gather(*[sign_in(client, credential) for _ in range(8)])
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 7
    assert problem(await sign_in(client, credential)) == "passkey-refused"


async def test_a_registration_serves_once(client: AsyncClient, meera: Person) -> None:
    passkey = Authenticator(ORIGIN)
    credential = passkey.create(await asked(client, "me/passkey/options", meera))
    (shown,) = [(await add(client, meera, credential)).json()]
    await client.delete(f"/v1/me/passkeys/{shown['id']}", headers=meera.headers)
    assert problem(await add(client, meera, credential)) == "passkey-refused"


async def test_a_challenge_that_nobody_asked_for_is_refused(
    client: AsyncClient, meera: Person
) -> None:
    passkey = await registered(client, meera)
    options = await asked(client, "auth/passkey/options")
    answer = await sign_in(client, passkey.get({**options, "challenge": encoded(bytes(32))}))
    assert problem(answer) == "passkey-refused"


async def test_a_challenge_ends(client: AsyncClient, resources: Resources, meera: Person) -> None:
    passkey = await registered(client, meera)
    options = await asked(client, "auth/passkey/options")
    keys = await resources.redis.do("test_keys", "KEYS", "passkey:*")
    left = [await resources.redis.do("test_left", "PTTL", key) for key in keys]
    await resources.redis.do("test_expire", "DEL", *keys)
    answer = await sign_in(client, passkey.get(options))
    assert keys
    assert all(0 < each <= 300_000 for each in left)
    assert problem(answer) == "passkey-refused"


async def test_a_challenge_serves_its_own_ceremony_and_session_alone(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    passkey, dev = await registered(client, meera), await make_staff(resources, "doctor")
    own = await registered(client, dev)
    for_meera = await asked(client, "auth/step-up/options", meera)
    to_sign_in = await asked(client, "auth/passkey/options")
    to_register = await asked(client, "me/passkey/options", meera)
    await age(resources, dev)
    answers = [
        await sign_in(client, passkey.get(for_meera)),
        await step_up(client, meera, passkey.get(to_sign_in)),
        await step_up(client, dev, own.get(await asked(client, "auth/passkey/options"))),
        await step_up(client, dev, own.get(await asked(client, "auth/step-up/options", meera))),
        await sign_in(client, passkey.get({**to_register, "rpId": "testserver"})),
    ]
    assert [problem(answer) for answer in answers] == ["passkey-refused"] * 5
    options = await client.post("/v1/me/passkey/options", headers=dev.headers)
    assert problem(options) == "step-up-required"


async def test_anothers_passkey_proves_nothing(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    dev = await make_staff(resources, "doctor")
    theirs = await registered(client, dev)
    await registered(client, meera)
    answer = await step_up(
        client, meera, theirs.get(await asked(client, "auth/step-up/options", meera))
    )
    assert problem(answer) == "passkey-refused"


async def test_a_credential_is_one_accounts(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    passkey, dev = await registered(client, meera), await make_staff(resources, "doctor")
    options = await asked(client, "me/passkey/options", dev)
    answer = await add(client, dev, passkey.create(options))
    assert problem(answer) == "passkey-refused"
    passkey.user_handle = meera.account_id.bytes
    me = (await signed_in(client, passkey)).json()["account"]
    assert me["id"] == str(meera.account_id)


async def test_of_a_disabled_account_it_opens_nothing(
    client: AsyncClient, owner_resources: Resources, meera: Person
) -> None:
    passkey = await registered(client, meera)
    credential = passkey.get(await asked(client, "auth/passkey/options"))
    await disable_account(owner_resources, None, meera.account_id)
    assert problem(await sign_in(client, credential)) == "passkey-refused"
    assert problem(await signed_in(client, passkey)) == "passkey-refused"
    await disable_account(owner_resources, None, meera.account_id, disabled=False)
    assert (await signed_in(client, passkey)).status_code == 200


async def test_without_challenges_it_fails_closed(make_client: MakeClient) -> None:
    client = await make_client(redis_url="redis://127.0.0.1:9")
    answer = await client.post("/v1/auth/passkey/options")
    assert answer.status_code == 503


BROKEN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "empty": lambda _: {},
    "no response": lambda said: {**said, "response": None},
    "another type": lambda said: {**said, "type": "password"},
    "ids that differ": lambda said: {**said, "rawId": "AAAA"},
    "no client data": lambda said: {**said, "response": {**said["response"], "clientDataJSON": ""}},
    "client data no JSON": lambda said: {
        **said, "response": {**said["response"], "clientDataJSON": "AAAA"}
    },
    "data cut short": lambda said: {
        **said, "response": {**said["response"], "authenticatorData": "AAAA"}
    },
    "no base64": lambda said: {**said, "response": {**said["response"], "signature": "é%"}},
    "numbers": lambda said: {**said, "response": {**said["response"], "signature": 7}},
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
async def test_malformed_answers_are_refused_alike(
    client: AsyncClient, meera: Person, broken: Callable[[dict[str, Any]], Any]
) -> None:
    passkey = await registered(client, meera)
    said = broken(passkey.get(await asked(client, "auth/passkey/options")))
    answer = await sign_in(client, said)
    assert (answer.status_code, problem(answer)) == (400, "passkey-refused")


@pytest.mark.parametrize(
    ("attestation", "name"),
    [("", "Phone"), ("AAAA", "Phone"), ("oGNmbXRkbm9uZQ", "Phone")],
)
async def test_malformed_attestations_are_refused(
    client: AsyncClient, meera: Person, attestation: str, name: str
) -> None:
    said = Authenticator(ORIGIN).create(await asked(client, "me/passkey/options", meera))
    said["response"]["attestationObject"] = attestation
    assert problem(await add(client, meera, said, name)) == "passkey-refused"
