"""One doctor's profile, remembered until a doctor changes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from amrutam.core.database import Queries, Statement
from amrutam.core.resources import Resources
from amrutam.doctors.cache import remembered
from amrutam.doctors.models import DoctorProfile
from amrutam.doctors.search.clinic_sql import CLINICS

__all__ = ["DoctorProfile", "load_profile", "profile_of"]

# One JSON text: PostgreSQL writes it, and it is kept as it came.
_PROFILES = f"""
    SELECT row_to_json(p)::text FROM (
        SELECT d.id, d.account_id, b.approved, d.name, d.registration_number,
            s.name AS specialization, s.slug AS specialization_slug,
            c.name AS city, c.slug AS city_slug,
            (SELECT address FROM clinic WHERE id = d.id) AS address, d.languages, d.gender, d.experience_years,
            d.rating_hundredths / 100.0::float8 AS rating, d.rating_count, d.bio, d.time_zone,
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
            {CLINICS} AS clinics
        FROM doctor AS d
        JOIN doctor_booking AS b ON b.doctor_id = d.id
        JOIN specialization AS s ON s.slug = d.specialization
        JOIN city AS c ON c.slug = d.city
        WHERE d.id = {{}}
    ) AS p
    """
PROFILE = Statement("doctor_profile", _PROFILES.format("$1"))
PROFILES = Statement("doctor_profiles", _PROFILES.format("ANY($1::uuid[])"))

_decoder = msgspec.json.Decoder(DoctorProfile)


async def profile_of(resources: Resources, doctor_id: UUID) -> DoctorProfile | None:
    """The profile, approved or not, at most one read of Redis away; None: no such doctor."""

    async def make() -> bytes | None:
        text: str | None = await resources.database.value(PROFILE, doctor_id)
        return text.encode() if text is not None else None

    found = await remembered(resources, f"profile:{doctor_id}", make)
    return _decoder.decode(found) if found is not None else None


async def profiles_of(queries: Queries, doctor_ids: Sequence[UUID]) -> list[DoctorProfile]:
    """Of those that exist, approved or not, in no order: one statement."""
    return [_decoder.decode(row[0]) for row in await queries.fetch(PROFILES, doctor_ids)]


async def load_profile(queries: Queries, doctor_id: UUID) -> DoctorProfile | None:
    """The profile as the transaction sees it; nothing is remembered."""
    text: str | None = await queries.value(PROFILE, doctor_id)
    return _decoder.decode(text) if text is not None else None
