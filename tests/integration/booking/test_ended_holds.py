"""Checks that the use of a hold that has ended gets `hold-expired`, even if another patient has its slot.

A hold that is made while Redis is unreachable is unprotected: it is in no store, its id contains its
data, and the first confirmation gets the slot. In these tests Asha and Ravi are patients.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from httpx import AsyncClient, Response

from amrutam.core.resources import Resources
from tests.cast.booking import booked, cancel, confirm, hold, move, problem
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

TEN = local(1, "10:00")
FLUSH = ("test_flush", "FLUSHDB")
EXPIRED = (409, "hold-expired")
AWAY = {"redis_url": "redis://127.0.0.1:9", "redis_timeout_seconds": 0.1}


@dataclass
class Case:
    """Keeps a hold of the patient Asha at ten o'clock, for a booking or for moving the appointment `appointment_id`."""

    client: AsyncClient
    resources: Resources
    doctor: Doctor
    asha: Person
    ravi: Person
    appointment_id: str | None
    holding: AsyncClient
    """The client of the process that makes the hold."""
    hold_id: str = ""

    async def hold(self) -> str:
        more = {"reschedules": self.appointment_id} if self.appointment_id else {}
        answer = await hold(self.holding, self.asha, self.doctor, TEN, **more)
        assert answer.status_code == 201, answer.text
        self.hold_id = answer.json()["id"]
        return self.hold_id

    async def use(self, key: str | None = None) -> Response:
        """Books the slot of the hold, or moves the appointment to it."""
        if self.appointment_id:
            return await move(self.client, self.asha, self.appointment_id, self.hold_id, key)
        return await confirm(self.client, self.asha, self.hold_id, key)

    async def ask(self, method: str, path: str = "") -> Response:
        url = f"/v1/holds/{self.hold_id}{path}"
        return await self.client.request(method, url, headers=self.asha.headers)

    async def uses(self) -> dict[str, Response]:
        return {
            "use": await self.use(),
            "read": await self.ask("GET"),
            "extend": await self.ask("POST", "/extend"),
            "code": await self.ask("POST", "/code"),
        }


@pytest.fixture(params=["to book", "to move"])
async def case(request: pytest.FixtureRequest, client: AsyncClient, resources: Resources) -> Case:
    doctor = await make_doctor(
        resources, more_types=[{"minutes": 45, "name": "Therapy", "kind": "therapy"}]
    )
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    moves = None
    if request.param == "to move":
        moves = (await booked(client, asha, doctor, local(1, "14:00")))["id"]
    return Case(client, resources, doctor, asha, ravi, moves, client)


async def _released(case: Case) -> None:
    await case.hold()
    assert (await case.ask("DELETE")).status_code == 204


async def _forgotten(case: Case) -> None:
    """Makes the hold and deletes all data of Redis, and with it the hold, as if its time had run out."""
    await case.hold()
    await case.resources.redis.do(*FLUSH)


async def _refused(case: Case) -> None:
    """Makes the booking or the move fail, which releases its hold."""
    other = await make_doctor(case.resources)
    visit = await booked(case.client, case.asha, other, TEN)
    await case.hold()
    refused = await case.use()
    assert problem(refused) == "patient-busy"
    assert (await cancel(case.client, case.asha, visit["id"])).status_code == 200


async def _used(case: Case) -> None:
    """Uses the hold, and then makes its slot available again by cancelling or moving the appointment."""
    await case.hold()
    answer = await case.use()
    assert answer.is_success, answer.text
    if case.appointment_id:
        away = {"reschedules": case.appointment_id}
        other = await hold(case.client, case.asha, case.doctor, local(1, "15:00"), **away)
        back = await move(case.client, case.asha, case.appointment_id, other.json()["id"])
        assert back.status_code == 200, back.text
    else:
        assert (await cancel(case.client, case.asha, answer.json()["id"])).status_code == 200


ENDINGS = {"released": _released, "ran out": _forgotten, "lost": _refused, "used": _used}


async def _nobody(_case: Case) -> None: ...


async def _own_other_hold(case: Case) -> None:
    longer = str(case.doctor.type_ids[1])
    other = await hold(case.client, case.asha, case.doctor, TEN, consultation_type_id=longer)
    assert other.status_code == 201, other.text


async def _anothers_hold(case: Case) -> None:
    other = await hold(case.client, case.ravi, case.doctor, TEN)
    assert other.status_code == 201, other.text


