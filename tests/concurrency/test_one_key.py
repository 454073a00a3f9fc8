"""Checks that fifty simultaneous requests with one Idempotency-Key have one effect and get identical answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from uuid import uuid4

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import make_doctor
from tests.cast.people import sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.figures import record_figures
from tests.concurrency.history import History, Operation, violations
from tests.concurrency.ledger import read_ledger
from tests.concurrency.processes import apis, doors
from tests.concurrency.sizes import SIZE
from tests.concurrency.test_one_slot import ALWAYS, slot

REQUESTS = 50
ROUNDS = SIZE.rounds // 4


async def test_fifty_requests_with_one_key_have_one_effect_and_one_answer(
    settings: Settings, resources: Resources
) -> None:
    doctor = await make_doctor(resources, weekly=ALWAYS, minutes=15, time_zone="UTC")
    person, record = await sign_in_patient(resources), Record()
    async with apis(settings, 2) as urls, doors(urls, REQUESTS) as clients:
        actors = [Actor(person, client, record) for client in clients]
        for number in range(ROUNDS):
            held = await actors[0].hold(doctor, slot(2 * number))
            booked = await _told_alike(actors, lambda each, key, at: each.confirm(at, key), held)
            later = await actors[0].hold(
                doctor, slot(2 * number + 1), reschedules=booked.appointment
            )
            await _told_alike(actors, lambda each, key, at: each.move(at, key), later)
            if number % 2:
                await _told_alike(
                    actors, lambda each, key, at: each.cancel(at.appointment, key), booked
                )
    ledger = await read_ledger(settings.database_url, [doctor.id])
    assert len(ledger.appointments) == ROUNDS
    assert not violations(History(record.operations, ledger))
    record_figures(
        "One key", rounds=ROUNDS, requests_at_once=REQUESTS, requests=len(record.operations)
    )


async def _told_alike(
    actors: list[Actor],
    ask: Callable[[Actor, str, Operation], Awaitable[Operation]],
    about: Operation,
) -> Operation:
    key = uuid4().hex
    told = await asyncio.gather(*(ask(actor, key, about) for actor in actors))
    assert {each.outcome for each in told} == {"ok"}, [each.problem for each in told]
    assert len({each.answer for each in told}) == 1
    return told[0]
