"""Batches of database calls: concurrent requests of a process share one statement and one commit.

Each public class here is a part of `Resources`, which all requests of a process share.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

import asyncpg

from amrutam.booking import hold_queries, queries, write_queries
from amrutam.booking.hold_queries import HoldRow
from amrutam.booking.idempotency import kept_for
from amrutam.booking.person_limits import person_limits
from amrutam.booking.refusals import refusals
from amrutam.booking.write_queries import TransitionRequest
from amrutam.core.batching import Batches
from amrutam.core.database import Conflict, LockTimeout, Row, Statement
from amrutam.core.resources import Resources
from amrutam.holds.models import HoldToken

_UNDONE = (asyncpg.PostgresError, Conflict, LockTimeout)
"""Errors after which the server has rolled back the whole statement, so each request of the batch can
be run again alone.
"""


class HoldFacts:
    """Batches calls of `hold_queries.hold_facts`, which reads the data that decide whether a hold can be made."""

    def __init__(self, resources: Resources) -> None:
        self._batches: Batches[HoldRow, Row] = Batches(
            partial(hold_queries.hold_facts, resources.database), apart=_UNDONE
        )

    async def of(self, token: HoldToken, patient_id: UUID | None) -> Row:
        """The row of `hold_queries.hold_facts` for a hold; `patient_id` None stands for the own patient record of the account that manages the patient."""
        return await self._batches.ask((
            token.doctor_id, token.patient_account_id or token.account_id, patient_id, token.starts, token.busy,
            token.reschedules,
        ))  # fmt: skip


class LookUps:
    """Batches reads of appointments by their ids."""

    def __init__(self, resources: Resources) -> None:
        self._batches: Batches[UUID, Row | None] = Batches(
            partial(queries.appointments_by_id, resources.database), apart=_UNDONE
        )

    async def of(self, appointment_id: UUID) -> Row | None:
        """The appointment's row, in the columns of the view `appointment_shown`; None for an unknown id."""
        return await self._batches.ask(appointment_id)


class _Transitions:
    """Batches changes of appointments (transitions) of one kind, each batch in one call of the SQL function in `statement`."""

    statement: ClassVar[Statement]

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._batches: Batches[TransitionRequest, bytes | None] = Batches(
            self._write_all, apart=_UNDONE
        )

    async def _write_all(self, requests: Sequence[TransitionRequest]) -> list[bytes | None]:
        """Writes a batch of transitions in one statement.

        Returns for each request, in order, None or the sealed answer of an earlier identical request.
        The limits are those of this moment, because administrators change them while the process
        runs.
        """
        resources = self._resources
        return await write_queries.transitions(
            resources.database,
            self.statement,
            kept_for(resources),
            person_limits(resources.settings),
            requests,
        )

    async def write(self, request: TransitionRequest) -> bytes | None:
        """Writes one transition. Returns None, or the sealed answer of an earlier identical request.

        Raises the domain errors to which `refusals` translates the database's errors.
        """
        with refusals():
            return await self._batches.ask(request)


class Bookings(_Transitions):
    """Batches bookings: each batch is one call of the SQL function `book_appointments`."""

    statement = write_queries.BOOK


class Moves(_Transitions):
    """Batches moves: each batch is one call of the SQL function `move_appointments`."""

    statement = write_queries.MOVE


class Endings(_Transitions):
    """Batches the ends of appointments (cancelled, completed, no-show): each batch is one call of the SQL function `end_appointments`."""

    statement = write_queries.END
