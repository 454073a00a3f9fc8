"""The settings that administrators change on the website, at `/operations/settings`, each with its range.

All other settings come from the environment alone; docs/decisions/0126 says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Literal, NamedTuple

Group = Literal["person", "hold", "visit", "clinic"]
"""A heading of the settings page: limits of a person, times and limits of holds, times of visits, limits of a clinic."""


@dataclass(frozen=True, slots=True)
class Adjustable:
    """The heading of a setting, and the whole numbers that administrators may choose."""

    group: Group
    least: int
    most: int


ADJUSTABLE: Mapping[str, Adjustable] = {
    "open_per_doctor": Adjustable("person", 1, 20),
    "open_per_account": Adjustable("person", 1, 100),
    "open_per_family_member": Adjustable("person", 0, 20),
    "open_per_account_at_most": Adjustable("person", 1, 400),
    "made_per_day": Adjustable("person", 1, 100),
    "therapies": Adjustable("person", 1, 200),
    "moves_per_appointment": Adjustable("person", 0, 50),
    "changes_per_day": Adjustable("person", 1, 100),
    "patients_per_account": Adjustable("person", 1, 50),
    "holds_per_account": Adjustable("person", 1, 10),
    "holds_per_address": Adjustable("hold", 5, 500),
    # The least is more than twice as long as a booking may take (AMRUTAM_CONFIRM_HOLD_SECONDS).
    "hold_seconds": Adjustable("hold", 120, 900),
    # WCAG 2.2.1 asks for at least ten extensions.
    "hold_extensions": Adjustable("hold", 10, 30),
    "attendance_hours_before": Adjustable("visit", 1, 24),
    "reopen_hours": Adjustable("visit", 1, 168),
    "proposal_hours": Adjustable("visit", 1, 168),
    "video_opens_minutes": Adjustable("visit", 0, 60),
    "video_closes_minutes": Adjustable("visit", 0, 240),
    "rush_hours": Adjustable("visit", 1, 48),
    "doctor_max_clinics": Adjustable("clinic", 1, 100),
    "clinic_max_desk": Adjustable("clinic", 1, 500),
}
"""Maps the name of each setting that can be changed while the platform runs to its range."""


class Range(NamedTuple):
    least: int
    most: int


def range_of(name: str, default: float) -> Range:
    """The range of an adjustable setting, extended to its default, which comes from the environment."""
    found, whole = ADJUSTABLE[name], ceil(default)
    return Range(min(found.least, whole), max(found.most, whole))
