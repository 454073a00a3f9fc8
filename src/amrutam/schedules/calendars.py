"""Calendars of doctors by version, from this process's cache if it has that version, otherwise from the database.

If neither the doctor nor the platform has a video link, the calendar's types have no online mode.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from amrutam.core.cache import LRUCache
from amrutam.core.database import Queries
from amrutam.core.resources import Resources
from amrutam.core.video import has_video
from amrutam.schedules import queries
from amrutam.schedules.models import Calendar

_LIMIT = 20_000


async def calendar_of(
    resources: Resources, doctor_id: UUID, *, version: int | None = None
) -> Calendar | None:
    """The doctor's calendar at the given version or a newer one; None when there is no such doctor.

    Without a version, any cached calendar is returned, which is enough where the database checks
    the time again.
    """
    return (await calendars_of(resources, {doctor_id: version})).get(doctor_id)


async def calendars_of(
    resources: Resources, versions: Mapping[UUID, int | None], source: Queries | None = None
) -> dict[UUID, Calendar]:
    """The calendars of the doctors that exist, by doctor id, at the given versions or newer ones.

    `versions`: the lowest acceptable version of each doctor's calendar; None accepts any cached calendar. Calendars
    that are not cached are read in one round trip. `source`: the server to read from, by default the primary; a replica
    can give an older version.
    """
    memory = resources.part(_memory)
    found: dict[UUID, Calendar] = {}
    for doctor_id, version in versions.items():
        known = memory.get(doctor_id)
        if known is not None and (version is None or known.version >= version):
            found[doctor_id] = known
    missing = [doctor_id for doctor_id in versions if doctor_id not in found]
    if missing:
        found.update(await load_calendars(resources, missing, source))
    return found


async def load_calendar(resources: Resources, doctor_id: UUID) -> Calendar | None:
    """Reads the calendar from the primary even if it is cached, caches it and returns it; None when there is no such doctor."""
    return (await load_calendars(resources, [doctor_id])).get(doctor_id)


async def load_calendars(
    resources: Resources, doctor_ids: Sequence[UUID], source: Queries | None = None
) -> dict[UUID, Calendar]:
    """Reads, caches and returns the calendars of the doctors that exist, by doctor id. `source` None is the primary."""
    memory = resources.part(_memory)
    loaded = [
        calendar
        if has_video(resources.settings, calendar.meeting_url)
        else calendar.without_online()
        for calendar in await queries.calendars(source or resources.database, doctor_ids)
    ]
    for calendar in loaded:
        known = memory.get(calendar.doctor_id)
        # A later request may be answered first, so an older version does not replace a newer one.
        if known is None or known.version <= calendar.version:
            memory.put(calendar.doctor_id, calendar)
    return {calendar.doctor_id: calendar for calendar in loaded}


def _memory(_resources: Resources) -> LRUCache[UUID, Calendar]:
    return LRUCache(_LIMIT)
