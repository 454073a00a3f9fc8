"""Defines a history, and finds the violations of a correct platform's rules in it.

A history is the recorded requests and answers, and the final content of the database. A client records each
request and its result: ok, fail (refused, without an effect), or unknown (a broken connection, a timeout or a
5xx: with or without an effect). `violations` judges a whole history in linear time, apart from sorting. It is a
pure function, so tests can pass any made-up history to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Literal, NamedTuple

Outcome = Literal["ok", "fail", "unknown"]
Kind = Literal[
    "hold", "extend", "release", "send-code", "sign-in", "confirm", "move", "cancel",
    "completed", "no_show", "leave", "work",
]  # fmt: skip
Slot = tuple[str, int]
"""A tick, five minutes of a doctor's time: (doctor's id, start in Unix seconds)."""


@dataclass(slots=True, eq=False)
class Operation:
    """One request. Times are Unix seconds by the one clock that all recording clients share.

    `by` is the id of the sender's account. For `confirm` and `move`, doctor, patient and times are those of the
    hold. For `leave`, and for `work` (the removal of leave), the period is `starts` to `ends`, and `appointment` is
    the id of the exception. `returned` is infinite without an answer.
    """

    kind: Kind
    by: str
    invoked: float
    returned: float = inf
    outcome: Outcome = "unknown"
    problem: str = ""
    doctor: str = ""
    patient: str = ""
    starts: int = 0
    ends: int = 0
    busy_until: int = 0
    hold: str = ""
    owner: str = ""
    """The nonce that all ids of one hold contain; for a sign-in, the challenge's id.

    A repeated request for a hold returns another id of this hold if the schedule has a newer version.
    """
    expires: float = 0
    protected: bool = True
    reschedules: str = ""
    appointment: str = ""
    version: int = 0
    key: str = ""
    code: str = ""
    answer: bytes = b""

    @property
    def may_have_happened(self) -> bool:
        return self.outcome != "fail"


class Appointment(NamedTuple):
    """A row of an appointment, with times in Unix seconds. `busy_until`: its end plus the doctor's buffer."""

    id: str
    doctor: str
    patient: str
    account: str
    starts: int
    ends: int
    busy_until: int
    status: str
    version: int


class Claim(NamedTuple):
    """A row of `time_claim`, with times in Unix seconds. `party` is the id of a doctor or a patient."""

    party: str
    starts: int
    ends: int
    appointment: str


class Event(NamedTuple):
    """A row of `appointment_event`, with times in Unix seconds. `previous`: the start before a move; otherwise None."""

    appointment: str
    version: int
    kind: str
    starts: int
    previous: int | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The final content of the database, with times in Unix seconds.

    `places`: the start of each appointment by its id, as the table `appointment_place` has it.
    """

    appointments: Sequence[Appointment]
    places: Mapping[str, int]
    claims: Sequence[Claim]
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Promises:
    """Guarantees that the rules expect of the platform; a test sets those that its settings or faults change.

    `locks_hold`: holds exclude each other; false for a fault that can end holds early, such as lost data in
    Redis or a changed clock. `slack_seconds`: the tolerance for the end of a hold.
    """

    code_tries: int = 5
    confirm_hold_seconds: float = 30
    confirm_deadline_seconds: float = 20
    extension_seconds: float = 120
    slack_seconds: float = 0.25
    locks_hold: bool = True


class Violation(NamedTuple):
    """A broken rule: its short name, such as `overlap`, and a description of what was found."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class History:
    """All input of the rules; operations are in the order of their invocations."""

    operations: Sequence[Operation]
    ledger: Ledger
    promises: Promises = field(default_factory=Promises)

    def of(self, *kinds: Kind) -> Iterator[Operation]:
        return (operation for operation in self.operations if operation.kind in kinds)

    @property
    def locks_held(self) -> bool:
        """Whether the rules of slots apply: holds exclude each other in this test, and Redis protected each hold."""
        return self.promises.locks_hold and all(
            each.protected for each in self.of("hold") if each.outcome == "ok"
        )


def five_minutes(doctor: str, starts: int, ends: int) -> Iterator[Slot]:
    for tick in range(starts - starts % 300, ends, 300):
        yield doctor, tick


def violations(history: History) -> list[Violation]:
    """Returns everything in the history that a correct platform cannot have done."""
    # The modules of the rules are imported here, because they import this module's types.
    from tests.concurrency import leave_rules, ledger_rules, request_rules, slot_rules  # noqa: PLC0415

    rules = [*ledger_rules.RULES, *request_rules.RULES, *leave_rules.RULES]
    if history.locks_held:
        rules += slot_rules.RULES
    return [found for rule in rules for found in rule(history)]
