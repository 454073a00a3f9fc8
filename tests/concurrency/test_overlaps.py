"""Checks that of fifty patients who request overlapping times of unequal length, no two get times that overlap.

The times are around the ends of months, where another partition of the appointments begins.
"""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.figures import record_figures
from tests.concurrency.history import History, Operation, Promises, violations
from tests.concurrency.ledger import read_ledger
from tests.concurrency.processes import api_process, doors
from tests.concurrency.sizes import SIZE
from tests.concurrency.test_one_slot import ALWAYS, AWAY

PATIENTS = 50
_MINUTES = (15, 45, 60, 120)
_LONGER = [{"minutes": minutes, "name": f"Therapy {minutes}"} for minutes in _MINUTES[1:]]
_STEP_SECONDS = 15 * 60


def month_end(number: int) -> int:
    """Returns the first instant (Unix seconds) of one of the next eleven months in UTC, where a partition begins."""
    now = datetime.now(UTC)
    month = now.month + number % 11  # the remainder 0 gives the next month
    return int(datetime(now.year + month // 12, month % 12 + 1, 1, tzinfo=UTC).timestamp())


async def _doctors(resources: Resources) -> list[Doctor]:
    """Makes two doctors with visits of all lengths in `_MINUTES`, the second with a buffer of ten minutes."""
    return [
        await make_doctor(
            resources, weekly=ALWAYS, minutes=15, horizon=366, buffer=buffer, more_types=_LONGER
        )
        for buffer in (0, 10)
    ]


async def test_no_two_visits_of_anybody_overlap_however_they_race(
    settings: Settings, resources: Resources
) -> None:
    chance = random.Random(20)  # noqa: S311 - the same times each time
    people = [await sign_in_patient(resources) for _ in range(PATIENTS)]
    async with (
        api_process(settings) as locked,
        api_process(settings, **AWAY) as unlocked,  # every second patient has an unprotected hold
        doors([locked, unlocked], PATIENTS) as clients,
    ):
        total = 0
        for number in range(SIZE.rounds):
            record, doctors = Record(), await _doctors(resources)
            actors = [Actor(p, c, record) for p, c in zip(people, clients, strict=True)]
            end = month_end(number)
            booked = await asyncio.gather(*(_visit(a, doctors, end, chance) for a in actors))

            ledger = await read_ledger(settings.database_url, [doctor.id for doctor in doctors])
            assert not violations(History(record.operations, ledger, Promises(locks_hold=False)))
            assert not [status for status in record.answers if status >= 500]
            kept = {each.id for each in ledger.appointments if each.status == "booked"}
            assert kept == {each.appointment for each in booked if each}
            total += len(kept)
            await asyncio.gather(
                *(a.cancel(b.appointment) for a, b in zip(actors, booked, strict=True) if b)
            )
    assert total > 3 * SIZE.rounds  # about seven in a round; a single round may have fewer
    record_figures("Times that overlap", rounds=SIZE.rounds, patients=PATIENTS, bookings=total)


async def _visit(
    actor: Actor, doctors: list[Doctor], end: int, chance: random.Random
) -> Operation | None:
    """Books a random time up to two hours from `end`, and returns the booking; None if it or its hold was refused.

    With a probability of one half, the patient then moves to another such time, if the hold of it is not refused.
    """
    doctor = chance.choice(doctors)
    held = await _held(actor, doctor, end, chance)
    booked = await actor.confirm(held) if held.outcome == "ok" else held
    if booked.outcome != "ok":
        return None
    if chance.random() < 0.5:
        other = await _held(actor, doctor, end, chance, reschedules=booked.appointment)
        if other.outcome == "ok":
            await actor.move(other)
    return booked


async def _held(
    actor: Actor, doctor: Doctor, end: int, chance: random.Random, reschedules: str = ""
) -> Operation:
    kind = chance.randrange(len(_MINUTES))
    starts = end + _STEP_SECONDS * chance.randrange(-8, 8)
    return await actor.hold(doctor, starts, _MINUTES[kind], doctor.type_ids[kind], reschedules)
