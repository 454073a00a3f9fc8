"""The statement that lists which account read which patients' records."""

from __future__ import annotations

from amrutam.core.database import Statement

# Reads are ordered by id, which grows with time. An id in `appointment_ids` is an appointment's or a
# patient's. Only the first few are looked up, appointments through `appointment_place`, which has
# the partition of each.
PAGE = Statement(
    "record_reads_page",
    """
    SELECT r.id, r.at, r.what, r.account_id, a.role, a.email_sealed,
        cardinality(r.appointment_ids) AS records,
        ARRAY(
            SELECT p.reference FROM unnest(r.appointment_ids[1:$4]) AS one(id)
            JOIN appointment_place AS l ON l.id = one.id
            JOIN appointment AS p ON p.id = l.id AND p.starts_at = l.starts_at
        ) AS "references",
        ARRAY(
            SELECT DISTINCT n.name FROM unnest(r.appointment_ids[1:$4]) AS one(id)
            LEFT JOIN appointment_place AS l ON l.id = one.id
            LEFT JOIN appointment AS p ON p.id = l.id AND p.starts_at = l.starts_at
            JOIN patient AS n ON n.id = coalesce(p.patient_id, one.id)
            WHERE n.name <> '' ORDER BY n.name
        ) AS patients
    FROM record_read AS r LEFT JOIN account AS a ON a.id = r.account_id
    WHERE ($1::bigint IS NULL OR r.id < $1) AND ($2::uuid IS NULL OR r.account_id = $2)
    ORDER BY r.id DESC LIMIT $3
    """,
)
