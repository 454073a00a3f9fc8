"""SQL of the settings that administrators change."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

_NEWEST = Statement(
    "newest_setting_changes",
    """
    SELECT c.name, c.version, c.value, c.is_default, c.at, a.email_sealed AS by_sealed FROM (
        SELECT DISTINCT ON (name) * FROM setting_change ORDER BY name, version DESC
    ) AS c LEFT JOIN account AS a ON a.id = c.account_id
    """,
)
_PAGE = Statement(
    "setting_changes_page",
    """
    SELECT c.id, c.name, c.previous, c.value, c.is_default, c.at, a.email_sealed AS by_sealed
    FROM setting_change AS c LEFT JOIN account AS a ON a.id = c.account_id
    WHERE ($1::bigint IS NULL OR c.id < $1) AND c.name = ANY ($2::text[])
    ORDER BY c.id DESC LIMIT $3
    """,
)
_ADD = Statement(
    "add_setting_change",
    """
    INSERT INTO setting_change (name, version, previous, value, is_default, account_id)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (name, version) DO NOTHING RETURNING true
    """,
)
_LOCK = Statement(
    "settings_lock", "SELECT pg_advisory_xact_lock(hashtextextended('amrutam settings', 0))"
)


async def lock_settings(queries: Queries) -> None:
    """Takes the lock of settings until the transaction ends; waits while another transaction has the lock.

    With the lock, one change at a time is compared with the other settings.
    """
    await queries.value(_LOCK)


async def newest_changes(queries: Queries) -> dict[str, Row]:
    """The newest change (a row of `_NEWEST`) of each setting that was ever changed, by the setting's name."""
    return {row["name"]: row for row in await queries.fetch(_NEWEST)}


async def changes(
    queries: Queries, before: int | None, names: Sequence[str], limit: int
) -> list[Row]:
    """The newest `limit` changes of these settings, newest first, as rows with the columns of `_PAGE`.

    `before`: only changes with a smaller id than this; None lists from the newest change on.
    """
    return await queries.fetch(_PAGE, before, list(names), limit)


async def add_change(
    queries: Queries,
    name: str,
    version: int,
    values: tuple[float, float],
    account_id: UUID,
    *,
    is_default: bool,
) -> bool:
    """Adds a change of a setting; `values`: (previous value, new value).

    `is_default`: the change goes back to the default; the new value is then recorded, but not applied.
    Returns False, without adding the change, if the setting has a change of this version already.
    """
    added = await queries.value(_ADD, name, version, *values, is_default, account_id)
    return bool(added)
