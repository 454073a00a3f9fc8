"""SQL of the upkeep: it deletes old claims, idempotency keys, counts and proposals, and creates partitions ahead of time."""

from __future__ import annotations

from amrutam.core.database import Statement

# Deletes at most 5,000 rows at a time, so that no booking waits for a long delete.
DROP_OLD_CLAIMS = Statement(
    "drop_old_claims",
    """
    DELETE FROM time_claim WHERE (party_id, during) IN (
        SELECT party_id, during FROM time_claim WHERE upper(during) < now() - $1::interval LIMIT 5000)
    """,
)

DROP_OLD_KEYS = Statement(
    "drop_old_keys",
    """
    DELETE FROM idempotency_key WHERE (account_id, key, route) IN (
        SELECT account_id, key, route FROM idempotency_key
        WHERE created_at < now() - $1::interval LIMIT 5000)
    """,
)

# Deletes the rows of counted_appointment (booking.sql) that no limit counts any more. `open_until` is the
# appointment's end, or the time of its cancellation. No change is counted after that time, and a booking counts
# for a day after `made_at`, so nothing counts a day after the later of the two.
DROP_UNCOUNTED = Statement(
    "drop_uncounted",
    """
    DELETE FROM counted_appointment WHERE (account_id, appointment_id) IN (
        SELECT account_id, appointment_id FROM counted_appointment
        WHERE greatest(open_until, made_at) < now() - interval '1 day' LIMIT 5000)
    """,
)

DROP_PROPOSALS = Statement("drop_ended_proposals", "SELECT * FROM drop_ended_proposals()")

MAKE_PARTITIONS = Statement("make_partitions", "SELECT make_appointment_partitions(1, $1)")
