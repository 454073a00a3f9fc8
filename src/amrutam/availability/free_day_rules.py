"""Rules: which local days have an available slot, and the first two slots of each of these days.

The rules are pure, and ignore holds. A free start is the start of an available slot.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from amrutam.schedules.local_time import day_end, local_day
from amrutam.schedules.models import Calendar, Slot
from amrutam.schedules.rules import DaySlots, days_between, first_bookable, last_bookable_day

Times = tuple[datetime, datetime, datetime | None, datetime | None]
"""The first two free starts of a day: (first, the last instant at which it can be booked, second, its last instant).

Without a second free start, its two fields are None. All times are in UTC.
"""

FreeDays = dict[tuple[str, date], Times]
"""The first free starts by (mode, local day).

A mode is `online`, `in_person` or `any`, and for doctors at several clinics also the id of a
clinic.
"""

_KEPT = 2
"""The number of free starts that are stored for each day and mode.

When the first can no longer be booked, searches use the second, so the worker has minutes to
compute new ones.
"""

_REACH = timedelta(hours=14)
"""The longest time between a claim's start and the start of a slot that the claim overlaps.

A slot or a claim takes at most twelve hours: a consultation of at most eight hours and a buffer of
at most four. Two hours are a reserve.
"""


@dataclass(frozen=True, slots=True)
class ClaimedPeriods:
    """A doctor's claims, ordered and without overlaps: `starts` and `ends` (pauses included) in Unix seconds."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, starts: Iterable[int] | None, ends: Iterable[int] | None) -> ClaimedPeriods:
        """Returns the periods of claims whose starts and ends (Unix seconds) are given in the same order.

        None is no claim.
        """
        pairs = sorted(zip(starts or (), ends or (), strict=True))
        return cls([start for start, _ in pairs], [end for _, end in pairs])

    def leave_free(self, start: float, busy_until: float) -> bool:
        """Whether no claim overlaps the period from `start` to `busy_until`, in Unix seconds."""
        before = bisect_left(self.starts, busy_until)
        return before == 0 or self.ends[before - 1] <= start


def free_days(
    calendar: Calendar,
    claims: ClaimedPeriods,
    now: datetime,
    days: Iterable[date],
    slots_of: DaySlots,
) -> FreeDays:
    """Returns the free days for the default type as of `now`, among the local `days` that are within the horizon.

    `slots_of` returns the slots of a local day as the calendar offers them
    (`schedules.rules.day_slots` or a cache of it). Holds are not considered. Empty for a doctor who
    is not approved or has no default type.
    """
    found: FreeDays = {}
    kind = calendar.type_of(None)
    if not calendar.approved or kind is None:
        return found
    earliest, latest = first_bookable(calendar, now), last_bookable_day(calendar, now)
    notice, buffer = timedelta(minutes=calendar.notice_minutes), calendar.buffer_minutes * 60
    modes_of, wanted = _MODES, len(kind.modes)
    if len(calendar.clinics) > 1:
        modes_of, wanted = _modes_and_clinic, wanted + len(calendar.clinics)
    for day in days:
        if day > latest:
            continue
        slots = (slot for slot in slots_of(calendar, day, kind)
                 if slot.starts_at >= earliest and slot.starts_at > now)  # fmt: skip
        for mode, starts in _firsts(slots, claims, buffer, modes_of, wanted).items():
            found[mode, day] = _times(starts, notice)
    return found


_MODES: Callable[[Slot], Sequence[str]] = attrgetter("modes")


def _modes_and_clinic(slot: Slot) -> Sequence[str]:
    return (*slot.modes, str(slot.clinic_id)) if slot.clinic_id else slot.modes


def _times(starts: Sequence[datetime], notice: timedelta) -> Times:
    first, second = starts[0], starts[1] if len(starts) > 1 else None
    return first, first - notice, second, second and second - notice


def horizon(calendar: Calendar, now: datetime) -> list[date]:
    """Returns the local days from today to the last one that can be booked, both included, in the doctor's zone."""
    today = local_day(now, ZoneInfo(calendar.time_zone))
    return days_between(today, last_bookable_day(calendar, now))


def next_midnight(calendar: Calendar, now: datetime) -> datetime:
    """The end of the doctor's present local day, in UTC. From then on another day can be booked."""
    zone = ZoneInfo(calendar.time_zone)
    return day_end(local_day(now, zone), zone).astimezone(UTC)


def days_touched(calendar: Calendar, at: datetime) -> list[date]:
    """Returns the local days on which a claim that begins at the instant `at` can change available slots.

    The days can be past, or after the horizon.
    """
    zone = ZoneInfo(calendar.time_zone)
    return days_between(local_day(at - _REACH, zone), local_day(at + _REACH, zone))


def _firsts(
    slots: Iterable[Slot],
    claims: ClaimedPeriods,
    buffer_seconds: int,
    modes_of: Callable[[Slot], Sequence[str]],
    wanting: int,
) -> dict[str, list[datetime]]:
    """Returns the first `_KEPT` free starts by mode, among which is `any`. `wanting`: the number of modes and clinics.

    No slot is examined once every mode has its starts.
    """
    found: dict[str, list[datetime]] = {}
    for slot in slots:
        short = [mode for mode in modes_of(slot) if len(found.get(mode, ())) < _KEPT]
        if not short:
            continue
        busy_until = slot.ends_at.timestamp() + buffer_seconds
        if not claims.leave_free(slot.starts_at.timestamp(), busy_until):
            continue
        if len(anyhow := found.setdefault("any", [])) < _KEPT:
            anyhow.append(slot.starts_at)
        for mode in short:
            starts = found.setdefault(mode, [])
            starts.append(slot.starts_at)
            wanting -= len(starts) == _KEPT
        if not wanting:
            break
    return found
