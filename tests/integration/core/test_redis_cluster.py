"""Tests the platform with a Redis Cluster: doctors' keys are on different servers, servers fail, hash slots move."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from redis.crc import key_slot

from amrutam.core.redis import Redis, RedisAway
from amrutam.core.redis.cluster import RedisCluster
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.waiting import until
from amrutam.holds import redis_keys
from amrutam.roles.checks.redis import redis_findings
from amrutam.roles.checks.website import website_findings
from tests.cast.booking import booked, confirm, hold, move, problem
from tests.cast.calendars import slots, states
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient
from tests.cast.realtime import client_of, gateway
from tests.cast.times import local
from tests.cast.valkeys import PATIENCE_SECONDS, SLOTS, OwnValkey, ValkeyCluster, valkey_cluster
from tests.conftest import MakeClient

pytestmark = pytest.mark.xdist_group("redis cluster")

TEN, ELEVEN = local(2, "10:00"), local(2, "11:00")


@pytest.fixture(scope="module")
async def cluster() -> AsyncIterator[ValkeyCluster]:
    async with valkey_cluster() as made:
        yield made


def settings_of(cluster: ValkeyCluster) -> dict[str, Any]:
    return {"redis_url": cluster.url, "redis_timeout_seconds": 2, "redis_retry_seconds": 0.2}


@pytest.fixture
def own(cluster: ValkeyCluster) -> dict[str, Any]:
    return settings_of(cluster)


@pytest.fixture
async def redis(cluster: ValkeyCluster) -> AsyncIterator[Redis]:
    opened = RedisCluster(cluster.url, 2, 0.2, lambda _name, _seconds: None)
    yield opened
    await opened.close()


@pytest.fixture
async def doctors(resources: Resources) -> list[Doctor]:
    """Makes a doctor on each primary server, in the order of the servers."""
    found: dict[int, Doctor] = {}
    while len(found) < 3:
        doctor = await make_doctor(resources)
        found[_server(redis_keys.version(doctor.id))] = doctor
    return [found[number] for number in sorted(found)]


def _server(key: str) -> int:
    """Returns the number (0 to 2) of the primary server that has the key in a cluster whose hash slots were not moved."""
    return key_slot(key.encode()) * 3 // SLOTS


async def test_one_of_a_crowd_has_each_doctors_time_and_books_it(
    make_client: MakeClient, resources: Resources, own: dict[str, Any], doctors: list[Doctor]
) -> None:
    first, second = await make_client(**own), await make_client(**own)
    for doctor in doctors:
        people = [await sign_in_patient(resources) for _ in range(20)]
        wishes = [hold(api, who, doctor, TEN) for who in people for api in (first, second)]
        answers = await asyncio.gather(*wishes)
        winners = {answer.json()["id"] for answer in answers if answer.status_code == 201}
        assert len(winners) == 1
        assert {problem(answer) for answer in answers if answer.status_code != 201} == {
            "slot-taken"
        }
        assert all(answer.json()["protected"] for answer in answers if answer.status_code == 201)
        at = next(number for number, answer in enumerate(answers) if answer.status_code == 201)
        winner, (hold_id,) = people[at // 2], winners
        assert states(await slots(first, doctor, 2, 2))["10:00"] == "held"
        appointment = (await confirm(second, winner, hold_id)).json()
        assert states(await slots(first, doctor, 2, 2))["10:00"] == "booked"
        other = await hold(first, winner, doctor, ELEVEN, reschedules=appointment["id"])
        assert (
            await move(second, winner, appointment["id"], other.json()["id"])
        ).status_code == 200
        assert states(await slots(first, doctor, 2, 2))["10:00"] == "open"


async def test_an_account_holds_few_times_wherever_their_doctors_live(
    make_client: MakeClient, resources: Resources, own: dict[str, Any], doctors: list[Doctor]
) -> None:
    api, asha = await make_client(**own, holds_per_account=2), await sign_in_patient(resources)
    answers = await asyncio.gather(*(hold(api, asha, doctor, TEN) for doctor in doctors))
    assert Counter(answer.status_code for answer in answers) == {201: 2, 429: 1}
    held = next(answer for answer in answers if answer.status_code == 201).json()
    assert (await api.delete(f"/v1/holds/{held['id']}", headers=asha.headers)).status_code == 204
    assert (await hold(api, asha, doctors[0], ELEVEN)).status_code == 201


async def test_a_crowd_shares_one_connection_a_server(cluster: ValkeyCluster, redis: Redis) -> None:
    before = [await _connections(primary) for primary in cluster.primaries]
    names = [uuid4().hex for _ in range(100)]
    await asyncio.gather(*(redis.do("set", "SET", name, name) for name in names))
    answers = await asyncio.gather(*(redis.do("get", "GET", name) for name in names * 20))
    assert answers == [name.encode() for name in names * 20]
    after = [await _connections(primary) for primary in cluster.primaries]
    # Each server has accepted two new connections: one from `redis`, and one from this count.
    assert after == [count + 2 for count in before]


async def test_servers_that_do_not_know_their_own_name_are_found(
    cluster: ValkeyCluster, redis: Redis
) -> None:
    """Servers that announce only their port, for example behind one address, are found by the address of the URL."""
    name = ("CONFIG", "SET", "cluster-preferred-endpoint-type")
    for primary in cluster.primaries:
        await primary.ask(*name, "unknown-endpoint")
    try:
        for number in range(20):
            assert await redis.do("set", "SET", f"name {number}", "x") == b"OK"
    finally:
        for primary in cluster.primaries:
            await primary.ask(*name, "ip")


async def _connections(server: OwnValkey) -> int:
    said = await server.ask("INFO", "stats")
    return int(said.partition(b"total_connections_received:")[2].split()[0])


async def test_screens_are_told_of_changes_on_every_server(
    settings: Settings, make_client: MakeClient, resources: Resources,
    own: dict[str, Any], doctors: list[Doctor],
) -> None:  # fmt: skip
    api, asha = await make_client(**own, holds_per_account=9), await sign_in_patient(resources)
    async with gateway(settings, **own) as made, client_of(made) as screen:
        for doctor in doctors:
            await screen.subscribe(doctor)
        for doctor in doctors:
            await hold(api, asha, doctor, TEN)
            await screen.until_state(doctor, TEN, "held")
        await screen.send(type="unsubscribe", doctor_id=str(doctors[0].id))
        for doctor in doctors:
            await hold(api, asha, doctor, ELEVEN)
        for doctor in doctors[1:]:
            seen = await screen.until_state(doctor, ELEVEN, "held")
            assert not seen.is_stale
        assert screen.seen[str(doctors[0].id)].states[ELEVEN] == "open"


async def test_a_server_fails_and_another_takes_over(
    settings: Settings, make_client: MakeClient, resources: Resources, doctors: list[Doctor]
) -> None:
    """Doctors on a failed server can still be booked, and holds on other servers stay protected."""
    async with AsyncExitStack() as opened:
        cluster = await opened.enter_async_context(valkey_cluster())
        own = settings_of(cluster)
        api = await make_client(**own)
        made = await opened.enter_async_context(gateway(settings, **own))
        screen = await opened.enter_async_context(client_of(made))
        for doctor in doctors:
            await screen.subscribe(doctor)
        await cluster.primaries[0].kill()
        for doctor in doctors[1:]:
            assert await _is_protected(api, resources, doctor, TEN)
        await booked(api, await sign_in_patient(resources), doctors[0], TEN)
        again = partial(_is_protected, api, resources, doctors[0], ELEVEN)
        await until(again, PATIENCE_SECONDS, 0.2)
        assert await _is_protected(api, resources, doctors[1], ELEVEN)
        for doctor, taken in ((doctors[0], "booked"), (doctors[1], "held"), (doctors[2], "held")):
            await screen.until_state(doctor, TEN, taken)
        for doctor in doctors[:2]:
            seen = await screen.until_state(doctor, ELEVEN, "held")
            assert not seen.is_stale


async def _is_protected(
    api: AsyncClient, resources: Resources, doctor: Doctor, starts_at: str
) -> bool:
    """Holds the time for a patient whose Redis keys are on the same cluster server as the doctor's; returns whether the hold is protected."""
    asha = await sign_in_patient(resources)
    while _server(redis_keys.of_account(asha.account_id)) != _server(redis_keys.version(doctor.id)):
        asha = await sign_in_patient(resources)
    answer = await hold(api, asha, doctor, starts_at)
    assert answer.status_code == 201, answer.text
    return bool(answer.json()["protected"])


