"""Statements that mark accounts as made-up, and end the sessions of made-up accounts of given kinds."""

from __future__ import annotations

from amrutam.core.database import Statement

MARK = Statement(
    "account_mark_made_up",
    """
    INSERT INTO made_up_account (account_id, kind) SELECT unnest($1::uuid[]), $2
    ON CONFLICT (account_id) DO UPDATE SET kind = excluded.kind
    """,
)

END_SESSIONS = Statement(
    "session_end_made_up",
    """
    UPDATE session SET revoked_at = clock_timestamp()
    WHERE revoked_at IS NULL AND account_id IN (
        SELECT account_id FROM made_up_account WHERE kind = ANY($1))
    """,
)
