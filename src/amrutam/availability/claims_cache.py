"""Cache of doctors' claims (booked periods) in a process's memory, valid while the doctor's version is unchanged.

Every change of a doctor's times raises a counter in Redis after its commit
(docs/explanation/realtime.md), and a reading of slots begins with that counter. While it has not
changed since the claims were read, PostgreSQL would return the same claims. While a booking is
being committed, its time is still held in Redis.

If a change was committed but not counted (the process that wrote it died in between, or Redis was
unreachable), cached claims stay until they expire after `SECONDS`.
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
from amrutam.core.database import Queries, Row
from amrutam.core.replicas.position import START, Position
from amrutam.core.replicas.request_needs import needed
from amrutam.core.resources import Resources
from amrutam.holds.models import DoctorHolds

SECONDS = 2.0
"""The lifetime of cached claims in seconds, after which a change that was not counted becomes visible."""

_AHEAD = timedelta(days=8)
"""A request for days within this period from now reads the claims of the whole period, because most requests ask for
days of the coming week."""

_DOCTORS = 2000

Count = tuple[str, int]
"""The doctor's version in Redis: its epoch, and the number of changes counted in the epoch."""


@dataclass(frozen=True, slots=True)
class Claims:
    """One doctor's claims that overlap `window`, and the state of the doctor's calendar when they were read.

    `count` is None if changes of the doctor's times are not counted at present; such claims are not
    used again. `until`: the time on the monotonic clock at which the cached claims expire.
    """

    doctor_id: UUID
    window: Window
    count: Count | None
    until: float
    schedule_version: int
    approved: bool
    taken: Taken

    def serve(self, window: Window, count: Count | None) -> bool:
        """Whether these claims can be used for the period `window` at the doctor's version `count`.

        If `count` is None, the result is False.
        """
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
    source: Queries,
) -> dict[UUID, Claims]:
    """Returns the claims of each doctor that exists, by doctor id. `windows`: the period to read for each doctor.

    `holds`: what `reading.holds_of` returned before this call; empty if Redis was unreachable.
    `now`: the present time. `source`: a database server that has replayed every change that the
    versions in `holds` count. The claims can reach beyond the period. Raises `Unavailable` if the
    claims of a doctor are not cached and PostgreSQL is unreachable.
    """
    memory = resources.part(_memory)
    found: dict[UUID, Claims] = {}
    unread: dict[UUID, Window] = {}
    for id_, window in windows.items():
        known = memory.get(id_)
        if (
            known is not None
            and known.serve(window, _count(holds, id_))
            and counts_own_writes(holds.get(id_))
        ):
            found[id_] = known
        else:
            unread[id_] = _widened(window, now)
    if unread:
        for claims in await _read(source, unread, holds):
            memory.put(claims.doctor_id, claims)
            found[claims.doctor_id] = claims
    return found


def counts_own_writes(holds: DoctorHolds | None) -> bool:
    """Whether the doctor's version in `holds` includes every change that the running request must see.

    These are the changes that its caller has written before (`request_needs.needed`). Without one
    of them, cached claims could lack the caller's own booking.
    """
    asked = needed()
    return asked == START or (
        holds is not None and asked <= (Position.read(holds.written) or START)
    )


def forget_claims(resources: Resources) -> None:
    """Empties the process's cache of claims.

    Call this function after Redis was unreachable, because changes during that time were not
    counted.
    """
    resources.part(_memory).clear()


async def _read(
    source: Queries, windows: Mapping[UUID, Window], holds: Mapping[UUID, DoctorHolds]
) -> list[Claims]:
    until = monotonic() + SECONDS
    rows = await queries.claims_of(source, windows)
    until = min(until, source.fresh_until)
    return [
        _claims(row, windows[row["doctor_id"]], _count(holds, row["doctor_id"]), until)
        for row in rows
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
