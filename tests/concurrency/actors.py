"""Books through the public API as clients that record each request and its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, time
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from amrutam.core.key_ring import Keyring
from amrutam.holds.tokens import open_hold
from tests.cast.doctors import Doctor
from tests.cast.people import Person
from tests.concurrency.client import Answer, Broken, Door
from tests.concurrency.history import Kind, Operation
from tests.engines import SECRET_KEY

_KEYRING = Keyring.from_secret(SECRET_KEY)
_OK = range(200, 300)
_REFUSED = range(400, 500)


def seconds_of(told: str) -> float:
    return datetime.fromisoformat(told).timestamp()


@dataclass
class Record:
    """Records the operations of all clients of a test, and the number of answers by status."""

    operations: list[Operation] = field(default_factory=list)
    answers: dict[int, int] = field(default_factory=dict)
    broken: int = 0
    mute_503: int = 0
    """The number of 503 answers without the header Retry-After."""
    times_of_503: dict[int, list[float]] = field(default_factory=dict)
    """When the 503 answers of each process arrived, by the process's port, in seconds of `time.monotonic`."""

    def took(self, answer: Answer) -> None:
        self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
        if answer.status == 503:
            self.mute_503 += "retry-after" not in answer.headers
            self.times_of_503.setdefault(answer.port, []).append(monotonic())

    def seconds_of_503(self, url: str, since: float) -> float:
        """Returns the seconds from the first to the last 503 answer of the process at `url`; 0 without any.

        Answers before `since`, in seconds of `time.monotonic`, are left out.
        """
        times = [
            each for each in self.times_of_503.get(urlsplit(url).port or 0, ()) if each >= since
        ]
        return max(times) - min(times) if times else 0

    def defects(self) -> int:
        """Returns the number of answers that must not occur: 5xx other than 503."""
        return sum(n for status, n in self.answers.items() if status >= 500 and status != 503)


