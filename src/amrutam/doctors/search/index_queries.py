"""SQL of the search index."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from amrutam.core.database import Queries, Statement

# Only approved doctors with a default type are listed, in the cities where they see patients (or else in
# their own city). The columns next_* are not touched here: the worker that fills doctor_free_day updates them.
LIST = Statement(
    "list_doctors",
    """
    INSERT INTO doctor_listing (doctor_id, card, search_text, specialization, city, languages,
        gender, modes, fee_amount, experience_years, rating_hundredths, cities)
    SELECT d.id, row_to_json(card), folded(d.name), d.specialization, seen.cities[1],
        d.languages, d.gender, offered.modes, t.fee_amount, d.experience_years,
        coalesce(d.rating_hundredths, -1),
        CASE WHEN cardinality(seen.cities) > 1 THEN seen.cities ELSE '{}' END
    FROM doctor AS d
    JOIN doctor_booking AS b ON b.doctor_id = d.id AND b.approved
    JOIN specialization AS s ON s.slug = d.specialization
    JOIN city AS c ON c.slug = d.city
    JOIN consultation_type AS t ON t.doctor_id = d.id AND t.is_default AND t.active
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT mode ORDER BY mode DESC) AS modes
        FROM consultation_type AS every, unnest(every.modes) AS mode
        WHERE every.doctor_id = d.id AND every.active
    ) AS offered
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(p.city ORDER BY p.city <> d.city, p.city), ARRAY[d.city]) AS cities
        FROM (SELECT DISTINCT city FROM works_at WHERE doctor_id = d.id) AS p
    ) AS seen
    CROSS JOIN LATERAL (SELECT t.fee_amount AS amount, t.fee_currency AS currency) AS fee
    CROSS JOIN LATERAL (
        SELECT d.id, d.name, d.registration_number, s.name AS specialization, c.name AS city,
            d.languages, d.gender, d.experience_years,
            fee,
            d.rating_hundredths / 100.0::float8 AS rating, offered.modes, photo_url(d.id) AS photo_url,
            coalesce((
                SELECT json_agg(json_build_object('id', k.id, 'name', k.name, 'city', e.name,
                        'location', CASE WHEN k.latitude IS NOT NULL
                            THEN json_build_object('latitude', k.latitude, 'longitude', k.longitude) END)
                    ORDER BY k.is_practice DESC, k.name, k.id)
                FROM clinic AS k JOIN city AS e ON e.slug = k.city
                WHERE k.id IN (SELECT clinic_id FROM works_at WHERE doctor_id = d.id)
            ), '[]') AS clinics
    ) AS card
    WHERE d.id = ANY($1::uuid[])
    ON CONFLICT (doctor_id) DO UPDATE SET card = excluded.card,
        search_text = excluded.search_text, specialization = excluded.specialization,
        city = excluded.city, languages = excluded.languages, gender = excluded.gender,
        modes = excluded.modes, fee_amount = excluded.fee_amount,
        experience_years = excluded.experience_years,
        rating_hundredths = excluded.rating_hundredths, cities = excluded.cities
    """,
)
_UNLIST = Statement(
    "unlist_doctors",
    """
    DELETE FROM doctor_listing AS l
    WHERE l.doctor_id = ANY($1::uuid[]) AND NOT EXISTS (
        SELECT FROM doctor_booking AS b
        JOIN consultation_type AS t ON t.doctor_id = b.doctor_id AND t.is_default AND t.active
        WHERE b.doctor_id = l.doctor_id AND b.approved)
    """,
)
# Finds the listed doctors whose entry names a clinic of rules or extra hours that have ended, although no present
# hours are there. They stay listed there until their rows are made again.
_OUTDATED = Statement(
    "doctors_outdated_in_index",
    """
    SELECT DISTINCT l.doctor_id FROM (
        SELECT doctor_id, clinic_id FROM schedule_rule WHERE valid_until < current_date
        UNION SELECT doctor_id, clinic_id FROM schedule_exception WHERE ends_at <= now()
    ) AS ended JOIN doctor_listing AS l USING (doctor_id)
    WHERE l.card::jsonb -> 'clinics' @> jsonb_build_array(jsonb_build_object('id', ended.clinic_id))
        AND NOT EXISTS (SELECT FROM works_at AS w
            WHERE w.doctor_id = ended.doctor_id AND w.clinic_id = ended.clinic_id)
    LIMIT $1
    """,
)
_EVERY_DOCTOR = Statement("every_doctor", "SELECT id FROM doctor")


async def insert_listed(queries: Queries, doctor_ids: Sequence[UUID]) -> None:
    """Inserts or updates the index rows of those of the given doctors who are approved and have an active default type."""
    await queries.execute(LIST, doctor_ids)


async def delete_unlisted(queries: Queries, doctor_ids: Sequence[UUID]) -> None:
    """Deletes the index rows of those of the given doctors who are not approved or have no active default type."""
    await queries.execute(_UNLIST, doctor_ids)


async def outdated(queries: Queries, limit: int) -> list[UUID]:
    """The ids of at most `limit` doctors whose index rows name a clinic where all their hours have ended."""
    return [row["doctor_id"] for row in await queries.fetch(_OUTDATED, limit)]


async def every_doctor(queries: Queries) -> list[UUID]:
    """The ids of all doctors, listed or not."""
    return [row["id"] for row in await queries.fetch(_EVERY_DOCTOR)]
