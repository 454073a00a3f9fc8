"""Accounts that nobody is: those of the demo, whose secrets everybody knows, and those of `amrutam seed`.

They carry a mark in the database, and where they may sign in depends on the environment of the process that is
asked, whatever started it (docs/decisions/0025).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement
from amrutam.core.settings import Environment, Settings

MadeUp = Literal["demo", "seeded"]

_BARRED: Mapping[Environment, tuple[MadeUp, ...]] = {
    "demo": (),
    "development": ("demo",),
    "production": ("demo", "seeded"),
}

_MARK = Statement(
    "account_mark_made_up",
    """
    INSERT INTO made_up_account (account_id, kind) SELECT unnest($1::uuid[]), $2
    ON CONFLICT (account_id) DO UPDATE SET kind = excluded.kind
    """,
)
_END_SESSIONS = Statement(
    "session_end_made_up",
    """
    UPDATE session SET revoked_at = clock_timestamp()
    WHERE revoked_at IS NULL AND account_id IN (
        SELECT account_id FROM made_up_account WHERE kind = ANY($1))
    """,
)


def barred(settings: Settings) -> tuple[MadeUp, ...]:
    """Those that neither sign in nor keep a session here."""
    return _BARRED[settings.environment]


def may_sign_in(settings: Settings, account: Row) -> bool:
    """Of a row with `disabled_at` and `made_up`."""
    return account["disabled_at"] is None and account["made_up"] not in barred(settings)


async def mark(queries: Queries, account_ids: Sequence[UUID], kind: MadeUp) -> None:
    await queries.execute(_MARK, account_ids, kind)


async def end_barred_sessions(queries: Queries, settings: Settings) -> None:
    """Those that another environment's process opened on this database."""
    if barred(settings):
        await queries.execute(_END_SESSIONS, barred(settings))
