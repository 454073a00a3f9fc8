"""A hundred patients, one slot: one of them gets it, whichever guard decides."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import cycle

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.booking import confirm, hold, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.times import local
from tests.concurrency.processes import api_clients

PATIENTS = 100
BOOKED = Statement(
    "test_booked", "SELECT count(*) FROM appointment WHERE doctor_id = $1 AND status = 'booked'"
)


async def _cast(resources: Resources) -> tuple[Doctor, list[Person]]:
    doctor = await make_doctor(resources)
    return doctor, [await sign_in_patient(resources) for _ in range(PATIENTS)]


async def test_one_of_a_hundred_patients_holds_and_books_the_slot(
    settings: Settings, resources: Resources
) -> None:
    doctor, people = await _cast(resources)
    async with api_clients(settings, 2) as clients:
        for clock in ("10:00", "11:00", "12:00"):
            pairs = list(zip(people, cycle(clients), strict=False))
            answers = await asyncio.gather(
                *(hold(client, person, doctor, local(1, clock)) for person, client in pairs)
            )

            assert Counter(a.status_code for a in answers) == {201: 1, 409: PATIENTS - 1}
            assert {problem(a) for a in answers if a.status_code == 409} == {"slot-taken"}
            winner = next(i for i, a in enumerate(answers) if a.status_code == 201)
            booking = await confirm(clients[0], people[winner], answers[winner].json()["id"])
            assert booking.status_code == 201
    assert await resources.database.value(BOOKED, doctor.id) == 3


async def test_past_the_lock_the_database_lets_one_of_a_hundred_book(
    settings: Settings, resources: Resources
) -> None:
    doctor, people = await _cast(resources)
    away = {"redis_url": "redis://127.0.0.1:9", "redis_timeout_seconds": 0.1}
    async with api_clients(settings, 2, **away) as clients:
        for clock in ("10:00", "11:00", "12:00"):
            pairs = list(zip(people, cycle(clients), strict=False))
            held = await asyncio.gather(
                *(hold(client, person, doctor, local(1, clock)) for person, client in pairs)
            )
            assert {answer.status_code for answer in held} == {201}
            assert not any(answer.json()["protected"] for answer in held)

            answers = await asyncio.gather(
                *(
                    confirm(client, person, answer.json()["id"])
                    for (person, client), answer in zip(pairs, held, strict=True)
                )
            )

            assert Counter(a.status_code for a in answers) == {201: 1, 409: PATIENTS - 1}
            assert {problem(a) for a in answers if a.status_code == 409} == {"slot-taken"}
    assert await resources.database.value(BOOKED, doctor.id) == 3
