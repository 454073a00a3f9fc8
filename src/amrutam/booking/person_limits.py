"""The settings that limit one person's appointments and changes, as arguments of the SQL in migrations/schema/booking_limits.sql, which enforces the limits."""

from __future__ import annotations

from typing import NamedTuple

from amrutam.core.settings import Settings


class PersonLimits(NamedTuple):
    """The settings with these names, in the form of the schema's type `person_limits`."""

    open_per_doctor: int
    open_per_account: int
    open_per_family_member: int
    open_per_account_at_most: int
    made_per_day: int
    therapies: int
    moves_per_appointment: int
    changes_per_day: int


def person_limits(settings: Settings) -> PersonLimits | None:
    """The limits from the settings; None if limits are off, as in load tests, so that no limit refuses anything."""
    if settings.rate_limits == "off":
        return None
    return PersonLimits(*(getattr(settings, name) for name in PersonLimits._fields))
