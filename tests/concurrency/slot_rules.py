"""Checks that holds and bookings of a slot behave as if they took place one after another (linearizability).

Each request takes effect at one instant between its invocation and its return. A slot is a register
with one owner at a time, and owners are distinguishable, so no search for an order is needed: each owner has a
period in which it certainly had the slot, and a period in which it may have had the slot. The history can be
explained by one instant for each request only if

- no two owners certainly had a slot at once, and nobody took the slot entirely within another owner's certain period;
- whenever a client was refused with "taken", another owner may have had the slot;
- no booking with a hold was refused while the hold certainly existed, unless another booking, move or release could have ended the hold.

A slot here is five minutes of a doctor (a tick): times of unequal length that overlap have some slots in common. An
owner is one hold of one patient, with the appointment that it became.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from tests.concurrency.history import (
    History,
    Operation,
    Promises,
    Slot,
    Violation,
    five_minutes,
)

_LETS_GO = {"slot-taken", "patient-busy", "hold-expired"}
"""Refusals of a booking that end its hold; `_was_late` describes an exception."""
_KEEPS = {"code-required", "code-refused", "schedule-changed", "idempotency-key-reused",
          "request-in-progress", "too-many-requests", "hold-not-for-this"}  # fmt: skip
_GONE = {"slot-taken", "hold-expired"}


class Tenure(NamedTuple):
    """The periods in which one owner had its slots, as (since, until) in Unix seconds.

    In `sure` the owner certainly had them; this period can be empty. In `possible` the owner may have had them.
    """

    owner: str
    got: tuple[float, float]
    """The interval in which the owner took the slot, if the owner did."""
    sure: tuple[float, float]
    possible: tuple[float, float]
    succeeded: bool
    moves: str = ""
    """The appointment that the hold would move."""
    booked: frozenset[str] = frozenset()

    def is_a_move_of(self, other: Tenure) -> bool:
        """Whether one of the two tenures is a hold to move the other's appointment. Such tenures may overlap."""
        return self.moves in other.booked or other.moves in self.booked


@dataclass(slots=True)
class Life:
    """A hold: the request that made it, the requests that name it, and those that ended its appointment."""

    made: Operation
    named: list[Operation]
    ended: list[Operation]
    """Requests that cancel the appointment, or move it to another hold's time."""


class Meetings:
    """Finds out whether a refused request can have met another owner of one slot.

    For each start of a possible period, in order, the two latest ends of the periods up to there are kept: two,
    because one of them can belong to the refused request itself.
    """

    def __init__(self, tenures: Sequence[Tenure]) -> None:
        ordered = sorted(tenures, key=lambda tenure: tenure.possible)
        self._starts = [tenure.possible[0] for tenure in ordered]
        self._latest: list[list[tuple[float, float]]] = []
        latest: list[tuple[float, float]] = []
        for tenure in ordered:
            mine = (tenure.possible[1], tenure.got[0])
            latest = sorted([*latest, mine], reverse=True)[:2]
            self._latest.append(latest)

    def another(self, refused: Operation) -> bool:
        """Whether another owner may have had the slot between the request's invocation and its return."""
        before = bisect_right(self._starts, refused.returned)
        return before > 0 and any(
            until >= refused.invoked and asked != refused.invoked
            for until, asked in self._latest[before - 1]
        )


def slots_have_one_owner_at_a_time(history: History) -> Iterator[Violation]:
    tenures = _tenures(history)
    for slot, found in tenures.items():
        yield from _two_at_once(slot, found)
    met = {slot: Meetings(found) for slot, found in tenures.items()}
    for refused in history.of("hold"):
        if refused.problem == "slot-taken" and not any(
            met[slot].another(refused) for slot in ticks(refused)
        ):
            yield Violation("slot", f"{refused.by} was refused a free time: {refused}")


def live_holds_book(history: History) -> Iterator[Violation]:
    for life in _lives(history):
        if life.made.outcome != "ok":
            continue
        uses = [each for each in life.named if each.kind in ("confirm", "move", "release")]
        for each in uses:
            others = [other for other in uses
                      if other is not each and _may_end(other)
                      and other.invoked < each.returned]  # fmt: skip
            lived = each.returned < _told_end(life, history.promises, each.invoked)
            gone = each.problem in _GONE and not _was_late(each, history.promises)
            if each.outcome == "fail" and gone and lived and not others:
                yield Violation("slot", f"a live hold was refused: {each}")


def ticks(operation: Operation) -> Iterator[Slot]:
    return five_minutes(operation.doctor, operation.starts, operation.busy_until)


def _lives(history: History) -> list[Life]:
    """Returns a `Life` for each request for a hold; repeated requests that got the same hold are merged."""
    named: dict[str, list[Operation]] = defaultdict(list)
    for each in history.of("extend", "release", "confirm", "move", "send-code"):
        named[each.owner].append(each)
    left: dict[str, list[Operation]] = defaultdict(list)
    for each in _first_told(history.of("cancel", "move")):
        left[each.appointment].append(each)
    made: dict[str, Life] = {}
    for number, each in enumerate(history.of("hold")):
        if each.outcome == "ok" and each.owner in made:
            _merge(made[each.owner].made, each)
            continue
        name = each.owner or f"asked {number}"
        mine = named.get(each.owner, []) if each.owner else []
        made[name] = Life(each, mine, _endings(mine, left))
    return list(made.values())


