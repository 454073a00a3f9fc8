"""Claims as they were read a moment ago, for as long as nothing has changed since.

Every change of a doctor's times is counted by the lock server once it is true (docs/explanation/realtime.md), and
a reading begins with that count. While the count stands where it stood before the claims were read,
they are what PostgreSQL would say; a time whose booking is being committed is still held.

Where a change is true and not counted yet (a process died between the two, or the lock server was
away), what is remembered ends after `SECONDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from amrutam.availability import queries
from amrutam.availability.models import Taken
from amrutam.availability.queries import Window
from amrutam.core.cache import LRUCache
from amrutam.core.database import Row
from amrutam.core.resources import Resources
from amrutam.holds.models import DoctorHolds

SECONDS = 2.0
"""As long as a screen may take to notice that a hold has ended."""

_AHEAD = timedelta(days=8)
"""Most ask for a day of the week to come: the first of them reads the week for all."""

_DOCTORS = 2000

Count = tuple[str, int]
"""Epoch and version."""


@dataclass(frozen=True, slots=True)
class Claims:
    """One doctor's claims that touch `window`. `count` None: nobody counts, so they serve once."""

    doctor_id: UUID
    window: Window
    count: Count | None
    until: float
    schedule_version: int
    approved: bool
    taken: Taken

    def serve(self, window: Window, count: Count | None) -> bool:
        return (
            count is not None
            and count == self.count
            and self.window[0] <= window[0]
            and window[1] <= self.window[1]
            and monotonic() < self.until
        )


async def claims_of(
    resources: Resources,
    windows: Mapping[UUID, Window],
    holds: Mapping[UUID, DoctorHolds],
    now: datetime,
) -> dict[UUID, Claims]:
    """Of each doctor that exists. `holds` were read before; they are empty without a lock server."""
    memory = resources.part(_memory)
    found: dict[UUID, Claims] = {}
    unread: dict[UUID, Window] = {}
    for id_, window in windows.items():
        known = memory.get(id_)
        if known is not None and known.serve(window, _count(holds, id_)):
            found[id_] = known
        else:
            unread[id_] = _widened(window, now)
    if unread:
        for claims in await _read(resources, unread, holds):
            memory.put(claims.doctor_id, claims)
            found[claims.doctor_id] = claims
    return found


def forget_claims(resources: Resources) -> None:
    """For who learns that the lock server was away: what became true meanwhile, nobody counted."""
    resources.part(_memory).clear()


async def _read(
    resources: Resources, windows: Mapping[UUID, Window], holds: Mapping[UUID, DoctorHolds]
) -> list[Claims]:
    until = monotonic() + SECONDS
    return [
        _claims(row, windows[row["doctor_id"]], _count(holds, row["doctor_id"]), until)
        for row in await queries.claims_of(resources.database, windows)
    ]


def _claims(row: Row, window: Window, count: Count | None, until: float) -> Claims:
    starts, ends, pauses = row["starts"] or (), row["ends"] or (), row["pauses"] or ()
    visit_ends = [end - 60 * pause for end, pause in zip(ends, pauses, strict=True)]
    return Claims(
        doctor_id=row["doctor_id"],
        window=window,
        count=count,
        until=until,
        schedule_version=row["schedule_version"],
        approved=row["approved"],
        taken=sorted(zip(starts, ends, visit_ends, strict=True)),
    )


def _count(holds: Mapping[UUID, DoctorHolds], doctor_id: UUID) -> Count | None:
    known = holds.get(doctor_id)
    return (known.epoch, known.version) if known is not None else None


def _widened(window: Window, now: datetime) -> Window:
    ahead = now + _AHEAD
    return window if window[1] > ahead else (min(window[0], now), ahead)


def _memory(_resources: Resources) -> LRUCache[UUID, Claims]:
    return LRUCache(_DOCTORS)
