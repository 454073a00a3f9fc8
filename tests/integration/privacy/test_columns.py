"""Checks that each column of the tables about a person is listed here, as erased or as kept by an erasure.

Ids are left out.
"""

from __future__ import annotations

from amrutam.core.resources import Resources

ERASED = {
    "account": {
        "email_sealed",
        "email_index",
        "phone_sealed",
        "phone_index",
        "locale",
        "time_zone",
    },
    "patient": {"name", "birth_date", "gender"},
    "appointment": {"reason_sealed"},
    "appointment_event": {"note_sealed"},
    "session": {"user_agent"},
    "clinic_patient": {"phone_sealed", "phone_index"},
    "payment": {"note_sealed"},
    "queue_ticket": {"state", "changed_at"},
}
KEPT = {
    "account": {"role", "disabled_at", "closed_at", "created_at"},
    "patient": {"relation", "removed_at", "created_at"},
    "appointment": {
        "starts_at", "ends_at", "reference", "status", "mode", "fee_amount", "fee_currency", "time_zone", "version",
        "created_at", "updated_at", "attendance",
    },
    "clinic_patient": {"created_at"},
    "payment": {
        "year", "number", "amount", "currency", "method", "reverses_year", "reverses_number", "note_hash", "at",
    },
    "queue_ticket": {"local_day", "number", "room", "created_at"},
    "appointment_event": {
        "version", "kind", "actor_role", "at", "starts_at", "previous_starts_at", "note_hash",
    },
    "session": {
        "cookie_hash", "contact_verified", "created_at", "last_seen_at", "expires_at", "revoked_at", "proved_at",
    },
}  # fmt: skip
STAFF = {"account": {"password_hash", "totp_sealed", "totp_last_step"}}
"""Columns of staff accounts, which their owners do not close."""


async def test_every_column_about_a_person_is_erased_or_named_as_kept(resources: Resources) -> None:
    """If this test fails for a new column, erase the column in migrations/schema/privacy.sql and add it to `ERASED`.

    A column that must stay is added to `KEPT` and to the documentation.
    """
    rows = await resources.database.pool.fetch(
        """
        SELECT c.relname AS table, a.attname AS column FROM pg_attribute AS a
        JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE c.relname = ANY($1) AND c.relnamespace = 'public'::regnamespace
            AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid <> 'uuid'::regtype
            AND a.attname <> 'id'
        """,
        list(KEPT),
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["table"], set()).add(row["column"])
    named = {table: KEPT[table] | ERASED[table] | STAFF.get(table, set()) for table in KEPT}
    assert found == named
