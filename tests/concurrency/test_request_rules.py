"""Tests how the checker of histories judges repeated requests, reused keys, and bookings for another patient."""

from __future__ import annotations

from collections.abc import Sequence

from tests.concurrency.history import Appointment, Event, History, Kind, Ledger, Operation, Outcome
from tests.concurrency.request_rules import RULES

_BOOKED = Event("a", 1, "booked", 3000, None)


def _sent(
    kind: Kind, invoked: float, outcome: Outcome, problem: str = "", hold: str = "h"
) -> Operation:
    returned = invoked + 0.5 if outcome != "unknown" else float("inf")
    return Operation(
        kind, "me", invoked, returned, outcome, problem, "d", "p", 3000, 3600, hold=hold, key="k",
        appointment="a" if outcome == "ok" or kind == "cancel" else "", version=1, answer=b"a",
    )  # fmt: skip


def _found(
    operations: Sequence[Operation], events: Sequence[Event] = (_BOOKED,), patient: str = "p"
) -> list[str]:
    stands = Appointment("a", "d", patient, "me", 3000, 3600, 3600, "booked", 1)
    history = History(operations, Ledger([stands] if events else [], {}, [], events))
    return [each.rule for rule in RULES for each in rule(history)]


def test_what_got_no_answer_may_have_happened_even_if_its_repetition_was_refused() -> None:
    asked_twice = [_sent("confirm", 1, "unknown"), _sent("confirm", 2, "fail", "hold-expired")]
    assert _found(asked_twice) == []
    assert _found(asked_twice, events=()) == []


def test_what_was_refused_has_not_happened() -> None:
    assert _found([_sent("confirm", 1, "fail", "hold-expired")]) == ["unrequested"]


def test_one_unknown_request_explains_one_event() -> None:
    twice = (_BOOKED, Event("b", 1, "booked", 3000, None))
    assert "unrequested" in _found([_sent("confirm", 1, "unknown")], twice)


def test_an_acknowledged_booking_is_there_and_is_its_patients() -> None:
    assert _found([_sent("confirm", 1, "ok")]) == []
    assert _found([_sent("confirm", 1, "ok")], events=()) == ["lost"]
    assert _found([_sent("confirm", 1, "ok")], patient="other") == ["lost"]


def test_a_success_is_not_denied_to_its_repetition() -> None:
    denied = [_sent("confirm", 1, "ok"), _sent("confirm", 2, "fail", "hold-expired")]
    assert _found(denied) == ["key"]


def test_a_repetition_that_overtakes_the_success_or_is_told_to_wait_denies_nothing() -> None:
    overtaken = [_sent("confirm", 1, "ok"), _sent("confirm", 1.2, "fail", "hold-expired")]
    waits = [_sent("confirm", 1, "ok"), _sent("confirm", 2, "fail", "request-in-progress")]
    assert _found(overtaken) == _found(waits) == []


def test_a_key_used_for_another_hold_is_refused_and_denies_nothing() -> None:
    reused = _sent("confirm", 2, "fail", "idempotency-key-reused", hold="another")
    assert _found([_sent("confirm", 1, "ok"), reused]) == []


def test_a_key_used_for_the_same_hold_is_not_told_to_be_another_request() -> None:
    denied = _sent("confirm", 2, "fail", "idempotency-key-reused")
    assert _found([_sent("confirm", 1, "ok"), denied]) == ["key"]
