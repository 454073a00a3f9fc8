"""Domain errors of the admission queue."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class AdmissionRequired(DomainError):
    code = "admission-required"
    kind = Kind.CONFLICT
    title = "Many people want to book this doctor now: take a place in the queue first"
    cause = (
        "Patients hold this doctor's slots in the order of an admission queue, and it is"
        " not your turn."
    )
    fix = (
        "Take a place by POST to the URL in `place_url`. Read the place by GET until its"
        " state is `admitted`, then hold a slot. Without sign-in, send the place in the"
        " header AMRUTAM-Place."
    )


class TooManyPlaces(DomainError):
    code = "too-many-places"
    kind = Kind.TOO_MANY
    title = "Your network address has the maximum number of places in the queue"
    cause = (
        "In a doctor's admission queue, people from one network address who are not"
        " signed in share a limited number of places."
    )
    fix = (
        "Sign in, because each account has a place of its own, or wait until a place of"
        " your network address ends."
    )
