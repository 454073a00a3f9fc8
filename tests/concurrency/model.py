"""Computes the platform's answers to requests that are sent one after the other: a small, pure and complete model.

A refusal is raised as `Refused` with the code of the problem. The model has holds, but
neither their keys in Redis nor the markers of booked times (`booked_marker_seconds`), because clients see neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.concurrency.model_facts import (
    EXTENSION_SECONDS,
    EXTENSION_WINDOW_SECONDS,
    EXTENSIONS,
    HOLD_SECONDS,
    HOLDS_OF_ONE,
    Appointment,
    Done,
    Hold,
    Leave,
    Practice,
    Refused,
    Ticket,
)


@dataclass
class Model:
    practices: list[Practice]
    now: int = 0
    holds: list[Hold] = field(default_factory=list)
    """Holds that were neither booked nor released, also those that have expired."""
    extended: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    """How often an account has extended holds of one time, by (account, `id` of the practice, start in minutes)."""
    appointments: list[Appointment] = field(default_factory=list)
    keys: dict[tuple[str, str, str], tuple[object, Done]] = field(default_factory=dict)

    def hold(
        self,
        by: str,
        practice: Practice,
        starts: int,
        kind: int,
        *,
        patient: str,
        moves: Appointment | None = None,
    ) -> Ticket:
        if moves is not None:
            self._movable(by, moves)
            if moves.practice is not practice:
                raise Refused("hold-not-for-this")
        ends = starts + practice.lengths[kind]
        mine = [each for each in self.holds if each.by == by and self.lives(each)]
        wish = (practice, starts, kind, patient, moves)
        for held in mine:
            same = (held.practice, held.starts, held.kind, held.patient, held.moves) == wish
            if same and practice.covers(held.starts, held.ends):
                return Ticket(held, practice.version)
        if not practice.offers(starts, ends):
            raise Refused("slot-not-offered")
        if len(mine) >= HOLDS_OF_ONE:
            raise Refused("too-many-holds")
        held = Hold(by, patient, practice, starts, ends, ends + practice.buffer, kind, moves,
                    self.now + HOLD_SECONDS)  # fmt: skip
        if self._in_the_way(held) or self._claimed(held):
            raise Refused("slot-taken")
        self.holds.append(held)
        return Ticket(held, practice.version)

    def look(self, by: str, hold: Hold) -> None:
        if hold.by != by:
            raise Refused("not-found")
        if not self.lives(hold):
            raise Refused("hold-expired")

    def extend(self, by: str, hold: Hold) -> int:
        """Extends the hold; returns how many more extensions of this time the account has left."""
        self.look(by, hold)
        slot = (by, id(hold.practice), hold.starts)
        if self.extended[slot] == EXTENSIONS:
            raise Refused("no-more-extensions")
        if hold.until - self.now > EXTENSION_WINDOW_SECONDS:
            raise Refused("not-yet")
        self.extended[slot] += 1
        hold.until += EXTENSION_SECONDS
        return EXTENSIONS - self.extended[slot]

    def release(self, by: str, hold: Hold) -> None:
        if hold.by != by:
            raise Refused("not-found")
        self._let_go(hold)

    def forget(self) -> None:
        """Simulates that Redis loses all its data."""
        self.holds.clear()
        self.extended.clear()

    def confirm(self, by: str, ticket: Ticket, key: str) -> Done:
        hold = ticket.hold

        def act() -> Done:
            self._own(by, hold)
            if hold.moves is not None:
                raise Refused("hold-not-for-this")
            self._check(hold)
            self._claim(hold)
            made = Appointment(by, hold.patient, hold.practice, hold.starts, hold.ends,
                               hold.busy_until, hold.kind)  # fmt: skip
            self.appointments.append(made)
            self._let_go(hold)
            return _done(made)

        return self._once((by, "confirm", key), ticket, act)

    def move(
        self, by: str, appointment: Appointment, ticket: Ticket, key: str, expected: int | None
    ) -> Done:
        hold = ticket.hold

        def act() -> Done:
            self._movable(by, appointment, expected)
            self._own(by, hold)
            if hold.moves is not appointment:
                raise Refused("hold-not-for-this")
            self._check(hold)
            self._claim(hold)
            appointment.starts, appointment.ends = hold.starts, hold.ends
            appointment.busy_until, appointment.kind = hold.busy_until, hold.kind
            appointment.version += 1
            self._let_go(hold)
            return _done(appointment)

        return self._once((by, "move", key), (appointment, ticket, expected), act)

    def cancel(self, by: str, appointment: Appointment, key: str, expected: int | None) -> Done:
        def act() -> Done:
            self._movable(by, appointment, expected)
            appointment.status = "cancelled"
            appointment.version += 1
            return _done(appointment)

        return self._once((by, "cancel", key), (appointment, expected), act)

    def change(
        self, practice: Practice, version: int, sessions: tuple[tuple[int, int], ...], buffer: int,
        step: int | None,
    ) -> list[Appointment]:  # fmt: skip
        if version != practice.version:
            raise Refused("version-mismatch")
        practice.version += 1
        practice.sessions, practice.buffer, practice.own_step = sessions, buffer, step
        return self._affected(practice)

    def leave(self, taken: Leave) -> list[Appointment]:
        practice, period = taken.practice, (taken.starts, taken.ends)
        if period in [(each.starts, each.ends) for each in practice.leaves]:
            raise Refused("exception-exists")
        practice.version += 1
        practice.leaves.append(taken)
        return self._affected(practice, *period)

    def work(self, leave: Leave) -> list[Appointment]:
        """Deletes the leave; returns the appointments in its period that the doctor's hours still do not cover."""
        if leave not in leave.practice.leaves:
            raise Refused("not-found")
        leave.practice.version += 1
        leave.practice.leaves.remove(leave)
        return self._affected(leave.practice, leave.starts, leave.ends)

    def slots(self, practice: Practice, length: int) -> list[tuple[int, str]]:
        claims = self._booked(practice)
        holds = [each for each in self.holds if each.practice is practice and self.lives(each)]

        def state(starts: int) -> str | None:
            """Returns the state of the slot with this start; None if only a
            pause blocks it, so that it is not offered.
            """
            ends = starts + length
            for name, visits in (("booked", claims), ("held", holds)):
                if any(starts < each.ends and each.starts < ends for each in visits):
                    return name
            until, busy = (
                ends + practice.buffer,
                [(each.starts, each.busy_until) for each in claims],
            )
            busy += [(each.starts, each.busy_until) for each in holds]
            return None if any(starts < b and a < until for a, b in busy) else "open"

        found = [(starts, state(starts)) for starts in practice.starts(length)]
        return [(starts, shown) for starts, shown in found if shown]

    def lives(self, hold: Hold) -> bool:
        return hold in self.holds and hold.until > self.now

    def _in_the_way(self, hold: Hold) -> bool:
        return any(
            each.starts < hold.busy_until and hold.starts < each.busy_until
            for each in self.holds
            if each.practice is hold.practice and self.lives(each)
        )

    def _booked(self, practice: Practice) -> list[Appointment]:
        return [each for each in self.appointments
                if each.practice is practice and each.status == "booked"]  # fmt: skip

    def _claimed(self, hold: Hold) -> bool:
        return any(
            each.starts < hold.busy_until and hold.starts < each.busy_until
            for each in self._booked(hold.practice)
            if each is not hold.moves
        )

    def _is_busy(self, hold: Hold) -> bool:
        return any(
            each.starts < hold.ends and hold.starts < each.ends
            for each in self.appointments
            if each.patient == hold.patient and each.status == "booked" and each is not hold.moves
        )

    def _movable(self, by: str, appointment: Appointment, expected: int | None = None) -> None:
        if appointment.by != by:
            raise Refused("not-found")
        if expected not in (None, appointment.version):
            raise Refused("version-mismatch")
        if appointment.status != "booked":
            raise Refused("not-booked")

    def _own(self, by: str, hold: Hold) -> None:
        if hold.by != by:
            raise Refused("invalid-request")

    def _check(self, hold: Hold) -> None:
        if not self.lives(hold):
            raise Refused("hold-expired")
        if not hold.practice.covers(hold.starts, hold.ends):
            raise Refused("schedule-changed")

    def _claim(self, hold: Hold) -> None:
        problem = "slot-taken" if self._claimed(hold) else self._is_busy(hold) and "patient-busy"
        if problem:
            self._let_go(hold)
            raise Refused(problem)

    def _let_go(self, hold: Hold) -> None:
        if hold in self.holds:
            self.holds.remove(hold)

    def _once(self, key: tuple[str, str, str], body: object, act: Callable[[], Done]) -> Done:
        """Returns the answer of `act`; for a key that has succeeded before, the earlier answer, without calling `act`.

        `key`: (account, action, idempotency key). Raises `Refused` if the key has succeeded with another `body`.
        """
        if key not in self.keys:
            done = act()
            self.keys[key] = (body, done)
            return done
        known, done = self.keys[key]
        if known != body:
            raise Refused("idempotency-key-reused")
        return done

    def _affected(
        self, practice: Practice, since: int = 0, until: int = 24 * 60
    ) -> list[Appointment]:
        return [each for each in self._booked(practice)
                if each.starts < until and since < each.ends
                and not practice.covers(each.starts, each.ends)]  # fmt: skip


def _done(appointment: Appointment) -> Done:
    return Done(appointment, appointment.status, appointment.version, appointment.starts,
                appointment.ends)  # fmt: skip