async def test_a_slot_that_moves_to_another_server_is_followed(
    settings: Settings, make_client: MakeClient, resources: Resources,
    cluster: ValkeyCluster, own: dict[str, Any], doctors: list[Doctor],
) -> None:  # fmt: skip
    doctor, (source, target, _) = doctors[0], cluster.primaries
    api, asha, ravi = (
        await make_client(**own), await sign_in_patient(resources), await sign_in_patient(resources),
    )  # fmt: skip
    async with gateway(settings, **own) as made, client_of(made) as screen:
        await screen.subscribe(doctor)
        held = (await hold(api, asha, doctor, TEN)).json()
        assert held["protected"]
        await _give(source, target, key_slot(redis_keys.version(doctor.id).encode()))
        assert problem(await hold(api, ravi, doctor, TEN)) == "slot-taken"
        assert (await confirm(api, asha, held["id"])).status_code == 201
        assert (await hold(api, ravi, doctor, ELEVEN)).json()["protected"]
        await screen.until_state(doctor, TEN, "booked")
        await screen.until_state(doctor, ELEVEN, "held")


async def _give(source: OwnValkey, target: OwnValkey, slot: int) -> None:
    name = await target.ask("CLUSTER", "MYID")
    await source.ask("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", slot, slot, "NODE", name)

    async def is_given() -> bool:
        shares = await source.ask("CLUSTER", "SLOTS")
        return any(
            first <= slot <= last and primary[1] == target.engine.port
            for first, last, primary, *_ in shares
        )

    await until(is_given, PATIENCE_SECONDS)


