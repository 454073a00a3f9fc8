"""Appointments as they are planned, on times the doctors really offer. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.booking.models import Status
from amrutam.schedules.models import Calendar, ConsultationType, Slot
from amrutam.schedules.rules import day_slots, within_limits
from amrutam.seeding.chance import Chance
from amrutam.seeding.patients import PlannedPatient

DAYS_BACK = 240
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MOST_OF_A_DAY = 0.5
"""Of a day's times, unless more are needed: free ones must be left to book."""

Period = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    id: UUID
    reference: str
    status: Status
    doctor_id: UUID
    patient: PlannedPatient
    kind: ConsultationType
    mode: str
    clinic_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    busy_until: datetime
    created_at: datetime
    ended_at: datetime | None
    """When it was cancelled, completed or missed."""


class PatientTimes:
    """Who is free when: no patient is in two places at once."""

    def __init__(self, patients: Sequence[PlannedPatient]) -> None:
        self.patients = patients
        self._taken: dict[UUID, list[Period]] = {}

    def someone_free(self, chance: Chance, during: Period) -> PlannedPatient | None:
        for _ in range(30):
            patient = chance.one(self.patients)
            if not _overlaps(self._taken.get(patient.id, ()), during):
                return patient
        return None

    def take(self, patient: PlannedPatient, during: Period) -> None:
        self._taken.setdefault(patient.id, []).append(during)


def planned_visits(
    calendar: Calendar, people: PatientTimes, chance: Chance, count: int, now: datetime
) -> Iterator[PlannedVisit]:
    """Up to `count` of one doctor's: fewer when the calendar has no more room."""
    zone = ZoneInfo(calendar.time_zone)
    today = now.astimezone(zone).date()
    days = [today + timedelta(n) for n in range(-DAYS_BACK, calendar.horizon_days + 1)]
    crowded = count > 0.3 * _room(calendar, days)
    for day in chance.shuffled(days):
        if count <= 0:
            return
        most = count if crowded else min(count, chance.number(2, 6 + 3 * count // len(days)))
        for visit in _on_day(calendar, people, chance, day, most, now):
            yield visit
            count -= 1


def _room(calendar: Calendar, days: Sequence[date]) -> float:
    """About how many appointments fit on the days, judged by one week."""
    default = calendar.types[0]
    return sum(len(day_slots(calendar, day, default)) for day in days[:7]) * len(days) / 7


def _on_day(
    calendar: Calendar,
    people: PatientTimes,
    chance: Chance,
    day: date,
    most: int,
    now: datetime,
) -> Iterator[PlannedVisit]:
    taken: list[Period] = []
    slots_of = cache(partial(day_slots, calendar, day))
    for first in chance.some(slots_of(calendar.types[0]), most):
        kind = _kind(calendar, chance)
        slot = _same_start(first, slots_of(kind))
        if slot is None or not (
            slot.starts_at < now or within_limits(calendar, slot.starts_at, now)
        ):
            continue
        until = slot.ends_at + timedelta(minutes=calendar.buffer_minutes)
        patient = people.someone_free(chance, (slot.starts_at, slot.ends_at))
        if patient is None or _overlaps(taken, (slot.starts_at, until)):
            continue
        visit = _visit(calendar, chance, slot, kind, patient, now)
        if visit.status != "cancelled":
            taken.append((slot.starts_at, until))
            people.take(patient, (slot.starts_at, slot.ends_at))
        yield visit


def _kind(calendar: Calendar, chance: Chance) -> ConsultationType:
    return calendar.types[0] if chance.happens(0.5) else chance.one(calendar.types)


def _same_start(slot: Slot, among: Sequence[Slot]) -> Slot | None:
    return next((other for other in among if other.starts_at == slot.starts_at), None)


def _overlaps(taken: Sequence[Period], during: Period) -> bool:
    return any(starts < during[1] and during[0] < ends for starts, ends in taken)


def _visit(
    calendar: Calendar,
    chance: Chance,
    slot: Slot,
    kind: ConsultationType,
    patient: PlannedPatient,
    now: datetime,
) -> PlannedVisit:
    before = min(slot.starts_at, now)
    created = before - timedelta(minutes=chance.number(60, 14 * 1440))
    status = _status(chance, slot, now)
    id_, reference, mode = chance.id(created), _reference(chance), chance.one(slot.modes)
    return PlannedVisit(
        id=id_,
        reference=reference,
        status=status,
        doctor_id=calendar.doctor_id,
        patient=patient,
        kind=kind,
        mode=mode,
        clinic_id=slot.clinic_id if mode == "in_person" else None,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        busy_until=slot.ends_at + timedelta(minutes=calendar.buffer_minutes),
        created_at=created,
        ended_at=_ended_at(chance, status, created, before, slot, now),
    )


def _status(chance: Chance, slot: Slot, now: datetime) -> Status:
    ways: tuple[Status, ...]
    if slot.ends_at <= now:
        ways = ("completed",) * 17 + ("no_show",) + ("cancelled",) * 2
    else:
        ways = ("booked",) * 11 + ("cancelled",)
    return chance.one(ways)


def _ended_at(
    chance: Chance, status: Status, created: datetime, before: datetime, slot: Slot, now: datetime
) -> datetime | None:
    if status == "booked":
        return None
    if status == "cancelled":
        return created + (before - created) * chance.number(1, 99) / 100
    return min(slot.ends_at + timedelta(minutes=chance.number(1, 10)), now)


def _reference(chance: Chance) -> str:
    letters = "".join(chance.one(_LETTERS) for _ in range(10))
    return f"AMR-{letters[:5]}-{letters[5:]}"
