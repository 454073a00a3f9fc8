"""Consent to the notice, as India's Digital Personal Data Protection Rules, 2025 require it.

The notice has versions; the ledger `consent_event` records who gave or withdrew consent, and when.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from pydantic import Field

from amrutam.accounts import consent_queries, queries
from amrutam.accounts.models import Locale
from amrutam.core.database import Row
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources

ConsentState = Literal["given", "withdrawn"]
NoticeVersion = Annotated[
    str, Field(max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", examples=["2026-11"])
]


class NoticeItem(msgspec.Struct, frozen=True):
    """One item of the notice; `text` is the binding wording, `summary` a short form of `text`."""

    id: str
    title: str
    summary: str
    text: str


class ConsentNotice(msgspec.Struct, frozen=True):
    """The notice that a patient agrees to.

    A changed text is a new version, and people who agreed to the old version must agree again.
    """

    version: str
    items: dict[Locale, list[NoticeItem]]


@cache
def notice() -> ConsentNotice:
    """Returns the present version of the consent notice, which the file `consent_notice.json` contains."""
    text = Path(__file__).with_name("consent_notice.json").read_bytes()
    return msgspec.json.decode(text, type=ConsentNotice)


async def consents_of(resources: Resources, account_id: UUID) -> list[Row]:
    """Returns an account's consents, one row for each version, the one that was given last first.

    The columns are `version`, `given_at` and `withdrawn_at` (None while the consent is in force);
    of a version that was given several times, the last times. Times are in UTC.
    """
    return await resources.database.fetch(consent_queries.CONSENTS, account_id)


async def give_consent(resources: Resources, account_id: UUID, version: str) -> None:
    """Records consent to the present version of the notice. Repeating the call changes nothing.

    Raises `NotFound` for any other version.
    """
    if version != notice().version:
        raise NotFound
    await _add(resources, account_id, version, "given")


async def withdraw_consent(resources: Resources, account_id: UUID, version: str) -> None:
    """Withdraws consent to a version of the notice. Without consent to this version nothing changes.

    Raises `NotFound` for a version that is not the present one and to which the account has never
    consented.
    """
    known = version == notice().version
    if not (known or await resources.database.value(consent_queries.KNOWN, account_id, version)):
        raise NotFound
    await _add(resources, account_id, version, "withdrawn")


async def _add(resources: Resources, account_id: UUID, version: str, kind: ConsentState) -> None:
    """Adds a record of consent or withdrawal, unless the account's last record for the version is of the same kind.

    A version without a record counts as withdrawn. The account is locked, so that concurrent calls
    see each other's record.
    """
    async with resources.database.transaction() as transaction:
        await queries.lock_account(transaction, account_id)
        await transaction.execute(consent_queries.ADD, account_id, version, kind)
