"""Causes a mixed load: patients hold, confirm, move and cancel, and doctors change their schedules."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import time
from uuid import uuid4

from amrutam.core.resources import Resources
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import make_staff, sign_in_patient
from tests.concurrency.actors import Actor, Record, seconds_of
from tests.concurrency.client import Answer, Broken, Client
from tests.concurrency.history import History, Operation, Promises
from tests.concurrency.ledger import read_ledger

PATIENTS = 12
SLOTS = 10
HALF_AN_HOUR = 1800
ALWAYS = tuple((day, "00:00", "24:00") for day in range(1, 8))


class AnyDoor:
    """Sends each request to a process that it chooses at random, as a load balancer could."""

    def __init__(self, urls: list[str], chance: random.Random, patience_seconds: float) -> None:
        self._clients = [Client(url, patience_seconds) for url in urls]
        self._chance = chance

    async def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        return await self._chance.choice(self._clients).ask(method, path, body, headers)

    def close(self) -> None:
        for client in self._clients:
            client.close()


@dataclass
class Load:
    """Runs the load until `stop` is set; all operations go to one record.

    `patients` and `staff` are the clients; each of `staff` is the account of the doctor at the same index in `doctors`.
    `midnight`: the start of the booked day, in Unix seconds (UTC).
    """

    doctors: list[Doctor]
    patients: list[Actor]
    staff: list[Actor]
    record: Record
    chance: random.Random
    midnight: int = field(default_factory=lambda: int(time() // 86400 + 2) * 86400)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    async def cast(cls, resources: Resources, urls: list[str], patience_seconds: float) -> Load:
        chance, record = random.Random(3), Record()  # noqa: S311 - random for variety, not for secrecy

        def door() -> AnyDoor:
            return AnyDoor(urls, chance, patience_seconds)

        owners = [await make_staff(resources, "doctor") for _ in range(2)]
        doctors = [
            await make_doctor(resources, weekly=ALWAYS, minutes=30, time_zone="UTC",
                              buffer=buffer, account_id=owner.account_id)
            for owner, buffer in zip(owners, (0, 10), strict=True)
        ]  # fmt: skip
        people = [await sign_in_patient(resources) for _ in range(PATIENTS)]
        patients = [Actor(person, door(), record) for person in people]
        return cls(doctors, patients, [Actor(o, door(), record) for o in owners], record, chance)

    async def run(self) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for patient in self.patients:
                    group.create_task(_Visitor(self, patient).live())
                for actor, doctor in zip(self.staff, self.doctors, strict=True):
                    group.create_task(self._practise(actor, doctor))
        finally:
            for actor in (*self.patients, *self.staff):
                actor.door.close()

    async def history(self, database_url: str, promises: Promises) -> History:
        ledger = await read_ledger(database_url, [doctor.id for doctor in self.doctors])
        return History(self.record.operations, ledger, promises)

    async def pause(self, longest_seconds: float) -> None:
        """Sleeps for a random time up to `longest_seconds`, or until `stop` is set."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.chance.random() * longest_seconds):
                await self.stop.wait()

    def slot(self) -> int:
        return self.midnight + HALF_AN_HOUR * self.chance.randrange(SLOTS)

    async def _practise(self, actor: Actor, doctor: Doctor) -> None:
        while not self.stop.is_set():
            starts = self.slot()
            leave = await actor.leave(doctor, starts, starts + HALF_AN_HOUR)
            await self.pause(0.6)
            await _rewrite_schedule(actor, doctor)
            while not self.stop.is_set() and not await _all_work(actor, doctor, leave):
                await self.pause(0.6)
            await self.pause(0.6)


async def _all_work(actor: Actor, doctor: Doctor, leave: Operation) -> bool:
    """Removes this leave; returns False if the removal must be repeated, because its effect is unknown.

    If the answer to the leave was lost, its id is unknown, so all leave in the doctor's calendar is removed.
    Otherwise leave would accumulate, until nothing can be booked.
    """
    taken = [leave] if leave.outcome == "ok" else await _left_over(actor, doctor)
    done = [await actor.work(each) for each in taken or ()]
    return taken is not None and all(each.outcome != "unknown" for each in done)


