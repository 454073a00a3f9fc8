"""Tests limits on the open appointments of one person, and on the person's bookings and changes within a day."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from httpx import AsyncClient, Response

from amrutam.booking.cleanup import drop_what_is_old
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, confirm, hold, move, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.front_desk import make_front_desk
from tests.cast.owner import owner
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

ON = {"rate_limits": "on", "rate_limit_account": "9999/60", "rate_limit_ip": "9999/60",
      "rate_limit_holds": "9999/60", "holds_per_address": 9999}  # fmt: skip
THERAPY = {"kind": "therapy", "name": "Abhyanga", "minutes": 30, "fee": 90_000}

AGE = Statement(
    "test_age",
    """
    UPDATE counted_appointment
    SET made_at = made_at - interval '9 days', open_until = open_until - interval '9 days'
    WHERE appointment_id = $1::text::uuid
    """,
)
COUNTED = Statement(
    "test_counted", "SELECT appointment_id FROM counted_appointment WHERE account_id = $1"
)

NO_MORE_EVENTS = Statement("test_no_more_events", "LOCK TABLE appointment_event IN SHARE MODE")
WAITING = Statement(
    "test_waiting",
    """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
    """,
)
Act = Callable[[AsyncClient], Awaitable[Response]]


@pytest.fixture
async def limited(make_client: MakeClient) -> AsyncClient:
    """Returns a client of a process with the default limits on appointments."""
    return await make_client(**ON)


async def book(
    client: AsyncClient, person: Person, doctor: Doctor, day: int, clock: str, **more: Any
) -> Response:
    held = await hold(client, person, doctor, local(day, clock), **more)
    assert held.status_code == 201, held.text
    answer = await confirm(client, person, held.json()["id"])
    if answer.status_code != 201:
        await client.delete(f"/v1/holds/{held.json()['id']}", headers=person.headers)
    return answer


def refused_by(answer: Response) -> tuple[int, str, str, int]:
    body = answer.json()
    return answer.status_code, problem(answer), body["limit"], body["most"]


async def test_a_patient_has_two_open_appointments_with_one_doctor(
    limited: AsyncClient, resources: Resources
) -> None:
    doctor, other = await make_doctor(resources), await make_doctor(resources)
    person = await sign_in_patient(resources)
    first = await book(limited, person, doctor, 1, "10:00")
    assert (await book(limited, person, doctor, 2, "10:00")).status_code == 201

    third = await book(limited, person, doctor, 3, "10:00")

    assert refused_by(third) == (409, "too-many-appointments", "open_per_doctor", 2)
    assert (await book(limited, person, other, 3, "10:00")).status_code == 201
    await cancel(limited, person, first.json()["id"])
    assert (await book(limited, person, doctor, 3, "11:00")).status_code == 201


async def test_each_patient_of_a_family_has_appointments_of_their_own(
    limited: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    child = await _child(limited, person)
    for clock in ("10:00", "11:00"):
        assert (await book(limited, person, doctor, 1, clock)).status_code == 201
        answer = await book(limited, person, doctor, 2, clock, patient_id=child)
        assert answer.status_code == 201
    third = await book(limited, person, doctor, 3, "10:00", patient_id=child)
    assert refused_by(third)[2:] == ("open_per_doctor", 2)


async def test_an_account_has_ten_open_appointments_and_two_for_each_further_patient(
    make_client: MakeClient, resources: Resources
) -> None:
    few = await make_client(**ON, open_per_account=2, open_per_family_member=1, made_per_day=99)
    person = await sign_in_patient(resources)
    for _ in range(2):
        answer = await book(few, person, await make_doctor(resources), 1, f"1{_}:00")
        assert answer.status_code == 201
    third = await book(few, person, await make_doctor(resources), 1, "12:00")
    assert refused_by(third) == (409, "too-many-appointments", "open_per_account", 2)

    await _child(few, person)
    third = await book(few, person, await make_doctor(resources), 1, "12:00")
    assert third.status_code == 201
    fourth = await book(few, person, await make_doctor(resources), 1, "13:00")
    assert refused_by(fourth)[2:] == ("open_per_account", 3)

    most = await make_client(**ON, open_per_account=2, open_per_account_at_most=3)
    for _ in range(3):
        await _child(few, person)
    fourth = await book(most, person, await make_doctor(resources), 1, "13:00")
    assert refused_by(fourth)[2:] == ("open_per_account", 3)


async def test_an_account_makes_six_appointments_a_day_and_a_cancelled_one_counts(
    limited: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    for hour in range(10, 16):
        made = await book(limited, person, doctor, 1, f"{hour}:00")
        assert made.status_code == 201
        await cancel(limited, person, made.json()["id"])

    seventh = await book(limited, person, doctor, 1, "16:00")

    assert refused_by(seventh) == (409, "too-many-appointments", "made_per_day", 6)


async def test_therapies_count_apart(make_client: MakeClient, resources: Resources) -> None:
    doctor = await make_doctor(resources, more_types=[THERAPY])
    client, person = await make_client(**ON, therapies=8), await sign_in_patient(resources)
    therapy = str(doctor.type_ids[1])
    for day in range(1, 9):
        answer = await book(client, person, doctor, day, "10:00", consultation_type_id=therapy)
        assert answer.status_code == 201
    ninth = await book(client, person, doctor, 9, "10:00", consultation_type_id=therapy)
    assert refused_by(ninth) == (409, "too-many-appointments", "therapies", 8)
    assert (await book(client, person, doctor, 9, "10:00")).status_code == 201


async def test_bookings_of_staff_are_not_counted(
    limited: AsyncClient, resources: Resources
) -> None:
    doctor, staff = await make_doctor(resources), await make_admin(resources, verified=True)
    for hour in range(10, 17):
        assert (await book(limited, staff, doctor, 1, f"{hour}:00")).status_code == 201


async def test_load_tests_lift_the_limits(client: AsyncClient, resources: Resources) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    for hour in range(9, 17):
        await booked(client, person, doctor, local(1, f"{hour:02}:00"))


async def _child(client: AsyncClient, person: Person) -> str:
    body = {"name": "Child", "relation": "child"}
    answer = await client.post("/v1/me/patients", json=body, headers=person.headers)
    assert answer.status_code == 201
    return str(answer.json()["id"])


async def test_an_appointment_is_moved_five_times(
    limited: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    made = (await book(limited, person, doctor, 1, "10:00")).json()
    for hour in range(11, 16):
        assert (await moved(limited, person, doctor, made["id"], f"{hour}:00")).status_code == 200

    sixth = await moved(limited, person, doctor, made["id"], "16:00")

    assert refused_by(sixth) == (409, "too-many-changes", "moves_per_appointment", 5)
    assert (await cancel(limited, person, made["id"])).status_code == 200


async def test_an_account_moves_and_cancels_ten_times_a_day(
    make_client: MakeClient, resources: Resources
) -> None:
    client = await make_client(**ON, changes_per_day=4, made_per_day=99)
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    first = (await book(client, person, doctor, 1, "10:00")).json()
    for hour in (11, 12):
        assert (await moved(client, person, doctor, first["id"], f"{hour}:00")).status_code == 200
    for hour in (13, 14):
        made = (await book(client, person, doctor, 1, f"{hour}:00")).json()
        assert (await cancel(client, person, made["id"])).status_code == 200

    fifth = await cancel(client, person, first["id"])

    assert refused_by(fifth) == (409, "too-many-changes", "changes_per_day", 4)
    read = await client.get(f"/v1/appointments/{first['id']}", headers=person.headers)
    assert read.json()["status"] == "booked"
    fifth = await moved(client, person, doctor, first["id"], "15:00")
    assert refused_by(fifth)[2:] == ("changes_per_day", 4)


async def test_what_a_doctor_cancels_is_not_counted_as_the_patients_change(
    make_client: MakeClient, resources: Resources
) -> None:
    client, meera = (
        await make_client(**ON, changes_per_day=1),
        await make_staff(resources, "doctor"),
    )
    doctor = await make_doctor(resources, account_id=meera.account_id)
    person = await sign_in_patient(resources)
    for hour in (10, 11, 12):
        made = (await book(client, person, doctor, 1, f"{hour}:00")).json()
        assert (await cancel(client, meera, made["id"])).status_code == 200
    made = (await book(client, person, doctor, 1, "13:00")).json()
    assert (await cancel(client, person, made["id"])).status_code == 200


async def test_a_therapy_that_becomes_a_visit_counts_among_the_visits(
    limited: AsyncClient, resources: Resources
) -> None:
    doctor = await make_doctor(resources, more_types=[THERAPY])
    person, visit, therapy = await sign_in_patient(resources), *map(str, doctor.type_ids)
    await book(limited, person, doctor, 1, "10:00")
    await book(limited, person, doctor, 2, "10:00")
    made = await book(limited, person, doctor, 3, "10:00", consultation_type_id=therapy)

    answer = await moved(
        limited, person, doctor, made.json()["id"], "11:00", consultation_type_id=visit
    )

    assert refused_by(answer) == (409, "too-many-appointments", "open_per_doctor", 2)


async def test_what_counts_no_more_is_dropped(limited: AsyncClient, resources: Resources) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    old = (await book(limited, person, doctor, 1, "10:00")).json()["id"]
    new = (await book(limited, person, doctor, 1, "11:00")).json()["id"]
    await resources.database.execute(AGE, old)

    await drop_what_is_old(resources.settings, resources.database)

    rows = await resources.database.fetch(COUNTED, person.account_id)
    assert [str(row["appointment_id"]) for row in rows] == [new]


async def test_a_visit_that_staff_moved_counts_until_its_new_end(
    limited: AsyncClient, resources: Resources
) -> None:
    desk = await make_front_desk(resources, limited)
    person, doctor = await sign_in_patient(resources), desk.doctor
    moved = (await book(limited, person, doctor, 1, "10:00", mode="in_person")).json()["id"]
    held = await hold(limited, desk.sita, doctor, local(12, "10:00"), reschedules=moved)
    assert (await move(limited, desk.sita, moved, held.json()["id"])).status_code == 200
    await resources.database.execute(AGE, moved)

    await drop_what_is_old(resources.settings, resources.database)

    rows = await resources.database.fetch(COUNTED, person.account_id)
    assert [str(row["appointment_id"]) for row in rows] == [moved]


async def to_book(client: AsyncClient, person: Person, doctor: Doctor, day: int) -> Act:
    held = (await hold(client, person, doctor, local(day, "10:00"))).json()["id"]
    return lambda other: confirm(other, person, held)


async def to_move(client: AsyncClient, person: Person, doctor: Doctor, day: int) -> Act:
    made = (await book(client, person, doctor, day, "10:00")).json()["id"]
    held = await hold(client, person, doctor, local(day + 1, "10:00"), reschedules=made)
    return lambda other: move(other, person, made, held.json()["id"])


async def to_cancel(client: AsyncClient, person: Person, doctor: Doctor, day: int) -> Act:
    made = (await book(client, person, doctor, day, "10:00")).json()["id"]
    return lambda other: cancel(other, person, made)


@pytest.mark.parametrize(
    ("prepared", "one_a_day", "refused"),
    [
        (to_book, "made_per_day", "too-many-appointments"),
        (to_move, "changes_per_day", "too-many-changes"),
        (to_cancel, "changes_per_day", "too-many-changes"),
    ],
)
async def test_two_processes_count_one_after_the_other(
    make_client: MakeClient,
    resources: Resources,
    prepared: Callable[[AsyncClient, Person, Doctor, int], Awaitable[Act]],
    one_a_day: str,
    refused: str,
) -> None:
    """Of two concurrent bookings, moves or cancellations, only one succeeds if the limit allows one.

    A locked table keeps the first transaction from committing until the second has begun. Without the lock on
    the account, both would count before the other commits, and both would pass the limit.
    """
    person = await sign_in_patient(resources)
    clients = [await make_client(**ON | {one_a_day: 1}) for _ in range(2)]
    others_day = await make_client(**ON)
    acts = [await prepared(others_day, person, await make_doctor(resources), day) for day in (1, 3)]
    async with owner(resources) as database:
        await database.execute(NO_MORE_EVENTS)
        told = [asyncio.ensure_future(act(c)) for act, c in zip(acts, clients, strict=True)]
        while await resources.database.value(WAITING) < len(told):
            assert not any(each.done() for each in told)
            await asyncio.sleep(0.01)
    answers = sorted(await asyncio.gather(*told), key=lambda each: each.status_code)
    assert answers[0].is_success
    assert (answers[1].status_code, problem(answers[1])) == (409, refused)


async def moved(
    client: AsyncClient, person: Person, doctor: Doctor, id_: str, clock: str, **more: Any
) -> Response:
    """Moves the appointment to the time `clock` three days from now; if the move is refused, the hold is released."""
    held = await hold(client, person, doctor, local(3, clock), reschedules=id_, **more)
    assert held.status_code == 201, held.text
    answer = await move(client, person, id_, held.json()["id"])
    await client.delete(f"/v1/holds/{held.json()['id']}", headers=person.headers)
    return answer
