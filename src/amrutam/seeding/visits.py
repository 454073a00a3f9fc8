"""Plans visits: a patient for each planned time, and the visit's status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from amrutam.booking.models import Status
from amrutam.schedules.models import ConsultationType, Mode
from amrutam.seeding.chance import Chance
from amrutam.seeding.cities import lists
from amrutam.seeding.doctors import PlannedDoctor
from amrutam.seeding.errors import Refused
from amrutam.seeding.patients import PlannedPatient
from amrutam.seeding.times import PlannedTime

_LETTERS = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 8
"""Maps each value of a random byte to a character of a booking reference, which is in Crockford's base 32."""
_PAST: tuple[Status, ...] = ("completed",) * 17 + ("no_show",) + ("cancelled",) * 2
_COMING: tuple[Status, ...] = ("booked",) * 11 + ("cancelled",)

Periods = list[tuple[datetime, datetime]]


class PlannedVisit(NamedTuple):
    """A visit to be added.

    `busy_until`: the visit's end plus the doctor's pause. `ended_at`: when the visit was cancelled, or recorded as
    completed or missed; None while it is booked. `clinic_id` is None for an online visit, `reason` without a reason.
    """

    id: UUID
    reference: str
    status: Status
    doctor: PlannedDoctor
    patient: PlannedPatient
    kind: ConsultationType
    mode: Mode
    clinic_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    busy_until: datetime
    created_at: datetime
    ended_at: datetime | None
    reason: str | None


def planned_visits(
    times: Sequence[PlannedTime],
    patients: Sequence[PlannedPatient],
    chance: Chance,
    now: datetime,
) -> Iterator[PlannedVisit]:
    """Yields a visit for each of `times`, which are all times of one local day; no patient has two visits that overlap.

    A visit that has ended by `now` is completed, missed or cancelled; any other is booked or cancelled. Planning day by
    day is enough, because planned doctors share a zone and none works past midnight. Raises `Refused` if the patients
    are too few.
    """
    taken: defaultdict[int, Periods] = defaultdict(list)
    for time in times:
        ends_at = time.starts_at + timedelta(minutes=time.kind.minutes)
        number = _someone_free(taken, len(patients), chance, (time.starts_at, ends_at))
        taken[number].append((time.starts_at, ends_at))
        yield _visit(time, ends_at, patients[number], chance, now)


def _someone_free(
    taken: dict[int, Periods], patients: int, chance: Chance, during: tuple[datetime, datetime]
) -> int:
    """The number (from 0) of a patient without a visit in the period `during`. Raises `Refused` if there is none.

    The patient is chosen at random; if that patient is not free, the next free patient is chosen.
    """
    first = chance.number(0, patients - 1)
    for number in chain(range(first, patients), range(first)):
        periods = taken.get(number, ())
        if not any(starts < during[1] and during[0] < ends for starts, ends in periods):
            return number
    raise Refused(f"{patients} patients are too few for so many visits at once")


def _visit(
    time: PlannedTime, ends_at: datetime, patient: PlannedPatient, chance: Chance, now: datetime
) -> PlannedVisit:
    before = min(time.starts_at, now)
    created = before - timedelta(minutes=chance.number(60, 14 * 1440))
    status = chance.one(_PAST if ends_at <= now else _COMING)
    return PlannedVisit(
        id=chance.id(created),
        reference=_reference(chance),
        status=status,
        doctor=time.doctor,
        patient=patient,
        kind=time.kind,
        mode=time.mode,
        clinic_id=time.clinic_id,
        starts_at=time.starts_at,
        ends_at=ends_at,
        busy_until=ends_at + timedelta(minutes=time.doctor.calendar.buffer_minutes),
        created_at=created,
        ended_at=_ended_at(chance, status, (created, before), ends_at, now),
        reason=chance.one(lists()["reasons"]) if chance.happens(0.3) else None,
    )


def _ended_at(
    chance: Chance,
    status: Status,
    booked: tuple[datetime, datetime],
    ends_at: datetime,
    now: datetime,
) -> datetime | None:
    """Returns the time at which the visit was cancelled, completed or missed; None while it is booked.

    `booked`: (when it was booked, until when it could be cancelled).
    """
    if status == "booked":
        return None
    if status == "cancelled":
        return booked[0] + (booked[1] - booked[0]) * chance.number(1, 99) / 100
    return min(ends_at + timedelta(minutes=chance.number(1, 10)), now)


def _reference(chance: Chance) -> str:
    letters = chance.bytes(10).translate(_LETTERS).decode()
    return f"AMR-{letters[:5]}-{letters[5:]}"