async def test_a_key_is_found_while_its_slot_is_on_the_way(
    cluster: ValkeyCluster, redis: Redis
) -> None:
    """Keys are found while their hash slot moves to another server.

    Older Redis servers move a hash slot key by key, so during the move the source and the target
    each have some of its keys.
    """
    source, target, _ = cluster.primaries
    there, new = _keys_of_one_slot(below=SLOTS // 3)
    await redis.do("set", "SET", there, "there")
    slot = key_slot(there.encode())
    await target.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", await source.ask("CLUSTER", "MYID"))
    await source.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", await target.ask("CLUSTER", "MYID"))
    assert await redis.do("set", "SET", new, "new") == b"OK"
    assert await redis.do("get", "GET", there) == b"there"
    assert await redis.do("get", "GET", new) == b"new"
    with pytest.raises(RedisAway):
        await redis.do("both", "MGET", there, new)
    assert await redis.do("get", "GET", there) == b"there"


def _keys_of_one_slot(below: int) -> tuple[str, str]:
    tags = (uuid4().hex for _ in range(1000))
    tag = next(tag for tag in tags if key_slot(tag.encode()) < below)
    return f"{{{tag}}}:there", f"{{{tag}}}:new"


async def _set(server: OwnValkey, **values: str) -> None:
    for name, value in values.items():
        await server.ask("CONFIG", "SET", name.replace("_", "-"), value)


async def test_every_server_of_a_cluster_is_checked(
    settings: Settings, own: dict[str, Any], cluster: ValkeyCluster
) -> None:
    """`amrutam check` names each server with a fault, whichever server stores the keys of its own commands."""
    changed = settings.model_copy(update=own)
    for primary in cluster.primaries:
        part = f"redis 127.0.0.1:{primary.engine.port}"
        for fault, said in (
            ({"maxmemory_policy": "allkeys-lru"}, "allkeys-lru"),
            ({"maxmemory": "1"}, "is full"),
        ):
            await _set(primary, **fault)
            found = [finding async for finding in redis_findings(changed)]
            await _set(primary, maxmemory="0", maxmemory_policy="noeviction")
            assert len({finding.part for finding in found}) == 3
            assert [f.part for f in found if f.grade == "bad" and said in f.said] == [part]


async def test_every_server_of_the_pages_cluster_must_evict(
    settings: Settings, cluster: ValkeyCluster
) -> None:
    changed = settings.model_copy(update={"web_redis_url": cluster.url})
    try:
        for primary in cluster.primaries:
            await _set(primary, maxmemory="1gb", maxmemory_policy="allkeys-lru")
        assert "are evicted" in await _said_of_pages(changed)
        for primary in cluster.primaries:
            await _set(primary, maxmemory_policy="noeviction")
            assert "does not evict" in await _said_of_pages(changed)
            await _set(primary, maxmemory_policy="allkeys-lru")
    finally:
        for primary in cluster.primaries:
            await _set(primary, maxmemory="0", maxmemory_policy="noeviction")


async def _said_of_pages(settings: Settings) -> str:
    return "; ".join([finding.said async for finding in website_findings(settings)])


async def test_a_cluster_that_is_away_is_told_at_once(settings: Settings) -> None:
    redis = RedisCluster("redis+cluster://127.0.0.1:9", 0.1, 1, lambda _name, _seconds: None)
    asked = (redis.do("get", "GET", f"key {number}") for number in range(500))
    answers = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 2)
    with pytest.raises(RedisAway):
        redis.node_url("key")
    await redis.close()
    assert all(isinstance(answer, RedisAway) for answer in answers)
