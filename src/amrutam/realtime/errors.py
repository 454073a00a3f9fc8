"""Facts about sockets."""

from __future__ import annotations

from amrutam.core.errors import DomainError, Kind


class TooManySockets(DomainError):
    code = "too-many-sockets"
    kind = Kind.TOO_MANY
    title = "There are as many sockets as there may be"
    cause = "One account, and one address without sign-in, may open a small number of sockets."
    fix = "Close one, or sign in; meanwhile read /v1/doctors/{id}/slots every few seconds."


class TooManySubscriptions(DomainError):
    code = "too-many-subscriptions"
    kind = Kind.TOO_MANY
    title = "This socket watches as many doctors as it may"
    cause = "Each socket may watch a small number of doctors at once."
    fix = "Unsubscribe from those that are no longer shown."
