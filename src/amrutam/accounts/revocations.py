"""Sessions that were ended before they expired, which each process reads from PostgreSQL.

So the end of a session takes effect within seconds, also while Redis is unreachable.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from time import monotonic
from uuid import UUID

from amrutam.accounts import session_queries
from amrutam.accounts.made_up import end_barred_sessions
from amrutam.accounts.signing_keys import SigningKeys
from amrutam.core import background
from amrutam.core.resources import Resources

_STALE_AFTER_SECONDS = 2.0
_LATE_COMMIT_SECONDS = 2.0


class Revocations:
    """The sessions that were ended so recently that one of their tokens may still be valid."""

    def __init__(self, resources: Resources) -> None:
        settings = self._settings = resources.settings
        self._database = resources.database
        self._lock = asyncio.Lock()
        # A transaction sets revoked_at and commits at most `_overlap` later; a poll in between does
        # not see the row. Each poll therefore reads again from `_overlap` before the previous poll.
        self._overlap = timedelta(
            seconds=settings.transaction_timeout_seconds + _LATE_COMMIT_SECONDS
        )
        self._memory = timedelta(seconds=settings.access_token_seconds) + self._overlap
        self._fresh_seconds = settings.revocation_poll_seconds + _STALE_AFTER_SECONDS
        self._followed_at = float("-inf")
        self._read_from = datetime.min.replace(tzinfo=UTC)
        self._ended: dict[UUID, datetime] = {}

    async def ended(self, session_id: UUID) -> bool:
        """Whether the session was ended so recently that its tokens may still be valid.

        If the last poll was longer ago than `revocation_poll_seconds` plus two seconds, this call
        polls first (`follow`), and raises `Unavailable` if PostgreSQL is unreachable.
        """
        if monotonic() - self._followed_at > self._fresh_seconds:
            async with self._lock:
                if monotonic() - self._followed_at > self._fresh_seconds:
                    await self.follow()
        return session_id in self._ended

    def note(self, session_id: UUID) -> None:
        """Records the id of a session that this process itself ended, so that it is refused before the next poll."""
        self._ended[session_id] = datetime.now(UTC)

    async def follow(self) -> None:
        """Polls: reads the sessions that were ended since the last poll.

        Before that, ends in the database the sessions of made-up accounts that are not allowed to
        sign in in this environment. Raises `Unavailable` if PostgreSQL is unreachable.
        """
        asked_at = monotonic()
        await end_barred_sessions(self._database, self._settings)
        now, rows = await session_queries.ended_since(self._database, self._read_from, self._memory)
        self._ended.update(rows)
        self._read_from = now - self._overlap
        self._followed_at = asked_at
        forgotten = now - self._memory
        for session_id in [key for key, at in self._ended.items() if at < forgotten]:
            del self._ended[session_id]


async def follow_sign_ins(resources: Resources) -> None:
    """A background loop of a process, which reads ended sessions and signing keys until the loop is cancelled.

    The loop pauses for `revocation_poll_seconds` after each round. An error does not end the loop
    (`background.every`).
    """
    revocations = resources.part(Revocations)
    keys = resources.part(SigningKeys)

    async def step() -> None:
        await revocations.follow()
        await keys.follow()

    await background.every(resources.settings.revocation_poll_seconds, "sign_ins", step)
