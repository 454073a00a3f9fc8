"""The ledger of patients' records that administrators and desks read. An entry is added before the records are sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from amrutam.accounts import record_read_queries
from amrutam.accounts.models import Caller
from amrutam.core.resources import Resources

What = Literal["appointment", "list", "agenda", "affected", "patients", "queue", "payments"]


async def note_record_read(
    resources: Resources, caller: Caller, ids: Sequence[UUID], what: What
) -> None:
    """Adds an entry to the ledger `record_read`: the caller, an administrator or a desk, read these records.

    `what` is the kind of call in which the records are read. `ids`: the ids of
    appointments or, for `patients`, `queue` and `payments`, of patients; an id that occurs twice is
    stored once. No entry is added for patients and doctors, who read records of their own
    appointments, nor for an empty list.
    """
    if caller.role in ("admin", "desk") and ids:
        await resources.database.execute(
            record_read_queries.NOTE, caller.account_id, list(dict.fromkeys(ids)), what
        )
