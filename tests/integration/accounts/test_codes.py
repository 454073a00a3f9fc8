"""Tests signing in with a one-time code, through the public API."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from amrutam.core.database import Statement
from tests.cast.mailbox import code_sent_to
from tests.cast.people import make_staff

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

    from amrutam.core.resources import Resources
    from tests.conftest import MakeClient

_ACCOUNTS = Statement("test_accounts", "SELECT count(*) FROM account")


def someone() -> str:
    return f"asha.{uuid4().hex[:10]}@example.org"


async def ask(
    client: AsyncClient, address: str, time_zone: str | None = None, **headers: str
) -> Response:
    body = {
        "channel": "email",
        "address": address,
        **({"time_zone": time_zone} if time_zone else {}),
    }
    return await client.post("/v1/auth/otp", json=body, headers=headers)


async def redeem(client: AsyncClient, asked: Response, code: str) -> Response:
    body = {"challenge_id": asked.json()["challenge_id"], "code": code}
    return await client.post("/v1/auth/token", json=body)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def refusal(answer: Response) -> tuple[int, dict[str, Any]]:
    return answer.status_code, answer.json()


async def test_a_new_address_becomes_a_patient(client: AsyncClient, resources: Resources) -> None:
    address = someone()
    asked = await ask(client, f" {address.upper()} ".strip())
    assert asked.status_code == 202
    assert set(asked.json()) == {"challenge_id", "expires_at", "resend_at"}
    answer = await redeem(client, asked, await code_sent_to(resources, address))
    assert answer.status_code == 200
    said = answer.json()
    assert (said["token_type"], said["expires_in"]) == ("Bearer", 600)
    assert said["account"]["role"] == "patient"
    assert said["account"]["email"] == address
    headers = {"authorization": f"Bearer {said['access_token']}"}
    me = await client.get("/v1/me", headers=headers)
    assert me.json() == said["account"]
    assert me.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("America/New_York", "America/New_York"),
        ("US/Eastern", "America/New_York"),
        ("Mars/Olympus", "Asia/Kolkata"),
        (None, "Asia/Kolkata"),
    ],
)
async def test_a_new_account_has_the_time_zone_of_its_device(
    make_client: MakeClient, resources: Resources, sent: str | None, kept: str
) -> None:
    """A new account gets the time zone of the device that signs in.

    An unknown zone does not prevent a sign-in, and a later device does not change the account.
    """
    client, address = await make_client(code_resend_seconds=0), someone()
    for zone in (sent, "Asia/Tokyo"):
        asked = await ask(client, address, zone)
        assert asked.status_code == 202, asked.text
        answer = await redeem(client, asked, await code_sent_to(resources, address))
        assert answer.json()["account"]["time_zone"] == kept


async def test_a_known_address_finds_its_account_again(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(code_resend_seconds=0)
    address = someone()
    ids = set()
    for _ in range(2):
        asked = await ask(client, address)
        answer = await redeem(client, asked, await code_sent_to(resources, address))
        ids.add(answer.json()["account"]["id"])
    assert len(ids) == 1


async def test_known_and_unknown_addresses_are_answered_alike(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(code_resend_seconds=0)
    known = someone()
    await redeem(client, await ask(client, known), await code_sent_to(resources, known))
    staff = await make_staff(resources, "doctor")
    answers = [await ask(client, address) for address in (known, someone(), staff.email)]
    assert {answer.status_code for answer in answers} == {202}
    assert len({tuple(sorted(answer.json())) for answer in answers}) == 1
    assert len({len(answer.content) for answer in answers}) == 1


async def test_asking_for_a_code_does_not_look_the_address_up(
    client: AsyncClient, resources: Resources
) -> None:
    before = await resources.database.value(_ACCOUNTS)
    await ask(client, someone())
    assert await resources.database.value(_ACCOUNTS) == before


async def test_wrong_used_expired_and_unknown_are_one_answer(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client()
    address = someone()
    asked = await ask(client, address)
    code = await code_sent_to(resources, address)
    missed = await redeem(client, asked, wrong(code))
    assert (await redeem(client, asked, code)).status_code == 200
    used = await redeem(client, asked, code)
    unknown = await client.post("/v1/auth/token", json={"challenge_id": str(uuid4()), "code": code})
    brief = await make_client(code_seconds=1)
    late_asked = await ask(brief, other := someone())
    await asyncio.sleep(1.1)  # longer than the `code_seconds` of `brief`
    late = await redeem(brief, late_asked, await code_sent_to(resources, other))
    assert refusal(missed)[0] == 400
    assert refusal(missed) == refusal(used) == refusal(unknown) == refusal(late)


async def test_a_code_opens_only_its_own_challenge(
    client: AsyncClient, resources: Resources
) -> None:
    mine, other = someone(), someone()
    asked = await ask(client, mine)
    await ask(client, other)
    answer = await redeem(client, asked, await code_sent_to(resources, other))
    assert answer.status_code == 400


async def test_five_tries_a_code_exactly_among_racing_requests(
    client: AsyncClient, resources: Resources
) -> None:
    address = someone()
    asked = await ask(client, address)
    code = await code_sent_to(resources, address)
    guesses = [redeem(client, asked, wrong(code)) for _ in range(4)]
    assert {a.status_code for a in await asyncio.gather(*guesses)} == {400}
    assert (await redeem(client, asked, code)).status_code == 200

    asked = await ask(client, address := someone())
    code = await code_sent_to(resources, address)
    await asyncio.gather(*(redeem(client, asked, wrong(code)) for _ in range(50)))
    assert (await redeem(client, asked, code)).status_code == 400


async def test_a_code_serves_once_among_racing_requests(
    client: AsyncClient, resources: Resources
) -> None:
    asked = await ask(client, address := someone())
    code = await code_sent_to(resources, address)
    answers = await asyncio.gather(*(redeem(client, asked, code) for _ in range(20)))
    assert sorted(a.status_code for a in answers) == [200] + [400] * 19


async def test_three_codes_in_a_quarter_of_an_hour_exactly_among_racing_requests(
    make_client: MakeClient,
) -> None:
    one = await make_client(code_resend_seconds=0)
    another = await make_client(code_resend_seconds=0)
    address = someone()
    answers = await asyncio.gather(*(ask((one, another)[n % 2], address) for n in range(50)))
    assert sorted(a.status_code for a in answers) == [202] * 3 + [429] * 47
    refused = next(a for a in answers if a.status_code == 429)
    assert 800 < int(refused.headers["retry-after"]) <= 900


async def test_ten_codes_a_day_then_one_an_hour(make_client: MakeClient) -> None:
    client = await make_client(code_resend_seconds=0, codes_per_source_15_minutes=100)
    address = someone()
    answers = [await ask(client, address) for _ in range(11)]
    assert [a.status_code for a in answers] == [202] * 10 + [429]
    assert 3_500 < int(answers[-1].headers["retry-after"]) <= 3_600


async def test_thirty_seconds_between_two_codes(client: AsyncClient) -> None:
    address = someone()
    assert (await ask(client, address)).status_code == 202
    again = await ask(client, address)
    assert again.status_code == 429
    assert 25 < int(again.headers["retry-after"]) <= 30


async def test_a_budget_for_a_visitor_counts_addresses_together(make_client: MakeClient) -> None:
    settings = {"rate_limits": "on", "codes_per_ip_hour": 4, "trusted_proxies": "127.0.0.1"}
    client = await make_client(**settings)
    visitor = {"x-forwarded-for": f"2001:db8:{uuid4().hex[:4]}::7"}
    answers = [await ask(client, someone(), **visitor) for _ in range(5)]
    assert [a.status_code for a in answers] == [202] * 4 + [429]


async def test_staff_get_no_sign_in_by_code(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_staff(resources, "doctor")
    asked = await ask(client, doctor.email)
    answer = await redeem(client, asked, await code_sent_to(resources, doctor.email))
    assert answer.status_code == 400


async def test_bad_addresses_and_bodies_are_refused(client: AsyncClient) -> None:
    bodies: list[Any] = [
        {"channel": "email", "address": "not an address"},
        {"channel": "email", "address": "a@b.example\r\nBcc: c@d.example"},
        {"channel": "email", "address": "a@example.org", "role": "admin"},
        {"channel": "pigeon", "address": "a@example.org"},
        {"channel": "email", "address": "a" * 300 + "@example.org"},
        {"channel": "email"},
        [],
    ]
    for body in bodies:
        answer = await client.post("/v1/auth/otp", json=body)
        assert answer.status_code == 422, body
        assert answer.headers["content-type"] == "application/problem+json"
    for body in ({"challenge_id": "x", "code": "1"}, {"code": "123456"}, {}, {"email": "a@b.c"}):
        assert (await client.post("/v1/auth/token", json=body)).status_code == 422, body


async def test_text_messages_wait_for_a_provider(client: AsyncClient) -> None:
    body = {"channel": "sms", "address": "98765 43210"}
    answer = await client.post("/v1/auth/otp", json=body)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/problems/channel-unavailable")


async def test_without_counters_codes_fail_closed(make_client: MakeClient) -> None:
    client = await make_client(redis_url="redis://127.0.0.1:1")
    asked = await ask(client, someone())
    assert asked.status_code == 503
    assert int(asked.headers["retry-after"]) >= 1
    tried = await client.post(
        "/v1/auth/token", json={"challenge_id": str(uuid4()), "code": "123456"}
    )
    assert tried.status_code == 503


async def test_nothing_of_it_is_stored_in_clear(client: AsyncClient, resources: Resources) -> None:
    address = someone()
    asked = await ask(client, address)
    code = await code_sent_to(resources, address)
    jobs = await resources.database.fetch(
        Statement("test_all_jobs", "SELECT payload FROM pgqueuer")
    )
    stored = [bytes(row["payload"]) for row in jobs] + await _all_of_redis(resources)
    await redeem(client, asked, code)
    account = Statement("test_sealed", "SELECT email_sealed, email_index FROM account")
    stored += [bytes(v or b"") for row in await resources.database.fetch(account) for v in row]
    whole = b"\n".join(stored).lower()
    assert address.encode() not in whole
    assert address.partition("@")[0].encode() not in whole
    assert b'"code":"' not in whole
    assert code.encode() not in b"\n".join(await _values_of_redis(resources, asked))


async def _values_of_redis(resources: Resources, asked: Response) -> list[bytes]:
    key = f"code:{asked.json()['challenge_id']}"
    found = await resources.redis.do("test", "HGETALL", key)
    return [bytes(value) for value in found]


async def _all_of_redis(resources: Resources) -> list[bytes]:
    found: list[bytes] = []
    for key in await resources.redis.do("test", "KEYS", "*"):
        found.append(key)
        found.append(await resources.redis.do("test", "DUMP", key) or b"")
    return found
