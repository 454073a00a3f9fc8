"""Domain errors of sockets."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class TooManySockets(DomainError):
    code = "too-many-sockets"
    kind = Kind.TOO_MANY
    title = "The maximum number of open sockets is reached"
    cause = "The number of sockets is limited for each account, and for each network address without sign-in."
    fix = "Close a socket, or sign in; meanwhile read /v1/doctors/{id}/slots every few seconds."


class TooManySubscriptions(DomainError):
    code = "too-many-subscriptions"
    kind = Kind.TOO_MANY
    title = "This socket watches the maximum number of doctors"
    cause = "The number of doctors that a socket watches is limited."
    fix = "Unsubscribe from doctors whose slots are no longer shown."
