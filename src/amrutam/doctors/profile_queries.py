"""Statements that read whole profiles of doctors."""

from __future__ import annotations

from amrutam.core.database import Statement
from amrutam.doctors.search.clinic_sql import CLINICS

# Each row is one JSON text that PostgreSQL writes. The cache stores the text of `PROFILE` unchanged.
_PROFILES = f"""
    SELECT row_to_json(p)::text FROM (
        SELECT d.id, d.account_id, b.approved, d.name, d.registration_number,
            s.name AS specialization, s.slug AS specialization_slug,
            c.name AS city, c.slug AS city_slug,
            (SELECT address FROM clinic WHERE id = d.id) AS address, d.languages, d.gender, d.experience_years,
            d.rating_hundredths / 100.0::float8 AS rating, d.rating_count, d.bio, d.qualifications, d.time_zone,
            d.code_policy, d.buffer_minutes, d.slot_step_minutes, d.notice_minutes, d.horizon_days,
            d.updated_at, d.change_notice_minutes, d.follow_up_days,
            coalesce((
                SELECT json_agg(row_to_json(t) ORDER BY t.is_default DESC, t.id) FROM (
                    SELECT id, kind, name, minutes,
                        json_build_object('amount', fee_amount, 'currency', fee_currency) AS fee,
                        modes, is_default
                    FROM consultation_type WHERE doctor_id = d.id AND active
                ) AS t
            ), '[]') AS consultation_types,
            {CLINICS} AS clinics, photo_url(d.id) AS photo_url
        FROM doctor AS d
        JOIN doctor_booking AS b ON b.doctor_id = d.id
        JOIN specialization AS s ON s.slug = d.specialization
        JOIN city AS c ON c.slug = d.city
        WHERE d.id = {{}}
    ) AS p
    """

PROFILE = Statement("doctor_profile", _PROFILES.format("$1"))

PROFILES = Statement("doctor_profiles", _PROFILES.format("ANY($1::uuid[])"))
