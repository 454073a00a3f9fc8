"""Tickets, with which a signed-in browser authenticates a socket; the socket does not accept the browser's cookie.

A ticket is opaque and works once. Redis stores its hash in place of the ticket, so nobody can use what is read from
Redis as a ticket.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.accounts.revocations import Revocations
from amrutam.core.errors import SignInRequired
from amrutam.core.redis import CallName
from amrutam.core.resources import Resources

_ISSUE = CallName("ticket_issue")
_REDEEM = CallName("ticket_redeem")

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Bearer:
    """The account and session to which a ticket signs in."""

    account_id: UUID
    session_id: UUID

    @classmethod
    def of(cls, caller: Caller) -> Bearer:
        """The account and session of a caller."""
        return cls(caller.account_id, caller.session_id)


async def issue(resources: Resources, caller: Caller) -> tuple[str, datetime]:
    """Issues a ticket that signs in as the caller. Returns (ticket, time in UTC at which the ticket expires).

    Redis stores the ticket's hash until then. Raises `RedisAway`.
    """
    ticket, seconds = token_urlsafe(32), resources.settings.realtime_ticket_seconds
    expires_at = datetime.now(UTC) + timedelta(seconds=seconds)
    held = caller.account_id.bytes + caller.session_id.bytes
    await resources.redis.do(_ISSUE, "SET", _key(ticket), held, "EX", seconds)
    return ticket, expires_at


async def redeem(resources: Resources, ticket: str) -> Bearer:
    """Uses a ticket up; returns the account and session to which it signs in.

    Raises `SignInRequired` for a used, expired or unknown ticket, and for an ended session; `RedisAway`;
    and `Unavailable` if PostgreSQL is needed to read the ended sessions and is unreachable.
    """
    held = None
    if len(ticket) <= _LONGEST:
        held = await resources.redis.do(_REDEEM, "GETDEL", _key(ticket))
    if held is None:
        raise SignInRequired("The ticket was used, has expired or is unknown")
    bearer = Bearer(UUID(bytes=held[:16]), UUID(bytes=held[16:]))
    if await resources.part(Revocations).ended(bearer.session_id):
        raise SignInRequired
    return bearer


def _key(ticket: str) -> str:
    return f"realtime:ticket:{sha256(ticket.encode()).hexdigest()}"
