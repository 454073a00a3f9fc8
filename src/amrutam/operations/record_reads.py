"""Lists the reads of patients' records by administrators and desks, which `accounts/record_reads.py` records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from amrutam.accounts.contacts import opened_address
from amrutam.core.pagination import CursorInteger, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.operations import record_read_queries

_SCOPE = "record reads"
_MOST_SHOWN = 5


async def reads_page(
    resources: Resources, account_id: UUID | None, limit: int, cursor: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Returns (page of at most `limit` reads, the newest first; cursor of the next page or None).

    Each read is a dictionary with the fields of `record_read_routes.RecordRead`. `account_id`: only
    reads by this account; None lists all. Raises `Invalid` for a cursor of another list, and
    `SealBroken` if no key of the key ring decrypts an address.
    """
    scope = f"{_SCOPE}:{account_id}"
    after = (
        decode_cursor(resources.keyring, scope, cursor, tuple[CursorInteger])[0] if cursor else None
    )
    rows = await resources.database.fetch(
        record_read_queries.PAGE, after, account_id, limit + 1, _MOST_SHOWN
    )
    items = [
        {**row, "email": opened_address(resources.keyring, row["email_sealed"])}
        for row in rows[:limit]
    ]
    following = (
        encode_cursor(resources.keyring, scope, (items[-1]["id"],)) if len(rows) > limit else None
    )
    return items, following
