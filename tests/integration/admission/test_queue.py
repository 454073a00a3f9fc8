"""Tests the admission queue: who is admitted, in which order, and that repeated or forged requests gain no place."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import pytest
from httpx import AsyncClient, Response
from redis.asyncio import Redis as PlainRedis

from amrutam.admission import store
from amrutam.admission.models import Rush
from amrutam.core.redis import Redis, RedisAway
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.embedded.waiting import until as poll
from tests.cast.booking import booked, hold, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.realtime import client_of, gateway
from tests.cast.times import local
from tests.conftest import MakeClient
from tests.integration.admission.conftest import QUICK, begin, look, place_of, take, until


async def test_without_a_rush_nobody_waits(one_at_once: AsyncClient, resources: Resources) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    assert (await take(one_at_once, doctor, asha))["state"] == "open"
    assert (await hold(one_at_once, asha, doctor, local(3, "10:00"))).status_code == 201


async def test_one_is_let_in_after_the_other(
    one_at_once: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    assert (await begin(one_at_once, resources, doctor)).json()["on"]
    refused = await hold(one_at_once, asha, doctor, local(3, "10:00"))
    assert (refused.status_code, problem(refused)) == (409, "admission-required")
    assert refused.json()["place_url"].endswith(f"/v1/doctors/{doctor.id}/admission")
    assert refused.headers["retry-after"]

    await take(one_at_once, doctor, asha)
    await until(one_at_once, doctor, "admitted", asha)
    second = await take(one_at_once, doctor, ravi)
    assert (second["state"], second["position"]) == ("waiting", 1)
    assert (await hold(one_at_once, ravi, doctor, local(3, "11:00"))).status_code == 409

    assert (await hold(one_at_once, asha, doctor, local(3, "10:00"))).status_code == 201
    admitted = await until(one_at_once, doctor, "admitted", ravi)
    assert admitted["turn_ends_at"]
    assert (await hold(one_at_once, ravi, doctor, local(3, "11:00"))).status_code == 201
    again = await hold(one_at_once, asha, doctor, local(3, "12:00"))
    assert again.status_code == 201, "a turn must go on after a hold, which may be of a wrong time"


async def test_a_place_survives_reload(one_at_once: AsyncClient, resources: Resources) -> None:
    doctor, first = await make_doctor(resources), await sign_in_patient(resources)
    await begin(one_at_once, resources, doctor)
    await take(one_at_once, doctor, first)
    await until(one_at_once, doctor, "admitted", first)
    mine = await take(one_at_once, doctor)
    others = await take(one_at_once, doctor)
    assert (mine["position"], others["position"]) == (1, 2)
    assert (await take(one_at_once, doctor, None, mine["place"]))["position"] == 1
    assert (await look(one_at_once, doctor, None, mine["place"]))["position"] == 1


async def anonymous_turn(client: AsyncClient, resources: Resources) -> tuple[Doctor, str]:
    """Returns a doctor with an admission queue, and the token of an anonymous place in the queue that is admitted."""
    doctor = await make_doctor(resources)
    await begin(client, resources, doctor)
    token: str = (await take(client, doctor))["place"]
    await until(client, doctor, "admitted", None, token)
    return doctor, token


async def holds_soon(client: AsyncClient, person: Person, doctor: Doctor) -> None:
    """Waits, at most five seconds, until the process has read the list of rushes and lets the person hold a slot."""

    async def is_held() -> bool:
        return (await hold(client, person, doctor, local(3, "10:00"))).status_code == 201

    await poll(is_held, 5)


async def test_an_anonymous_place_is_of_the_first_account_that_uses_it(
    one_at_once: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor, token = await anonymous_turn(one_at_once, resources)
    for person, clock, refusal in ((asha, "10:00", ""), (ravi, "11:00", "admission-required")):
        body = {"doctor_id": str(doctor.id), "starts_at": local(3, clock)}
        answer = await one_at_once.post("/v1/holds", json=body, headers=place_of(person, token))
        assert (problem(answer) if refusal else answer.status_code) == (refusal or 201)


async def test_a_place_that_another_account_has_used_costs_no_turn(
    one_at_once: AsyncClient, resources: Resources
) -> None:
    """An account whose browser sends a place that another account has used gets a place of its own, and can use it."""
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor, token = await anonymous_turn(one_at_once, resources)

    async def held(person: Person, clock: str) -> Response:
        body = {"doctor_id": str(doctor.id), "starts_at": local(3, clock)}
        return await one_at_once.post("/v1/holds", json=body, headers=place_of(person, token))

    assert (await held(asha, "10:00")).status_code == 201
    assert problem(await held(ravi, "11:00")) == "admission-required"
    assert (await look(one_at_once, doctor, ravi, token))["state"] == "none"
    assert (await take(one_at_once, doctor, ravi, token))["place"] not in (token, None)
    await until(one_at_once, doctor, "admitted", ravi, token)
    assert (await held(ravi, "11:00")).status_code == 201

    path = f"/v1/doctors/{doctor.id}/admission"
    assert (await one_at_once.delete(path, headers=place_of(asha, token))).status_code == 204
    assert problem(await held(asha, "12:00")) == "admission-required"
    await take(one_at_once, doctor, asha, token)
    await until(one_at_once, doctor, "admitted", asha, token)
    assert (await held(asha, "12:00")).status_code == 201, "the account's own place must serve"


async def test_a_place_that_is_gone_hides_no_place_of_the_account(
    one_at_once: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    first, asha = await sign_in_patient(resources), await sign_in_patient(resources)
    path = f"/v1/doctors/{doctor.id}/admission"
    await begin(one_at_once, resources, doctor)
    await take(one_at_once, doctor, first)
    await until(one_at_once, doctor, "admitted", first)
    gone = (await take(one_at_once, doctor))["place"]
    await one_at_once.delete(path, headers=place_of(None, gone))
    await take(one_at_once, doctor, asha)
    assert (await look(one_at_once, doctor, asha, gone))["position"] == 1
    await one_at_once.delete(path, headers=place_of(asha, gone))
    assert (await look(one_at_once, doctor, asha))["state"] == "none"


async def test_however_often_an_account_asks_it_has_one_place(
    one_at_once: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    bot, first, person = [await sign_in_patient(resources) for _ in range(3)]
    await begin(one_at_once, resources, doctor)
    await take(one_at_once, doctor, first)
    await until(one_at_once, doctor, "admitted", first)
    taken = [await take(one_at_once, doctor, bot) for _ in range(50)]
    assert {each["position"] for each in taken} == {1}
    assert (await take(one_at_once, doctor, person))["position"] == 2


async def test_an_address_has_few_anonymous_places(
    make_client: MakeClient, own_redis: str, resources: Resources
) -> None:
    client = await make_client(
        redis_url=own_redis, **QUICK, rate_limits="on", admission_places_per_address=3
    )
    doctor, patient = await make_doctor(resources), await sign_in_patient(resources)
    await begin(client, resources, doctor)
    for _ in range(3):
        await take(client, doctor)
    fourth = await client.post(f"/v1/doctors/{doctor.id}/admission")
    assert (fourth.status_code, problem(fourth)) == (429, "too-many-places")
    assert (await take(client, doctor, patient))["place"], "an account's place must not count"


async def test_desks_and_staff_pass_by(one_at_once: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    await begin(one_at_once, resources, doctor)
    desk, admin = await make_staff(resources, "desk"), await make_admin(resources)
    for clock, staff in (("10:00", desk), ("11:00", admin)):
        assert (await hold(one_at_once, staff, doctor, local(3, clock))).status_code == 201


async def test_an_abandoned_place_is_the_next_ones(
    make_client: MakeClient, own_redis: str, resources: Resources
) -> None:
    client = await make_client(redis_url=own_redis, **QUICK, admission_presence_seconds=0.6)
    doctor, first = await make_doctor(resources), await sign_in_patient(resources)
    await begin(client, resources, doctor)
    await take(client, doctor, first)
    await until(client, doctor, "admitted", first)
    await take(client, doctor)  # the next person leaves without polling
    patient = await sign_in_patient(resources)
    assert (await take(client, doctor, patient))["position"] == 2
    async with asyncio.timeout(10):
        while (await look(client, doctor, patient))["position"] != 1:  # noqa: ASYNC110 - the server's state can only be polled
            await asyncio.sleep(0.05)


async def test_who_gives_up_lets_the_next_one_in(
    one_at_once: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    await begin(one_at_once, resources, doctor)
    for person in (asha, ravi):
        await take(one_at_once, doctor, person)
    await until(one_at_once, doctor, "admitted", asha)
    gone = await one_at_once.delete(f"/v1/doctors/{doctor.id}/admission", headers=asha.headers)
    assert gone.status_code == 204
    await until(one_at_once, doctor, "admitted", ravi)


async def test_the_rush_ends_when_staff_say_so(
    one_at_once: AsyncClient, resources: Resources
) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    await begin(one_at_once, resources, doctor)
    assert not (await begin(one_at_once, resources, doctor, on=False)).json()["on"]
    assert (await hold(one_at_once, asha, doctor, local(3, "10:00"))).status_code == 201


async def test_a_rush_that_ends_while_a_place_is_taken_has_ended(
    one_at_once: AsyncClient, own_redis: str, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    await begin(one_at_once, resources, doctor)
    read = store.rush_of

    async def ends_after(redis: Redis, doctor_id: UUID) -> Rush | None:
        found = await read(redis, doctor_id)
        async with PlainRedis.from_url(own_redis) as plain:
            await plain.unlink(f"doctor:{{{doctor_id}}}:rush")
        return found

    monkeypatch.setattr(store, "rush_of", ends_after)
    assert (await take(one_at_once, doctor, asha))["state"] == "open"
    await holds_soon(one_at_once, asha, doctor)


async def test_a_rush_that_is_missing_in_the_list_is_listed_by_its_first_reader(
    one_at_once: AsyncClient, own_redis: str, resources: Resources
) -> None:
    """The list can lose a rush: the step that ends a rush may remove the doctor after the next rush has begun."""
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    await begin(one_at_once, resources, doctor)
    async with PlainRedis.from_url(own_redis) as plain:
        await plain.srem("admission:doctors", str(doctor.id))
    await holds_soon(one_at_once, asha, doctor)
    await take(one_at_once, doctor, ravi)
    refused = await hold(one_at_once, await sign_in_patient(resources), doctor, local(3, "11:00"))
    assert problem(refused) == "admission-required"
    await until(one_at_once, doctor, "admitted", ravi)


async def test_the_gauge_counts_the_places_of_all_queues(
    one_at_once: AsyncClient, resources: Resources
) -> None:
    async def counts_all() -> bool:
        (gauge,) = metrics.ADMISSION_WAITING.collect()
        return gauge.samples[0].value == 1 + 3

    for places in (2, 4):
        doctor = await make_doctor(resources)
        await begin(one_at_once, resources, doctor)
        for _ in range(places):
            await take(one_at_once, doctor)
    await poll(counts_all, 5)


async def test_a_rush_begins_by_demand(
    make_client: MakeClient, own_redis: str, resources: Resources
) -> None:
    client = await make_client(
        redis_url=own_redis, **QUICK, rush_demand=3, rush_demand_window_seconds=0.2
    )
    doctor, people = (
        await make_doctor(resources),
        [await sign_in_patient(resources) for _ in range(8)],
    )
    async with asyncio.timeout(10):
        while (await look(client, doctor))["state"] == "open":
            await asyncio.gather(
                *(hold(client, each, doctor, local(3, "10:00")) for each in people)
            )
    refused = await hold(client, await sign_in_patient(resources), doctor, local(3, "11:00"))
    assert problem(refused) == "admission-required"


async def test_without_redis_there_is_no_queue_and_bookings_are_right(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(redis_url="redis://127.0.0.1:9", redis_timeout_seconds=0.1)
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    assert (await take(client, doctor, asha))["state"] == "open"
    await booked(client, asha, doctor, local(3, "10:00"))
    taken = await hold(client, ravi, doctor, local(3, "10:00"))
    assert (taken.status_code, problem(taken)) == (409, "slot-taken")


async def test_a_redis_that_fails_after_a_place_is_taken_costs_no_answer(
    one_at_once: AsyncClient, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = await make_doctor(resources)
    await begin(one_at_once, resources, doctor)
    reads = iter([store.rush_of])

    async def once(redis: Redis, doctor_id: UUID) -> Rush | None:
        read = next(reads, None)
        if read is None:
            raise RedisAway("stopped")
        return await read(redis, doctor_id)

    monkeypatch.setattr(store, "rush_of", once)
    assert (await take(one_at_once, doctor))["place"]


async def test_a_forged_place_is_none(one_at_once: AsyncClient, resources: Resources) -> None:
    doctor, other = await make_doctor(resources), await make_doctor(resources)
    await begin(one_at_once, resources, doctor)
    await begin(one_at_once, resources, other)
    elsewhere = (await take(one_at_once, other))["place"]
    for token in ("x", "A" * 120, "é", elsewhere):
        headers = {b"amrutam-place": token.encode()}
        answer = await one_at_once.get(f"/v1/doctors/{doctor.id}/admission", headers=headers)
        assert (answer.status_code, answer.json()["state"]) == (200, "none")


async def test_a_socket_is_told_of_its_place(
    one_at_once: AsyncClient, settings: Settings, own_redis: str, resources: Resources
) -> None:
    doctor, first = await make_doctor(resources), await sign_in_patient(resources)
    await begin(one_at_once, resources, doctor)
    await take(one_at_once, doctor, first)
    await until(one_at_once, doctor, "admitted", first)
    place = (await take(one_at_once, doctor))["place"]
    async with (
        gateway(settings, redis_url=own_redis, admission_tell_seconds=0.05) as running,
        client_of(running) as screen,
    ):
        await screen.send(type="place", place="made up")
        assert (await screen.next())["problem"]["type"].endswith("/problems/not-found")
        await screen.send(type="place", place=place)
        told = await screen.next()
        assert (told["type"], told["state"], told["position"]) == ("place", "waiting", 1)
        await one_at_once.delete(f"/v1/doctors/{doctor.id}/admission", headers=first.headers)
        told = await screen.next()
        assert (told["state"], told["position"]) == ("admitted", None)
        assert told["turn_ends_at"]


async def test_who_holds_a_time_keeps_it_after_the_turn(
    make_client: MakeClient, own_redis: str, resources: Resources
) -> None:
    """A person who holds a slot keeps the hold after the end of the turn.

    A page that is loaded again requests its hold again and gets it.
    """
    client = await make_client(redis_url=own_redis, **{**QUICK, "admission_turn_seconds": 0.6})
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    await begin(client, resources, doctor)
    await take(client, doctor, asha)
    turn = await until(client, doctor, "admitted", asha)
    held = await hold(client, asha, doctor, local(3, "10:00"))
    assert held.status_code == 201
    ends_at = datetime.fromisoformat(turn["turn_ends_at"])
    await asyncio.sleep(max(0.0, (ends_at - datetime.now(UTC)).total_seconds()) + 0.1)
    again = await hold(client, asha, doctor, local(3, "10:00"))
    assert again.json()["id"] == held.json()["id"]
