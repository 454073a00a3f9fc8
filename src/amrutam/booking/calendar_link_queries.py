"""SQL of calendar links, and of the appointments in the calendars that the links open."""

from __future__ import annotations

from amrutam.core.database import Statement

LINK = Statement("calendar_link", "SELECT token_sealed FROM calendar_link WHERE doctor_id = $1")

SET_LINK = Statement(
    "calendar_link_set",
    """
    INSERT INTO calendar_link (doctor_id, token_hash, token_sealed) VALUES ($1, $2, $3)
    ON CONFLICT (doctor_id) DO UPDATE SET token_hash = excluded.token_hash,
        token_sealed = excluded.token_sealed, created_at = now()
    """,
)

END_LINK = Statement("calendar_link_end", "DELETE FROM calendar_link WHERE doctor_id = $1")

# A link does not work while its doctor is not approved, or while the doctor's account is disabled
# or has another role.
OWNER = Statement(
    "calendar_link_owner",
    """
    SELECT d.id, d.name, d.time_zone, coalesce(a.locale, 'en') AS locale FROM calendar_link AS l
    JOIN doctor AS d ON d.id = l.doctor_id
    JOIN doctor_booking AS b ON b.doctor_id = d.id AND b.approved
    LEFT JOIN account AS a ON a.id = d.account_id
    WHERE l.token_hash = $1 AND a.disabled_at IS NULL AND coalesce(a.role, 'doctor') = 'doctor'
    """,
)

BOOKED = Statement(
    "calendar_feed",
    """
    SELECT a.id, a.reference, a.version, a.status, a.starts_at, a.ends_at, a.mode,
        p.name AS patient_name, t.kind AS type_kind, t.name AS type_name,
        a.clinic_id, c.name AS clinic_name, c.address AS clinic_address, e.name AS clinic_city
    FROM appointment AS a
    JOIN patient AS p ON p.id = a.patient_id
    JOIN consultation_type AS t ON t.id = a.consultation_type_id
    LEFT JOIN clinic AS c ON c.id = a.clinic_id
    LEFT JOIN city AS e ON e.slug = c.city
    WHERE a.doctor_id = $1 AND a.starts_at >= $2
    ORDER BY a.starts_at LIMIT $3
    """,
)

# Finds those of the appointments $1 that were moved at least once from a start before $2.
MOVED_AHEAD = Statement(
    "calendar_feed_moved_ahead",
    """
    SELECT DISTINCT appointment_id FROM appointment_event
    WHERE appointment_id = ANY($1::uuid[]) AND kind = 'moved' AND previous_starts_at < $2
    """,
)

# Finds the appointments that moved from the doctor to another one, from a start at $2 or later and
# before $3: of each, the latest such move, with the start before it. At most $4 rows.
HANDED_OVER = Statement(
    "calendar_feed_handed_over",
    """
    SELECT DISTINCT ON (appointment_id) appointment_id, version, previous_starts_at
    FROM appointment_event
    WHERE previous_doctor_id = $1 AND previous_starts_at >= $2 AND previous_starts_at < $3
    ORDER BY appointment_id, version DESC LIMIT $4
    """,
)
