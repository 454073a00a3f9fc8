"""Tests calls for which a session is not enough: staff must prove their identity again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import problem
from tests.cast.doctor_calls import new_doctor
from tests.cast.doctors import make_doctor
from tests.cast.people import Person, make_admin
from tests.cast.staff import (
    PASSWORD,
    Staff,
    age,
    code_of,
    make_vaidya,
    sign_in,
)

Act = Callable[[AsyncClient, Person], Awaitable[Response]]


@pytest.fixture
async def meera(client: AsyncClient, owner_resources: Resources) -> Staff:
    return await make_vaidya(client, owner_resources)


async def test_an_authenticator_and_its_recovery_codes_are_changed(
    client: AsyncClient, meera: Staff
) -> None:
    begun = (await client.post("/v1/me/factor", headers=meera.headers)).json()

    async def finish(code: str) -> Response:
        body = {"pending": begun["pending"], "code": code}
        return await client.put("/v1/me/factor", json=body, headers=meera.headers)

    wrong = await finish("000000")
    old = await sign_in(client, meera.person.email, PASSWORD, code_of(meera.account.totp_uri))
    confirming = code_of(begun["totp_uri"])
    done = await finish(confirming)
    again = await client.post("/v1/me/recovery-codes", headers=meera.headers)

    assert (problem(wrong), old.status_code, done.status_code) == ("wrong-credentials", 200, 200)
    refused = [
        await sign_in(client, meera.person.email, PASSWORD, code)
        for code in (
            code_of(meera.account.totp_uri, 1), meera.account.recovery_codes[0],
            done.json()["recovery_codes"][0], confirming,
        )
    ]  # fmt: skip
    assert [answer.status_code for answer in refused] == [400] * 4
    codes = again.json()["recovery_codes"]
    opened = [
        await sign_in(client, meera.person.email, PASSWORD, code)
        for code in (code_of(begun["totp_uri"], 1), codes[0])
    ]
    assert [answer.status_code for answer in opened] == [200] * 2


async def approve(client: AsyncClient, admin: Person) -> Response:
    made = await client.post("/v1/doctors", json=new_doctor(), headers=admin.headers)
    return await client.post(f"/v1/doctors/{made.json()['id']}/approve", headers=admin.headers)


async def link_account(client: AsyncClient, admin: Person) -> Response:
    body = new_doctor(account_id=str(uuid4()))
    answer = await client.post("/v1/doctors", json=body, headers=admin.headers)
    assert answer.status_code in (403, 409, 422), answer.text
    return answer


async def unlink_account(client: AsyncClient, admin: Person) -> Response:
    made = await client.post("/v1/doctors", json=new_doctor(), headers=admin.headers)
    path, body = f"/v1/doctors/{made.json()['id']}", {"account_id": None}
    return await client.patch(path, json=body, headers=admin.headers)


async def invite(client: AsyncClient, admin: Person) -> Response:
    body = {"email": f"{uuid4().hex}@clinic.example", "role": "doctor"}
    return await client.post("/v1/staff", json=body, headers=admin.headers)


@pytest.mark.parametrize("act", [approve, link_account, unlink_account, invite])
async def test_what_a_stolen_session_must_not_do_asks_who_it_is(
    client: AsyncClient, resources: Resources, act: Act
) -> None:
    admin = await make_admin(resources)
    assert (await act(client, admin)).status_code != 403
    await age(resources, admin.account_id, "proved_at = now() - interval '11 minutes'")
    refused = await act(client, admin)
    assert (refused.status_code, problem(refused)) == (403, "step-up-required")


async def test_a_step_up_opens_the_way_again(
    client: AsyncClient, resources: Resources, meera: Staff
) -> None:
    doctor = await make_doctor(resources, account_id=meera.person.account_id)
    path = f"/v1/doctors/{doctor.id}/calendar-link"
    await age(resources, meera.person.account_id, "proved_at = now() - interval '11 minutes'")
    before = await client.post(path, headers=meera.headers)

    async def step_up(password: str, totp: str) -> Response:
        body = {"password": password, "totp": totp}
        return await client.post("/v1/auth/step-up", json=body, headers=meera.headers)

    code = code_of(meera.account.totp_uri, 1)
    wrong = [await step_up("wrong", code), await step_up(PASSWORD, "000000")]
    right = await step_up(PASSWORD, code)

    assert problem(before) == "step-up-required"
    assert [problem(answer) for answer in wrong] == ["wrong-credentials"] * 2
    assert right.status_code == 204
    assert (await client.post(path, headers=meera.headers)).status_code == 201
