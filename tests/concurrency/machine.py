"""Applies the same steps to the platform and to the model by a state machine of Hypothesis, and compares the two.

Every answer must be the model's. After every step, so must be the slots of both doctors and the appointments of
both patients.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, multiple, rule

from tests.concurrency.compared import BUFFERS, MORNING, PEOPLE, minute_at, rules
from tests.concurrency.machine_patients import Patients, doctors, grid
from tests.concurrency.model_facts import (
    EXTENSION_SECONDS,
    EXTENSION_WINDOW_SECONDS,
    EXTENSIONS,
    HOLD_SECONDS,
    HOLDS_OF_ONE,
    Leave,
)

SETTINGS = {
    "hold_seconds": HOLD_SECONDS,
    "hold_extension_seconds": EXTENSION_SECONDS,
    "hold_extensions": EXTENSIONS,
    "hold_extension_window_seconds": EXTENSION_WINDOW_SECONDS,
    "holds_per_account": HOLDS_OF_ONE,
    "booked_marker_seconds": 60,  # long, so that many requests find the marker of a booked time in its ticks
}
UNIT_SECONDS = 120
"""The unit of waiting, in seconds.

Holds end half-way between two units, so that it does not matter how long the run itself takes, up to a minute.
"""


WEEKS = (MORNING, ((600, 660),), ((600, 630), (640, 780)))
"""The choices of a schedule change: the sessions of each day, as (start, end) in minutes after midnight UTC.

In the third choice, the second session mostly begins between two start times of the first session's grid.
"""


class Booking(Patients):
    leaves = Bundle[Leave]("leaves")

    @rule(units=st.sampled_from([1, 3]))
    def wait(self, units: int) -> None:
        self.world.wait(units * UNIT_SECONDS)
        self.model.now += units * UNIT_SECONDS

    @rule()
    def forget(self) -> None:
        """Empties Redis."""
        self.world.forget()
        self.model.forget()

    @rule(doctor=doctors, week=st.sampled_from(WEEKS), buffer=st.sampled_from(BUFFERS),
          step=st.sampled_from([None, None, 15]), stale=st.sampled_from([False, False, True]))  # fmt: skip
    def change_schedule(
        self, doctor: int, week: Any, buffer: int, step: int | None, *, stale: bool
    ) -> None:
        practice = self.model.practices[doctor]
        version = practice.version - stale
        document = {"rules": rules(week), "buffer_minutes": buffer,
                    "slot_step_minutes": step}  # fmt: skip
        answer = self._as_doctor(
            practice, "PUT", "schedule", document, {"if-match": f'"{version}"'}
        )
        self._changed(answer, 200, practice,
                      lambda: self.model.change(practice, version, week, buffer, step))  # fmt: skip

    @rule(target=leaves, doctor=doctors, at=grid, length=st.sampled_from([10, 60]))
    def leave(self, doctor: int, at: int, length: int) -> Any:
        practice = self.model.practices[doctor]
        starts = minute_at(practice, at)
        body = {"kind": "leave", "starts_at": self._instant(starts),
                "ends_at": self._instant(starts + length)}  # fmt: skip
        answer = self._as_doctor(practice, "POST", "exceptions", body)
        taken = Leave(practice, starts, starts + length)
        self._changed(answer, 201, practice, lambda: self.model.leave(taken))
        if answer.status != 201:
            return multiple()
        self.names[taken] = answer.body["id"]
        return taken

    @rule(taken=leaves)
    def work(self, taken: Leave) -> None:
        answer = self._as_doctor(taken.practice, "DELETE", f"exceptions/{self.names[taken]}")
        self._changed(answer, 200, taken.practice, lambda: self.model.work(taken))

    # The invariants compare the state that clients can read.

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
