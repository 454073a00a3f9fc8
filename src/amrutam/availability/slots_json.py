"""Writes the JSON of slots from parts that `day_cache.py` has encoded before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

import msgspec

from amrutam.availability.days import listed
from amrutam.availability.models import Reading
from amrutam.schedules.models import ConsultationType, Slot
from amrutam.schedules.rules import days_between

_TAILS = {"open": b'open"}', "held": b'held"}', "booked": b'booked"}', "mine": b'mine"}'}


def one(
    reading: Reading,
    kind: ConsultationType | None,
    limit: int | None = None,
    fits: Callable[[Slot], bool] | None = None,
) -> bytes:
    """Returns the JSON of one doctor's slots, with the fields of `SlotsAnswer`.

    `limit` None writes every day of the reading with its slots in each state but `lost`, without
    slots in the notice period and after the horizon. With a `limit`, only that many of the open
    slots for which `fits` is true (None: all open slots) are written, and the days of these slots.
    Without a type (`kind` is None) no day has slots.
    """
    head = msgspec.json.encode(
        {
            "doctor_id": reading.calendar.doctor_id,
            "time_zone": reading.calendar.time_zone,
            "consultation_type_id": kind and kind.id,
            "epoch": reading.epoch,
            "version": reading.version,
            "clinics": [
                {"id": each.id, "name": each.name, "city": each.city}
                for each in reading.calendar.clinics
            ],
        }
    )
    days = _days(reading, kind) if limit is None else _first_open(reading, kind, limit, fits)
    return b'%b,"days":[%b]}' % (head[:-1], b",".join(days))


def many(answers: Iterable[bytes], missing: list[UUID]) -> bytes:
    """Returns the JSON of many doctors' slots, `{items, missing}` as in `AvailabilityAnswer`.

    `answers`: results of `one`. `missing`: ids of the requested doctors that are not found.
    """
    return b'{"items":[%b],"missing":%b}' % (b",".join(answers), msgspec.json.encode(missing))


def _days(reading: Reading, kind: ConsultationType | None) -> Iterator[bytes]:
    for day in days_between(reading.first, reading.last):
        yield _day(day, b"" if kind is None else _slots(reading, day, kind))


def _first_open(
    reading: Reading,
    kind: ConsultationType | None,
    limit: int,
    fits: Callable[[Slot], bool] | None,
) -> Iterator[bytes]:
    """Yields the JSON of each day that has some of the first `limit` open slots; later days are not computed."""
    if kind is None:
        return
    for day in days_between(reading.first, reading.last):
        known, first, states = listed(reading, day, kind)
        if fits is not None:
            states = [state if fits(slot) else "lost"
                      for slot, state in zip(known.slots[first:], states, strict=True)]  # fmt: skip
        heads = zip(known.heads[first:], states, strict=True)
        found = [head + _TAILS["open"] for head, state in heads if state == "open"][:limit]
        if found:
            yield _day(day, b",".join(found))
        limit -= len(found)
        if not limit:
            return


def _day(day: date, slots: bytes) -> bytes:
    return b'{"date":"%b","slots":[%b]}' % (day.isoformat().encode(), slots)


def _slots(reading: Reading, day: date, kind: ConsultationType) -> bytes:
    known, first, states = listed(reading, day, kind)
    if first == 0 and states.count("open") == len(known.heads):
        return known.all_open
    parts = zip(known.heads[first:], states, strict=True)
    return b",".join([head + _TAILS[state] for head, state in parts if state != "lost"])
