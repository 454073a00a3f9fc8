"""Checks that the live figures are right over all processes, also after Redis or a process has failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic, time
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from httpx import AsyncClient
from redis.asyncio import Redis

from amrutam.accounts import one_time_codes
from amrutam.core.background import running
from amrutam.core.counters import (
    SOCKETS_KEY,
    Counters,
    holds_live,
    last_hour,
    sockets_open,
    tell_counters,
)
from amrutam.core.database import Statement
from amrutam.core.redis.link import Refused
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from amrutam.roles.worker import queue_of
from tests.cast.booking import booked, confirm, hold
from tests.cast.doctors import make_doctor
from tests.cast.people import Person, make_admin, sign_in_patient
from tests.cast.redis_databases import Purpose, other_database
from tests.cast.times import local
from tests.conftest import MakeClient

NEWEST = Statement(
    "test_newest",
    "SELECT payload FROM pgqueuer WHERE entrypoint = $1 ORDER BY id DESC LIMIT 1",
)


@pytest.fixture
async def redis_url(settings: Settings) -> str:
    """Empties a Redis database in which no other test counts, and returns its URL."""
    url = other_database(settings.redis_url, Purpose.COUNTERS)
    async with Redis.from_url(url) as redis:
        await redis.flushdb()
    return url


@pytest.fixture
async def admin(resources: Resources) -> Person:
    return await make_admin(resources)


async def tiles(client: AsyncClient, admin: Person) -> dict[str, Any]:
    answer = await client.get("/v1/operations/tiles", headers=admin.headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    return found


async def until(
    client: AsyncClient, admin: Person, says: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """Returns the tiles once `says` is true of them, because processes write their counts once a second.

    Fails the test if that takes longer than 15 seconds.
    """
    end = monotonic() + 15
    while not says(found := await tiles(client, admin)):
        assert monotonic() < end, found
        await asyncio.sleep(0.2)
    return found


async def test_bookings_of_every_process_are_counted(
    make_client: MakeClient, resources: Resources, admin: Person, redis_url: str
) -> None:
    one, other = await make_client(redis_url=redis_url), await make_client(redis_url=redis_url)
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    before = await tiles(one, admin)
    await booked(one, asha, doctor, local(1, "10:00"))
    await booked(other, asha, doctor, local(2, "10:00"))
    after = await until(
        one, admin, lambda t: t["bookings_last_hour"] >= before["bookings_last_hour"] + 2
    )
    assert after["bookings_last_minute"] >= 2
    assert after["queue_depth"] >= 2
    assert after["queue_age_seconds"] >= 0
    assert after["at"] > before["at"]


async def test_holds_are_counted_while_they_live_whoever_ends_them(
    make_client: MakeClient, resources: Resources, admin: Person, redis_url: str
) -> None:
    short = {"redis_url": redis_url, "hold_seconds": 4.0}
    one, other = await make_client(**short), await make_client(**short)
    doctor = await make_doctor(resources)
    people = [await sign_in_patient(resources) for _ in range(3)]
    assert (await tiles(one, admin))["holds_live"] == 0
    held = [
        (await hold(one, person, doctor, local(day, "10:00"))).json()["id"]
        for day, person in enumerate(people, start=1)
    ]
    gone = await other.delete(f"/v1/holds/{held[0]}", headers=people[0].headers)
    assert gone.status_code == 204
    await until(one, admin, lambda t: t["holds_live"] == 2)
    assert (await confirm(other, people[1], held[1])).status_code == 201
    await until(other, admin, lambda t: t["holds_live"] == 1)
    await until(one, admin, lambda t: t["holds_live"] == 0)  # the last hold has ended


async def test_a_hold_that_another_process_said_has_gone_is_not_believed_to_live(
    settings: Settings, redis_url: str
) -> None:
    """A released hold is not counted as live, whichever process writes its counts first.

    The process that released the hold may write its counts to Redis before the process that made
    the hold does.
    """
    own = await Resources.open(Settings(**(settings.model_dump() | {"redis_url": redis_url})))
    taker, ender = Counters(own), Counters(own)
    soon = datetime.now(UTC) + timedelta(seconds=60)
    ender.hold_gone("n")
    await ender.tell(own.redis)
    taker.hold_lives("n", soon)
    taker.hold_lives("m", soon)
    await taker.tell(own.redis)
    assert await holds_live(own.redis) == 1
    taker.hold_lives("m", soon + timedelta(seconds=60))
    await taker.tell(own.redis)
    assert await holds_live(own.redis) == 1
    await own.close()


async def test_collisions_and_errors_of_every_process_add_up(
    make_client: MakeClient, resources: Resources, admin: Person, redis_url: str
) -> None:
    one, other = await make_client(redis_url=redis_url), await make_client(redis_url=redis_url)
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    ravi = await sign_in_patient(resources)
    zero = await tiles(one, admin)
    assert (zero["collisions_last_hour"], zero["errors_last_hour"]) == (0, 0)
    await hold(one, asha, doctor, local(1, "10:00"))
    for client in (one, other):
        refused = await hold(client, ravi, doctor, local(1, "10:00"))
        assert refused.status_code == 409
    # Two appointments of one patient at the same time are no collision of two patients.
    kalpana = await sign_in_patient(resources)
    holds = [
        (await hold(one, kalpana, each, local(1, "12:00"))).json()["id"]
        for each in (doctor, await make_doctor(resources))
    ]
    assert [(await confirm(one, kalpana, id_)).status_code for id_ in holds] == [201, 409]
    # two processes without a database answer 503
    nowhere = {"redis_url": redis_url, "database_url": "postgresql://nobody@127.0.0.1:9/none"}
    for _ in range(2):
        broken = await make_client(**nowhere)
        assert (await broken.get("/v1/doctors")).status_code == 503
    await until(one, admin, lambda t: (t["collisions_last_hour"], t["errors_last_hour"]) == (2, 2))


async def test_codes_that_were_sent_and_that_were_not_are_told_apart(
    make_client: MakeClient,
    resources: Resources,
    settings: Settings,
    admin: Person,
    redis_url: str,
) -> None:
    client = await make_client(redis_url=redis_url)
    own = await Resources.open(Settings(**(settings.model_dump() | {"redis_url": redis_url})))
    addresses = [f"{uuid4().hex}@people.example" for _ in range(3)]
    own.part(Mailers).email = FakeMailer(refused={addresses[0]})
    send = queue_of(own).jobs[one_time_codes.JOB].action
    async with running(own, [tell_counters]):
        for address in addresses:
            body = {"channel": "email", "address": address}
            assert (await client.post("/v1/auth/otp", json=body)).status_code == 202
            await send(await newest_code_job(resources))
        await until(client, admin, lambda t: t["code_delivery"] == {"sent": 2, "failed": 1})
    await own.close()


async def newest_code_job(resources: Resources) -> dict[str, Any]:
    payload: dict[str, Any] = msgspec.json.decode(
        await resources.database.value(NEWEST, one_time_codes.JOB)
    )
    return payload


async def test_sockets_are_those_of_gateways_that_live(
    make_client: MakeClient, admin: Person, redis_url: str
) -> None:
    client = await make_client(redis_url=redis_url)
    assert (await tiles(client, admin))["sockets"] is None
    async with Redis.from_url(redis_url) as redis:
        now = int(time() * 1000)
        for name, said in (("a", 5), ("b", 7)):
            await redis.hset(SOCKETS_KEY, name, f"{said} {now + 60_000}")
        await redis.hset(SOCKETS_KEY, "dead", f"9 {now - 1}")
    await until(client, admin, lambda t: t["sockets"] == 12)


async def test_a_gateway_that_ends_leaves_at_once(settings: Settings, redis_url: str) -> None:
    own = await Resources.open(Settings(**(settings.model_dump() | {"redis_url": redis_url})))
    ended = await Resources.open(own.settings)
    for gateway, sockets in ((own, 2), (ended, 3)):
        gateway.part(Counters).sockets = sockets
        await gateway.part(Counters).tell(own.redis)
    assert await sockets_open(own.redis) == 5
    await ended.close()
    assert await sockets_open(own.redis) == 2
    await own.close()
    async with Redis.from_url(redis_url) as redis:
        assert not await redis.exists(SOCKETS_KEY)


async def test_without_redis_what_the_database_knows_is_shown(
    make_client: MakeClient, admin: Person
) -> None:
    found = await tiles(await make_client(redis_url="redis://127.0.0.1:1"), admin)
    for name in ("holds_live", "collisions_last_hour", "errors_last_hour", "sockets",
                 "code_delivery"):  # fmt: skip
        assert found[name] is None
    assert found["bookings_last_hour"] >= 0


async def test_what_could_not_be_told_is_told_later(settings: Settings, redis_url: str) -> None:
    own = await Resources.open(Settings(**(settings.model_dump() | {"redis_url": redis_url})))
    away = await Resources.open(
        Settings(**(settings.model_dump() | {"redis_url": "redis://127.0.0.1:1"}))
    )
    counted = Counters(own)
    counted.happened("collisions")
    counted.hold_lives("n", datetime.now(UTC) + timedelta(seconds=60))
    await counted.tell(away.redis)
    await counted.tell(own.redis)
    assert (await last_hour(own.redis))["collisions"] == 1
    assert await holds_live(own.redis) == 1
    await own.close()
    await away.close()


async def test_what_redis_refused_is_told_later(settings: Settings, redis_url: str) -> None:
    """Counts stay for the next call after an error answer that means no outage, here because the keys have another type."""
    own = await Resources.open(Settings(**(settings.model_dump() | {"redis_url": redis_url})))
    counted = Counters(own)
    counted.happened("collisions")
    counted.hold_lives("n", datetime.now(UTC) + timedelta(seconds=60))
    minute = int(time() // 60)
    keys = ["holds:live", f"tallies:{minute}", f"tallies:{minute + 1}"]
    async with Redis.from_url(redis_url) as redis:
        await redis.mset(dict.fromkeys(keys, "of another type"))
        with pytest.raises(Refused):
            await counted.tell(own.redis)
        await redis.delete(*keys)
    await counted.tell(own.redis)
    assert (await last_hour(own.redis))["collisions"] == 1
    assert await holds_live(own.redis) == 1
    await own.close()
