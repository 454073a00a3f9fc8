"""Answers about doctors' days: those given a moment ago again, the others read and made.

An answer is remembered under all that decides it: what was asked, the count of the doctor's changes,
the holds that live, and the minute, for what of it is only time's changes at full minutes. It ends
with the claims it was made of (`recent.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID

from amrutam.availability.models import Asked, Reading
from amrutam.availability.reading import holds_of, read
from amrutam.core.clock import now as present
from amrutam.core.memory import Remembered
from amrutam.core.resources import Resources
from amrutam.holds.models import DoctorHolds

_BYTES = 32_000_000
_KEY_BYTES = 500

_Key = tuple[Any, ...]
_Kept = tuple[float, bytes]


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
    recent, now = resources.part(_recent), present()
    found: dict[UUID, bytes] = {}
    for id_ in doctor_ids:
        until, body = recent.get(_key(id_, asked, more, holds.get(id_), now)) or (0.0, b"")
        if monotonic() < until:
            found[id_] = body
    unread = [id_ for id_ in doctor_ids if id_ not in found]
    if unread:
        for id_, reading in (await read(resources, unread, asked, holds)).items():
            body = found[id_] = make(reading)
            if id_ in holds and holds[id_].epoch:
                key = _key(id_, asked, more, holds[id_], reading.now)
                recent.put(key, (reading.fresh_until, body))
    return found


def _key(id_: UUID, asked: Asked, more: Any, holds: DoctorHolds | None, now: datetime) -> _Key:
    if holds is None:
        return ()  # nothing is kept while nobody counts
    minute = int(now.timestamp()) // 60
    return (id_, asked.first, asked.last, more, minute, holds.epoch, holds.version, holds.periods)


def _recent(_resources: Resources) -> Remembered[_Key, _Kept]:
    return Remembered(_BYTES, weigh=lambda kept: len(kept[1]) + _KEY_BYTES)
