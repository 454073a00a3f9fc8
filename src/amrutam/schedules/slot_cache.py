"""A process's memory of days' slots: they are asked for far more often than calendars change."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amrutam.core.cache import LRUCache
from amrutam.core.resources import Resources
from amrutam.schedules.models import Calendar, ConsultationType
from amrutam.schedules.rules import Slots, day_slots

_DAYS = 8192


class SlotCache:
    """A part of `Resources`. An entry serves only the calendar and type objects it was made from."""

    def __init__(self, _resources: Resources | None = None) -> None:
        self._days: LRUCache[tuple[UUID, date], tuple[Calendar, ConsultationType, Slots]] = (
            LRUCache(_DAYS)
        )

    def day_slots(self, calendar: Calendar, day: date, kind: ConsultationType) -> Slots:
        key = (kind.id, day)
        known = self._days.get(key)
        if known is not None and known[0] is calendar and known[1] is kind:
            return known[2]
        slots = day_slots(calendar, day, kind)
        self._days.put(key, (calendar, kind, slots))
        return slots
