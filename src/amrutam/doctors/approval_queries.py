"""The statement that lists the doctors who are not approved."""

from __future__ import annotations

from amrutam.core.database import Statement

# The index `doctor_booking_waiting` finds these doctors; it has no order by time, but the doctors
# are few, so they are sorted afterwards.
WAITING = Statement(
    "doctors_waiting",
    """
    SELECT d.id, d.name, d.registration_number, s.name AS specialization, c.name AS city,
        d.created_at
    FROM doctor_booking AS b
    JOIN doctor AS d ON d.id = b.doctor_id
    JOIN specialization AS s ON s.slug = d.specialization
    JOIN city AS c ON c.slug = d.city
    WHERE NOT b.approved
        AND ($1::timestamptz IS NULL OR (d.created_at, d.id) > ($1, $2::uuid))
    ORDER BY d.created_at, d.id LIMIT $3
    """,
)
