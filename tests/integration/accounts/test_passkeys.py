"""Passkeys of staff: made, named, removed, signed in with, used to prove who one is; and how they are attacked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.accounts.access import COOKIE
from amrutam.accounts.actions import disable_account
from amrutam.accounts.passkey_ceremony import relying_party
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.authenticator import BE, BS, UP, UV, Authenticator, decoded, encoded
from tests.cast.booking import problem
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.conftest import MakeClient

ORIGIN = "http://testserver"
AGE = Statement(
    "test_age",
    "UPDATE session SET proved_at = now() - interval '11 minutes' WHERE account_id = $1",
)
EVENTS = "SELECT kind, detail FROM staff_event WHERE account_id = $1 AND kind LIKE 'passkey%' ORDER BY id"
KEPT = "SELECT sign_count, backup_eligible, backed_up FROM passkey WHERE account_id = $1"


async def asked(client: AsyncClient, path: str, person: Person | None = None) -> Any:
    answer = await client.post(f"/v1/{path}", headers=person.headers if person else {})
    assert answer.status_code == 200, answer.text
    return answer.json()["public_key"]


async def add(
    client: AsyncClient, person: Person, credential: dict[str, Any], name: str = "Phone"
) -> Response:
    body = {"name": name, "credential": credential}
    return await client.post("/v1/me/passkeys", json=body, headers=person.headers)


async def registered(client: AsyncClient, person: Person, **made: Any) -> Authenticator:
    authenticator = Authenticator(**{"origin": ORIGIN, **made})
    options = await asked(client, "me/passkeys/options", person)
    answer = await add(client, person, authenticator.create(options))
    assert answer.status_code == 201, answer.text
    return authenticator


async def sign_in(client: AsyncClient, credential: dict[str, Any]) -> Response:
    return await client.post("/v1/auth/token", json={"passkey": credential})


async def signed_in(client: AsyncClient, authenticator: Authenticator) -> Response:
    return await sign_in(client, authenticator.get(await asked(client, "auth/passkey/options")))


async def step_up(client: AsyncClient, person: Person, credential: dict[str, Any]) -> Response:
    body = {"passkey": credential}
    return await client.post("/v1/auth/step-up", json=body, headers=person.headers)


async def age(resources: Resources, person: Person) -> None:
    """Whoever it is proved who they are some time ago."""
    async with owner(resources) as database:
        await database.execute(AGE, person.account_id)


async def passkeys(client: AsyncClient, person: Person) -> Any:
    return (await client.get("/v1/me/passkeys", headers=person.headers)).json()["items"]


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


async def test_a_passkey_signs_in_alone(client: AsyncClient, meera: Person) -> None:
    options = await asked(client, "me/passkeys/options", meera)
    passkey = await registered(client, meera)
    answer = await signed_in(client, passkey)

    assert options["rp"]["id"] == "testserver"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert decoded(options["user"]["id"]) == meera.account_id.bytes
    assert answer.status_code == 200, answer.text
    assert answer.json()["account"]["id"] == str(meera.account_id)
    assert answer.json()["account"]["verified_contact"] is None


async def test_a_new_device_is_noted_as_with_a_password(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    """Whoever is noted is mailed, in the same transaction."""
    passkey = await registered(client, meera)
    await signed_in(client, passkey)
    await signed_in(client, passkey)
    devices = "SELECT count(*) FROM staff_device WHERE account_id = $1"
    assert await resources.database.pool.fetchval(devices, meera.account_id) == 1


async def test_a_browser_opens_its_session_with_one(client: AsyncClient, meera: Person) -> None:
    passkey = await registered(client, meera)
    options = await asked(client, "auth/passkey/options")
    assert options["allowCredentials"] == []  # the same for everybody
    assert options["userVerification"] == "required"
    answer = await client.post("/v1/auth/session", json={"passkey": passkey.get(options)})
    assert answer.status_code == 200
    assert COOKIE in answer.cookies


async def test_they_are_listed_named_and_removed_by_their_owner_alone(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    passkey, dev = await registered(client, meera), await make_staff(resources, "doctor")
    (shown,) = await passkeys(client, meera)
    path = f"/v1/me/passkeys/{shown['id']}"
    others = [
        await client.patch(path, json={"name": "Mine"}, headers=dev.headers),
        await client.delete(path, headers=dev.headers),
    ]
    named = await client.patch(path, json={"name": "Blue key"}, headers=meera.headers)
    invisible = await client.patch(path, json={"name": "Blue\u202ekey"}, headers=meera.headers)
    (renamed,) = await passkeys(client, meera)
    removed = await client.delete(path, headers=meera.headers)

    assert (shown["name"], shown["last_used_at"], shown["backed_up"]) == ("Phone", None, False)
    assert [answer.status_code for answer in others] == [404, 404]
    assert (named.status_code, invisible.status_code, removed.status_code) == (204, 422, 204)
    assert renamed["name"] == "Blue key"
    assert await passkeys(client, meera) == []
    assert problem(await signed_in(client, passkey)) == "passkey-refused"
    rows = await resources.database.pool.fetch(EVENTS, meera.account_id)
    assert [tuple(row) for row in rows] == [
        ("passkey_added", shown["id"]), ("passkey_removed", shown["id"])
    ]  # fmt: skip


async def test_a_stolen_session_adds_none_and_removes_none(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    passkey = await registered(client, meera)
    credential = Authenticator(ORIGIN).create(await asked(client, "me/passkeys/options", meera))
    (shown,) = await passkeys(client, meera)
    path = f"/v1/me/passkeys/{shown['id']}"
    await age(resources, meera)
    refused = [
        await client.post("/v1/me/passkeys/options", headers=meera.headers),
        await add(client, meera, credential),
        await client.delete(path, headers=meera.headers),
    ]
    options = await asked(client, "auth/step-up/options", meera)
    proved = await step_up(client, meera, passkey.get(options))
    removed = await client.delete(path, headers=meera.headers)

    assert [problem(answer) for answer in refused] == ["step-up-required"] * 3
    assert [each["id"] for each in options["allowCredentials"]] == [encoded(passkey.credential_id)]
    assert (proved.status_code, removed.status_code) == (204, 204)


async def test_what_an_authenticator_tells_of_itself_is_kept(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    passkey = await registered(client, meera, flags=UP | UV | BE, sign_count=4)
    before = await resources.database.pool.fetch(KEPT, meera.account_id)
    passkey.flags, passkey.sign_count = UP | UV | BE | BS, 9
    answer = await signed_in(client, passkey)
    after = await resources.database.pool.fetch(KEPT, meera.account_id)
    (shown,) = await passkeys(client, meera)

    assert answer.status_code == 200
    assert [tuple(row) for row in before + after] == [(4, True, False), (9, True, True)]
    assert (shown["backed_up"], shown["last_used_at"] is None) == (True, False)


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
    options = await asked(client, "me/passkeys/options", meera)
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
    credential = passkey.create(await asked(client, "me/passkeys/options", meera))
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
    to_register = await asked(client, "me/passkeys/options", meera)
    await age(resources, dev)
    answers = [
        await sign_in(client, passkey.get(for_meera)),
        await step_up(client, meera, passkey.get(to_sign_in)),
        await step_up(client, dev, own.get(await asked(client, "auth/passkey/options"))),
        await step_up(client, dev, own.get(await asked(client, "auth/step-up/options", meera))),
        await sign_in(client, passkey.get({**to_register, "rpId": "testserver"})),
    ]
    assert [problem(answer) for answer in answers] == ["passkey-refused"] * 5
    options = await client.post("/v1/me/passkeys/options", headers=dev.headers)
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
    options = await asked(client, "me/passkeys/options", dev)
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


async def test_a_reset_takes_them_away(
    client: AsyncClient, resources: Resources, meera: Person
) -> None:
    passkey, admin = await registered(client, meera), await make_admin(resources)
    path = f"/v1/staff/{meera.account_id}/reset"
    assert (await client.post(path, headers=admin.headers)).status_code == 204
    assert problem(await signed_in(client, passkey)) == "passkey-refused"


async def test_their_number_is_bounded_exactly(make_client: MakeClient, meera: Person) -> None:
    client = await make_client(passkeys_per_account=2)
    made = [
        Authenticator(ORIGIN).create(await asked(client, "me/passkeys/options", meera))
        for _ in range(4)
    ]
    answers = await asyncio.gather(*[add(client, meera, each) for each in made])
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
    assert {problem(a) for a in answers if a.status_code == 409} == {"too-many-passkeys"}


async def test_patients_have_none(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    for path in ("me/passkeys/options", "auth/step-up/options"):
        answer = await client.post(f"/v1/{path}", headers=asha.headers)
        assert problem(answer) == "not-allowed"


async def test_without_a_passkey_there_is_none_to_prove_with(
    client: AsyncClient, meera: Person
) -> None:
    answer = await client.post("/v1/auth/step-up/options", headers=meera.headers)
    assert answer.status_code == 404


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
    said = Authenticator(ORIGIN).create(await asked(client, "me/passkeys/options", meera))
    said["response"]["attestationObject"] = attestation
    assert problem(await add(client, meera, said, name)) == "passkey-refused"


@pytest.mark.parametrize(
    ("public_url", "id_", "origins"),
    [
        ("https://book.example.org", "book.example.org", ["https://book.example.org"]),
        ("https://book.example.org:8443", "book.example.org", ["https://book.example.org:8443"]),
        ("http://127.0.0.1:8000", "localhost",
         ["http://127.0.0.1:8000", "http://[::1]:8000", "http://localhost:8000"]),
    ],
)  # fmt: skip
def test_the_platforms_name_is_its_public_addresss(
    public_url: str, id_: str, origins: list[str]
) -> None:
    party = relying_party(public_url)
    assert (party.id, party.origins) == (id_, origins)


async def test_an_address_without_a_name_has_no_passkeys(make_client: MakeClient) -> None:
    client = await make_client(public_url="https://192.0.2.7")
    answer = await client.post("/v1/auth/passkey/options")
    assert (answer.status_code, problem(answer)) == (409, "passkeys-unavailable")


async def test_a_step_up_takes_one_proof(client: AsyncClient, meera: Person) -> None:
    for body in ({}, {"password": "x", "passkey": {}}):
        answer = await client.post("/v1/auth/step-up", json=body, headers=meera.headers)
        assert answer.status_code == 422
