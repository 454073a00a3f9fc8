"""Statements about consents to the consent notice."""

from __future__ import annotations

from amrutam.core.database import Statement

# One row for each version: when consent was last given, and when it was withdrawn, NULL if it was
# not withdrawn after that.
CONSENTS = Statement(
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

KNOWN = Statement(
    "consent_known",
    "SELECT EXISTS (SELECT FROM consent_event WHERE account_id = $1 AND version = $2)",
)

# Adds a record, unless the account's last record for this version is of the same kind. Consent that
# was never given counts as withdrawn.
ADD = Statement(
    "consent_add",
    """
    INSERT INTO consent_event (account_id, version, kind)
    SELECT $1, $2, $3 WHERE $3 <> coalesce((
        SELECT kind FROM consent_event WHERE account_id = $1 AND version = $2
        ORDER BY id DESC LIMIT 1), 'withdrawn')
    """,
)