async def _own_appointment(case: Case) -> None:
    await booked(case.client, case.asha, case.doctor, TEN)


async def _anothers_appointment(case: Case) -> None:
    await booked(case.client, case.ravi, case.doctor, TEN)


async def _long_booked(case: Case) -> None:
    """Books the hold's slot for another patient, and empties Redis.

    Redis then has no marker of the booking: this is its state a long time after a booking.
    """
    await booked(case.client, case.ravi, case.doctor, TEN)
    await case.resources.redis.do(*FLUSH)


HAVING = (
    _nobody, _own_other_hold, _anothers_hold, _own_appointment, _anothers_appointment, _long_booked,
)  # fmt: skip
Step = Callable[[Case], Awaitable[None]]


@pytest.mark.parametrize("has_it_now", HAVING, ids=lambda step: step.__name__.strip("_"))
@pytest.mark.parametrize("end", ENDINGS.values(), ids=ENDINGS)
async def test_a_hold_that_ended_has_expired_whoever_has_its_time(
    case: Case, end: Step, has_it_now: Step
) -> None:
    await end(case)
    await has_it_now(case)

    answers = await case.uses()

    assert _told(answers) == dict.fromkeys(answers, EXPIRED)
    assert (await case.ask("DELETE")).status_code == 204
    other = await hold(case.client, await sign_in_patient(case.resources), case.doctor, TEN)
    assert (other.status_code == 201) == (has_it_now is _nobody), (
        "the slot is free only if nobody has it"
    )


def _told(answers: dict[str, Response]) -> dict[str, tuple[int, str]]:
    return {name: (each.status_code, problem(each)) for name, each in answers.items()}


async def test_held_again_the_same_time_is_another_hold(case: Case) -> None:
    ended = await case.hold()
    await case.ask("DELETE")
    assert await case.hold() != ended

    answer = await case.use()

    assert answer.is_success, answer.text


async def test_a_repeated_request_is_answered_before_its_hold_is_looked_at(case: Case) -> None:
    await case.hold()
    first, second = [await case.use("the same key") for _ in range(2)]
    assert first.is_success, first.text
    assert second.content == first.content


@pytest.mark.parametrize("end", [_released, _refused, _used])
async def test_an_unprotected_hold_that_ended_has_expired_once_redis_is_back(
    case: Case, make_client: MakeClient, end: Step
) -> None:
    case.holding = await make_client(**AWAY)
    await end(case)

    answers = await case.uses()

    assert _told(answers) == dict.fromkeys(answers, EXPIRED)


async def test_an_unprotected_hold_whose_time_ran_out_has_expired(
    case: Case, make_client: MakeClient
) -> None:
    case.holding = case.client = await make_client(**AWAY, hold_seconds=0.1)
    await case.hold()
    await asyncio.sleep(0.1)

    answers = await case.uses()

    assert _told(answers) == dict.fromkeys(answers, EXPIRED)


async def test_an_unprotected_hold_that_took_its_time_gives_it_back_when_it_is_released(
    client: AsyncClient, make_client: MakeClient, resources: Resources
) -> None:
    """Releasing an unprotected hold frees the slot that the first use of the hold has reserved in Redis.

    The first use reserves the slot, although the booking is refused because the code is missing.
    """
    doctor, ravi = await make_doctor(resources), await sign_in_patient(resources)
    asha = await sign_in_patient(resources, verified=False)
    held = (await hold(await make_client(**AWAY), asha, doctor, TEN)).json()
    assert problem(await confirm(client, asha, held["id"])) == "code-required"
    assert problem(await hold(client, ravi, doctor, TEN)) == "slot-taken"

    await client.delete(f"/v1/holds/{held['id']}", headers=asha.headers)

    assert (await hold(client, ravi, doctor, TEN)).status_code == 201


async def test_without_redis_no_release_is_known_and_the_claim_decides(
    case: Case, make_client: MakeClient
) -> None:
    await _released(case)
    cut_off = await make_client(**AWAY)
    case.client, connected = cut_off, case.client
    first = await case.use()
    assert first.is_success, first.text

    other = await hold(cut_off, case.ravi, case.doctor, TEN)
    case.client = connected

    assert problem(other) == "slot-taken"
    assert _told({"use": await case.use()}) == {"use": EXPIRED}
