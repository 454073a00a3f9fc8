"""How many appointments one person may have and change: decided by the transactions of booking."""

from __future__ import annotations

from typing import NamedTuple

from amrutam.core.settings import Settings


class PersonLimits(NamedTuple):
    """The settings of the same names, as the schema's type `person_limits` has them."""

    open_per_doctor: int
    open_per_account: int
    open_per_family_member: int
    open_per_account_at_most: int
    made_per_day: int
    therapies: int
    moves_per_appointment: int
    changes_per_day: int


def person_limits(settings: Settings) -> PersonLimits | None:
    """None where nothing is counted: in load tests that switch the limits off."""
    if settings.rate_limits == "off":
        return None
    return PersonLimits(*(getattr(settings, name) for name in PersonLimits._fields))
