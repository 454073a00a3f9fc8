"""Domain errors of the clinic queue."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class AlreadyInQueue(DomainError):
    """The problem's `number` is the number that the patient has."""

    code = "already-in-queue"
    kind = Kind.CONFLICT
    title = "The patient already has a number in this queue"
    cause = "For each doctor, clinic and day, a patient can have only one number that is waiting, called or in the room."
    fix = "Use the number in `number`, or first record that the patient has left."


class TicketMovedOn(DomainError):
    """The problem's `state` is the number's present state, which was read after the change was refused."""

    code = "ticket-moved-on"
    kind = Kind.CONFLICT
    title = "The queue number cannot go to this state from its present state"
    cause = "The change does not follow the number's present state, which somebody else may have changed in the meantime."
    fix = "Read the queue again, and continue from the number's present `state`."
