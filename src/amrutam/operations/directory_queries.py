"""Statements of the directory of all doctors for administrators."""

from __future__ import annotations

from amrutam.core.database import Statement

# `doctor_listing` stores the folded names (without case and accents) of listed doctors. The names of
# the few other doctors are folded in this statement.
PAGE = Statement(
    "directory",
    """
    WITH asked AS (SELECT folded($1) AS words)
    SELECT d.id, d.name, d.registration_number, s.name AS specialization, c.name AS city, d.created_at, e.state,
        NULLIF(l.next_available_at, 'infinity') AS next_available_at, photo_url(d.id) AS photo_url,
        CASE WHEN d.account_id IS NULL THEN 'none' WHEN a.disabled_at IS NOT NULL THEN 'disabled'
            WHEN a.password_hash IS NULL THEN 'invited' ELSE 'active' END AS account
    FROM doctor AS d
    JOIN doctor_state AS e ON e.doctor_id = d.id
    JOIN specialization AS s ON s.slug = d.specialization
    JOIN city AS c ON c.slug = d.city
    LEFT JOIN account AS a ON a.id = d.account_id
    LEFT JOIN doctor_listing AS l ON l.doctor_id = d.id
    WHERE ($1::text IS NULL OR starts_with(lower(d.registration_number), lower($1))
            OR strpos(coalesce(l.search_text, folded(d.name)), (SELECT words FROM asked)) > 0)
        AND ($2::text IS NULL OR e.state = $2)
        AND ($3::text IS NULL OR (d.name, d.id) > ($3, $4::uuid))
    ORDER BY d.name, d.id LIMIT $5
    """,
)

COUNTS = Statement(
    "directory_counts", "SELECT state, count(*) AS doctors FROM doctor_state GROUP BY state"
)

ONE = Statement(
    "directory_doctor",
    """
    SELECT d.id, e.state, d.suspended_at, a.id AS account_id, a.email_sealed, a.disabled_at,
        a.password_hash IS NOT NULL AS has_password,
        (SELECT count(*) FROM schedule_rule AS r WHERE r.doctor_id = d.id) AS weekly_hours,
        (SELECT count(*) FROM appointment AS p
            WHERE p.doctor_id = d.id AND p.status = 'booked' AND p.starts_at > now()) AS upcoming
    FROM doctor AS d
    JOIN doctor_state AS e ON e.doctor_id = d.id
    LEFT JOIN account AS a ON a.id = d.account_id
    WHERE d.id = $1
    """,
)

EVENTS = Statement(
    "directory_events",
    """
    SELECT e.kind, e.at, a.email_sealed AS actor_sealed
    FROM staff_event AS e LEFT JOIN account AS a ON a.id = e.actor_account_id
    WHERE e.detail = $1 ORDER BY e.id DESC LIMIT $2
    """,
)
