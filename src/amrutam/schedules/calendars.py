"""Calendars by version, from this process's memory when it has that version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from amrutam.core.cache import LRUCache
from amrutam.core.resources import Resources
from amrutam.schedules import queries
from amrutam.schedules.models import Calendar

_LIMIT = 20_000


async def calendar_of(
    resources: Resources, doctor_id: UUID, *, version: int | None = None
) -> Calendar | None:
    """The doctor's calendar at that version or a newer one; None when there is no such doctor.

    Without a version, whatever is remembered: good for what the database checks again.
    """
    return (await calendars_of(resources, {doctor_id: version})).get(doctor_id)


async def calendars_of(
    resources: Resources, versions: Mapping[UUID, int | None]
) -> dict[UUID, Calendar]:
    """Those of the doctors that exist; what is not remembered is read in one round trip."""
    memory = resources.part(_memory)
    found: dict[UUID, Calendar] = {}
    for doctor_id, version in versions.items():
        known = memory.get(doctor_id)
        if known is not None and (version is None or known.version >= version):
            found[doctor_id] = known
    missing = [doctor_id for doctor_id in versions if doctor_id not in found]
    if missing:
        found.update(await load_calendars(resources, missing))
    return found


async def load_calendar(resources: Resources, doctor_id: UUID) -> Calendar | None:
    """Always read, and remembered."""
    return (await load_calendars(resources, [doctor_id])).get(doctor_id)


async def load_calendars(resources: Resources, doctor_ids: Sequence[UUID]) -> dict[UUID, Calendar]:
    memory = resources.part(_memory)
    loaded = await queries.calendars(resources.database, doctor_ids)
    for calendar in loaded:
        known = memory.get(calendar.doctor_id)
        # Answers may arrive in another order than they were made.
        if known is None or known.version <= calendar.version:
            memory.put(calendar.doctor_id, calendar)
    return {calendar.doctor_id: calendar for calendar in loaded}


def _memory(_resources: Resources) -> LRUCache[UUID, Calendar]:
    return LRUCache(_LIMIT)
