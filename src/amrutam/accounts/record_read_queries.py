"""SQL of the ledger of record reads: adds an entry. `operations` lists the entries."""

from __future__ import annotations

from amrutam.core.database import Statement

NOTE = Statement(
    "record_read_note",
    "INSERT INTO record_read (account_id, appointment_ids, what) VALUES ($1, $2, $3)",
)
