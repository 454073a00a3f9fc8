"""Tests passkeys of staff: registering, naming, removing, signing in."""

from __future__ import annotations

import asyncio

import pytest
from httpx import AsyncClient

from amrutam.accounts.access import COOKIE
from amrutam.accounts.passkey_challenges import relying_party
from amrutam.core.resources import Resources
from tests.cast.authenticator import BE, BS, UP, UV, Authenticator, decoded
from tests.cast.booking import problem
from tests.cast.passkeys import (
    ORIGIN,
    add,
    asked,
    passkeys,
    registered,
    signed_in,
)
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.conftest import MakeClient

EVENTS = "SELECT kind, detail FROM staff_event WHERE account_id = $1 AND kind LIKE 'passkey%' ORDER BY id"
KEPT = "SELECT sign_count, backup_eligible, backed_up FROM passkey WHERE account_id = $1"


@pytest.fixture
async def meera(resources: Resources) -> Person:
    return await make_staff(resources, "doctor")


async def test_a_passkey_signs_in_alone(client: AsyncClient, meera: Person) -> None:
    options = await asked(client, "me/passkey/options", meera)
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
    """A device is recorded once, by its first sign-in by passkey, as it is with a password.

    A new record also sends a mail to the account's owner; test_staff_sessions.py tests the mail.
    """
    passkey = await registered(client, meera)
    await signed_in(client, passkey)
    await signed_in(client, passkey)
    devices = "SELECT count(*) FROM staff_device WHERE account_id = $1"
    assert await resources.database.pool.fetchval(devices, meera.account_id) == 1


async def test_a_browser_opens_its_session_with_one(client: AsyncClient, meera: Person) -> None:
    passkey = await registered(client, meera)
    options = await asked(client, "auth/passkey/options")
    assert options["allowCredentials"] == []  # the options reveal nobody's passkeys
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
        Authenticator(ORIGIN).create(await asked(client, "me/passkey/options", meera))
        for _ in range(4)
    ]
    answers = await asyncio.gather(*[add(client, meera, each) for each in made])
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
    assert {problem(a) for a in answers if a.status_code == 409} == {"too-many-passkeys"}


async def test_patients_have_none(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    for path in ("me/passkey/options", "auth/step-up/options"):
        answer = await client.post(f"/v1/{path}", headers=asha.headers)
        assert problem(answer) == "not-allowed"


async def test_without_a_passkey_there_is_none_to_prove_with(
    client: AsyncClient, meera: Person
) -> None:
    answer = await client.post("/v1/auth/step-up/options", headers=meera.headers)
    assert answer.status_code == 404


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
