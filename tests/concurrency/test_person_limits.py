"""Checks that of thirty simultaneous requests exactly as many succeed as a limit allows.

The limits are those of one account or of one network address.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from httpx import AsyncClient

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.changed_settings import applies, forget_changes
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.history import History, Operation, violations
from tests.concurrency.ledger import read_ledger
from tests.concurrency.processes import apis, doors
from tests.concurrency.test_one_slot import ALWAYS, counted, slot

AT_ONCE = 30
CALLS = {f"rate_limit_{policy}": "9999/60" for policy in ("account", "ip", "holds")}
ON = {"rate_limits": "on", "holds_per_account": AT_ONCE, "holds_per_address": 9999, **CALLS}


@asynccontextmanager
async def one_person(
    settings: Settings, person: Person, **more: object
) -> AsyncIterator[list[Actor]]:
    """Yields thirty clients of one account, connected to two api processes; `more`: settings of these processes."""
    record = Record()
    async with apis(settings, 2, **ON, **more) as urls, doors(urls, AT_ONCE) as clients:
        yield [Actor(person, client, record) for client in clients]


async def _a_doctor(resources: Resources) -> Doctor:
    return await make_doctor(resources, weekly=ALWAYS, minutes=15, time_zone="UTC")


async def _booked(actors: list[Actor], doctors: list[Doctor]) -> list[Operation]:
    """Holds another slot with each client, each with the doctor at its index, then confirms all holds at once.

    Returns the confirmations.
    """
    holds = await asyncio.gather(
        *(a.hold(d, slot(n)) for n, (a, d) in enumerate(zip(actors, doctors, strict=True)))
    )
    assert counted(holds) == {"ok": AT_ONCE}
    return await asyncio.gather(*(a.confirm(h) for a, h in zip(actors, holds, strict=True)))


async def _nothing_is_wrong(settings: Settings, doctors: list[Doctor], actors: list[Actor]) -> None:
    operations = actors[0].record.operations
    ledger = await read_ledger(settings.database_url, [doctor.id for doctor in doctors])
    assert not violations(History(operations, ledger))


async def test_of_thirty_bookings_with_one_doctor_two_are_made(
    settings: Settings, resources: Resources
) -> None:
    doctor, person = await _a_doctor(resources), await sign_in_patient(resources)
    async with one_person(settings, person) as actors:
        booked = await _booked(actors, [doctor] * AT_ONCE)
        assert counted(booked) == {"ok": 2, "too-many-appointments": AT_ONCE - 2}
    await _nothing_is_wrong(settings, [doctor], actors)


async def test_of_thirty_bookings_with_thirty_doctors_six_are_made(
    settings: Settings, resources: Resources
) -> None:
    doctors = [await _a_doctor(resources) for _ in range(AT_ONCE)]
    person = await sign_in_patient(resources)
    async with one_person(settings, person) as actors:
        booked = await _booked(actors, doctors)
        assert counted(booked) == {"ok": 6, "too-many-appointments": AT_ONCE - 6}
    await _nothing_is_wrong(settings, doctors, actors)


async def test_of_thirty_cancellations_ten_are_made(
    settings: Settings, resources: Resources
) -> None:
    doctor, person = await _a_doctor(resources), await sign_in_patient(resources)
    many = {"open_per_doctor": AT_ONCE, "open_per_account": AT_ONCE, "made_per_day": AT_ONCE}
    async with one_person(settings, person, **many) as actors:
        booked = await _booked(actors, [doctor] * AT_ONCE)
        assert counted(booked) == {"ok": AT_ONCE}

        told = await asyncio.gather(
            *(a.cancel(b.appointment) for a, b in zip(actors, booked, strict=True))
        )

        assert counted(told) == {"ok": 10, "too-many-changes": AT_ONCE - 10}
    await _nothing_is_wrong(settings, [doctor], actors)


async def test_after_an_administrator_changed_the_limit_as_many_are_made_as_it_allows_now(
    settings: Settings, resources: Resources, client: AsyncClient
) -> None:
    doctors = [await _a_doctor(resources) for _ in range(2)]
    record = Record()
    try:
        async with apis(settings, 2, **ON) as urls, doors(urls, AT_ONCE) as clients:
            for most, doctor in zip((5, 1), doctors, strict=True):
                await _changed(resources, client, urls, most)
                person = await sign_in_patient(resources)
                actors = [Actor(person, each, record) for each in clients]
                booked = await _booked(actors, [doctor] * AT_ONCE)
                assert counted(booked) == {"ok": most, "too-many-appointments": AT_ONCE - most}
    finally:
        await forget_changes(resources)
    await _nothing_is_wrong(settings, doctors, actors)


async def _changed(
    resources: Resources, client: AsyncClient, urls: list[str], open_per_doctor: int
) -> None:
    """Changes the limit through the process of `client`, and waits until the processes at `urls` apply it."""
    async with AsyncExitStack() as stack:
        processes = [
            await stack.enter_async_context(AsyncClient(base_url=url, trust_env=False))
            for url in urls
        ]
        await applies(resources, client, processes, open_per_doctor=open_per_doctor)


async def test_of_thirty_extensions_one_is_made(settings: Settings, resources: Resources) -> None:
    doctor, person = await _a_doctor(resources), await sign_in_patient(resources)
    async with one_person(settings, person, hold_seconds=100) as actors:
        held = await actors[0].hold(doctor, slot(0))
        told = await asyncio.gather(*(each.extend(held) for each in actors))
        assert counted(told) == {"ok": 1, "not-yet": AT_ONCE - 1}


async def test_of_thirty_new_people_of_one_address_twenty_hold_a_time(
    settings: Settings, resources: Resources
) -> None:
    doctor = await _a_doctor(resources)
    people = [await sign_in_patient(resources) for _ in range(AT_ONCE)]
    for person in people:  # an address that no other test uses
        person.headers["x-forwarded-for"] = "203.0.113.30"
    record, few = Record(), {"holds_per_address": 20, "trusted_proxies": "127.0.0.1"}
    async with (
        apis(settings, 2, **ON | few) as urls,
        doors(urls, AT_ONCE) as clients,
    ):
        actors = [Actor(p, c, record) for p, c in zip(people, clients, strict=True)]
        told = await asyncio.gather(*(a.hold(doctor, slot(n)) for n, a in enumerate(actors)))
        assert counted(told) == {"ok": 20, "too-many-holds": AT_ONCE - 20}
