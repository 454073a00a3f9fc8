"""Tests how the checker of histories judges bookings into leave.

The request that removes the leave may also have got no answer, or have been refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.concurrency.history import History, Kind, Ledger, Operation, Outcome
from tests.concurrency.leave_rules import nothing_is_booked_into_leave

_NOTHING = Ledger([], {}, [], [])


def _sent(kind: Kind, invoked: float, outcome: Outcome = "ok", key: str = "") -> Operation:
    returned = invoked + 0.5 if outcome != "unknown" else float("inf")
    return Operation(
        kind, "someone", invoked, returned, outcome, doctor="d", starts=3000, ends=3600,
        appointment="leave" if kind in ("leave", "work") else "", key=key,
    )  # fmt: skip


def _found(operations: Sequence[Operation]) -> list[str]:
    return [each.rule for each in nothing_is_booked_into_leave(History(operations, _NOTHING))]


def test_a_booking_into_leave_is_found() -> None:
    assert _found([_sent("leave", 1), _sent("confirm", 2, key="k")]) == ["leave"]


def test_leave_may_be_over_once_its_taking_back_was_asked_for_whatever_was_told() -> None:
    asked_twice = [_sent("leave", 1), _sent("work", 2, "unknown"), _sent("confirm", 3, key="k"),
                   _sent("work", 4, "fail")]  # fmt: skip
    assert _found(asked_twice) == []


def test_a_refused_taking_back_ends_no_leave() -> None:
    refused = [_sent("leave", 1), _sent("work", 2, "fail"), _sent("confirm", 3, key="k")]
    assert _found(refused) == ["leave"]
