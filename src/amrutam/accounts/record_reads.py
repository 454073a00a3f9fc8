"""What administrators and desks read of patients' records, for the chain: written before it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.core.database import Statement
from amrutam.core.resources import Resources

What = Literal["appointment", "list", "agenda", "affected"]

_NOTE = Statement(
    "record_read_note",
    "INSERT INTO record_read (account_id, appointment_ids, what) VALUES ($1, $2, $3)",
)


async def note_record_read(
    resources: Resources, caller: Caller, appointment_ids: Sequence[UUID], what: What
) -> None:
    """Nothing for patients and doctors, who read their own, and for answers without a record."""
    if caller.role in ("admin", "desk") and appointment_ids:
        await resources.database.execute(_NOTE, caller.account_id, appointment_ids, what)
