"""Accounts that belong to no person: those of the demo, whose passwords are public, and those of `amrutam seed`.

Rows of the table `made_up_account` mark these accounts. The environment of the process where such
an account signs in decides whether the sign-in is allowed, not the environment of the process that
created the account (docs/decisions/0025-demo-accounts-are-marked.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from amrutam.accounts import made_up_queries
from amrutam.core.database import Queries, Row
from amrutam.core.settings import Environment, Settings

MadeUp = Literal["demo", "seeded"]

_BARRED: Mapping[Environment, tuple[MadeUp, ...]] = {
    "demo": (),
    "development": ("demo",),
    "production": ("demo", "seeded"),
}


def barred(settings: Settings) -> tuple[MadeUp, ...]:
    """Returns the kinds of made-up accounts (`demo`, `seeded`) that can have no session in this environment."""
    return _BARRED[settings.environment]


def may_sign_in(settings: Settings, account: Row) -> bool:
    """Whether the account is enabled and its kind is allowed to sign in in this environment.

    `account` is a row with `disabled_at` and `made_up` (`demo` or `seeded`; None for a person's
    account).
    """
    return account["disabled_at"] is None and account["made_up"] not in barred(settings)


async def mark(queries: Queries, account_ids: Sequence[UUID], kind: MadeUp) -> None:
    """Marks the accounts with these ids as made-up accounts of this kind, in place of an earlier mark.

    All of the accounts must exist (otherwise `asyncpg.ForeignKeyViolationError`).
    """
    await queries.execute(made_up_queries.MARK, account_ids, kind)


async def end_barred_sessions(queries: Queries, settings: Settings) -> None:
    """Ends all sessions of made-up accounts that are not allowed to sign in in this environment.

    A process in another environment may have opened these sessions on this database.
    """
    if barred(settings):
        await queries.execute(made_up_queries.END_SESSIONS, barred(settings))
