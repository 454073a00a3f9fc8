"""Tests the sign-in of staff with a password and a second factor."""

from __future__ import annotations

import asyncio
from time import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyotp
import pytest
from argon2 import PasswordHasher

from amrutam.accounts import staff_queries
from amrutam.accounts.errors import AddressTaken, WeakPassword
from amrutam.accounts.passwords import Passwords
from amrutam.accounts.staff_sign_in import NewAccount, create_account
from tests.cast.people import sign_in_patient

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

    from amrutam.core.resources import Resources
    from tests.conftest import MakeClient

PASSWORD = "seven brass lamps at dusk"


def address() -> str:
    return f"vaidya.{uuid4().hex[:10]}@clinic.example"


@pytest.fixture
async def doctor(owner_resources: Resources) -> NewAccount:
    return await create_account(owner_resources, "doctor", address(), PASSWORD)


def code_of(account: NewAccount, steps: int = 0) -> str:
    assert account.totp_uri is not None
    totp = pyotp.parse_uri(account.totp_uri)
    assert isinstance(totp, pyotp.TOTP)
    return totp.at(int(time()) + 30 * steps)


async def sign_in(client: AsyncClient, email: str, password: str, totp: str | None) -> Response:
    body = {"email": email, "password": password, "totp": totp}
    return await client.post("/v1/auth/token", json=body)


async def test_password_and_authenticator_open_the_account(
    client: AsyncClient, doctor: NewAccount
) -> None:
    answer = await sign_in(client, doctor.email.upper(), PASSWORD, code_of(doctor))
    assert answer.status_code == 200
    assert answer.json()["account"]["role"] == "doctor"


async def test_every_wrong_part_is_answered_alike(
    client: AsyncClient, resources: Resources, doctor: NewAccount
) -> None:
    patient = await sign_in_patient(resources)
    attempts: list[tuple[str, str, str | None]] = [
        (doctor.email, "seven brass lamps at dawn", code_of(doctor)),
        (doctor.email, PASSWORD, "000000"),
        (doctor.email, PASSWORD, None),
        (doctor.email, PASSWORD, "not-a-recovery-code"),
        (address(), PASSWORD, code_of(doctor)),
        ("no address at all", PASSWORD, None),
        (patient.email, PASSWORD, None),
    ]
    answers = [await sign_in(client, *attempt) for attempt in attempts]
    assert {a.status_code for a in answers} == {400}
    assert len({a.text for a in answers}) == 1


async def test_an_authenticators_code_serves_once(client: AsyncClient, doctor: NewAccount) -> None:
    code = code_of(doctor, 1)
    answers = await asyncio.gather(
        *(sign_in(client, doctor.email, PASSWORD, code) for _ in range(4))
    )
    assert sorted(a.status_code for a in answers) == [200, 400, 400, 400]
    older = await sign_in(client, doctor.email, PASSWORD, code_of(doctor))
    assert older.status_code == 400


async def test_a_recovery_code_serves_once(client: AsyncClient, doctor: NewAccount) -> None:
    code = doctor.recovery_codes[0]
    written = f"{code[:4]}-{code[4:8]}-{code[8:]}".upper()
    assert (await sign_in(client, doctor.email, PASSWORD, written)).status_code == 200
    assert (await sign_in(client, doctor.email, PASSWORD, code)).status_code == 400
    other = await sign_in(client, doctor.email, PASSWORD, doctor.recovery_codes[1])
    assert other.status_code == 200


async def test_failures_are_limited_exactly_among_racing_requests(
    make_client: MakeClient, doctor: NewAccount
) -> None:
    one = await make_client(staff_failures_per_source=3)
    another = await make_client(staff_failures_per_source=3)
    guesses = (sign_in((one, another)[n % 2], doctor.email, f"guess {n}", None) for n in range(12))
    answers = await asyncio.gather(*guesses)
    assert sorted(a.status_code for a in answers) == [400] * 3 + [429] * 9
    refused = await sign_in(one, doctor.email, PASSWORD, code_of(doctor))
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 800


