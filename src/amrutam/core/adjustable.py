"""The settings that administrators can change on the website, at `/operations/settings`, each with its range.

All other settings come from the environment alone; docs/decisions/0126 says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal, NamedTuple

Group = Literal["person", "hold", "visit", "clinic"]
"""A group of settings on the settings page.

`person`: limits for one person; `hold`: holds while a patient books; `visit`: periods before and after a visit, how
long a proposal is open, and how long an admission queue lasts; `clinic`: limits of clinics and front desks.
"""


@dataclass(frozen=True, slots=True)
class Adjustable:
    """A setting's group, and the smallest and largest whole number that administrators can choose.

    The numbers have the unit of the setting. `range_of` extends this range if the environment's value is outside it.
    """

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
    # The least is the default of AMRUTAM_HOLD_EXTENSION_WINDOW_SECONDS, below which `PAIRS` refuses a value.
    "hold_seconds": Adjustable("hold", 120, 900),
    # WCAG 2.2.1 (timing adjustable) asks for at least ten extensions.
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
"""Maps the name of each setting that can be changed while the platform runs to its group and range."""


Paired = Literal[
    "open_per_doctor", "open_per_account", "open_per_account_at_most", "holds_per_account",
    "holds_per_address", "hold_seconds", "hold_extension_window_seconds", "confirm_hold_seconds",
]  # fmt: skip
"""The name of a setting in `PAIRS`. The last two settings can be changed only in the environment."""


class Pair(NamedTuple):
    """Two settings of which the first must not be larger than the second."""

    smaller: Paired
    larger: Paired


PAIRS: Sequence[Pair] = (
    # A limit for one doctor, for example, that is larger than the limit for all doctors would never apply.
    Pair("open_per_doctor", "open_per_account"),
    Pair("open_per_account", "open_per_account_at_most"),
    Pair("holds_per_account", "holds_per_address"),
    # A hold must last at least as long as the time before its end in which it can be extended, and as a booking needs.
    Pair("hold_extension_window_seconds", "hold_seconds"),
    Pair("confirm_hold_seconds", "hold_seconds"),
)
"""All pairs of settings of which the first must not be larger than the second.

An administrator's change of either setting that contradicts the other setting is refused; values of the environment
are not compared with each other.
"""


class Range(NamedTuple):
    least: int
    most: int


class NarrowedRange(NamedTuple):
    """A range of whole numbers, both ends included, and the names of the settings whose values limit the range.

    `least_of` and `most_of` are None if `least` and `most` are those of the setting's own range.
    """

    least: int
    most: int
    least_of: Paired | None
    most_of: Paired | None


def range_of(name: str, default: float) -> Range:
    """The range of a setting, extended so that it contains the environment's value, rounded up to a whole number.

    `default`: the environment's value.
    Raises `KeyError` for a setting that is not in `ADJUSTABLE`.
    """
    found, whole = ADJUSTABLE[name], ceil(default)
    return Range(min(found.least, whole), max(found.most, whole))


def narrowed(name: str, whole: Range, others: Mapping[str, float]) -> NarrowedRange:
    """The part of the range `whole` that `PAIRS` allow for the setting `name`.

    `others`: values of other settings by name; a setting that is missing there limits nothing. The result is empty
    (`least` above `most`) if no value fits.
    """
    least, most = whole
    least_of: Paired | None = None
    most_of: Paired | None = None
    for smaller, larger in PAIRS:
        if name == larger and others.get(smaller, least) > least:
            least, least_of = ceil(others[smaller]), smaller
        if name == smaller and others.get(larger, most) < most:
            most, most_of = floor(others[larger]), larger
    return NarrowedRange(least, most, least_of, most_of)
