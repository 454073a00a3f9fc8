"""A state machine that does with the platform what it does with the model, and compares.

After every step the free times of both doctors and the appointments of both patients are what
the model says, and every answer is the one that the model gave.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, multiple, precondition, rule

from tests.concurrency.compared import BUFFERS, LENGTHS, MORNING, PEOPLE, Compared, minute_at, rules
from tests.concurrency.model_facts import (
    EXTENSION_SECONDS,
    EXTENSIONS,
    HOLD_SECONDS,
    HOLDS_OF_ONE,
    Appointment,
    Leave,
    Ticket,
)

SETTINGS = {
    "hold_seconds": HOLD_SECONDS,
    "hold_extension_seconds": EXTENSION_SECONDS,
    "hold_extensions": EXTENSIONS,
    "holds_per_account": HOLDS_OF_ONE,
    "booked_marker_seconds": 60,  # long, so that much is asked while markers are there
}
UNIT_SECONDS = 120
"""Of waiting. Holds end half-way between two of them, so that what a run itself takes,
up to a minute, decides nothing."""


WEEKS = (MORNING, ((600, 660),), ((600, 630), (640, 780)))
"""Sessions that doctors change between; the third ends a grid and begins another."""
people = st.sampled_from(PEOPLE)
doctors = st.integers(0, len(LENGTHS) - 1)
kinds = st.integers(0, 1)
grid = st.integers(0, 5)
keys = st.sampled_from(["", "", "once"])
"""Mostly one of its own; now and then one that may have been used."""


class Booking(Compared):
    holds = Bundle[Ticket]("holds")
    moving = Bundle[Ticket]("moving")
    appointments = Bundle[Appointment]("appointments")
    leaves = Bundle[Leave]("leaves")

    # What people do

    @rule(target=holds, by=people, doctor=doctors, at=grid, kind=kinds)
    def hold(self, by: str, doctor: int, at: int, kind: int) -> Any:
        return self._hold(by, self.model.practices[doctor], at, kind)

    @rule(target=appointments, by=people, doctor=doctors, at=grid, kind=kinds, key=keys)
    def book(self, by: str, doctor: int, at: int, kind: int, key: str) -> Any:
        """Two requests in one step, or few runs would come to more than one booking."""
        held = self._hold(by, self.model.practices[doctor], at, kind)
        return self._confirm(held, key) if isinstance(held, Ticket) else multiple()

    @rule(target=appointments, appointment=appointments, kind=kinds)
    def book_beside(self, appointment: Appointment, kind: int) -> Any:
        """The same patient with the other doctor, at that time or a little before it."""
        other = next(each for each in self.model.practices if each is not appointment.practice)
        at = (appointment.starts - minute_at(other, 0)) // other.lengths[0]
        held = self._hold(appointment.by, other, at, kind)
        return self._confirm(held, "") if isinstance(held, Ticket) else multiple()

    @rule(target=moving, appointment=appointments, at=grid, kind=kinds)
    def hold_to_move(self, appointment: Appointment, at: int, kind: int) -> Any:
        return self._hold(appointment.by, appointment.practice, at, kind, appointment)

    @rule(held=st.one_of(holds, moving))
    def extend(self, held: Ticket) -> None:
        answer = self._ask(held.hold.by, "POST", f"/v1/holds/{self.names[held]}/extend")
        if self._agreed(answer, 200, lambda: self.model.extend(held.hold.by, held.hold)):
            left = EXTENSIONS - held.hold.extensions
            assert answer.body["extensions_left"] == left

    @rule(held=st.one_of(holds, moving))
    def look(self, held: Ticket) -> None:
        answer = self._ask(held.hold.by, "GET", f"/v1/holds/{self.names[held]}")
        self._agreed(answer, 200, lambda: self.model.look(held.hold.by, held.hold))

    @rule(held=st.one_of(holds, moving))
    def release(self, held: Ticket) -> None:
        answer = self._ask(held.hold.by, "DELETE", f"/v1/holds/{self.names[held]}")
        self._agreed(answer, 204, lambda: self.model.release(held.hold.by, held.hold))

    @rule(target=appointments, held=st.one_of(holds, moving), key=keys)
    def confirm(self, held: Ticket, key: str) -> Any:
        return self._confirm(held, key)

    def _confirm(self, held: Ticket, key: str) -> Any:
        known = len(self.model.appointments)
        done = self._repeatably(self._confirming(held.hold.by, held, self._key(key)))
        return done.appointment if done and len(self.model.appointments) > known else multiple()

    @rule(held=moving, key=keys)
    def move(self, held: Ticket, key: str) -> None:
        assert held.hold.moves is not None
        self._repeatably(self._moving(held.hold.by, held.hold.moves, held, self._key(key)))

    @rule(held=st.one_of(holds, moving), appointment=appointments)
    def move_by_any_hold(self, held: Ticket, appointment: Appointment) -> None:
        self._repeatably(self._moving(appointment.by, appointment, held, self._key("")))

    @rule(appointment=appointments, key=keys)
    def cancel(self, appointment: Appointment, key: str) -> None:
        self._repeatably(self._cancelling(appointment.by, appointment, self._key(key)))

    @precondition(lambda self: bool(getattr(self, "sent", ())))
    @rule(number=st.integers(0, 9))
    def repeat(self, number: int) -> None:
        """With the same key, one of the last ten requests that had one."""
        self.sent[-1 - number % len(self.sent)]()

    @rule(held=st.one_of(holds, moving), how=st.sampled_from(["extend", "release", "confirm"]))
    def meddle(self, held: Ticket, how: str) -> None:
        """Another person with this one's hold."""
        other = next(name for name in PEOPLE if name != held.hold.by)
        path = f"/v1/holds/{self.names[held]}"
        if how == "confirm":
            self._confirming(other, held, self._key(""))()
        elif how == "extend":
            self._agreed(self._ask(other, "POST", f"{path}/extend"), 200,
                         lambda: self.model.extend(other, held.hold))  # fmt: skip
        else:
            self._agreed(self._ask(other, "DELETE", path), 204,
                         lambda: self.model.release(other, held.hold))  # fmt: skip

    @rule(units=st.sampled_from([1, 3]))
    def wait(self, units: int) -> None:
        self.world.wait(units * UNIT_SECONDS)
        self.model.now += units * UNIT_SECONDS

    @rule(doctor=doctors, week=st.sampled_from(WEEKS), buffer=st.sampled_from(BUFFERS),
          stale=st.sampled_from([False, False, True]))  # fmt: skip
    def change_schedule(self, doctor: int, week: Any, buffer: int, stale: bool) -> None:  # noqa: FBT001 - Hypothesis names it
        practice = self.model.practices[doctor]
        version = practice.version - stale
        document = {"rules": rules(week), "buffer_minutes": buffer}
        answer = self._as_doctor(
            practice, "PUT", "schedule", document, {"if-match": f'"{version}"'}
        )
        self._changed(answer, 200, practice,
                      lambda: self.model.change(practice, version, week, buffer))  # fmt: skip

    @rule(target=leaves, doctor=doctors, at=grid, length=st.sampled_from([10, 60]))
    def leave(self, doctor: int, at: int, length: int) -> Any:
        practice = self.model.practices[doctor]
        starts = minute_at(practice, at)
        body = {"kind": "leave", "starts_at": self._instant(starts),
                "ends_at": self._instant(starts + length)}  # fmt: skip
        answer = self._as_doctor(practice, "POST", "exceptions", body)
        taken, affected = self.model.leave(practice, starts, starts + length)
        self._changed(answer, 201, practice, lambda: affected)
        self.names[taken] = answer.body["id"]
        return taken

    @rule(taken=leaves)
    def work(self, taken: Leave) -> None:
        answer = self._as_doctor(taken.practice, "DELETE", f"exceptions/{self.names[taken]}")
        self._changed(answer, 200, taken.practice, lambda: self.model.work(taken))

    # What everybody sees

    @invariant()
    def free_times_are_the_models(self) -> None:
        for doctor, practice in zip(self.doctors, self.model.practices, strict=True):
            for type_id, length in zip(doctor.type_ids, practice.lengths, strict=True):
                asked = f"slots?from={self.day}&to={self.day}&consultation_type={type_id}"
                answer = self._ask("", "GET", self._of(practice, asked))
                (only,) = answer.body["days"]
                shown = [(self._told(each["starts_at"]), each["state"]) for each in only["slots"]]
                assert shown == self.model.slots(practice, length)

    @invariant()
    def appointments_are_the_models(self) -> None:
        for name in PEOPLE:
            items = self._ask(name, "GET", "/v1/appointments?limit=100").body["items"]
            mine = [each for each in self.model.appointments if each.by == name]
            assert sorted(map(self._shown, items)) == sorted(map(self._row, mine))
