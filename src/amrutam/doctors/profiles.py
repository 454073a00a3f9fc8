"""Profiles of doctors, cached in Redis until any doctor changes, and for `profile_cache_seconds` at most."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from amrutam.core.database import Queries
from amrutam.core.resources import Resources
from amrutam.doctors import profile_queries
from amrutam.doctors.cache import cached
from amrutam.doctors.models import DoctorProfile

__all__ = ["DoctorProfile", "load_profile", "profile_of"]


_decoder = msgspec.json.Decoder(DoctorProfile)


async def profile_of(resources: Resources, doctor_id: UUID) -> DoctorProfile | None:
    """The doctor's profile from the cache or the database, whether or not the doctor is approved; None if there is no such doctor."""

    async def make(queries: Queries) -> bytes | None:
        text: str | None = await queries.value(profile_queries.PROFILE, doctor_id)
        return text.encode() if text is not None else None

    found = await cached(resources, f"profile:{doctor_id}", make)
    return _decoder.decode(found) if found is not None else None


async def profiles_of(queries: Queries, doctor_ids: Sequence[UUID]) -> list[DoctorProfile]:
    """The profiles of those of the doctors that exist, approved or not, in no particular order; one statement reads them without the cache."""
    return [
        _decoder.decode(row[0]) for row in await queries.fetch(profile_queries.PROFILES, doctor_ids)
    ]


async def load_profile(queries: Queries, doctor_id: UUID) -> DoctorProfile | None:
    """Reads the profile within the caller's transaction, without using or filling the cache; None if there is no such doctor."""
    text: str | None = await queries.value(profile_queries.PROFILE, doctor_id)
    return _decoder.decode(text) if text is not None else None
