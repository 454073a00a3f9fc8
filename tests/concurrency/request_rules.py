"""Checks that no acknowledged effect is lost, that each effect has a request, and that keys and codes work once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.concurrency.history import Event, History, Kind, Operation, Violation

_EFFECT: dict[Kind, str] = {
    "confirm": "booked",
    "move": "moved",
    "cancel": "cancelled",
    "completed": "completed",
    "no_show": "no_show",
}
_WAITS = {"request-in-progress", "too-many-requests"}
"""Problems that say nothing about the outcome of a request, which the client then repeats."""


@dataclass(slots=True)
class Request:
    """All attempts of one request, in the order in which they were sent; several attempts share an idempotency key."""

    kind: Kind
    sent: list[Operation]

    @property
    def ok(self) -> Operation | None:
        return next((each for each in self.sent if each.outcome == "ok"), None)

    @property
    def is_open(self) -> bool:
        """Whether the outcome is unknown: no attempt was acknowledged, and not every attempt was refused."""
        return self.ok is None and any(each.outcome == "unknown" for each in self.sent)


def requests(history: History) -> list[Request]:
    found: dict[tuple[object, ...], Request] = {}
    for number, each in enumerate(history.of(*_EFFECT)):
        # A key that is reused with other content makes another request, because the platform
        # refuses it although the first request succeeded.
        body = each.hold or each.appointment
        name = (each.by, each.kind, each.key or number, body, each.code)
        found.setdefault(name, Request(each.kind, [])).sent.append(each)
    return list(found.values())


def acknowledged_is_kept_and_kept_was_asked_for(history: History) -> Iterator[Violation]:
    """Checks that each acknowledged request has its event, and that each event has a request.

    The request of an event must have been acknowledged, or have an unknown outcome. Together with the rules on
    events this proves that an acknowledged booking is still booked, unless a cancellation (acknowledged or with an
    unknown outcome) or a status that the doctor set explains another status.
    """
    unexplained = {(event.appointment, event.version): event for event in history.ledger.events}
    parties = {each.id: (each.patient, each.doctor) for each in history.ledger.appointments}
    could: Counter[tuple[object, ...]] = Counter()
    for request in requests(history):
        if request.ok is not None:
            yield from _acknowledged(request, request.ok, unexplained, parties)
        elif request.is_open:
            could[_effect(request.sent[0])] += 1
    for event in unexplained.values():
        effect = _effect_of(event, parties.get(event.appointment, ("", "")))
        if could[effect] <= 0:
            yield Violation("unrequested", f"nobody asked for {event}")
        could[effect] -= 1


def _acknowledged(
    request: Request,
    ok: Operation,
    unexplained: dict[tuple[str, int], Event],
    parties: dict[str, tuple[str, str]],
) -> Iterator[Violation]:
    event = unexplained.pop((ok.appointment, ok.version), None)
    told = f"{request.kind} of {ok.appointment} version {ok.version} at {ok.starts}"
    if event is None:
        yield Violation("lost", f"{told} was acknowledged and is not there, or is another's")
        return
    stands = event.kind == _EFFECT[request.kind]
    if request.kind in ("confirm", "move"):
        theirs = parties.get(ok.appointment) == (ok.patient, ok.doctor)
        stands = stands and event.starts == ok.starts and theirs
    if not stands:
        yield Violation("lost", f"{told} was acknowledged, but there is {event}")


def _effect(sent: Operation) -> tuple[object, ...]:
    if sent.kind == "confirm":
        return ("booked", sent.patient, sent.doctor, sent.starts)
    if sent.kind == "move":
        return ("moved", sent.appointment, sent.starts)
    return (_EFFECT[sent.kind], sent.appointment)


def _effect_of(event: Event, parties: tuple[str, str]) -> tuple[object, ...]:
    if event.kind == "booked":
        return ("booked", *parties, event.starts)
    if event.kind == "moved":
        return ("moved", event.appointment, event.starts)
    return (event.kind, event.appointment)


def a_key_has_one_effect(history: History) -> Iterator[Violation]:
    """Checks that all successful attempts of a request with an idempotency key have identical answers.

    An attempt that is sent after the first successful answer may be refused only with a problem in `_WAITS`.
    """
    for request in requests(history):
        if request.ok is None or not request.ok.key:
            continue
        answers = {each.answer for each in request.sent if each.outcome == "ok"}
        if len(answers) > 1:
            yield Violation("key", f"{request.ok.key} had {len(answers)} answers")
        told = min(each.returned for each in request.sent if each.outcome == "ok")
        for each in request.sent:
            if each.invoked > told and each.outcome == "fail" and each.problem not in _WAITS:
                yield Violation("key", f"{each.key} succeeded, then was refused: {each.problem}")


def a_code_succeeds_once(history: History) -> Iterator[Violation]:
    """Checks that a code succeeds at most once, and not after the allowed number of wrong tries.

    The tries of a new code are counted separately.
    """
    tried: dict[tuple[str, str], list[Operation]] = defaultdict(list)
    renewals: dict[str, list[Operation]] = defaultdict(list)
    for each in history.of("sign-in", "confirm", "move", "send-code"):
        if each.kind == "send-code":
            renewals[each.owner].append(each)
        elif each.code:
            tried[each.by, each.owner].append(each)
    for (_, hold), tries in tried.items():
        successes = {each.key or str(number) for number, each in enumerate(tries)
                     if each.outcome == "ok"}  # fmt: skip
        if len(successes) > 1:
            yield Violation("code", f"a code of {hold[:16]} succeeded {len(successes)} times")
        yield from _after_too_many(history, tries, renewals[hold])


def _after_too_many(
    history: History, tries: Sequence[Operation], renewals: Sequence[Operation]
) -> Iterator[Violation]:
    wrong = [each for each in tries if each.problem == "code-refused"]
    for ok in (each for each in tries if each.outcome == "ok"):
        first = min(each.invoked for each in tries
                    if each.code == ok.code and each.may_have_happened)  # fmt: skip
        renewed = max((each.returned for each in renewals
                       if each.may_have_happened and each.invoked < first), default=0.0)  # fmt: skip
        before = sum(renewed < each.invoked and each.returned < first for each in wrong)
        if before >= history.promises.code_tries:
            yield Violation("code", f"a code was right after {before} wrong tries")


RULES = (
    acknowledged_is_kept_and_kept_was_asked_for,
    a_key_has_one_effect,
    a_code_succeeds_once,
)
