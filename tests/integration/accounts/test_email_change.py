"""Tests a change of the e-mail address, which needs a code sent to the new address and one sent to the present address.

Staff need a recent proof of identity instead of the second code.
"""

from __future__ import annotations

from uuid import uuid4

import msgspec
from httpx import AsyncClient, Response

from amrutam.accounts.account_notices import JOB, send_notice
from amrutam.accounts.sessions import open_token_session
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.booking import problem
from tests.cast.mailbox import code_sent_to
from tests.cast.people import Person, make_staff, session_ends, sign_in_patient
from tests.cast.staff import age

_JOBS = Statement("test_notices", "DELETE FROM pgqueuer WHERE entrypoint = $1 RETURNING payload")


def someone() -> str:
    return f"new.{uuid4().hex[:10]}@people.example"


async def begin(client: AsyncClient, person: Person, email: str) -> str:
    asked = await client.post("/v1/me/email", json={"email": email}, headers=person.headers)
    assert asked.status_code == 202, asked.text
    return str(asked.json()["challenge_id"])


async def finish(
    client: AsyncClient, person: Person, challenge: str, new: str, present: str | None = None
) -> Response:
    body = {"challenge_id": challenge, "new_code": new, "present_code": present}
    return await client.put("/v1/me/email", json=body, headers=person.headers)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def test_both_codes_change_the_address_and_end_the_other_sessions(
    client: AsyncClient, resources: Resources
) -> None:
    asha, email = await sign_in_patient(resources), someone()
    elsewhere = await open_token_session(resources, asha.account_id, verified=True)
    challenge = await begin(client, asha, email)
    new, present = [await code_sent_to(resources, each) for each in (email, asha.email)]

    changed = await finish(client, asha, challenge, new, present)

    assert (changed.status_code, changed.json()["email"]) == (200, email)
    other = Person(
        {"authorization": f"Bearer {elsewhere.access_token}"}, asha.account_id, asha.patient_id, ""
    )
    assert await session_ends(client, other)
    assert (await client.get("/v1/me", headers=asha.headers)).json()["email"] == email
    assert "another e-mail address" in await _told(resources, asha.email)
    again = await finish(client, asha, challenge, new, present)
    assert problem(again) == "wrong-code"


async def test_a_session_that_has_expired_changes_no_address(
    client: AsyncClient, resources: Resources
) -> None:
    """The SQL function that changes the address refuses an expired session whose access token has not expired yet."""
    asha, email = await sign_in_patient(resources), someone()
    challenge = await begin(client, asha, email)
    new, present = [await code_sent_to(resources, each) for each in (email, asha.email)]
    await age(resources, asha.account_id, "expires_at = now() - interval '1 second'")

    refused = await finish(client, asha, challenge, new, present)

    assert (refused.status_code, problem(refused)) == (401, "sign-in-required")


async def test_neither_code_alone_is_enough_and_the_wrong_one_is_named(
    client: AsyncClient, resources: Resources
) -> None:
    asha, email = await sign_in_patient(resources), someone()
    challenge = await begin(client, asha, email)
    new, present = [await code_sent_to(resources, each) for each in (email, asha.email)]

    refused = [
        await finish(client, asha, challenge, new),
        await finish(client, asha, challenge, new, wrong(present)),
        await finish(client, asha, challenge, wrong(new), present),
    ]

    assert [problem(each) for each in refused] == ["wrong-code"] * 3
    named = [each.json()["errors"][0]["pointer"] for each in refused]
    assert named == ["/present_code", "/present_code", "/new_code"]
    assert (await finish(client, asha, challenge, new, present)).status_code == 200


async def test_another_account_s_address_is_taken_and_nobody_learns_so_before_the_codes(
    client: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    challenge = await begin(client, asha, ravi.email)
    new, present = [await code_sent_to(resources, each) for each in (ravi.email, asha.email)]
    refused = await finish(client, asha, challenge, new, present)
    assert (refused.status_code, problem(refused)) == (409, "address-taken")


async def test_codes_of_one_account_change_no_other(
    client: AsyncClient, resources: Resources
) -> None:
    asha, ravi, email = (
        await sign_in_patient(resources),
        await sign_in_patient(resources),
        someone(),
    )
    challenge = await begin(client, asha, email)
    new, present = [await code_sent_to(resources, each) for each in (email, asha.email)]
    assert problem(await finish(client, ravi, challenge, new, present)) == "wrong-code"


async def test_a_code_to_a_new_address_signs_nobody_in(
    client: AsyncClient, resources: Resources
) -> None:
    asha, email = await sign_in_patient(resources), someone()
    challenge = await begin(client, asha, email)
    body = {"challenge_id": challenge, "code": await code_sent_to(resources, email)}
    assert problem(await client.post("/v1/auth/token", json=body)) == "wrong-code"


async def test_staff_prove_themselves_by_their_factor_in_place_of_the_present_address(
    client: AsyncClient, resources: Resources
) -> None:
    meera, email = await make_staff(resources, "doctor"), someone()
    challenge = await begin(client, meera, email)
    changed = await finish(client, meera, challenge, await code_sent_to(resources, email))
    assert (changed.status_code, changed.json()["email"]) == (200, email)
    assert "another e-mail address" in await _told(resources, meera.email)
    await age(resources, meera.account_id, "proved_at = now() - interval '11 minutes'")
    asked = await client.post("/v1/me/email", json={"email": someone()}, headers=meera.headers)
    assert problem(asked) == "step-up-required"


async def test_the_present_address_is_no_new_one(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    asked = await client.post(
        "/v1/me/email", json={"email": asha.email.upper()}, headers=asha.headers
    )
    assert asked.status_code == 422
    assert asked.json()["errors"][0]["pointer"] == "/email"


async def test_codes_are_limited_by_account(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    answers = [
        await client.post("/v1/me/codes", json={"purpose": "proof"}, headers=asha.headers)
        for _ in range(2)
    ]
    assert [each.status_code for each in answers] == [202, 429]
    assert "retry-after" in answers[1].headers


async def _told(resources: Resources, address: str) -> str:
    mailer = resources.part(Mailers).email = FakeMailer()
    for row in await resources.database.fetch(_JOBS, JOB):
        await send_notice(resources, msgspec.json.decode(row["payload"]))
    (message,) = [message for to, message in mailer.outbox if to == address]
    return str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]