async def test_failures_of_one_visitor_are_limited_whoever_they_are_about(
    make_client: MakeClient,
) -> None:
    client = await make_client(staff_failures_per_ip=3, trusted_proxies="127.0.0.1")

    async def tried(visitor: str) -> int:
        body = {"email": f"{uuid4().hex}@staff.example", "password": "a guess"}
        answer = await client.post(
            "/v1/auth/token", json=body, headers={"x-forwarded-for": visitor}
        )
        return answer.status_code

    visitor, other = "203.0.113.71", "203.0.113.72"
    answers = await asyncio.gather(*(tried(visitor) for _ in range(8)))
    assert sorted(answers) == [400] * 3 + [429] * 5
    assert await tried(other) == 400


async def test_success_forgets_earlier_failures(
    make_client: MakeClient, doctor: NewAccount
) -> None:
    client = await make_client(staff_failures_per_source=2)
    await sign_in(client, doctor.email, "wrong", None)
    assert (await sign_in(client, doctor.email, PASSWORD, code_of(doctor))).status_code == 200
    answers = [await sign_in(client, doctor.email, "wrong", None) for _ in range(3)]
    assert [a.status_code for a in answers] == [400, 400, 429]


async def test_a_renewed_hash_does_not_undo_a_change_of_the_password(
    client: AsyncClient, resources: Resources, doctor: NewAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The password is changed while a sign-in with the old password computes the old password's hash again."""
    outdated, other = PasswordHasher(time_cost=1).hash(PASSWORD), "nine copper bowls at noon"
    await staff_queries.set_password_hash(resources.database, doctor.id, outdated)
    hashed = Passwords.hashed

    async def overtaken(self: Passwords, password: str) -> str:
        await staff_queries.set_password_hash(
            resources.database, doctor.id, await hashed(self, other)
        )
        return await hashed(self, password)

    monkeypatch.setattr(Passwords, "hashed", overtaken)
    assert (await sign_in(client, doctor.email, PASSWORD, code_of(doctor, -1))).is_success
    monkeypatch.undo()
    assert (await sign_in(client, doctor.email, PASSWORD, code_of(doctor))).status_code == 400
    assert (await sign_in(client, doctor.email, other, code_of(doctor))).is_success


async def test_unknown_addresses_cost_the_same_work(
    client: AsyncClient, doctor: NewAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    verify = Passwords._verify

    def counted(self: Passwords, password: str, password_hash: str) -> bool:
        verified.append(password_hash.partition("p=")[0])
        return verify(self, password, password_hash)

    monkeypatch.setattr(Passwords, "_verify", counted)
    await sign_in(client, doctor.email, "wrong", None)
    await sign_in(client, address(), "wrong", None)
    assert len(verified) == 2
    assert verified[0] == verified[1]
    assert verified[0].startswith("$argon2id$")


async def test_without_counters_staff_cannot_sign_in(
    make_client: MakeClient, doctor: NewAccount
) -> None:
    client = await make_client(redis_url="redis://127.0.0.1:1")
    assert (await sign_in(client, doctor.email, PASSWORD, code_of(doctor))).status_code == 503


async def test_weak_passwords_and_taken_addresses_are_refused(
    owner_resources: Resources, doctor: NewAccount
) -> None:
    email = address()
    weak: list[Any] = [
        "short",
        "password1234",
        "qwertyuiop123",
        email,
        "aaaaaaaaaaaaaaaa",
        "x" * 200,
    ]
    for password in weak:
        with pytest.raises(WeakPassword):
            await create_account(owner_resources, "admin", email, password)
    with pytest.raises(AddressTaken):
        await create_account(owner_resources, "admin", doctor.email)


async def test_a_generated_password_works(client: AsyncClient, owner_resources: Resources) -> None:
    admin = await create_account(owner_resources, "admin", address(), with_totp=False)
    answer = await sign_in(client, admin.email, admin.password, None)
    assert answer.status_code == 200
    assert answer.json()["account"]["role"] == "admin"
