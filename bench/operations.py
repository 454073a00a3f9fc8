"""The measured operations: each operation is done as a client does it, on data like the data of a real platform."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import sign_in_patient

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.seeding.clients import Answer, Client
from bench.load import WARM_UP
from bench.platform import Platform

Operation = tuple[str, Sequence[Any], Callable[[Client, Any], Awaitable[None]], int]
"""Name, work items, the function that does one item, and the number of first items that are not counted."""

_MORE_READS = 10
"""The factor by which operations of less than a tenth of a millisecond are repeated, so that their
cost can be distinguished from noise.
"""

DOCTORS = 200
DAYS = 7
SLOTS_A_DAY = 32
ZONE = ZoneInfo("Asia/Kolkata")
LISTED = Statement("bench_listed", "SELECT doctor_id FROM doctor_listing LIMIT 1000")


@dataclass
class Visit:
    """The data of one patient's appointment for all steps: hold, booking, move and cancellation.

    `token` is the patient's access token. `starts_at` is the start to book first, `later` the start to move
    to, `next_week` that of a second booking (ISO 8601 texts). The steps set `hold_id` and `id`, the ids of the
    latest hold and appointment; they are empty before.
    """

    token: str
    doctor_id: str
    starts_at: str
    later: str
    next_week: str
    id: str = field(default="")
    hold_id: str = field(default="")


async def prepare(platform: Platform, count: int) -> list[Operation]:
    resources = await Resources.open(platform.settings)
    chance = random.Random(7)  # noqa: S311 - the same work each time
    doctors = [
        await make_doctor(
            resources, minutes=15, weekly=[(d, "09:00", "17:00") for d in range(1, 8)]
        )
        for _ in range(DOCTORS)
    ]
    listed = [str(row["doctor_id"]) for row in await resources.database.fetch(LISTED)]
    visits = await _visits(resources, doctors, count + WARM_UP)
    await resources.close()
    tomorrow = (datetime.now(ZONE) + timedelta(days=1)).date()
    week = {"from": str(tomorrow), "to": str(tomorrow + timedelta(days=6))}
    first_asked = _every_day(doctors, tomorrow + timedelta(days=DAYS), chance)
    every_day = _every_day(doctors, tomorrow, chance)
    slots = every_day + chance.choices(every_day, k=_MORE_READS * count)
    bulk = [
        week | {"doctor_ids": chance.sample(listed, min(100, len(listed)))}
        for _ in range(count // 10 + WARM_UP)
    ]
    searches = [search(chance) for _ in range(_MORE_READS * count + WARM_UP)]
    return [
        ("search", searches, _get, WARM_UP),
        ("slots of a day (32), first asked for", first_asked, _get, WARM_UP),
        ("slots of a day (32)", slots, _get, len(every_day)),
        ("availability of 100 doctors, 7 days", bulk, _query, WARM_UP),
        ("hold + confirm, a new patient each", visits, _book, WARM_UP),
        ("look-up by id", visits, _look_up, WARM_UP),
        ("hold, to move", visits, _hold_later, WARM_UP),
        ("move", visits, _move, WARM_UP),
        ("cancel", visits, _cancel, WARM_UP),
        ("hold", visits, _hold_next_week, WARM_UP),
        ("confirm", visits, _confirm, WARM_UP),
    ]


def _every_day(doctors: list[Doctor], first: date, chance: random.Random) -> list[str]:
    """The paths of each doctor's slots on each day of a week, in random order."""
    days = [first + timedelta(days=n) for n in range(DAYS)]
    paths = [f"/v1/doctors/{each.id}/slots?from={day}&to={day}" for each in doctors for day in days]
    return chance.sample(paths, len(paths))


async def _visits(resources: Resources, doctors: list[Doctor], count: int) -> list[Visit]:
    zone_today = datetime.now(ZONE).date()
    visits = []
    for number in range(count):
        person = await sign_in_patient(resources)
        slot, turn = number % (SLOTS_A_DAY // 2), number // (SLOTS_A_DAY // 2)
        doctor, day = doctors[turn % DOCTORS], 1 + turn // DOCTORS
        first = datetime.combine(zone_today + timedelta(days=day), time(9), ZONE)
        starts_at = first + timedelta(minutes=15 * 2 * slot)
        later = starts_at + timedelta(minutes=15)
        token = person.headers["authorization"].removeprefix("Bearer ")
        next_week = starts_at + timedelta(days=7)
        times = (at.isoformat() for at in (starts_at, later, next_week))
        visits.append(Visit(token, str(doctor.id), *times))
    return visits


def search(chance: random.Random) -> str:
    kinds = ["kayachikitsa", "panchakarma", "prasuti-tantra", "rasayana"]
    return chance.choice(
        [
            f"/v1/doctors?specialization={chance.choice(kinds)}",
            "/v1/doctors?mode=online",
            f"/v1/doctors?language=Hindi&sort=fee&max_fee={chance.choice([50000, 80000, 120000])}",
            "/v1/doctors?sort=rating",
        ]
    )


def expect(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise SystemExit(f"expected {status}, got {answer.status}: {answer.body}")
    return answer


async def _get(client: Client, path: str) -> None:
    expect(await client.ask("GET", path), 200)


async def _query(client: Client, body: dict[str, Any]) -> None:
    expect(await client.ask("POST", "/v1/availability/query", body), 200)


async def _hold(client: Client, visit: Visit, starts_at: str, **more: str) -> None:
    client.access_token = visit.token
    body = {"doctor_id": visit.doctor_id, "starts_at": starts_at, **more}
    visit.hold_id = expect(await client.ask("POST", "/v1/holds", body), 201).body["id"]


async def _confirm(client: Client, visit: Visit) -> None:
    client.access_token = visit.token
    body = {"hold_id": visit.hold_id}
    answer = await client.ask("POST", "/v1/appointments", body, uuid4().hex)
    visit.id = expect(answer, 201).body["id"]


async def _book(client: Client, visit: Visit) -> None:
    await _hold(client, visit, visit.starts_at)
    await _confirm(client, visit)


async def _hold_later(client: Client, visit: Visit) -> None:
    await _hold(client, visit, visit.later, reschedules=visit.id)


async def _hold_next_week(client: Client, visit: Visit) -> None:
    await _hold(client, visit, visit.next_week)


async def _look_up(client: Client, visit: Visit) -> None:
    client.access_token = visit.token
    expect(await client.ask("GET", f"/v1/appointments/{visit.id}"), 200)


async def _move(client: Client, visit: Visit) -> None:
    client.access_token = visit.token
    path = f"/v1/appointments/{visit.id}/reschedule"
    expect(await client.ask("POST", path, {"hold_id": visit.hold_id}, uuid4().hex), 200)


async def _cancel(client: Client, visit: Visit) -> None:
    client.access_token = visit.token
    path = f"/v1/appointments/{visit.id}/cancel"
    expect(await client.ask("POST", path, None, uuid4().hex), 200)
