"""Consent to the notice (DPDP Rules 2025): what it says, who gave it, who took it back, and when."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal
from uuid import UUID

import msgspec

from amrutam.accounts import queries
from amrutam.accounts.models import Locale
from amrutam.core.database import Row, Statement
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources

Kind = Literal["given", "withdrawn"]


class NoticeItem(msgspec.Struct, frozen=True):
    id: str
    title: str
    text: str


class Notice(msgspec.Struct, frozen=True):
    """A changed text is a new version: whoever agreed to the old one is asked again."""

    version: str
    items: dict[Locale, list[NoticeItem]]


# One row a version: when it was last given, and withdrawn since.
_CONSENTS = Statement(
    "consents",
    """
    SELECT version, given_at, CASE WHEN withdrawn_at > given_at THEN withdrawn_at END
        AS withdrawn_at
    FROM (
        SELECT version, max(at) FILTER (WHERE kind = 'given') AS given_at,
            max(at) FILTER (WHERE kind = 'withdrawn') AS withdrawn_at
        FROM consent_event WHERE account_id = $1 GROUP BY version
    ) AS known
    ORDER BY given_at DESC, version
    """,
)
_KNOWN = Statement(
    "consent_known",
    "SELECT EXISTS (SELECT FROM consent_event WHERE account_id = $1 AND version = $2)",
)
# Nothing when it would say what was said last; never given is as withdrawn.
_ADD = Statement(
    "consent_add",
    """
    INSERT INTO consent_event (account_id, version, kind)
    SELECT $1, $2, $3 WHERE $3 <> coalesce((
        SELECT kind FROM consent_event WHERE account_id = $1 AND version = $2
        ORDER BY id DESC LIMIT 1), 'withdrawn')
    """,
)


@cache
def notice() -> Notice:
    """The present one."""
    text = Path(__file__).with_name("consent_notice.json").read_bytes()
    return msgspec.json.decode(text, type=Notice)


async def consents_of(resources: Resources, account_id: UUID) -> list[Row]:
    """The latest given first."""
    return await resources.database.fetch(_CONSENTS, account_id)


async def give_consent(resources: Resources, account_id: UUID, version: str) -> None:
    """To the present version; raises `NotFound` for another."""
    if version != notice().version:
        raise NotFound
    await _add(resources, account_id, version, "given")


async def withdraw_consent(resources: Resources, account_id: UUID, version: str) -> None:
    """Of any version that was given; raises `NotFound` for one that never was, nor is the present."""
    known = version == notice().version
    if not (known or await resources.database.value(_KNOWN, account_id, version)):
        raise NotFound
    await _add(resources, account_id, version, "withdrawn")


async def _add(resources: Resources, account_id: UUID, version: str, kind: Kind) -> None:
    """The account is locked, so that of racing calls each sees what the other said."""
    async with resources.database.transaction() as transaction:
        await queries.lock_account(transaction, account_id)
        await transaction.execute(_ADD, account_id, version, kind)
