"""What clients asked for and were told, what the database holds afterwards, and what is wrong.

A client records each request as it invokes it and what came of it: ok, fail (refused, nothing
done), or unknown (the connection broke, no answer in time, or a 5xx: done or not). `violations`
judges a whole history in linear time, but for sorting. It is pure: tests feed it what they like.
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
"""A doctor's five minutes, by their start."""


@dataclass(slots=True, eq=False)
class Operation:
    """One request. Instants are Unix seconds by the one clock of all recording clients.

    For `confirm` and `move` doctor, patient and times are those of the hold they name; for `leave`
    and `work` (leave taken back) the period is `starts` to `ends`.
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
    """Equal for ids of one hold: asked for again under a newer schedule it has another id."""
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
    """`busy_until`: its end and the doctor's buffer after it."""

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
    party: str
    starts: int
    ends: int
    appointment: str


class Event(NamedTuple):
    appointment: str
    version: int
    kind: str
    starts: int
    previous: int | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the database says in the end. `places`: an appointment's id and start, as looked up."""

    appointments: Sequence[Appointment]
    places: Mapping[str, int]
    claims: Sequence[Claim]
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Promises:
    """Of the platform that was recorded, in seconds; and what the faults leave of its promises.

    `locks_hold`: holds exclude each other; untrue when Redis was lost or a clock was moved.
    """

    code_tries: int = 5
    confirm_hold_seconds: float = 30
    confirm_deadline_seconds: float = 20
    extension_seconds: float = 120
    slack_seconds: float = 0.25
    locks_hold: bool = True


class Violation(NamedTuple):
    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class History:
    """All that the rules look at; operations in the order of their invocations."""

    operations: Sequence[Operation]
    ledger: Ledger
    promises: Promises = field(default_factory=Promises)

    def of(self, *kinds: Kind) -> Iterator[Operation]:
        return (operation for operation in self.operations if operation.kind in kinds)

    @property
    def locks_held(self) -> bool:
        """Whether the rules of slots apply: each hold was promised with the lock server's word."""
        return self.promises.locks_hold and all(
            each.protected for each in self.of("hold") if each.outcome == "ok"
        )


def five_minutes(doctor: str, starts: int, ends: int) -> Iterator[Slot]:
    for tick in range(starts - starts % 300, ends, 300):
        yield doctor, tick


def violations(history: History) -> list[Violation]:
    """Everything that a sound platform could not have done."""
    # Here, for they import the types above.
    from tests.concurrency import leave_rules, ledger_rules, request_rules, slot_rules  # noqa: PLC0415

    rules = [*ledger_rules.RULES, *request_rules.RULES, *leave_rules.RULES]
    if history.locks_held:
        rules += slot_rules.RULES
    return [found for rule in rules for found in rule(history)]