async def _left_over(actor: Actor, doctor: Doctor) -> list[Operation] | None:
    """Returns the leave that is still in the doctor's calendar; None if it could not be read."""
    try:
        read = await actor.get(f"/v1/doctors/{doctor.id}/exceptions")
    except Broken:
        actor.record.broken += 1
        return None
    actor.record.took(read)
    return [_told_of(doctor, each) for each in read.body["items"]] if read.status == 200 else None


def _told_of(doctor: Doctor, item: dict[str, str]) -> Operation:
    times = [int(seconds_of(item[name])) for name in ("starts_at", "ends_at")]
    return Operation("leave", "", 0, doctor=str(doctor.id), starts=times[0], ends=times[1],
                     appointment=item["id"])  # fmt: skip


async def _rewrite_schedule(actor: Actor, doctor: Doctor) -> None:
    """Writes the doctor's weekly rules again without a change.

    The schedule then has a new version, to which each running confirmation must compare the version of its hold.
    """
    path = f"/v1/doctors/{doctor.id}/schedule"
    try:
        read = await actor.get(path)
        actor.record.took(read)
        if read.status == 200:
            headers = {**actor.person.headers, "if-match": read.headers["etag"]}
            actor.record.took(await actor.door.ask("PUT", path, read.body, headers))
    except Broken:
        actor.record.broken += 1


@dataclass
class _Visitor:
    """Simulates a patient who books, moves and cancels at random, and repeats a request without an answer or gives up.

    `booked`: the (doctor, start in Unix seconds) of each of the patient's appointments, by id.
    """

    load: Load
    actor: Actor
    booked: dict[str, tuple[Doctor, int]] = field(default_factory=dict)

    async def live(self) -> None:
        while not self.load.stop.is_set():
            if len(self.booked) < 2 and self.load.chance.random() < 0.6:
                await self._book()
            elif self.booked:
                await self._change()
            await self.load.pause(0.02)

    async def _book(self) -> None:
        doctor = self.load.chance.choice(self.load.doctors)
        held = await self._held(doctor, self.load.slot())
        if held is None or await self._dithers(held):
            return
        booked = await self._insist("confirm", held)
        if booked.outcome == "ok":
            self.booked[booked.appointment] = (doctor, booked.starts)

    async def _held(self, doctor: Doctor, starts: int, reschedules: str = "") -> Operation | None:
        held = await self.actor.hold(doctor, starts, reschedules=reschedules)
        if held.outcome == "unknown":
            await self.load.pause(0.5)
        return held if held.outcome == "ok" else None

    async def _dithers(self, held: Operation) -> bool:
        """Releases, extends or delays the hold at random, or does nothing.

        Returns True if the patient does not book.
        """
        mood = self.load.chance.random()
        if mood < 0.1:
            await self.actor.release(held)
        elif mood < 0.2:
            await self.actor.extend(held)
        elif mood < 0.25:
            await self.load.pause(4)  # the hold may end during this pause
        return mood < 0.15

    async def _change(self) -> None:
        id_, (doctor, starts) = self.load.chance.choice(list(self.booked.items()))
        if self.load.chance.random() < 0.5:
            ended = await self._insist("cancel", id_)
            if ended.outcome != "fail" or ended.problem in ("not-booked", "not-found"):
                del self.booked[id_]
            return
        other = self.load.slot()
        held = await self._held(doctor, other, id_) if other != starts else None
        if held is not None:
            moved = await self._insist("move", held)
            if moved.outcome == "ok":
                self.booked[id_] = (doctor, moved.starts)
            elif moved.outcome == "unknown":
                # The move got no answer, so the appointment's time is unknown, and later requests about it would be
                # judged by a wrong time.
                del self.booked[id_]

    async def _insist(self, what: str, about: Operation | str) -> Operation:
        """Sends a request (confirm, move or cancel) with one idempotency key until its outcome is known.

        Gives up at random. Returns the last attempt. `about`: the hold, or for `cancel` the appointment's id.
        """
        key = uuid4().hex
        while True:
            match what, about:
                case "confirm", Operation():
                    done = await self.actor.confirm(about, key)
                case "move", Operation():
                    done = await self.actor.move(about, key)
                case _:
                    done = await self.actor.cancel(str(about), key)
            gives_up = self.load.stop.is_set() or self.load.chance.random() < 0.2
            if done.outcome != "unknown" and done.problem != "request-in-progress":
                return done
            if gives_up:
                return done
            await self.load.pause(0.5)
