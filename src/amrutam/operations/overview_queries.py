"""Statements that count the figures of `overview.py`."""

from __future__ import annotations

from amrutam.core.database import Statement

# The period lies in at most three monthly partitions, which are read completely, so the statement
# needs no index of its own.
BY_DAY = Statement(
    "overview_days",
    """
    SELECT (starts_at AT TIME ZONE $1)::date AS date,
        count(*) FILTER (WHERE status = 'booked') AS booked,
        count(*) FILTER (WHERE status = 'completed') AS completed,
        count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
        count(*) FILTER (WHERE status = 'no_show') AS missed
    FROM appointment WHERE starts_at >= $2 AND starts_at < $3
    GROUP BY 1
    """,
)

# Only the minutes within the period count, as in `offered_minutes`. A visit that overlaps the period
# begins less than a day before it, because no visit lasts a day.
BY_DOCTOR = Statement(
    "overview_doctors",
    """
    SELECT d.id, d.name, s.name AS specialization, b.schedule_version,
        coalesce(ahead.visits, 0) AS visits, coalesce(ahead.minutes, 0) AS booked_minutes,
        coalesce(past.missed, 0) AS missed
    FROM doctor AS d
    JOIN doctor_booking AS b ON b.doctor_id = d.id AND b.approved
    JOIN specialization AS s ON s.slug = d.specialization
    LEFT JOIN (
        SELECT doctor_id, count(*) FILTER (WHERE starts_at >= $1) AS visits,
            (sum(extract(epoch FROM least(ends_at, $2) - greatest(starts_at, $1))) / 60)::int AS minutes
        FROM appointment
        WHERE starts_at > $1 - interval '1 day' AND starts_at < $2 AND ends_at > $1
            AND status <> 'cancelled' GROUP BY doctor_id
    ) AS ahead ON ahead.doctor_id = d.id
    LEFT JOIN (
        SELECT doctor_id, count(*) AS missed FROM appointment
        WHERE starts_at >= $3 AND starts_at < $2 AND status = 'no_show' GROUP BY doctor_id
    ) AS past ON past.doctor_id = d.id
    ORDER BY d.name, d.id LIMIT $4
    """,
)

BY_SPECIALIZATION = Statement(
    "overview_specializations",
    """
    SELECT s.slug, s.name, s.name_hi, count(l.doctor_id) AS doctors,
        min(l.next_available_at) FILTER (
            WHERE l.next_available_at > now() AND l.next_available_at < 'infinity') AS next_available_at
    FROM specialization AS s JOIN doctor_listing AS l ON l.specialization = s.slug
    GROUP BY s.slug ORDER BY s.name
    """,
)
