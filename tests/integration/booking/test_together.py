"""Checks that concurrent requests share transactions, and that each gets its own answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest
from httpx import AsyncClient, Response

from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, confirm, hold, move, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.times import local

AT_ONCE = 10

_TRANSACTIONS = Statement(
    "test_transactions",
    """
    SELECT count(DISTINCT xmin::text) FROM appointment_event
    WHERE appointment_id = ANY($1::uuid[]) AND kind = $2
    """,
)


@pytest.fixture
async def owner(resources: Resources) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    connection = await asyncpg.connect(resources.settings.migration_database_url)
    yield connection
    await connection.close()


async def _held_at_once(
    client: AsyncClient, resources: Resources, days: dict[int, int] | None = None
) -> tuple[list[Person], list[Doctor], list[str]]:
    """Makes a hold for each of `AT_ONCE` patients at the same time, each with a different doctor.

    `days`: the day of a hold, as days from today, by the patient's index; tomorrow for the others. Returns
    (patients, doctors, ids of the holds).
    """
    people = [await sign_in_patient(resources) for _ in range(AT_ONCE)]
    doctors = [await make_doctor(resources) for _ in people]
    days = days or {}
    answers = await asyncio.gather(*(
        hold(client, person, doctor, local(days.get(number, 1), "10:00"))
        for number, (person, doctor) in enumerate(zip(people, doctors, strict=True))
    ))  # fmt: skip
    assert [answer.status_code for answer in answers] == [201] * AT_ONCE
    return people, doctors, [answer.json()["id"] for answer in answers]


async def _confirmed(
    client: AsyncClient, people: list[Person], holds: list[str], keys: dict[int, str] | None = None
) -> list[Response]:
    keys = keys or {}
    return await asyncio.gather(*(
        confirm(client, person, held, keys.get(number))
        for number, (person, held) in enumerate(zip(people, holds, strict=True))
    ))  # fmt: skip


async def test_bookings_at_once_share_transactions(
    client: AsyncClient, resources: Resources
) -> None:
    people, doctors, holds = await _held_at_once(client, resources)

    answers = await _confirmed(client, people, holds)

    assert [answer.status_code for answer in answers] == [201] * AT_ONCE
    for answer, person, doctor in zip(answers, people, doctors, strict=True):
        path = answer.headers["location"]
        shown = (await client.get(path, headers=person.headers)).json()
        assert shown == answer.json()
        assert shown["doctor"]["id"] == str(doctor.id)
        patients = (await client.get("/v1/me/patients", headers=person.headers)).json()["items"]
        assert shown["patient"]["id"] in [each["id"] for each in patients]
    ids = [answer.json()["id"] for answer in answers]
    assert await resources.database.value(_TRANSACTIONS, ids, "booked") < AT_ONCE


async def test_refusals_are_each_ones_own_and_leave_nothing(
    client: AsyncClient, resources: Resources
) -> None:
    people, doctors, holds = await _held_at_once(client, resources)
    busy, reuser = people[3], people[6]
    elsewhere = await make_doctor(resources)
    await booked(client, busy, elsewhere, local(1, "10:00"))
    await booked(client, reuser, elsewhere, local(1, "14:00"), key="used")

    answers = await _confirmed(client, people, holds, {6: "used"})

    refused = {number: problem(answers[number]) for number in (3, 6)}
    assert refused == {3: "patient-busy", 6: "idempotency-key-reused"}
    assert all(answer.status_code == 201 for n, answer in enumerate(answers) if n not in refused)
    other = await sign_in_patient(resources)
    await booked(client, other, doctors[3], local(1, "10:00"))
    again = await confirm(client, reuser, holds[6])
    assert again.status_code == 201, again.text


async def test_one_that_no_partition_takes_does_not_undo_the_others(
    client: AsyncClient, resources: Resources, owner: asyncpg.Connection[asyncpg.Record]
) -> None:
    people, _, holds = await _held_at_once(client, resources, {5: 45})
    far = datetime.fromisoformat(local(45, "10:00"))
    month = far.replace(day=1).date()
    following = (month + timedelta(days=32)).replace(day=1)
    partition = f"appointment_{month:%Y_%m}"
    await owner.execute(f"ALTER TABLE appointment DETACH PARTITION {partition}")
    try:
        answers = await _confirmed(client, people, holds)
    finally:
        await owner.execute(
            f"ALTER TABLE appointment ATTACH PARTITION {partition} FOR VALUES"
            f" FROM ('{month} 00:00:00+00') TO ('{following} 00:00:00+00')"
        )
    assert problem(answers.pop(5)) == "beyond-calendar"
    assert [answer.status_code for answer in answers] == [201] * (AT_ONCE - 1)


async def test_who_has_to_wait_too_long_does_not_undo_the_others(
    client: AsyncClient, resources: Resources, owner: asyncpg.Connection[asyncpg.Record]
) -> None:
    people, doctors, holds = await _held_at_once(client, resources)
    async with owner.transaction():
        await owner.execute(
            "SELECT FROM doctor_booking WHERE doctor_id = $1 FOR UPDATE", doctors[4].id
        )
        answers = await _confirmed(client, people, holds)

    waited = answers.pop(4)
    assert (waited.status_code, problem(waited)) == (503, "unavailable")
    assert "retry-after" in waited.headers
    assert [answer.status_code for answer in answers] == [201] * (AT_ONCE - 1)
    assert (await confirm(client, people[4], holds[4])).status_code == 201


async def test_the_same_request_twice_at_once_is_answered_twice_and_done_once(
    client: AsyncClient, resources: Resources
) -> None:
    people, _, holds = await _held_at_once(client, resources)
    keys = {number: f"key {number % AT_ONCE}" for number in range(2 * AT_ONCE)}

    answers = await _confirmed(client, people * 2, holds * 2, keys)

    assert [answer.status_code for answer in answers] == [201] * 2 * AT_ONCE
    for first, second in zip(answers[:AT_ONCE], answers[AT_ONCE:], strict=True):
        assert first.content == second.content
    ids = {answer.json()["id"] for answer in answers}
    assert len(ids) == AT_ONCE


async def _booked_at_once(
    client: AsyncClient, resources: Resources
) -> tuple[list[Person], list[Doctor], list[str]]:
    people, doctors, holds = await _held_at_once(client, resources)
    answers = await _confirmed(client, people, holds)
    return people, doctors, [answer.json()["id"] for answer in answers]


async def _held_to_move(
    client: AsyncClient, people: list[Person], doctors: list[Doctor], ids: list[str]
) -> list[str]:
    answers = await asyncio.gather(*(
        hold(client, person, doctor, local(1, "11:00"), reschedules=id_)
        for person, doctor, id_ in zip(people, doctors, ids, strict=True)
    ))  # fmt: skip
    assert [answer.status_code for answer in answers] == [201] * AT_ONCE
    return [answer.json()["id"] for answer in answers]


async def test_moves_at_once_share_transactions(client: AsyncClient, resources: Resources) -> None:
    people, doctors, ids = await _booked_at_once(client, resources)
    holds = await _held_to_move(client, people, doctors, ids)

    answers = await asyncio.gather(*(
        move(client, person, id_, held)
        for person, id_, held in zip(people, ids, holds, strict=True)
    ))  # fmt: skip

    assert [answer.status_code for answer in answers] == [200] * AT_ONCE
    for answer, person, id_, doctor in zip(answers, people, ids, doctors, strict=True):
        shown = (await client.get(f"/v1/appointments/{id_}", headers=person.headers)).json()
        assert shown == answer.json()
        assert (shown["id"], shown["doctor"]["id"]) == (id_, str(doctor.id))
        assert datetime.fromisoformat(shown["starts_at"]) == datetime.fromisoformat(
            local(1, "11:00")
        )
    assert await resources.database.value(_TRANSACTIONS, ids, "moved") < AT_ONCE


async def test_cancels_at_once_share_transactions_and_refusals_are_each_ones_own(
    client: AsyncClient, resources: Resources
) -> None:
    people, doctors, ids = await _booked_at_once(client, resources)
    await cancel(client, people[2], ids[2])
    strangers_id, ids[7] = ids[7], str(uuid4())
    again = await cancel(client, people[4], ids[4], key="said before")

    answers = await asyncio.gather(*(
        cancel(client, person, id_, key="said before")
        for person, id_ in zip(people, ids, strict=True)
    ))  # fmt: skip

    refused = {n: problem(answer) for n, answer in enumerate(answers) if answer.is_error}
    assert refused == {2: "not-booked", 7: "not-found"}
    assert answers[4].content == again.content
    done = [id_ for n, id_ in enumerate(ids) if n not in refused]
    for answer, id_ in zip((a for a in answers if not a.is_error), done, strict=True):
        assert (answer.json()["id"], answer.json()["status"]) == (id_, "cancelled")
    others = [id_ for n, id_ in enumerate(ids) if n not in (2, 4, 7)]
    assert await resources.database.value(_TRANSACTIONS, others, "cancelled") < len(others)
    for n in (0, 9):
        assert (await hold(client, people[2], doctors[n], local(1, "10:00"))).is_success
    still = await client.get(f"/v1/appointments/{strangers_id}", headers=people[7].headers)
    assert still.json()["status"] == "booked"


async def test_a_move_that_is_refused_does_not_undo_the_others(
    client: AsyncClient, resources: Resources
) -> None:
    """A refused move in a transaction does not undo the other moves in it.

    The patient of the refused move booked another doctor for the same time after making the hold.
    """
    people, doctors, ids = await _booked_at_once(client, resources)
    holds = await _held_to_move(client, people, doctors, ids)
    await booked(client, people[3], await make_doctor(resources), local(1, "11:00"))

    answers = await asyncio.gather(*(
        move(client, person, id_, held)
        for person, id_, held in zip(people, ids, holds, strict=True)
    ))  # fmt: skip

    assert problem(answers.pop(3)) == "patient-busy"
    assert [answer.status_code for answer in answers] == [200] * (AT_ONCE - 1)
    kept = await client.get(f"/v1/appointments/{ids[3]}", headers=people[3].headers)
    assert datetime.fromisoformat(kept.json()["starts_at"]) == datetime.fromisoformat(
        local(1, "10:00")
    )


async def test_look_ups_at_once_each_find_their_own(
    client: AsyncClient, resources: Resources
) -> None:
    people, _, ids = await _booked_at_once(client, resources)
    asked = [*ids[:5], str(uuid4()), *ids[6:]]
    people[8] = people[9]  # this request names another person's appointment

    answers = await asyncio.gather(*(
        client.get(f"/v1/appointments/{id_}", headers=person.headers)
        for person, id_ in zip(people, asked, strict=True)
    ))  # fmt: skip

    found = {n: answer.json()["id"] for n, answer in enumerate(answers) if answer.is_success}
    assert found == {n: id_ for n, id_ in enumerate(ids) if n not in (5, 8)}
    assert {problem(answers[n]) for n in (5, 8)} == {"not-found"}
