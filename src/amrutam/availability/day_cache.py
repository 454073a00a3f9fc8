"""Cache of the parts of a day's slots that no booking changes. Each part belongs to one version of a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from amrutam.core.cache import LRUCache
from amrutam.core.resources import Resources
from amrutam.schedules.models import Calendar, ConsultationType, Slot
from amrutam.schedules.rules import DaySlots, Slots, day_slots
from amrutam.schedules.slot_cache import SlotCache

_DAYS = 8192


@dataclass(frozen=True, slots=True)
class Day:
    """All slots of a day.

    `starts`, `ends` and `busy_until` (end plus pause) are ascending Unix seconds, one for each
    slot.

    `heads` are the slots' JSON texts up to the value of `state`, which is left out; `all_open` is
    the JSON of all slots, separated by commas, as if every slot were open.
    """

    calendar: Calendar
    kind: ConsultationType
    slots: Slots
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    busy_until: tuple[int, ...]
    heads: tuple[bytes, ...]
    all_open: bytes


class DayCache:
    """The days that were asked for last, at most `_DAYS`, by consultation type and local day.

    An entry is valid only for the calendar object and the type object from which it was made.
    """

    def __init__(self, slots_of: DaySlots = day_slots) -> None:
        self._slots_of = slots_of
        self._days: LRUCache[tuple[UUID, date], Day] = LRUCache(_DAYS)

    def day_of(self, calendar: Calendar, day: date, kind: ConsultationType) -> Day:
        """Returns the slots of the calendar's local day for the type, from the cache or newly made.

        Claims, holds, the present time, the notice period and the horizon are not considered.
        """
        key = (kind.id, day)
        known = self._days.get(key)
        if known is not None and known.calendar is calendar and known.kind is kind:
            return known
        made = _day(calendar, kind, self._slots_of(calendar, day, kind))
        self._days.put(key, made)
        return made


def day_cache(resources: Resources) -> DayCache:
    """Makes an empty cache. `resources.part(day_cache)` returns the process's cache."""
    return DayCache(resources.part(SlotCache).day_slots)


def _head(slot: Slot) -> bytes:
    said = {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "modes": slot.modes}
    return msgspec.json.encode(said)[:-1]


def _day(calendar: Calendar, kind: ConsultationType, slots: Slots) -> Day:
    pause = calendar.buffer_minutes * 60
    ends = tuple(int(slot.ends_at.timestamp()) for slot in slots)
    places: dict[UUID | None, bytes] = {
        clinic.id: b',"clinic":%d' % at for at, clinic in enumerate(calendar.clinics)
    }
    heads = tuple(_head(slot) + places.get(slot.clinic_id, b"") + b',"state":"' for slot in slots)
    return Day(
        calendar=calendar,
        kind=kind,
        slots=slots,
        starts=tuple(int(slot.starts_at.timestamp()) for slot in slots),
        ends=ends,
        busy_until=tuple(end + pause for end in ends) if pause else ends,
        heads=heads,
        all_open=b",".join(head + b'open"}' for head in heads),
    )
