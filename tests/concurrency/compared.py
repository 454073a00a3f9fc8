"""Sends the same requests to the platform and to the model, whose answers must be the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from time import time
from typing import Any, ClassVar, TypeVar

from hypothesis.stateful import RuleBasedStateMachine, initialize, multiple

from tests.cast.doctors import Doctor, make_doctor
from tests.cast.people import Person, make_staff, sign_in_patient
from tests.concurrency.client import Answer
from tests.concurrency.model import Model
from tests.concurrency.model_facts import (
    STATUS,
    Appointment,
    Done,
    Practice,
    Refused,
    Ticket,
)
from tests.concurrency.world import World

T = TypeVar("T")

MORNING = ((600, 780),)
BUFFERS = (0, 10)
LENGTHS = ((15, 40), (30, 45))
PEOPLE = ("asha", "ravi")


class Compared(RuleBasedStateMachine):
    """Sends each request to the platform and the model, and compares the answers.

    A test's subclass sets `world`, and `outcomes`: a counter of the answers by outcome (`ok` or the code of a problem).
    """

    world: ClassVar[World]
    outcomes: ClassVar[Counter[str]]

    @initialize()
    def begin(self) -> None:
        self.midnight = int(time() // 86400 + 2) * 86400
        self.day = datetime.fromtimestamp(self.midnight, UTC).date()
        self.model = Model([Practice(LENGTHS[n], MORNING, BUFFERS[n]) for n in range(2)])
        self.sent: list[Callable[[], object]] = []
        self.numbers = count()
        self.names: dict[Any, str] = {}
        self.told: dict[Done, bytes] = {}
        self.world.do(self._cast())

    async def _cast(self) -> None:
        resources = self.world.resources
        self.persons = {name: await sign_in_patient(resources) for name in PEOPLE}
        self.children = {child_of(name): await self._child(name) for name in PEOPLE}
        self.staff = [await make_staff(resources, "doctor") for _ in LENGTHS]
        self.doctors = [
            await _doctor(self.world, practice, owner)
            for practice, owner in zip(self.model.practices, self.staff, strict=True)
        ]
        for number, practice in enumerate(self.model.practices):
            read = await self.world.door.ask(
                "GET", self._of(practice, "schedule"), None, self.staff[number].headers
            )
            practice.version = read.body["version"]

    async def _child(self, name: str) -> str:
        body = {"name": "Mira", "relation": "child"}
        headers = self.persons[name].headers
        return str((await self.world.door.ask("POST", "/v1/me/patients", body, headers)).body["id"])

    def _hold(
        self,
        by: str,
        practice: Practice,
        at: int,
        kind: int,
        *,
        patient: str,
        moves: Appointment | None = None,
    ) -> Any:
        starts, doctor = minute_at(practice, at), self._doctor(practice)
        wish = {"doctor_id": str(doctor.id), "starts_at": self._instant(starts),
                "consultation_type_id": str(doctor.type_ids[kind])}  # fmt: skip
        wish |= {"reschedules": self.names[moves]} if moves else {}
        wish |= {"patient_id": self.children[patient]} if patient in self.children else {}
        answer = self._ask(by, "POST", "/v1/holds", wish)
        held = self._agreed(answer, 201, lambda: self.model.hold(
            by, practice, starts, kind, patient=patient, moves=moves))  # fmt: skip
        if held is None:
            return multiple()
        assert answer.body["protected"]
        assert self._told(answer.body["ends_at"]) == held.hold.ends
        assert self.names.setdefault(held, answer.body["id"]) == answer.body["id"]
        return held

    def _confirming(self, by: str, held: Ticket, key: str) -> Callable[[], Done | None]:
        def go() -> Done | None:
            body = {"hold_id": self.names[held]}
            answer = self._ask(by, "POST", "/v1/appointments", body, key)
            return self._done(answer, 201, lambda: self.model.confirm(by, held, key))

        return go

    def _moving(
        self, by: str, appointment: Appointment, held: Ticket, key: str, expected: int | None = None
    ) -> Callable[[], Done | None]:
        """Returns a function that moves the appointment to the held time; `expected` is the version in If-Match.

        If `key` is empty, the platform uses the last 64 characters of the hold's id as the idempotency key.
        """
        hold_id = self.names[held]
        known_as = key or hold_id[-64:]

        def go() -> Done | None:
            path = f"/v1/appointments/{self.names[appointment]}/reschedule"
            answer = self._ask(by, "POST", path, {"hold_id": hold_id}, key, expected)
            return self._done(answer, 200, lambda: self.model.move(
                by, appointment, held, known_as, expected))  # fmt: skip

        return go

    def _cancelling(
        self, by: str, appointment: Appointment, key: str, expected: int | None = None
    ) -> Callable[[], Done | None]:
        def go() -> Done | None:
            path = f"/v1/appointments/{self.names[appointment]}/cancel"
            answer = self._ask(by, "POST", path, None, key, expected)
            return self._done(answer, 200, lambda: self.model.cancel(
                by, appointment, key, expected))  # fmt: skip

        return go

    def _repeatably(self, request: Callable[[], Done | None]) -> Done | None:
        self.sent.append(request)
        return request()

    def _done(self, answer: Answer, status: int, act: Callable[[], Done]) -> Done | None:
        done = self._agreed(answer, status, act)
        if done is not None:
            id_ = self.names.setdefault(done.appointment, answer.body["id"])
            told = (id_, done.status, done.version, done.starts, done.ends)
            assert self._shown(answer.body) == told
            assert self.told.setdefault(done, answer.content) == answer.content
        return done

    def _changed(
        self, answer: Answer, status: int, practice: Practice, act: Callable[[], list[Appointment]]
    ) -> None:
        affected = self._agreed(answer, status, act)
        if affected is not None:
            assert answer.body["version"] == practice.version
            shown = sorted(each["id"] for each in answer.body["affected_appointments"])
            assert shown == sorted(self.names[each] for each in affected)

    def _agreed(self, answer: Answer, status: int, act: Callable[[], T]) -> T | None:
        """Returns the model's result, after a check that the platform answered the same; None if both refused."""
        try:
            found = act()
        except Refused as refused:
            problem = refused.problem
            self.outcomes[problem] += 1
            assert (answer.status, answer.problem) == (STATUS[problem], problem)
            return None
        self.outcomes["ok"] += 1
        assert (answer.status, answer.problem if answer.status >= 300 else "") == (status, "")
        return found

    def _ask(
        self, by: str, method: str, path: str, body: object = None, key: str = "",
        expected: int | None = None,
    ) -> Answer:  # fmt: skip
        headers = dict(self.persons[by].headers) if by else {}
        headers |= {"idempotency-key": key} if key else {}
        headers |= {} if expected is None else {"if-match": f'"{expected}"'}
        return self.world.do(self.world.door.ask(method, path, body, headers))

    def _as_doctor(
        self, practice: Practice, method: str, what: str, body: object = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        person = self.staff[self.model.practices.index(practice)]
        asking = self.world.door.ask(
            method, self._of(practice, what), body, {**person.headers, **(headers or {})}
        )
        return self.world.do(asking)

    def _key(self, name: str) -> str:
        return name or f"key-{next(self.numbers)}"

    def _doctor(self, practice: Practice) -> Doctor:
        return self.doctors[self.model.practices.index(practice)]

    def _of(self, practice: Practice, what: str) -> str:
        return f"/v1/doctors/{self._doctor(practice).id}/{what}"

    def _instant(self, minute: int) -> str:
        return (datetime.fromtimestamp(self.midnight, UTC) + timedelta(minutes=minute)).isoformat()

    def _told(self, instant: str) -> int:
        return int(datetime.fromisoformat(instant).timestamp() - self.midnight) // 60

    def _shown(self, item: dict[str, Any]) -> tuple[Any, ...]:
        times = (self._told(item["starts_at"]), self._told(item["ends_at"]))
        return (item["id"], item["status"], item["version"], *times)

    def _row(self, each: Appointment) -> tuple[Any, ...]:
        return (self.names[each], each.status, each.version, each.starts, each.ends)


def child_of(name: str) -> str:
    return f"{name}'s child"


def minute_at(practice: Practice, at: int) -> int:
    return MORNING[0][0] + at * practice.step


def rules(week: tuple[tuple[int, int], ...]) -> list[dict[str, Any]]:
    return [
        {"weekday": day, "starts": _wall(a), "ends": _wall(b)}
        for day in range(1, 8)
        for a, b in week
    ]


def _wall(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


async def _doctor(world: World, practice: Practice, owner: Person) -> Doctor:
    first, *others = practice.lengths
    return await make_doctor(
        world.resources, minutes=first, buffer=practice.buffer, time_zone="UTC",
        weekly=[(each["weekday"], each["starts"], each["ends"]) for each in rules(MORNING)],
        more_types=[{"minutes": length, "name": f"Therapy {length}"} for length in others],
        account_id=owner.account_id,
    )  # fmt: skip
