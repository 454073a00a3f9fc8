"""What many requests ask of the database at once: one statement, one commit for all of them.

Each is a part of `Resources`, so that all requests of a process share it.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

import asyncpg

from amrutam.booking import queries
from amrutam.booking.idempotency import kept_for
from amrutam.booking.person_limits import person_limits
from amrutam.booking.queries import HoldRequest, TransitionRequest
from amrutam.core.batching import Batches
from amrutam.core.database import Conflict, LockTimeout, Row, Statement
from amrutam.core.resources import Resources
from amrutam.holds.models import HoldToken

_UNDONE = (asyncpg.PostgresError, Conflict, LockTimeout)
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


class LookUps:
    """Appointments by their ids."""

    def __init__(self, resources: Resources) -> None:
        self._batches: Batches[UUID, Row | None] = Batches(
            partial(queries.appointments_by_id, resources.database), apart=_UNDONE
        )

    async def of(self, appointment_id: UUID) -> Row | None:
        return await self._batches.ask(appointment_id)


class _Transitions:
    """Requests of one kind on their way to the database."""

    statement: ClassVar[Statement]

    def __init__(self, resources: Resources) -> None:
        write = partial(
            queries.transitions,
            resources.database,
            self.statement,
            kept_for(resources),
            person_limits(resources.settings),
        )
        self._batches: Batches[TransitionRequest, bytes | None] = Batches(write, apart=_UNDONE)

    async def write(self, request: TransitionRequest) -> bytes | None:
        """The sealed answer of an earlier same request, if any. Raises what the schema refuses."""
        with queries.refusals():
            return await self._batches.ask(request)


class Bookings(_Transitions):
    statement = queries.BOOK


class Moves(_Transitions):
    statement = queries.MOVE


class Endings(_Transitions):
    statement = queries.END
