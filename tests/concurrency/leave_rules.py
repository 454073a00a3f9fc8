"""Checks that nothing is booked into leave.

No booking may overlap leave that was acknowledged before the booking was requested. Leave does not count if its
removal was requested before the answer to the booking arrived.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from math import inf

from tests.concurrency.history import History, Operation, Slot, Violation, five_minutes
from tests.concurrency.request_rules import Request, requests

Known = tuple[list[float], list[float]]
"""Two lists of equal length, in Unix seconds.

The first has the times at which leave was acknowledged, sorted. The second has for each of these times the
latest request to remove a leave that was acknowledged by then; infinite if one of these was never removed.
"""


def nothing_is_booked_into_leave(history: History) -> Iterator[Violation]:
    leaves = _leaves(history)
    for request in requests(history):
        books = request.kind in ("confirm", "move")
        if books and request.ok is not None and _into_leave(request, request.ok, leaves):
            yield Violation("leave", f"{request.ok} was booked into leave")


def _leaves(history: History) -> dict[Slot, Known]:
    back: dict[str, float] = {}
    for each in history.of("work"):
        # The first request that may have removed the leave counts: a later one fails, because it finds no leave.
        if each.may_have_happened:
            back.setdefault(each.appointment, each.invoked)
    found: dict[Slot, list[tuple[float, float]]] = defaultdict(list)
    for each in history.of("leave"):
        if each.outcome == "ok":
            for slot in five_minutes(each.doctor, each.starts, each.ends):
                found[slot].append((each.returned, back.get(each.appointment, inf)))
    return {slot: _known(sorted(leaves)) for slot, leaves in found.items()}


def _known(leaves: list[tuple[float, float]]) -> Known:
    return [since for since, _ in leaves], list(accumulate((until for _, until in leaves), max))


def _into_leave(request: Request, ok: Operation, leaves: dict[Slot, Known]) -> bool:
    first_sent = request.sent[0].invoked
    for slot in five_minutes(ok.doctor, ok.starts, ok.ends):
        since, until = leaves.get(slot, ([], []))
        before = bisect_left(since, first_sent)
        if before and until[before - 1] > ok.returned:
            return True
    return False


RULES = (nothing_is_booked_into_leave,)
