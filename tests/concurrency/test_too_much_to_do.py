"""Checks that a process with few connections and a slow database refuses searches and still books."""

from __future__ import annotations

import asyncio
from collections import Counter

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import make_doctor
from tests.cast.owner import owner
from tests.cast.people import sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.processes import api_process, doors
from tests.concurrency.test_one_slot import ALWAYS, slot

SEARCHES, BOOKINGS = 30, 5
SMALL = {"database_pool_size": 4, "database_pool_reserved": 2, "database_waits": 8}
_SLOW = Statement("slow", "LOCK TABLE doctor_listing IN ACCESS EXCLUSIVE MODE")
"""A lock for which every search waits, and no other request."""


async def test_bookings_go_through_while_searches_are_refused(
    settings: Settings, resources: Resources
) -> None:
    doctor = await make_doctor(resources, weekly=ALWAYS, minutes=15, time_zone="UTC")
    people = [await sign_in_patient(resources) for _ in range(BOOKINGS)]
    async with (
        api_process(settings, **SMALL) as url,
        doors([url], SEARCHES + BOOKINGS) as clients,
    ):
        booking = [Actor(p, c, Record()) for p, c in zip(people, clients, strict=False)]
        # The first hold fills the caches of the process, so that later holds need fewer database connections.
        assert (await booking[0].hold(doctor, slot(90))).outcome == "ok"
        async with owner(resources) as slow:
            await slow.execute(_SLOW)
            searches = [
                asyncio.ensure_future(client.ask("GET", f"/v1/doctors?q=word{number}"))
                for number, client in enumerate(clients[BOOKINGS:])
            ]
            done, _ = await asyncio.wait(searches, return_when=asyncio.FIRST_COMPLETED)
            for number, actor in enumerate(booking):
                held = await actor.hold(doctor, slot(number))
                assert (held.outcome, (await actor.confirm(held)).outcome) == ("ok", "ok")
        answers = await asyncio.gather(*searches)
        metrics = await booking[0].get("/metrics")
    refused = done.pop().result()
    told = Counter(answer.problem for answer in answers)
    assert told["overloaded"] > SEARCHES / 2
    assert set(told) <= {"", "overloaded", "unavailable"}
    assert refused.status == 503
    assert int(refused.headers["retry-after"]) > 0
    assert "database connections" in str(refused.body["detail"])
    lines = metrics.content.decode().splitlines()
    assert f'amrutam_http_requests_shed_total{{priority="search"}} {told["overloaded"]}.0' in lines
    assert 'amrutam_http_requests_shed_total{priority="booking"} 0.0' in lines
