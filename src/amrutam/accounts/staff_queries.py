"""SQL of staff's accounts. Roles and disabling go through functions of the schema's owner.

`acting`: the session of the administrator who does it; None is a command, which only the owner's URL may run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import asyncpg

from amrutam.accounts.models import Role
from amrutam.core.database import Queries, Statement
from amrutam.core.errors import NotAllowed, NotFound

_CREATE = Statement("staff_create", "SELECT create_staff($1, $2, $3, $4)")
_SET_ROLE = Statement("account_set_role", "SELECT * FROM set_account_role($1, $2, $3)")
_SET_DISABLED = Statement("account_set_disabled", "SELECT * FROM set_account_disabled($1, $2, $3)")

_REFUSALS = {"AM023": NotAllowed, "AM024": NotFound}


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except asyncpg.PostgresError as error:
        refusal = _REFUSALS.get(error.sqlstate or "")
        if refusal is None:
            raise
        raise refusal from error


async def create(
    queries: Queries, acting: UUID | None, role: Role, email: tuple[bytes, bytes]
) -> UUID | None:
    """`email` is (sealed, index). None when somebody has the address already. Raises `NotAllowed`."""
    with _refusals():
        made: UUID | None = await queries.value(_CREATE, acting, role, *email)
    return made


async def set_role(
    queries: Queries, acting: UUID | None, account_id: UUID, role: Role
) -> list[UUID]:
    """The sessions that ended. Raises `NotAllowed`; `NotFound` for patients and for oneself."""
    with _refusals():
        return [row[0] for row in await queries.fetch(_SET_ROLE, acting, account_id, role)]


async def set_disabled(
    queries: Queries, acting: UUID | None, account_id: UUID, *, disabled: bool
) -> list[UUID]:
    """The sessions that ended. Raises `NotAllowed`; `NotFound`, also for oneself."""
    with _refusals():
        rows = await queries.fetch(_SET_DISABLED, acting, account_id, disabled)
    return [row[0] for row in rows]
