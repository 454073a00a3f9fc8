"""Tests how the checker of histories judges holds and bookings of one slot, also if answers are lost or come late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.concurrency.history import History, Kind, Ledger, Operation, Outcome, Promises
from tests.concurrency.slot_rules import RULES

_PROMISES = Promises(confirm_hold_seconds=4, confirm_deadline_seconds=2, slack_seconds=0.25)
_LIVES_UNTIL = 5.0


def _sent(
    kind: Kind, owner: str, invoked: float, outcome: Outcome = "ok", problem: str = "",
    took: float = 0.1, **more: Any,
) -> Operation:  # fmt: skip
    returned = invoked + took if outcome != "unknown" else float("inf")
    known = owner if kind != "hold" or outcome == "ok" else ""
    return Operation(
        kind, owner, invoked, returned, outcome, problem, "d", owner, 3000, 3300, 3300,
        hold=known, owner=known, expires=_LIVES_UNTIL, key=kind, **more,
    )  # fmt: skip


def _found(operations: Sequence[Operation]) -> int:
    history = History(operations, Ledger([], {}, [], []), _PROMISES)
    return len([each for rule in RULES for each in rule(history)])


def _refused(invoked: float, took: float = 0.1) -> Operation:
    return _sent("hold", "other", invoked, "fail", "slot-taken", took)


def test_two_have_no_slot_at_once() -> None:
    assert _found([_sent("hold", "one", 1), _sent("hold", "two", 2)])
    assert not _found([_sent("hold", "one", 1), _sent("hold", "two", 6)])


def test_a_free_slot_is_not_refused() -> None:
    assert _found([_refused(1)])
    assert _found([_sent("hold", "one", 1), _refused(7)])
    assert not _found([_sent("hold", "one", 1), _refused(3)])


def test_a_hold_that_nobody_was_told_of_may_be_in_the_way() -> None:
    assert not _found([_sent("hold", "one", 1, "unknown"), _refused(7)])


def test_an_extension_that_nobody_was_told_of_may_keep_a_hold() -> None:
    assert not _found([_sent("hold", "one", 1), _sent("extend", "one", 2, "unknown"), _refused(7)])


def test_a_booking_frees_its_slot_when_its_cancel_may_have_happened() -> None:
    booked = [_sent("hold", "one", 1), _sent("confirm", "one", 2, appointment="a")]
    cancel = _sent("cancel", "one", 6, "unknown", appointment="a")
    assert _found([*booked, _sent("hold", "two", 7)])
    assert not _found([*booked, cancel, _sent("hold", "two", 7)])
    assert not _found([*booked, cancel, _refused(7)])


def test_a_repeated_cancel_of_long_ago_frees_nothing_booked_since() -> None:
    first = [_sent("hold", "one", 1), _sent("confirm", "one", 2, appointment="a")]
    cancels = [_sent("cancel", "one", at, appointment="a") for at in (3, 9)]
    second = [_sent("hold", "two", 4), _sent("confirm", "two", 4.5, appointment="b")]
    assert not _found([*first, cancels[0], *second, cancels[1], _refused(10)])
    assert _found([*first, cancels[0], *second, cancels[1], _sent("hold", "three", 10)])


def test_a_live_hold_is_not_refused_its_booking() -> None:
    held = _sent("hold", "one", 1)
    assert _found([held, _sent("confirm", "one", 2, "fail", "hold-expired")])
    assert not _found([held, _sent("confirm", "one", 6, "fail", "hold-expired")])


def test_a_hold_that_another_request_may_have_used_may_be_refused() -> None:
    held = _sent("hold", "one", 1)
    first = _sent("confirm", "one", 2, "unknown")
    assert not _found([held, first, _sent("confirm", "one", 3, "fail", "hold-expired")])


def test_a_hold_may_outlive_a_transaction_that_came_too_late() -> None:
    """The checker accepts that a hold still exists after a booking that missed its deadline got `hold-expired`."""
    late = _sent("confirm", "one", 1.5, "fail", "hold-expired", took=2.5)
    assert not _found([_sent("hold", "one", 1), late])
    assert not _found([_sent("hold", "one", 1), late, _refused(4.5)])
