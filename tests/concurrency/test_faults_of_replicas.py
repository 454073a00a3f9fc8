"""Reads and writes by several clients while replicas are killed, suspended and delayed."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from amrutam.core.resources import Resources
from tests.cast.clinics import new_clinic
from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_admin, sign_in_patient
from tests.concurrency.arena import Arena, arena
from tests.concurrency.client import Answer, Client
from tests.concurrency.figures import record_figures
from tests.concurrency.load import ALWAYS
from tests.concurrency.registers import Register
from tests.concurrency.sizes import SIZE

pytestmark = pytest.mark.xdist_group("faults")

BOUND_SECONDS = 1.5
DOCTORS, READERS = 3, 6


async def test_nobody_is_told_what_is_too_old_while_replicas_fail(cluster: Path) -> None:
    """No request fails and no read is too old while replicas fail.

    One replica is killed repeatedly, one is suspended repeatedly, and one is thirty seconds behind. Slots and
    profiles are never old, a clinic is at most `replica_lag_seconds` old, and a client reads its own writes at
    once.
    """
    late = {"recovery_min_apply_delay": "30s"}
    async with arena(
        cluster,
        replicas=({}, {}, late),
        replica_lag_seconds=BOUND_SECONDS,
        booked_marker_seconds=5,
        hold_seconds=10,
        log_level="error",
    ) as hurt:
        crowd = await Crowd.cast(hurt)
        async with asyncio.TaskGroup() as group:
            striking = group.create_task(strike(hurt))
            await crowd.run()
            striking.cancel()
        from_replicas = await answered_by_replicas(hurt)
        record_figures(
            "Replicas killed, stopped, behind", operations=crowd.operations,
            read_from_replicas=from_replicas, reads_judged=sum(r.reads for r in crowd.registers),
            killed=hurt.replicas[0].starts - 1, suspended=hurt.replicas[1].suspensions,
        )  # fmt: skip
    assert not crowd.refused
    assert [wrong for each in crowd.registers for wrong in each.wrong] == []
    assert from_replicas


async def strike(hurt: Arena) -> None:
    """Kills one replica and suspends another, again and again, until the task is cancelled.

    The third replica is delayed by its settings.
    """
    killed, stopped, _ = hurt.replicas

    async def kill() -> None:
        while True:
            await asyncio.sleep(2 + SIZE.stopped_seconds / 6)
            killed.signal(signal.SIGKILL)

    async def stop() -> None:
        while True:
            await asyncio.sleep(1.5)
            async with stopped.frozen():
                await asyncio.sleep(SIZE.stopped_seconds)

    await asyncio.gather(kill(), stop())


async def answered_by_replicas(hurt: Arena) -> int:
    found = 0.0
    for url in hurt.urls:
        text = (await Client(url).ask("GET", "/metrics")).content.decode()
        line = next(one for one in text.splitlines() if 'reads_total{answered="replica"}' in one)
        found += float(line.rpartition(" ")[2])
    return int(found)


@dataclass
class Crowd:
    """Runs writers, each with a register of its own, and readers, who read all registers.

    Nobody else writes a register, so that its possible values are known. A register is a slot's state, a profile's
    text or a clinic's address. `refused` describes the answers with status 300 or above.
    """

    hurt: Arena
    doctors: list[Doctor]
    patients: list[Person]
    admin: Person
    clinic_id: str
    registers: list[Register]
    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311
    day: str = field(default_factory=lambda: f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}")
    operations: int = 0
    refused: list[str] = field(default_factory=list)

    @classmethod
    async def cast(cls, hurt: Arena) -> Crowd:
        resources = await Resources.open(hurt.direct)
        try:
            doctors = [
                await make_doctor(resources, weekly=ALWAYS, minutes=30, time_zone="UTC")
                for _ in range(DOCTORS)
            ]
            patients = [await sign_in_patient(resources) for _ in doctors]
            admin = await make_admin(resources)
        finally:
            await resources.close()
        body = new_clinic() | {"address": "0"}
        made = await Client(hurt.urls[0]).ask("POST", "/v1/clinics", body, admin.headers)
        assert made.status == 201, made.content
        slots = [Register(f"slot of {each.name}", "open", 0.0) for each in doctors]
        registers = [*slots, Register("profile", "0", 0.0), Register("clinic", "0", BOUND_SECONDS)]
        return cls(hurt, doctors, patients, admin, made.body["id"], registers)

    async def run(self) -> None:
        writers = [self._books(n) for n in range(DOCTORS)]
        readers = [self._reads() for _ in range(READERS)]
        async with asyncio.TaskGroup() as group:
            for one in (*writers, *readers, self._writes_profile(), self._writes_clinic()):
                group.create_task(one)

    @property
    def is_over(self) -> bool:
        # The clients also go on until each fault has occurred once. Otherwise a fast machine would finish before the faults.
        killed, stopped, _ = self.hurt.replicas
        is_hurt = killed.starts > 1 and stopped.suspensions > 0
        return is_hurt and self.operations >= SIZE.replica_operations

    def door(self) -> Client:
        return Client(self.chance.choice(self.hurt.urls), 10)

    async def ask(
        self, door: Client, method: str, path: str, body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        self.operations += 1
        answer = await door.ask(method, path, body, headers)
        if answer.status >= 300:
            self.refused.append(f"{method} {path}: {answer.status} {answer.content[:200]!r}")
        return answer

    async def _books(self, number: int) -> None:
        """Books and cancels the day's first slot with doctor `number` repeatedly, and reads it after each change."""
        door, register = self.door(), self.registers[number]
        doctor, patient = self.doctors[number], self.patients[number]
        while not self.is_over:
            change = register.begin("booked", between="held")
            wanted = {"doctor_id": str(doctor.id), "starts_at": self._first()}
            held = await self.ask(door, "POST", "/v1/holds", wanted, patient.headers)
            keyed = {**patient.headers, "idempotency-key": uuid4().hex}
            hold = {"hold_id": held.body["id"]}
            made = await self.ask(door, "POST", "/v1/appointments", hold, keyed)
            register.end(change)
            await self._slot(self.door(), number, _token(made), by_its_writer=True)
            await asyncio.sleep(self.chance.random() * 0.3)
            change = register.begin("open")
            keyed = {**patient.headers, "idempotency-key": uuid4().hex}
            path = f"/v1/appointments/{made.body['id']}/cancel"
            gone = await self.ask(door, "POST", path, {}, keyed)
            register.end(change)
            await self._slot(self.door(), number, _token(gone), by_its_writer=True)
            await asyncio.sleep(self.chance.random() * 0.3)

    async def _writes_profile(self) -> None:
        path = f"/v1/doctors/{self.doctors[0].id}"
        await self._counts(self.registers[-2], path, "bio", self._profile)

    async def _writes_clinic(self) -> None:
        path = f"/v1/clinics/{self.clinic_id}"
        await self._counts(self.registers[-1], path, "address", self._clinic)

    async def _counts(
        self, register: Register, path: str, name: str, read: Callable[..., Awaitable[None]]
    ) -> None:
        door = self.door()
        while not self.is_over:
            change = register.begin(str(int(register.value) + 1))
            made = await self.ask(door, "PATCH", path, {name: change.after}, self.admin.headers)
            register.end(change)
            await read(self.door(), _token(made), by_its_writer=True)
            await asyncio.sleep(self.chance.random() * 0.2)

    async def _reads(self) -> None:
        doors = [Client(url, 10) for url in self.hurt.urls]
        while not self.is_over:
            door = self.chance.choice(doors)
            await self._slot(door, self.chance.randrange(DOCTORS))
            await self._profile(door)
            await self._clinic(door)
            await self.ask(door, "GET", f"/v1/doctors?limit={self.chance.randrange(1, 50)}")

    async def _slot(
        self, door: Client, number: int, headers: Mapping[str, str] | None = None, *,
        by_its_writer: bool = False,
    ) -> None:  # fmt: skip
        since, day = monotonic(), self.day
        path = f"/v1/doctors/{self.doctors[number].id}/slots?from={day}&to={day}"
        answer = await self.ask(door, "GET", path, headers=headers)
        state = answer.body["days"][0]["slots"][0]["state"]
        self.registers[number].was_read(state, since, by_its_writer=by_its_writer)

    async def _profile(
        self, door: Client, headers: Mapping[str, str] | None = None, *, by_its_writer: bool = False
    ) -> None:
        since = monotonic()
        path = f"/v1/doctors/{self.doctors[0].id}"
        bio = (await self.ask(door, "GET", path, headers=headers)).body["bio"] or "0"
        self.registers[-2].was_read(bio, since, by_its_writer=by_its_writer)

    async def _clinic(
        self, door: Client, headers: Mapping[str, str] | None = None, *, by_its_writer: bool = False
    ) -> None:
        since = monotonic()
        answer = await self.ask(door, "GET", "/v1/clinics?limit=50", headers=headers)
        (found,) = [each for each in answer.body["items"] if each["id"] == self.clinic_id]
        self.registers[-1].was_read(found["address"], since, by_its_writer=by_its_writer)

    def _first(self) -> str:
        return f"{self.day}T00:00:00Z"


def _token(answer: Answer) -> dict[str, str]:
    return {"amrutam-written": answer.headers["amrutam-written"]}
