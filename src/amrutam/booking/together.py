"""Holds' facts and bookings of many requests at once: one statement, one commit for all of them.

Each is a part of `Resources`, so that all requests of a process share it.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

import asyncpg

from amrutam.booking import queries
from amrutam.booking.idempotency import kept_for
from amrutam.booking.queries import BookingRequest, HoldRequest
from amrutam.core.batching import Batches
from amrutam.core.database import Row
from amrutam.core.resources import Resources
from amrutam.holds.models import HoldToken

_UNDONE = (asyncpg.PostgresError,)
"""The server said no, and has undone all of it."""


class HoldFacts:
    """The look at version, patient and claims that each hold ends with."""

    def __init__(self, resources: Resources) -> None:
        self._batches: Batches[HoldRequest, Row] = Batches(
            partial(queries.hold_facts, resources.database), apart=_UNDONE
        )

    async def of(self, token: HoldToken, patient_id: UUID | None) -> Row:
        """`patient_id` None is the account's own."""
        return await self._batches.ask((
            token.doctor_id, token.account_id, patient_id, token.starts, token.busy,
            token.reschedules,
        ))  # fmt: skip


class Bookings:
    """Confirms on their way to the database."""

    def __init__(self, resources: Resources) -> None:
        self._batches: Batches[BookingRequest, bytes | None] = Batches(
            partial(queries.book, resources.database, kept_for(resources)), apart=_UNDONE
        )

    async def book(self, booking: BookingRequest) -> bytes | None:
        """The sealed answer of an earlier same request, if any. Raises as `queries.transition` does."""
        with queries.refusals():
            return await self._batches.ask(booking)
