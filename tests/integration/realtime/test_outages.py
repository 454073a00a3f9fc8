"""Checks that clients end with the true state after a gateway or its Redis fails and returns.

In the meantime their data is marked as stale.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from httpx import AsyncClient
from websockets.exceptions import WebSocketException

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.embedded.waiting import until
from amrutam.holds import redis_keys
from amrutam.holds.changes import changed
from amrutam.realtime import feed
from tests.cast.booking import booked, hold
from tests.cast.calendars import slots
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.realtime import PATIENCE_SECONDS, Gateway, Seen, client_of, gateway
from tests.cast.times import local
from tests.cast.valkeys import OwnValkey
from tests.concurrency.proxy import Proxy
from tests.conftest import MakeClient

pytestmark = pytest.mark.xdist_group("realtime")


@pytest.fixture
async def valkey() -> AsyncIterator[OwnValkey]:
    with tempfile.TemporaryDirectory(prefix="amrutam valkey ") as folder:
        own = OwnValkey(Path(folder))
        await own.start()
        yield own
        await own.kill()


def is_type(kind: str) -> Any:
    return lambda message: message["type"] == kind


async def test_redis_killed_and_back(
    settings: Settings, resources: Resources, make_client: MakeClient, valkey: OwnValkey
) -> None:
    """A booking works while Redis is unreachable, and a new snapshot shows it when Redis is back.

    In the meantime the data is marked as stale.
    """
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    own: dict[str, Any] = {"redis_url": valkey.engine.url(), "redis_timeout_seconds": 0.5}
    api, at = await make_client(**own), local(2, "10:00")
    async with gateway(settings, **own) as made, client_of(made) as screen:
        await screen.subscribe(doctor)
        await valkey.kill()
        told = await screen.until(is_type("stale"))
        assert told["doctor_id"] == str(doctor.id)
        assert told["since"].endswith("Z")
        await booked(api, asha, doctor, at)
        async with client_of(made) as late:
            shown = await late.subscribe(doctor)
            assert (shown["epoch"], shown["version"]) == (None, None)
            assert late.seen[str(doctor.id)].states[at] == "booked"
            await late.until(is_type("stale"))
            await valkey.start()
            for each in (screen, late):
                await each.until(is_type("snapshot"))
                assert each.seen[str(doctor.id)].states[at] == "booked"
                assert each.seen[str(doctor.id)].version is not None
            other = local(2, "11:00")
            await _held_after_all(api, asha, doctor, other)
            for each in (screen, late):
                await each.until_state(doctor, other, "held")


async def test_a_redis_that_was_emptied_begins_a_new_epoch(
    settings: Settings, resources: Resources, make_client: MakeClient, valkey: OwnValkey
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    own: dict[str, Any] = {"redis_url": valkey.engine.url()}
    api = await make_client(**own)
    async with gateway(settings, **own) as made, client_of(made) as screen:
        before = await screen.subscribe(doctor)
        await hold(api, asha, doctor, local(2, "10:00"))
        await screen.until_state(doctor, local(2, "10:00"), "held")
        await api_redis(api).do("flush", "FLUSHALL")
        await hold(api, await sign_in_patient(resources), doctor, local(2, "11:00"))
        after = await screen.until(is_type("snapshot"))
        assert after["epoch"] != before["epoch"]
        assert screen.seen[str(doctor.id)].states[local(2, "11:00")] == "held"
        assert screen.seen[str(doctor.id)].states[local(2, "10:00")] == "open"


async def test_a_redis_that_lost_its_last_changes_begins_a_new_epoch(
    settings: Settings, resources: Resources, make_client: MakeClient, valkey: OwnValkey
) -> None:
    doctor, asha = await make_doctor(resources), await sign_in_patient(resources)
    own: dict[str, Any] = {"redis_url": valkey.engine.url()}
    api = await make_client(**own)
    async with gateway(settings, **own) as made, client_of(made) as screen:
        before = await screen.subscribe(doctor)
        await hold(api, asha, doctor, local(2, "10:00"))
        await screen.until_state(doctor, local(2, "10:00"), "held")
        key = f"doctor:{{{doctor.id}}}:version"
        await api_redis(api).do("go back", "HSET", key, "n", before["version"])
        # On a slow disk, Valkey writes its append-only file seconds later, and the kill would lose this change too.
        await api_redis(api).do("kept", "WAITAOF", 1, 0, 10_000)
        await valkey.kill()
        await valkey.start()
        after = await screen.until(is_type("snapshot"))
        assert after["epoch"] != before["epoch"]


async def test_a_change_that_was_never_heard_of_is_noticed(
    settings: Settings, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "_LOOK_SECONDS", 0.5)
    doctor = await make_doctor(resources)
    async with gateway(settings) as made, client_of(made) as screen:
        before = await screen.subscribe(doctor)
        await resources.redis.do("count", "HINCRBY", redis_keys.version(doctor.id), "n", 1)
        after = await screen.until(is_type("snapshot"))
        assert after["version"] == before["version"] + 1


_COUNT_TWO_TELL_ONE = """
redis.call('HINCRBY', KEYS[1], 'n', 2)
redis.call('SPUBLISH', KEYS[2], ARGV[1])
"""


async def test_a_change_that_was_lost_behind_another_is_noticed_at_once(
    settings: Settings, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    async with gateway(settings) as made, client_of(made) as screen:
        before = await screen.subscribe(doctor)
        first, second = before["version"] + 1, before["version"] + 2
        await resources.redis.do(
            "lose", "EVAL", _COUNT_TWO_TELL_ONE, 2, redis_keys.version(doctor.id),
            redis_keys.changes(doctor.id), f"{before['epoch']} {first} 0 ",
        )  # fmt: skip
        assert (await screen.until(is_type("snapshot")))["version"] == first
        assert (await screen.until(is_type("snapshot")))["version"] == second


async def test_what_nobody_counted_meanwhile_is_seen_when_redis_is_back(
    settings: Settings, resources: Resources, make_client: MakeClient
) -> None:
    """A booking during an outage of Redis is shown afterwards, although the gateway caches claims for two seconds."""
    doctor, asha, at = (
        await make_doctor(resources),
        await sign_in_patient(resources),
        local(2, "10:00"),
    )
    uncounted = await make_client(redis_url="redis://127.0.0.1:9")
    address = urlsplit(settings.redis_url)
    proxy = Proxy(address.port or 6379)
    await proxy.start()
    url = settings.redis_url.replace(f":{address.port}/", f":{proxy.port}/")
    async with gateway(settings, redis_url=url) as made, client_of(made) as screen:
        await screen.subscribe(doctor)
        proxy.turn("drop")
        await screen.until(is_type("stale"))
        await booked(uncounted, asha, doctor, at)
        proxy.turn("pass")
        await screen.until(is_type("snapshot"))
        assert screen.seen[str(doctor.id)].states[at] == "booked"
    await proxy.close()


async def test_while_postgresql_is_away_screens_are_told_so(
    settings: Settings, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    address = urlsplit(settings.database_url)
    proxy = Proxy(address.port or 5432)
    await proxy.start()
    url = settings.database_url.replace(f":{address.port}/", f":{proxy.port}/")
    async with gateway(settings, database_url=url) as made, client_of(made) as screen:
        before = await screen.subscribe(doctor)
        proxy.turn("drop")
        await changed(resources.redis, doctor.id, "")
        await screen.until(is_type("stale"))
        proxy.turn("pass")
        after = await screen.until(is_type("snapshot"))
        assert after["version"] == before["version"] + 1
    await proxy.close()


async def test_a_gateway_restarted_under_load_loses_no_version(
    settings: Settings, client: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources)
    people = [await sign_in_patient(resources) for _ in range(4)]
    stop = asyncio.Event()
    made = Gateway(settings)
    await made.start()
    pages = [asyncio.create_task(_page(made, doctor, stop)) for _ in range(5)]
    load = [asyncio.create_task(_come_and_go(client, each, doctor, stop)) for each in people]
    for kill in (True, False):
        await asyncio.sleep(1)
        await made.stop(kill=kill)
        await made.start()
    await asyncio.sleep(1)
    stop.set()
    await asyncio.gather(*load)
    answer = (await slots(client, doctor, 2, 2)).json()
    truth = {slot["starts_at"]: slot["state"] for slot in answer["days"][0]["slots"]}
    for page in pages:
        seen, connections = await asyncio.wait_for(page, PATIENCE_SECONDS)
        assert seen.states == truth
        assert seen.version == answer["version"]
        assert connections >= 3
    await made.stop()


async def _page(made: Gateway, doctor: Doctor, stop: asyncio.Event) -> tuple[Seen, int]:
    """Simulates a page that follows a doctor's slots and reconnects after each disconnect.

    `Seen` raises an error if a version is missing. Ends when `stop` is set and no message has
    arrived for a second. Returns (the state that the page shows, the number of connections).
    """
    seen, connections = Seen(), 0
    while True:
        try:
            async with client_of(made, close_timeout=1) as screen:
                connections += 1
                screen.seen[str(doctor.id)] = seen
                await screen.subscribe(doctor, 2, 2)
                while True:
                    async with asyncio.timeout(1 if stop.is_set() else PATIENCE_SECONDS):
                        await screen.next()
        except TimeoutError:
            assert stop.is_set()
            return seen, connections
        except (OSError, WebSocketException):
            await asyncio.sleep(0.1)


async def _come_and_go(
    client: AsyncClient, person: Person, doctor: Doctor, stop: asyncio.Event
) -> None:
    step = 0
    while not stop.is_set():
        step += 1
        held = await hold(client, person, doctor, local(2, f"{10 + step % 6}:00"))
        await asyncio.sleep(0.02)
        if held.status_code == 201:
            await client.delete(f"/v1/holds/{held.json()['id']}", headers=person.headers)


async def _held_after_all(api: AsyncClient, person: Person, doctor: Doctor, starts_at: str) -> None:
    """Makes a protected hold.

    The request is repeated, because for `redis_retry_seconds` after a failed call the api process does
    not call Redis and makes unprotected holds.
    """

    async def is_held() -> bool:
        return bool((await hold(api, person, doctor, starts_at)).json()["protected"])

    await until(is_held, PATIENCE_SECONDS, 0.2)


def api_redis(api: AsyncClient) -> Any:
    transport: Any = api._transport
    return transport.app.app.state.resources.redis
