"""Answers about doctors' days: those given a moment ago again, the others read and made.

An answer is remembered with all that decides it beside the question: the count of the doctor's
changes, the holds that live, and the minute, for what of it is only time's changes at full minutes.
It ends with the claims it was made of (`claims_cache.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID

from amrutam.availability.models import Asked, Reading
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
    holds: DoctorHolds
    minute: int
    until: float
    body: bytes


async def answered(
    resources: Resources,
    doctor_ids: Sequence[UUID],
    asked: Asked,
    more: Any,
    make: Callable[[Reading], bytes],
) -> Mapping[UUID, bytes]:
    """The JSON that `make` gives for each of the doctors that is approved.

    `more`: what decides it beside the days. Raises as `read` and `make` do.
    """
    holds = await holds_of(resources, doctor_ids)
    recent, minute = resources.part(_recent), _minute(present())
    found: dict[UUID, bytes] = {}
    for id_ in doctor_ids:
        kept = recent.get((id_, asked.first, asked.last, more))
        if (
            kept is not None
            and kept.holds == holds.get(id_)
            and kept.minute == minute
            and monotonic() < kept.until
        ):
            found[id_] = kept.body
    unread = [id_ for id_ in doctor_ids if id_ not in found]
    if unread:
        for id_, reading in (await read(resources, unread, asked, holds)).items():
            body = found[id_] = make(reading)
            if id_ in holds and holds[id_].epoch:
                kept = _Kept(holds[id_], _minute(reading.now), reading.fresh_until, body)
                recent.put((id_, asked.first, asked.last, more), kept)
    return found


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // 60


def _recent(_resources: Resources) -> LRUCache[_Question, _Kept]:
    return LRUCache(_BYTES, weigh=lambda kept: len(kept.body) + _KEY_BYTES)
