"""Defines the steps that the state machine takes as patients, also with holds and appointments of other people."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, multiple, precondition, rule

from tests.concurrency.compared import LENGTHS, PEOPLE, Compared, child_of, minute_at
from tests.concurrency.model_facts import Appointment, Practice, Ticket

people = st.sampled_from(PEOPLE)
doctors = st.integers(0, len(LENGTHS) - 1)
kinds = st.integers(0, 1)
grid = st.integers(0, 5)
family = st.sampled_from(["self", "self", "self", "child"])
versions = st.sampled_from([None, None, 0, 1])
"""Values of If-Match: None for no such header, or the present version minus this number (0: the present one)."""
keys = st.sampled_from(["", "", "once"])
"""Idempotency keys: an empty text for a new key, or more rarely `once`, which may have been used before."""


class Patients(Compared):
    holds = Bundle[Ticket]("holds")
    moving = Bundle[Ticket]("moving")
    appointments = Bundle[Appointment]("appointments")

    @rule(target=holds, by=people, doctor=doctors, at=grid, kind=kinds, is_for=family)
    def hold(self, by: str, doctor: int, at: int, kind: int, is_for: str) -> Any:
        patient = self._patient(by, is_for)
        return self._hold(by, self.model.practices[doctor], at, kind, patient=patient)

    @rule(
        target=appointments, by=people, doctor=doctors, at=grid, kind=kinds, is_for=family, key=keys
    )
    def book(self, by: str, doctor: int, at: int, kind: int, is_for: str, key: str) -> Any:
        """Holds and confirms in one step, because random steps would otherwise seldom reach a second booking."""
        held = self.hold(by, doctor, at, kind, is_for)
        return self._confirm(held, key) if isinstance(held, Ticket) else multiple()

    @rule(target=appointments, appointment=appointments, kind=kinds)
    def book_beside(self, appointment: Appointment, kind: int) -> Any:
        """Tries to book the appointment's patient with the other doctor too, at its time or a little earlier.

        The two visits mostly overlap, which `patient-busy` must prevent.
        """
        by, other = appointment.by, self._other(appointment.practice)
        at = (appointment.starts - minute_at(other, 0)) // other.step
        held = self._hold(by, other, at, kind, patient=appointment.patient)
        return self._confirm(held, "") if isinstance(held, Ticket) else multiple()

    @rule(target=moving, appointment=appointments, at=grid, kind=kinds)
    def hold_to_move(self, appointment: Appointment, at: int, kind: int) -> Any:
        return self._hold(appointment.by, appointment.practice, at, kind,
                          patient=appointment.patient, moves=appointment)  # fmt: skip

    @rule(appointment=appointments, at=grid, is_own=st.booleans())
    def hold_to_move_amiss(self, appointment: Appointment, at: int, *, is_own: bool) -> None:
        """Requests a hold that would move an appointment to the other doctor, or does so as the other person.

        Both are refused.
        """
        practice = self._other(appointment.practice) if is_own else appointment.practice
        by = appointment.by if is_own else other_than(appointment.by)
        self._hold(by, practice, at, 0, patient=appointment.by, moves=appointment)

    @rule(held=st.one_of(holds, moving))
    def extend(self, held: Ticket) -> None:
        self._extend(held.hold.by, held)

    @rule(held=st.one_of(holds, moving))
    def look(self, held: Ticket) -> None:
        self._look(held.hold.by, held)

    @rule(held=st.one_of(holds, moving))
    def release(self, held: Ticket) -> None:
        self._release(held.hold.by, held)

    @rule(target=appointments, held=st.one_of(holds, moving), key=keys)
    def confirm(self, held: Ticket, key: str) -> Any:
        return self._confirm(held, key)

    @rule(held=moving, key=st.one_of(keys, st.none()), behind=versions)
    def move(self, held: Ticket, key: str | None, behind: int | None = None) -> None:
        """Moves an appointment; without an idempotency key (None) the end of the hold's id is the key."""
        appointment = held.hold.moves
        assert appointment is not None
        self._repeatably(self._moving(
            held.hold.by, appointment, held, "" if key is None else self._key(key),
            expected(appointment, behind)))  # fmt: skip

    @rule(held=st.one_of(holds, moving), appointment=appointments)
    def move_by_any_hold(self, held: Ticket, appointment: Appointment) -> None:
        self._repeatably(self._moving(appointment.by, appointment, held, self._key("")))

    @rule(appointment=appointments, key=keys, behind=versions)
    def cancel(self, appointment: Appointment, key: str, behind: int | None) -> None:
        self._repeatably(self._cancelling(
            appointment.by, appointment, self._key(key), expected(appointment, behind)))  # fmt: skip

    @precondition(lambda self: bool(getattr(self, "sent", ())))
    @rule(number=st.integers(0, 9))
    def repeat(self, number: int) -> None:
        """Repeats one of the last ten confirmations, moves and cancellations, with the same idempotency key (or none)."""
        self.sent[-1 - number % len(self.sent)]()

    @rule(held=st.one_of(holds, moving),
          how=st.sampled_from(["look", "extend", "release", "confirm", "move", "cancel"]))  # fmt: skip
    def meddle(self, held: Ticket, how: str) -> None:
        """As the other person, uses a hold, or changes the appointment that the hold would move: all of this is refused."""
        other, appointment = other_than(held.hold.by), held.hold.moves
        if how in ("look", "extend", "release"):
            {"look": self._look, "extend": self._extend, "release": self._release}[how](other, held)
        elif how == "confirm":
            self._confirming(other, held, self._key(""))()
        elif appointment is not None:
            moving = self._moving(other, appointment, held, self._key(""))
            (moving if how == "move" else self._cancelling(other, appointment, self._key("")))()

    def _confirm(self, held: Ticket, key: str) -> Any:
        known = len(self.model.appointments)
        done = self._repeatably(self._confirming(held.hold.by, held, self._key(key)))
        return done.appointment if done and len(self.model.appointments) > known else multiple()

    def _look(self, by: str, held: Ticket) -> None:
        answer = self._ask(by, "GET", f"/v1/holds/{self.names[held]}")
        self._agreed(answer, 200, lambda: self.model.look(by, held.hold))

    def _extend(self, by: str, held: Ticket) -> None:
        answer = self._ask(by, "POST", f"/v1/holds/{self.names[held]}/extend")
        left = self._agreed(answer, 200, lambda: self.model.extend(by, held.hold))
        assert left is None or answer.body["extensions_left"] == left

    def _release(self, by: str, held: Ticket) -> None:
        answer = self._ask(by, "DELETE", f"/v1/holds/{self.names[held]}")
        self._agreed(answer, 204, lambda: self.model.release(by, held.hold))

    def _patient(self, by: str, is_for: str) -> str:
        return by if is_for == "self" else child_of(by)

    def _other(self, practice: Practice) -> Practice:
        return next(each for each in self.model.practices if each is not practice)


def other_than(name: str) -> str:
    return next(other for other in PEOPLE if other != name)


def expected(appointment: Appointment, behind: int | None) -> int | None:
    return None if behind is None else appointment.version - behind
