"""Checks the final content of the database: claims, appointments and their events agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.concurrency.history import Appointment, Claim, Event, History, Violation

_NEXT = {
    None: {"booked"},
    "booked": {"moved", "cancelled", "completed", "no_show"},
    "moved": {"moved", "cancelled", "completed", "no_show"},
    "completed": {"reopened"},
    "no_show": {"reopened"},
    "reopened": {"completed", "no_show", "cancelled"},
}
_STATUS = {"moved": "booked", "reopened": "booked"}


def no_party_is_in_two_places(history: History) -> Iterator[Violation]:
    """Checks that no party (doctor or patient) has two appointments at once, by claims and by appointments' times."""
    yield from _overlaps("claims", history.ledger.claims)
    live = [each for each in history.ledger.appointments if each.status != "cancelled"]
    yield from _overlaps("appointments", (claim for each in live for claim in due_claims(each)))


def due_claims(appointment: Appointment) -> tuple[Claim, Claim]:
    id_, starts = appointment.id, appointment.starts
    return (
        Claim(appointment.doctor, starts, appointment.busy_until, id_),
        Claim(appointment.patient, starts, appointment.ends, id_),
    )


def _overlaps(what: str, claims: Iterable[Claim]) -> Iterator[Violation]:
    last: Claim | None = None
    for claim in sorted(claims):
        if last is not None and last.party == claim.party and claim.starts < last.ends:
            yield Violation("overlap", f"{what} {last} and {claim}")
        if last is None or last.party != claim.party or claim.ends > last.ends:
            last = claim


def each_appointment_has_its_claims_and_one_place(history: History) -> Iterator[Violation]:
    """Checks that each appointment has one row, one place with the same start, and one claim of each party.

    The place is the row of `appointment_place`, which states the appointment's partition. A cancelled appointment
    has a row and a place, but no claim.
    """
    moved = {each.appointment for each in history.of("move")}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in history.ledger.claims:
        claims[claim.appointment].append(claim)
    rows: dict[str, list[Appointment]] = defaultdict(list)
    for each in history.ledger.appointments:
        rows[each.id].append(each)
    for id_ in claims.keys() | rows.keys() | history.ledger.places.keys():
        rule = "move" if id_ in moved else "claims"
        found = rows.get(id_, [])
        places = [each.starts for each in found]
        if places != [history.ledger.places.get(id_)]:
            yield Violation(rule, f"{id_} stands at {places}, {len(claims[id_])} claims")
            continue
        due = [] if found[0].status == "cancelled" else sorted(due_claims(found[0]))
        if sorted(claims[id_]) != due:
            yield Violation(rule, f"{found[0]} claims {claims[id_]}")


def events_tell_legal_transitions_once(history: History) -> Iterator[Violation]:
    events: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(history.ledger.events, key=lambda e: (e.appointment, e.version)):
        events[event.appointment].append(event)
    for appointment in history.ledger.appointments:
        yield from _story(appointment, events.pop(appointment.id, []))
    for id_ in events:
        yield Violation("event", f"events of {id_}, which has no row of an appointment")


def _story(appointment: Appointment, events: list[Event]) -> Iterator[Violation]:
    versions = [event.version for event in events]
    if versions != list(range(1, appointment.version + 1)):
        yield Violation("event", f"{appointment} has events {versions}")
    kind, starts = None, None
    for event in events:
        if event.kind not in _NEXT.get(kind, ()):
            yield Violation("transition", f"{appointment.id}: {event.kind} after {kind}")
        if event.previous != (starts if event.kind == "moved" else None):
            yield Violation(
                "event",
                f"{event} has a wrong previous start; the event before it starts at {starts}",
            )
        kind, starts = event.kind, event.starts
    if events and (_STATUS.get(str(kind), kind), starts) != (
        appointment.status, appointment.starts,
    ):  # fmt: skip
        yield Violation("event", f"{appointment} ends with {events[-1]}")


RULES = (
    no_party_is_in_two_places,
    each_appointment_has_its_claims_and_one_place,
    events_tell_legal_transitions_once,
)
