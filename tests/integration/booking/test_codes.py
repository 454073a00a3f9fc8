from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest
from httpx import AsyncClient

from amrutam.accounts import one_time_codes
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import confirm, hold, problem
from tests.cast.doctors import make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

JOBS = Statement(
    "test_jobs", "DELETE FROM pgqueuer WHERE entrypoint = 'send_code' RETURNING payload"
)

LOCK_DOCTOR = Statement("test_lock", "SELECT FROM doctor_booking WHERE doctor_id = $1 FOR UPDATE")


@pytest.fixture(autouse=True)
async def no_older_jobs(resources: Resources) -> None:
    await resources.database.fetch(JOBS)


async def _sent_code(resources: Resources) -> str:
    """Returns the code of the only queued job, which the worker would send."""
    rows = await resources.database.fetch(JOBS)
    assert len(rows) == 1
    sealed = one_time_codes.open_code(resources.keyring, msgspec.json.decode(rows[0]["payload"]))
    assert sealed.code.encode() not in rows[0]["payload"]
    return sealed.code


async def _ask(client: AsyncClient, person: Person, hold_id: str) -> Any:
    return await client.post(f"/v1/holds/{hold_id}/code", headers=person.headers)


def _other(code: str, by: int = 1) -> str:
    return f"{(int(code) + by) % 1_000_000:06d}"


async def test_an_unverified_contact_needs_a_code(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources, verified=False)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    assert held["requires_code"] is True

    without = await confirm(client, person, held["id"])
    assert (without.status_code, problem(without)) == (422, "code-required")
    sent = await _ask(client, person, held["id"])
    assert sent.status_code == 202
    assert set(sent.json()) == {"expires_at", "resend_at"}
    code = await _sent_code(resources)
    wrong = await confirm(client, person, held["id"], code=_other(code))
    assert (wrong.status_code, problem(wrong)) == (400, "code-refused")
    right = await confirm(client, person, held["id"], code=code)
    assert right.status_code == 201


async def test_a_doctor_may_ask_for_a_code_each_time(
    client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources, code_policy="always")
    person = await sign_in_patient(resources)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    assert held["requires_code"] is True
    assert problem(await confirm(client, person, held["id"])) == "code-required"


async def test_five_wrong_tries_end_a_code_however_they_race(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources, verified=False)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    await _ask(client, person, held["id"])
    code = await _sent_code(resources)

    wrong = await asyncio.gather(
        *(confirm(client, person, held["id"], code=_other(code, by)) for by in range(1, 21))
    )
    late = await confirm(client, person, held["id"], code=code)

    assert {problem(answer) for answer in wrong} == {"code-refused"}
    assert (late.status_code, problem(late)) == (400, "code-refused")


async def test_a_right_code_works_once_for_a_hundred_requests(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources, verified=False)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    await _ask(client, person, held["id"])
    code = await _sent_code(resources)

    answers = await asyncio.gather(
        *(confirm(client, person, held["id"], code=code) for _ in range(100))
    )

    assert [answer.status_code for answer in answers].count(201) == 1


async def test_a_verified_hold_needs_no_second_code(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(hold_extension_window_seconds=9999)
    doctor, person = await make_doctor(resources), await sign_in_patient(resources, verified=False)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    await _ask(client, person, held["id"])
    code = await _sent_code(resources)

    async with resources.database.transaction() as blocking:
        await blocking.execute(LOCK_DOCTOR, doctor.id)
        waited = await confirm(client, person, held["id"], code=code)
    assert (waited.status_code, problem(waited)) == (503, "unavailable")

    read = await client.get(f"/v1/holds/{held['id']}", headers=person.headers)
    extended = await client.post(f"/v1/holds/{held['id']}/extend", headers=person.headers)
    assert [each.json()["requires_code"] for each in (read, extended)] == [False, False]
    assert (await confirm(client, person, held["id"])).status_code == 201


async def test_a_code_opens_no_other_hold(client: AsyncClient, resources: Resources) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources, verified=False)
    one = (await hold(client, person, doctor, local(1, "10:00"))).json()
    two = (await hold(client, person, doctor, local(1, "11:00"))).json()
    await _ask(client, person, one["id"])
    code = await _sent_code(resources)
    assert problem(await confirm(client, person, two["id"], code=code)) == "code-refused"


async def test_codes_are_not_sent_again_within_half_a_minute(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources, verified=False)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    assert (await _ask(client, person, held["id"])).status_code == 202
    soon = await _ask(client, person, held["id"])
    assert (soon.status_code, problem(soon)) == (429, "too-many-requests")
    assert 0 < int(soon.headers["retry-after"]) <= 30


async def test_an_old_code_is_refused(make_client: MakeClient, resources: Resources) -> None:
    client = await make_client(code_seconds=1)
    doctor, person = await make_doctor(resources), await sign_in_patient(resources, verified=False)
    held = (await hold(client, person, doctor, local(1, "10:00"))).json()
    await _ask(client, person, held["id"])
    code = await _sent_code(resources)
    await asyncio.sleep(1.05)
    late = await confirm(client, person, held["id"], code=code)
    assert (late.status_code, problem(late)) == (400, "code-refused")


async def test_without_redis_codes_fail_closed(
    client: AsyncClient, make_client: MakeClient, resources: Resources
) -> None:
    away = await make_client(redis_url="redis://127.0.0.1:9", redis_timeout_seconds=0.1)
    doctor, person = await make_doctor(resources), await sign_in_patient(resources, verified=False)
    held = (await hold(away, person, doctor, local(1, "10:00"))).json()
    for answer in (
        await _ask(away, person, held["id"]),
        await confirm(away, person, held["id"], code="123456"),
    ):
        assert (answer.status_code, problem(answer)) == (503, "unavailable")
        assert int(answer.headers["retry-after"]) >= 1
