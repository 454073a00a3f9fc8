"""Cache of days' slots in a process's memory, because slots are read far more often than calendars change."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amrutam.core.cache import LRUCache
from amrutam.core.resources import Resources
from amrutam.schedules.models import Calendar, ConsultationType
from amrutam.schedules.rules import Slots, day_slots

_DAYS = 8192


class SlotCache:
    """Cache of days' slots; a part of `Resources`.

    An entry is valid only for the calendar and type objects from which it was made.
    """

    def __init__(self, _resources: Resources | None = None) -> None:
        self._days: LRUCache[tuple[UUID, date], tuple[Calendar, ConsultationType, Slots]] = (
            LRUCache(_DAYS)
        )

    def day_slots(self, calendar: Calendar, day: date, kind: ConsultationType) -> Slots:
        """Returns the day's slots of the type as `rules.day_slots` computes them, from the cache if possible."""
        key = (kind.id, day)
        known = self._days.get(key)
        if known is not None and known[0] is calendar and known[1] is kind:
            return known[2]
        slots = day_slots(calendar, day, kind)
        self._days.put(key, (calendar, kind, slots))
        return slots
