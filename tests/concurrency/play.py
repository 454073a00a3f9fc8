"""Runs sequences of requests ("scenes") that reveal a broken booking system.

Correct and broken systems run the same scenes. The history of a correct system has no violation. All scenes run
at once, on three applications in this process: with Redis, with Redis and short holds, and without Redis, so
that PostgreSQL alone decides.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from time import time

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.roles.api import create
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.mailbox import code_sent_to
from tests.cast.people import make_staff, sign_in_patient
from tests.concurrency.actors import Actor, Record
from tests.concurrency.client import InProcess
from tests.concurrency.history import History, Promises
from tests.concurrency.ledger import read_ledger

PROMISES = Promises(slack_seconds=0.05)
ALWAYS = tuple((day, "00:00", "24:00") for day in range(1, 8))
HALF_AN_HOUR = 1800


@dataclass
class Stage:
    """The set-up of scenes: an application (`door`), a doctor, the doctor's account (`staff`), and the record.

    `midnight`: the start of the booked day, in Unix seconds (UTC).
    """

    resources: Resources
    door: InProcess
    doctor: Doctor
    staff: Actor
    record: Record
    midnight: int = field(default_factory=lambda: int(time() // 86400 + 2) * 86400)

    async def patient(self, *, verified: bool = True) -> Actor:
        person = await sign_in_patient(self.resources, verified=verified)
        return Actor(person, self.door, self.record)

    async def patients(self, count: int) -> list[Actor]:
        return [await self.patient() for _ in range(count)]

    def slot(self, number: int) -> int:
        return self.midnight + HALF_AN_HOUR * number


@asynccontextmanager
async def stage(settings: Settings, **more: object) -> AsyncIterator[Stage]:
    app, bounded = create(settings.model_copy(update={"booked_marker_seconds": 0.5, **more}))
    async with app.router.lifespan_context(app):
        resources: Resources = app.state.resources
        account = await make_staff(resources, "doctor")
        doctor = await make_doctor(
            resources, weekly=ALWAYS, minutes=30, time_zone="UTC", account_id=account.account_id
        )
        record, door = Record(), InProcess(bounded)
        yield Stage(resources, door, doctor, Actor(account, door, record), record)


async def played(settings: Settings) -> list[History]:
    """Runs all scenes and returns their histories: with Redis, without Redis, and with short holds."""
    away = {"redis_url": "redis://127.0.0.1:9", "redis_timeout_seconds": 0.1}
    async with AsyncExitStack() as stack:
        locked = await stack.enter_async_context(stage(settings))
        unlocked = await stack.enter_async_context(stage(settings, **away))
        ending = await stack.enter_async_context(stage(settings, hold_seconds=0.8))
        await asyncio.gather(
            *(scene(locked) for scene in LOCKED),
            *(scene(unlocked) for scene in UNLOCKED),
            somebody_waits_for_a_hold_to_end(ending, locked),
        )
        return [await _history(each) for each in (locked, unlocked, ending)]


async def _history(stage: Stage) -> History:
    ledger = await read_ledger(stage.resources.settings.database_url, [stage.doctor.id])
    return History(stage.record.operations, ledger, PROMISES)


async def a_crowd_wants_one_slot(stage: Stage) -> None:
    crowd = await stage.patients(8)
    holds = await asyncio.gather(*(each.hold(stage.doctor, stage.slot(1)) for each in crowd))
    await asyncio.gather(
        *(each.confirm(held) for each, held in zip(crowd, holds, strict=True) if held.hold)
    )


async def somebody_waits_for_a_hold_to_end(stage: Stage, lasting: Stage) -> None:
    """A patient's hold expires, and another patient holds the slot; the
    first one's late release must not end this hold.

    The application of `lasting`, whose holds last longer, makes the holds of the other patients.
    """
    first, *others = await stage.patients(3)
    second, third = [Actor(each.person, lasting.door, stage.record) for each in others]
    late = await first.hold(stage.doctor, stage.slot(2))
    await asyncio.sleep(late.expires - time() + 0.15)
    await second.hold(stage.doctor, stage.slot(2))
    await first.release(late)
    await third.hold(stage.doctor, stage.slot(2))


async def codes_are_guessed(stage: Stage) -> None:
    guesser = await stage.patient(verified=False)
    held = await guesser.hold(stage.doctor, stage.slot(3))
    await guesser.send_code(held)
    code = await code_sent_to(stage.resources, guesser.person.email)
    wrong = [f"{(int(code) + by) % 1_000_000:06d}" for by in range(1, 9)]
    await asyncio.gather(*(guesser.confirm(held, code=each) for each in wrong))
    await guesser.confirm(held, code=code)


async def a_slot_is_wanted_while_it_is_booked(stage: Stage) -> None:
    first, *others = await stage.patients(4)
    held = await first.hold(stage.doctor, stage.slot(4))
    booking = asyncio.ensure_future(first.confirm(held))
    while not booking.done():
        await asyncio.gather(*(each.hold(stage.doctor, stage.slot(4)) for each in others))
    await booking


async def one_is_seen_and_cancels(stage: Stage) -> None:
    patient = await stage.patient()
    booked = await patient.confirm(await patient.hold(stage.doctor, stage.slot(5)))
    await stage.staff.close(booked.appointment)
    await patient.cancel(booked.appointment)


async def one_cancels_and_another_books(stage: Stage) -> None:
    first, second = await stage.patients(2)
    booked = await first.confirm(await first.hold(stage.doctor, stage.slot(6)))
    await first.cancel(booked.appointment)
    held = await second.hold(stage.doctor, stage.slot(6))
    if held.hold:
        await second.confirm(held)


async def the_doctor_takes_leave(stage: Stage) -> None:
    patient, starts = await stage.patient(), stage.slot(7)
    held = await patient.hold(stage.doctor, starts)
    await stage.staff.leave(stage.doctor, starts, starts + HALF_AN_HOUR)
    await patient.confirm(held)


async def one_moves(stage: Stage) -> None:
    patient = await stage.patient()
    booked = await patient.confirm(await patient.hold(stage.doctor, stage.slot(9)))
    later = await patient.hold(stage.doctor, stage.slot(10), reschedules=booked.appointment)
    await patient.move(later)


async def two_move_to_one_slot(stage: Stage) -> None:
    pair = await stage.patients(2)
    booked = [
        await each.confirm(await each.hold(stage.doctor, stage.slot(11 + number)))
        for number, each in enumerate(pair)
    ]
    holds = [
        await each.hold(stage.doctor, stage.slot(13), reschedules=mine.appointment)
        for each, mine in zip(pair, booked, strict=True)
    ]
    await asyncio.gather(
        *(each.move(held) for each, held in zip(pair, holds, strict=True) if held.hold)
    )


async def a_request_is_repeated_after_its_booking_was_cancelled(stage: Stage) -> None:
    patient = await stage.patient()
    held = await patient.hold(stage.doctor, stage.slot(14))
    booked = await patient.confirm(held, key="once")
    await patient.cancel(booked.appointment)
    await patient.confirm(held, key="once")


LOCKED = (
    a_crowd_wants_one_slot,
    codes_are_guessed,
    a_slot_is_wanted_while_it_is_booked,
    one_is_seen_and_cancels,
    one_cancels_and_another_books,
    the_doctor_takes_leave,
    one_moves,
    two_move_to_one_slot,
    a_request_is_repeated_after_its_booking_was_cancelled,
)
UNLOCKED = (
    a_crowd_wants_one_slot,
    one_is_seen_and_cancels,
    one_cancels_and_another_books,
    one_moves,
    two_move_to_one_slot,
    a_request_is_repeated_after_its_booking_was_cancelled,
)
