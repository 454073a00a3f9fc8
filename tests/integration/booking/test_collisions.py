"""Checks that each guard that refuses a taken slot counts the collision once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import booked, confirm, hold, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

NO_REDIS = {"redis_url": "redis://127.0.0.1:1"}
TIME = local(2, "10:00")
Attempt = Callable[[AsyncClient, AsyncClient, Doctor, Person, Person], Awaitable[Response]]


async def counted(client: AsyncClient, guard: str) -> float:
    name = f'amrutam_slot_collisions_total{{guard="{guard}"}} '
    return float((await client.get("/metrics")).text.partition(name)[2].partition("\n")[0])


async def holds_what_is_held(
    client: AsyncClient, _: AsyncClient, doctor: Doctor, asha: Person, ravi: Person
) -> Response:
    assert (await hold(client, asha, doctor, TIME)).status_code == 201
    return await hold(client, ravi, doctor, TIME)


async def uses_a_promise_that_another_holds(
    client: AsyncClient, alone: AsyncClient, doctor: Doctor, asha: Person, ravi: Person
) -> Response:
    promise = await hold(alone, asha, doctor, TIME)
    assert promise.json()["protected"] is False
    assert (await hold(client, ravi, doctor, TIME)).status_code == 201
    return await confirm(client, asha, promise.json()["id"])


async def holds_what_was_booked_without_redis(
    _: AsyncClient, alone: AsyncClient, doctor: Doctor, asha: Person, ravi: Person
) -> Response:
    await booked(alone, asha, doctor, TIME)
    return await hold(alone, ravi, doctor, TIME)


async def books_what_was_booked_meanwhile(
    _: AsyncClient, alone: AsyncClient, doctor: Doctor, asha: Person, ravi: Person
) -> Response:
    promises = [(await hold(alone, each, doctor, TIME)).json()["id"] for each in (asha, ravi)]
    assert (await confirm(alone, asha, promises[0])).status_code == 201
    return await confirm(alone, ravi, promises[1])


@pytest.mark.parametrize(
    ("guard", "attempt"),
    [
        ("lock", holds_what_is_held),
        ("lock", uses_a_promise_that_another_holds),
        ("claim", holds_what_was_booked_without_redis),
        ("database", books_what_was_booked_meanwhile),
    ],
)
async def test_a_collision_is_counted(
    client: AsyncClient,
    make_client: MakeClient,
    resources: Resources,
    guard: str,
    attempt: Attempt,
) -> None:
    doctor = await make_doctor(resources)
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    before = await counted(client, guard)
    refusal = await attempt(client, await make_client(**NO_REDIS), doctor, asha, ravi)
    assert problem(refusal) == "slot-taken"
    assert await counted(client, guard) == before + 1