@dataclass
class Actor:
    """Sends requests as a client with one account.

    Each method but `get` sends one request, and returns the operation that it has recorded. Several actors can
    share a record. `door`, the connection to the API, can be replaced at any time. A broken connection (`Broken`)
    and a 5xx are not raised; they are recorded as an unknown outcome.
    """

    person: Person
    door: Door
    record: Record

    async def hold(
        self, doctor: Doctor, starts: int, minutes: int = 0, type_id: object = None,
        reschedules: str = "",
    ) -> Operation:  # fmt: skip
        ends = starts + (minutes or doctor.minutes) * 60
        op = self._begin(
            "hold", doctor=str(doctor.id), patient=str(self.person.patient_id), starts=starts,
            ends=ends, busy_until=ends + doctor.buffer * 60, reschedules=reschedules,
        )  # fmt: skip
        wish = {"doctor_id": str(doctor.id), "starts_at": _told(starts)}
        wish |= {"consultation_type_id": str(type_id)} if type_id else {}
        wish |= {"reschedules": reschedules} if reschedules else {}
        return await self._end(op, "POST", "/v1/holds", wish, then=_as_hold)

    async def extend(self, held: Operation) -> Operation:
        op = self._begin("extend", **_of_hold(held))
        return await self._end(op, "POST", f"/v1/holds/{held.hold}/extend", then=_as_hold)

    async def release(self, held: Operation) -> Operation:
        return await self._end(
            self._begin("release", **_of_hold(held)), "DELETE", f"/v1/holds/{held.hold}"
        )

    async def send_code(self, held: Operation) -> Operation:
        op = self._begin("send-code", **_of_hold(held))
        return await self._end(op, "POST", f"/v1/holds/{held.hold}/code")

    async def confirm(self, held: Operation, key: str = "", code: str = "") -> Operation:
        op = self._begin("confirm", **_of_hold(held), key=key or uuid4().hex, code=code)
        body = {"hold_id": held.hold} | ({"code": code} if code else {})
        return await self._end(op, "POST", "/v1/appointments", body, then=_as_appointment)

    async def move(self, held: Operation, key: str = "") -> Operation:
        """Moves an appointment to a held time; `held` must have been made with `reschedules`, the appointment's id."""
        op = self._begin(
            "move", **_of_hold(held), key=key or uuid4().hex, appointment=held.reschedules
        )
        path = f"/v1/appointments/{held.reschedules}/reschedule"
        return await self._end(op, "POST", path, {"hold_id": held.hold}, then=_as_appointment)

    async def cancel(self, appointment: str, key: str = "") -> Operation:
        op = self._begin("cancel", appointment=appointment, key=key or uuid4().hex)
        path = f"/v1/appointments/{appointment}/cancel"
        return await self._end(op, "POST", path, then=_as_appointment)

    async def close(self, appointment: str, how: Kind = "completed") -> Operation:
        """Closes the appointment; the actor must be its doctor. `how` is `completed` or `no_show`."""
        op = self._begin(how, appointment=appointment)
        path = f"/v1/appointments/{appointment}/{'complete' if how == 'completed' else 'no-show'}"
        return await self._end(op, "POST", path, then=_as_appointment)

    async def leave(self, doctor: Doctor, starts: int, ends: int) -> Operation:
        op = self._begin("leave", doctor=str(doctor.id), starts=starts, ends=ends)
        body = {"kind": "leave", "starts_at": _told(starts), "ends_at": _told(ends)}
        return await self._end(
            op, "POST", f"/v1/doctors/{doctor.id}/exceptions", body, then=_as_exception
        )

    async def work(self, leave: Operation) -> Operation:
        """Removes leave, so that the doctor works in that period again; `leave.appointment` is the exception's id."""
        op = self._begin("work", doctor=leave.doctor, starts=leave.starts, ends=leave.ends,
                         appointment=leave.appointment)  # fmt: skip
        path = f"/v1/doctors/{leave.doctor}/exceptions/{leave.appointment}"
        return await self._end(op, "DELETE", path)

    async def get(self, path: str) -> Answer:
        """Sends a GET request without recording it. Raises `Broken` if no complete answer arrives."""
        return await self.door.ask("GET", path, None, self.person.headers)

    def _begin(self, kind: Kind, **facts: Any) -> Operation:
        op = Operation(kind, str(self.person.account_id), time(), **facts)
        self.record.operations.append(op)
        return op

    async def _end(
        self, op: Operation, method: str, path: str, body: object = None,
        then: Callable[[Operation, Answer], None] | None = None,
    ) -> Operation:  # fmt: skip
        keyed = {"idempotency-key": op.key} if op.key else {}
        try:
            answer = await self.door.ask(method, path, body, {**self.person.headers, **keyed})
        except Broken:
            self.record.broken += 1
            return op
        op.returned = time()
        self.record.took(answer)
        if answer.status in _OK:
            op.outcome = "ok"
            if then is not None:
                then(op, answer)
        elif answer.status in _REFUSED:
            op.outcome, op.problem = "fail", answer.problem
        else:
            op.problem = answer.problem or str(answer.status)
        return op


def _told(seconds: int) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat()


def _of_hold(held: Operation) -> dict[str, Any]:
    return {name: getattr(held, name) for name in
            ("hold", "owner", "doctor", "patient", "starts", "ends", "busy_until", "protected")}  # fmt: skip


def _as_hold(op: Operation, answer: Answer) -> None:
    op.hold, op.protected = answer.body["id"], answer.body["protected"]
    op.owner = open_hold(_KEYRING, op.hold).nonce
    op.expires = seconds_of(answer.body["expires_at"])


def _as_appointment(op: Operation, answer: Answer) -> None:
    op.appointment, op.version = answer.body["id"], answer.body["version"]
    op.starts = int(seconds_of(answer.body["starts_at"]))
    op.answer = answer.content


def _as_exception(op: Operation, answer: Answer) -> None:
    op.appointment = answer.body["id"]
