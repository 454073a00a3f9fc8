"""Per-process cache of the JSON of doctors' slots, valid while change counter, holds and minute are unchanged.

An entry is stored with everything that its content depends on beside the request: the counter of
the doctor's changes, the live holds, and the minute, because time itself changes an answer at full
minutes only. An entry expires together with the doctor's claims (booked periods) from which it was
made (`claims_cache.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID

from amrutam.availability.claims_cache import counts_own_writes
from amrutam.availability.models import Reading, RequestedDays
from amrutam.availability.reading import holds_of, read
from amrutam.core.cache import LRUCache
from amrutam.core.clock import now as present
from amrutam.core.resources import Resources
from amrutam.holds.models import DoctorHolds

_BYTES = 32_000_000
_KEY_BYTES = 500

_Question = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The cached JSON of one doctor's slots, valid for these holds in this minute.

    `minute`: full minutes since the Unix epoch. `until`: the time on the monotonic clock at which
    the response expires.
    """

    holds: DoctorHolds
    minute: int
    until: float
    body: bytes


async def answered(
    resources: Resources,
    doctor_ids: Sequence[UUID],
    asked: RequestedDays,
    variant: Any,
    make: Callable[[Reading], bytes],
) -> Mapping[UUID, bytes]:
    """Returns the JSON of each approved doctor among these, by doctor id: from the cache, or newly made by `make`.

    `variant` is anything else, beside `asked`, that the JSON depends on; it must be hashable.
    Raises what `reading.read` and `make` raise.
    """
    holds = await holds_of(resources, doctor_ids)
    recent, minute = resources.part(_recent), _minute(present())
    found: dict[UUID, bytes] = {}
    for id_ in doctor_ids:
        kept = recent.get(_question(id_, asked, variant))
        if (
            kept is not None
            and kept.holds == holds.get(id_)
            and kept.minute == minute
            and monotonic() < kept.until
            and counts_own_writes(kept.holds)
        ):
            found[id_] = kept.body
    unread = [id_ for id_ in doctor_ids if id_ not in found]
    if unread:
        for id_, reading in (await read(resources, unread, asked, holds)).items():
            body = found[id_] = make(reading)
            if id_ in holds and holds[id_].epoch:
                kept = _Kept(holds[id_], _minute(reading.now), reading.fresh_until, body)
                recent.put(_question(id_, asked, variant), kept)
    return found


def _question(doctor_id: UUID, asked: RequestedDays, variant: Any) -> _Question:
    """Returns the key of a cached answer. `asked.part` is left out: it is in errors, which are not cached."""
    return doctor_id, asked.first, asked.last, asked.max_days, asked.zone, variant


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // 60


def _recent(_resources: Resources) -> LRUCache[_Question, _Kept]:
    return LRUCache(_BYTES, weigh=lambda kept: len(kept.body) + _KEY_BYTES)
