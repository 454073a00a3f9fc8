"""Tests that nobody can guess a code, or find out whether an address has an account.

The limits count the attempts at all processes together.
"""

from __future__ import annotations

import asyncio
import re
from itertools import cycle
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.accounts import actions
from amrutam.core.resources import Resources
from tests.cast.booking import hold
from tests.cast.doctors import make_doctor
from tests.cast.mailbox import code_sent_to
from tests.cast.people import make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

WITHOUT_WAITING: dict[str, Any] = {
    # With these settings a test can make a day's attempts within seconds. Limits under test keep
    # their default values, unless a test sets them.
    "code_resend_seconds": 0,
    "codes_per_source_15_minutes": 1_000,
    "rate_limits": "on",
    "rate_limit_sign_in": "100000/60",
    "rate_limit_ip": "100000/60",
    "codes_per_ip_hour": 100_000,
    "codes_total_minute": 100_000,
    "holds_per_address": 100_000,  # other tests hold times from this address
}


async def two(make_client: MakeClient, **more: Any) -> list[AsyncClient]:
    return [await make_client(**WITHOUT_WAITING, **more) for _ in range(2)]


async def ask(client: AsyncClient, address: str) -> Response:
    return await client.post("/v1/auth/otp", json={"channel": "email", "address": address})


async def guess(client: AsyncClient, challenge_id: str, code: str) -> Response:
    body = {"challenge_id": challenge_id, "code": code}
    return await client.post("/v1/auth/token", json=body)


def wrong(code: str, number: int) -> str:
    return f"{(int(code) + 1 + number) % 1_000_000:06d}"


async def test_fifty_guesses_a_day_whatever_the_number_of_processes(
    make_client: MakeClient, resources: Resources
) -> None:
    clients, address, turns = await two(make_client), f"{uuid4().hex}@people.example", 0
    turn = cycle(clients)
    challenges: list[str] = []
    while (asked := await ask(next(turn), address)).status_code == 202:
        challenge_id = asked.json()["challenge_id"]
        code = await code_sent_to(resources, address)
        answers = await asyncio.gather(
            *(guess(next(turn), challenge_id, wrong(code, n)) for n in range(5))
        )
        assert {answer.status_code for answer in answers} == {400}
        # After five tries even the right code is refused, by either process.
        late = [await guess(client, challenge_id, code) for client in clients]
        assert [answer.status_code for answer in late] == [400, 400]
        challenges.append(challenge_id)
        turns += 5
    assert len(challenges) == 10
    assert turns == 50
    for client in clients:
        refused = await ask(client, address)
        assert refused.status_code == 429
        # After the limit, one code (five guesses) is sent in `code_slow_seconds`, by default an hour.
        assert int(refused.headers["retry-after"]) > 3_500


async def test_racing_processes_hand_out_no_more_codes(make_client: MakeClient) -> None:
    clients, address = await two(make_client), f"{uuid4().hex}@people.example"
    answers = await asyncio.gather(
        *(ask(client, address) for client, _ in zip(cycle(clients), range(60), strict=False))
    )
    assert sorted(answer.status_code for answer in answers) == [202] * 10 + [429] * 50


async def test_other_spellings_of_an_address_share_its_budget(make_client: MakeClient) -> None:
    (client, _), name = await two(make_client), uuid4().hex
    spellings = [f"{name}@people.example", f"{name.upper()}@people.example",
                 f"{name}@PEOPLE.example", f"{name}@People.Example"]  # fmt: skip
    answers = [await ask(client, spelling) for spelling in spellings * 4]
    assert [answer.status_code for answer in answers] == [202] * 10 + [429] * 6


async def test_codes_of_holds_have_a_budget_of_their_own(
    make_client: MakeClient, resources: Resources
) -> None:
    (client, other) = await two(make_client, codes_for_holds_day=5)
    person = await sign_in_patient(resources, verified=False)
    doctor = await make_doctor(resources)
    held = await hold(client, person, doctor, local(1, "10:00"))
    path = f"/v1/holds/{held.json()['id']}/code"
    answers = [await ask(client, person.email) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [202] * 10 + [429]
    answers = [await other.post(path, headers=person.headers) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]


async def test_the_whole_platform_sends_so_many_a_minute(make_client: MakeClient) -> None:
    (client, _) = await two(make_client)
    assert (await ask(client, f"{uuid4().hex}@people.example")).status_code == 202
    sparing = await make_client(**WITHOUT_WAITING | {"codes_total_minute": 1})
    refused = await ask(sparing, f"{uuid4().hex}@people.example")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60


def told(answer: Response) -> tuple[int, list[str], str]:
    """Returns (status, sorted names of headers, body) of an answer, with ids and times in the body replaced by `*`."""
    body = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[0-9:.]+Z", "*", answer.text)
    return answer.status_code, sorted(answer.headers), body


@pytest.mark.parametrize("address", ["unknown", "doctor", "admin", "disabled"])
async def test_no_response_reveals_whether_an_address_has_an_account(
    make_client: MakeClient, resources: Resources, owner_resources: Resources, address: str
) -> None:
    """A response does not reveal whether an address has an account, or whose account it is.

    Status, names of headers and body are the same for a patient's address, an unknown address, and the
    addresses of staff and of a disabled account. docs/security.md covers timing.
    """
    (client, _) = await two(make_client)
    known, gone = await sign_in_patient(resources), await sign_in_patient(resources)
    await actions.disable_account(owner_resources, None, gone.account_id)
    doctor, admin = await make_staff(resources, "doctor"), await make_admin(resources)
    others = {"unknown": f"{uuid4().hex}@people.example", "doctor": doctor.email,
              "admin": admin.email, "disabled": gone.email}  # fmt: skip
    answers = []
    for each in (known.email, others[address]):
        asked = await ask(client, each)
        code = await code_sent_to(resources, each)
        missed = await guess(client, asked.json()["challenge_id"], wrong(code, 0))
        body = {"email": each, "password": "wrong", "totp": "000000"}
        answers.append([asked, missed, await client.post("/v1/auth/token", json=body)])
    assert [told(answer) for answer in answers[0]] == [told(answer) for answer in answers[1]]
    assert [answer.status_code for answer in answers[0]] == [202, 400, 400]


async def test_a_right_code_of_staff_or_the_disabled_is_as_a_wrong_one(
    make_client: MakeClient, resources: Resources, owner_resources: Resources
) -> None:
    (client, _) = await two(make_client)
    gone, doctor = await sign_in_patient(resources), await make_staff(resources, "doctor")
    await actions.disable_account(owner_resources, None, gone.account_id)
    for email in (gone.email, doctor.email):
        asked = (await ask(client, email)).json()["challenge_id"]
        code = await code_sent_to(resources, email)
        missed = await guess(client, asked, wrong(code, 0))
        assert told(missed) == told(await guess(client, asked, code))
