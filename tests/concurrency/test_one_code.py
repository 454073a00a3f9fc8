"""Checks that a right one-time code that a hundred simultaneous requests contain succeeds for exactly one of them."""

from __future__ import annotations

import asyncio
from time import time

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import make_doctor
from tests.cast.mailbox import code_sent_to
from tests.cast.people import sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.client import Client
from tests.concurrency.figures import record_figures
from tests.concurrency.history import History, Ledger, Operation, violations
from tests.concurrency.ledger import read_ledger
from tests.concurrency.processes import apis, doors
from tests.concurrency.sizes import SIZE
from tests.concurrency.test_one_slot import ALWAYS, slot

REQUESTS = 100
ROUNDS = SIZE.rounds // 4
MANY = {"codes_per_ip_hour": 10_000}


async def test_a_booking_code_succeeds_once(settings: Settings, resources: Resources) -> None:
    doctor = await make_doctor(resources, weekly=ALWAYS, minutes=15, time_zone="UTC")
    record = Record()
    async with apis(settings, 2, **MANY) as urls, doors(urls, REQUESTS) as clients:
        for number in range(ROUNDS):
            person = await sign_in_patient(resources, verified=False)
            actors = [Actor(person, client, record) for client in clients]
            held = await actors[0].hold(doctor, slot(number))
            await actors[0].send_code(held)
            code = await code_sent_to(resources, person.email)
            wrong = f"{(int(code) + 1) % 1_000_000:06d}"
            assert (await actors[0].confirm(held, code=wrong)).problem == "code-refused"

            told = await asyncio.gather(*(each.confirm(held, code=code) for each in actors))

            assert [each.outcome for each in told].count("ok") == 1
            assert {each.outcome for each in told} == {"ok", "fail"}
    ledger = await read_ledger(settings.database_url, [doctor.id])
    assert len(ledger.appointments) == ROUNDS
    assert not violations(History(record.operations, ledger))
    record_figures("One booking code", rounds=ROUNDS, requests_at_once=REQUESTS)


async def test_a_sign_in_code_succeeds_once(settings: Settings, resources: Resources) -> None:
    record = Record()
    async with apis(settings, 2, **MANY) as urls, doors(urls, REQUESTS) as clients:
        for number in range(ROUNDS):
            address = f"crowd-{number}-{time()}@people.example"
            asked = {"channel": "email", "address": address}
            challenge = (await clients[0].ask("POST", "/v1/auth/otp", asked)).body["challenge_id"]
            code = await code_sent_to(resources, address)

            told = await asyncio.gather(
                *(_sign_in(client, record, challenge, code) for client in clients)
            )

            assert [each.outcome for each in told].count("ok") == 1
            assert {each.outcome for each in told} == {"ok", "fail"}
    assert not violations(History(record.operations, Ledger([], {}, [], [])))
    record_figures("One sign-in code", rounds=ROUNDS, requests_at_once=REQUESTS)


async def _sign_in(client: Client, record: Record, challenge: str, code: str) -> Operation:
    op = Operation("sign-in", "anybody", time(), owner=challenge, code=code)
    record.operations.append(op)
    body = {"challenge_id": challenge, "code": code}
    answer = await client.ask("POST", "/v1/auth/token", body)
    op.returned, op.problem = time(), answer.problem
    op.outcome = {200: "ok", 400: "fail"}.get(answer.status, "unknown")  # type: ignore[assignment]
    return op