def _first_told(operations: Iterator[Operation]) -> Iterator[Operation]:
    """Yields the operations without those that repeat an acknowledged request, because a repetition has no effect."""
    told: set[tuple[str, str, str]] = set()
    for each in operations:
        name = (each.by, each.kind, each.key)
        if name not in told:
            yield each
        if each.outcome == "ok":
            told.add(name)


def _merge(known: Operation, again: Operation) -> None:
    """Merges two answers about one hold, because either of the two requests may have made the hold."""
    known.returned = min(known.returned, again.returned)


def _endings(named: Sequence[Operation], left: dict[str, list[Operation]]) -> list[Operation]:
    booked = {each.appointment for each in named
              if each.kind in ("confirm", "move") and each.outcome == "ok"}  # fmt: skip
    used = {id(each) for each in named}
    since = min((each.invoked for each in named if each.appointment in booked), default=inf)
    return [each for id_ in booked for each in left[id_]
            if id(each) not in used and each.returned > since]  # fmt: skip


def _tenures(history: History) -> dict[Slot, list[Tenure]]:
    found: dict[Slot, list[Tenure]] = defaultdict(list)
    for life in _lives(history):
        tenure = _tenure(life, history.promises)
        for slot in ticks(life.made):
            found[slot].append(tenure)
    return found


def _tenure(life: Life, promises: Promises) -> Tenure:
    made = life.made
    got = (made.invoked, made.returned)
    owner = f"{made.by} {made.owner} {made.invoked}"
    if made.outcome != "ok":
        until = made.returned if made.outcome == "fail" else inf
        return Tenure(owner, got, (inf, inf), (made.invoked, until), succeeded=False)
    return Tenure(
        owner,
        got,
        (made.returned, max(made.returned, _sure_end(life, promises))),
        (made.invoked, _possible_end(life, promises)),
        succeeded=True,
        moves=made.reschedules,
        booked=frozenset(each.appointment for each in _uses(life) if each.outcome == "ok"),
    )


def _uses(life: Life) -> list[Operation]:
    return [each for each in life.named if each.kind in ("confirm", "move")]


def _told_end(life: Life, promises: Promises, at: float = inf) -> float:
    """Returns the latest end (Unix seconds) of the hold in the answers up to `at`, minus `slack_seconds`."""
    told = [life.made.expires] + [each.expires for each in life.named
                                  if each.kind == "extend" and each.outcome == "ok"
                                  and each.returned <= at]  # fmt: skip
    return max(told) - promises.slack_seconds


def _sure_end(life: Life, promises: Promises) -> float:
    if any(each.outcome == "ok" for each in _uses(life)):
        return min((each.invoked for each in life.ended if each.may_have_happened), default=inf)
    given_up = [each.invoked for each in life.named
                if each.kind in ("release", "confirm", "move") and _may_end(each)]  # fmt: skip
    return min([_told_end(life, promises), *given_up])


def _may_end(use: Operation) -> bool:
    return use.may_have_happened or use.problem not in _KEEPS


def _was_late(use: Operation, promises: Promises) -> bool:
    """Whether the booking's transaction may have missed its deadline.

    The answer to a booking that missed its deadline says that the hold has ended, although the hold
    may still exist.
    """
    took = use.returned - use.invoked
    return use.problem == "hold-expired" and took > promises.confirm_deadline_seconds


def _possible_end(life: Life, promises: Promises) -> float:
    uses = _uses(life)
    if any(each.outcome == "ok" for each in uses):
        return min((each.returned for each in life.ended if each.outcome == "ok"), default=inf)
    if any(each.outcome == "unknown" for each in life.named):
        return inf
    freed = [each.returned for each in life.named
             if (each.kind == "release" and each.outcome == "ok")
             or (each in uses and each.problem in _LETS_GO
                 and not _was_late(each, promises))]  # fmt: skip
    longest = [_told_end(life, promises) + 2 * promises.slack_seconds]
    longest += [each.returned + promises.confirm_hold_seconds for each in uses]
    return min([max(longest), *freed])


def _two_at_once(slot: Slot, tenures: Sequence[Tenure]) -> Iterator[Violation]:
    sure = sorted((each for each in tenures if each.sure[0] < each.sure[1]), key=lambda t: t.sure)
    having: list[Tenure] = []
    for each in sure:
        having = [other for other in having if other.sure[1] > each.sure[0]]
        for other in having:
            if not each.is_a_move_of(other):
                yield Violation("slot", f"{slot} was both {other} and {each}")
        having.append(each)
    yield from _given_away(slot, tenures, sure)


def _given_away(
    slot: Slot, tenures: Sequence[Tenure], sure: Sequence[Tenure]
) -> Iterator[Violation]:
    """Finds slots that were given to another owner while one owner certainly had them.

    `sure` is sorted by the start of the certain periods. It is enough to compare an owner with the two whose
    certain periods began last: where more of these periods overlap, `_two_at_once` has found a violation already.
    """
    starts = [each.sure[0] for each in sure]
    for each in tenures:
        before = bisect_right(starts, each.got[0])
        if each.succeeded and any(
            other is not each and other.sure[1] > each.got[1] and not each.is_a_move_of(other)
            for other in sure[max(0, before - 2) : before]
        ):
            yield Violation("slot", f"{slot} was given away while it was held: {each}")


RULES = (slots_have_one_owner_at_a_time, live_holds_book)
