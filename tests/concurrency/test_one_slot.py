"""Checks that exactly one of a hundred patients who request a slot gets it, whether Redis or PostgreSQL decides."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.figures import record_figures
from tests.concurrency.history import History, Operation, Promises, violations
from tests.concurrency.ledger import read_ledger
from tests.concurrency.processes import apis, doors
from tests.concurrency.sizes import SIZE

PATIENTS = 100
ALWAYS = tuple((day, "00:00", "24:00") for day in range(1, 8))
AWAY = {"redis_url": "redis://127.0.0.1:9", "redis_timeout_seconds": 0.1}


@asynccontextmanager
async def crowd(
    settings: Settings, resources: Resources, **more: object
) -> AsyncIterator[tuple[Doctor, list[Actor], Record]]:
    """Yields (a doctor who works all day, clients of `PATIENTS` patients, their record), with two api processes.

    `more`: settings of these processes.
    """
    doctor = await make_doctor(resources, weekly=ALWAYS, minutes=15, time_zone="UTC")
    people = [await sign_in_patient(resources) for _ in range(PATIENTS)]
    record = Record()
    async with apis(settings, 2, **more) as urls, doors(urls, PATIENTS) as clients:
        yield doctor, [Actor(p, c, record) for p, c in zip(people, clients, strict=True)], record


def slot(number: int) -> int:
    """Returns the start (Unix seconds) of the slot of 15 minutes with this number; slot 0 begins tomorrow at 00:00 UTC."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((midnight + timedelta(days=1, minutes=15 * number)).timestamp())


def counted(operations: list[Operation]) -> Counter[str]:
    return Counter(each.problem or each.outcome for each in operations)


ONE = {"ok": 1, "slot-taken": PATIENTS - 1}


async def test_one_of_a_hundred_patients_holds_and_books_the_slot(
    settings: Settings, resources: Resources
) -> None:
    async with crowd(settings, resources) as (doctor, actors, record):
        for number in range(SIZE.rounds):
            holds = await asyncio.gather(*(a.hold(doctor, slot(number)) for a in actors))
            assert counted(holds) == ONE
            winner = next(i for i, held in enumerate(holds) if held.outcome == "ok")
            assert (await actors[winner].confirm(holds[winner])).outcome == "ok"
    await _nothing_is_wrong(settings, doctor, record)
    _record("One slot, with the lock", record)


async def test_past_the_lock_the_database_lets_one_of_a_hundred_book(
    settings: Settings, resources: Resources
) -> None:
    async with crowd(settings, resources, **AWAY) as (doctor, actors, record):
        for number in range(SIZE.rounds):
            holds = await asyncio.gather(*(a.hold(doctor, slot(number)) for a in actors))
            assert counted(holds) == {"ok": PATIENTS}
            assert not any(held.protected for held in holds)

            pairs = zip(actors, holds, strict=True)
            booked = await asyncio.gather(*(actor.confirm(held) for actor, held in pairs))
            assert counted(booked) == ONE
    await _nothing_is_wrong(settings, doctor, record)
    _record("One slot, past the lock", record)


def _record(name: str, record: Record) -> None:
    told = {f"answered_{status}": times for status, times in sorted(record.answers.items())}
    record_figures(name, rounds=SIZE.rounds, patients=PATIENTS, **told)


async def _nothing_is_wrong(settings: Settings, doctor: Doctor, record: Record) -> None:
    ledger = await read_ledger(settings.database_url, [doctor.id])
    assert len(ledger.appointments) == SIZE.rounds
    assert not violations(History(record.operations, ledger, Promises()))
    assert not [status for status in record.answers if status >= 500]
