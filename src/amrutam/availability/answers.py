"""The JSON of free times, put together from parts that were encoded once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from amrutam.availability.days import listed
from amrutam.availability.models import Reading
from amrutam.schedules.models import ConsultationType
from amrutam.schedules.rules import days_between

_TAILS = {"open": b'open"}', "held": b'held"}', "booked": b'booked"}'}


def one(reading: Reading, kind: ConsultationType | None) -> bytes:
    """`{doctor_id, time_zone, consultation_type_id, epoch, version, days}`.

    Without a type the days are empty.
    """
    head = msgspec.json.encode(
        {
            "doctor_id": reading.calendar.doctor_id,
            "time_zone": reading.calendar.time_zone,
            "consultation_type_id": kind and kind.id,
            "epoch": reading.epoch,
            "version": reading.version,
        }
    )
    days = (_day(reading, day, kind) for day in days_between(reading.first, reading.last))
    return b'%b,"days":[%b]}' % (head[:-1], b",".join(days))


def many(readings: Iterable[Reading], missing: list[UUID]) -> bytes:
    items = b",".join(one(reading, reading.calendar.type_of(None)) for reading in readings)
    return b'{"items":[%b],"missing":%b}' % (items, msgspec.json.encode(missing))


def _day(reading: Reading, day: date, kind: ConsultationType | None) -> bytes:
    slots = b"" if kind is None else _slots(reading, day, kind)
    return b'{"date":"%b","slots":[%b]}' % (day.isoformat().encode(), slots)


def _slots(reading: Reading, day: date, kind: ConsultationType) -> bytes:
    known, first, states = listed(reading, day, kind)
    if first == 0 and states.count("open") == len(known.heads):
        return known.all_open
    parts = zip(known.heads[first:], states, strict=True)
    return b",".join([head + _TAILS[state] for head, state in parts])
