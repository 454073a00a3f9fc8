"""Records in the audit chain which patients' records administrators and desks read, before the answer is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from amrutam.accounts import record_read_queries
from amrutam.accounts.models import Caller
from amrutam.core.resources import Resources

What = Literal["appointment", "list", "agenda", "affected", "patients", "queue", "payments"]


async def note_record_read(
    resources: Resources, caller: Caller, appointment_ids: Sequence[UUID], what: What
) -> None:
    """Records the read in the audit chain. `what` names the kind of call.

    Nothing is recorded for patients and doctors, who read their own records, and for answers
    without a record.
    """
    if caller.role in ("admin", "desk") and appointment_ids:
        await resources.database.execute(
            record_read_queries.NOTE, caller.account_id, appointment_ids, what
        )
