"""Lists the slots that a clinic's desk can book with the clinic's doctors on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.models import Caller
from amrutam.availability.days import states_of
from amrutam.availability.models import Reading, RequestedDays
from amrutam.availability.reading import read
from amrutam.clinics import queries as clinics
from amrutam.clinics.access import access_desk
from amrutam.core.clock import now
from amrutam.core.resources import Resources
from amrutam.desk.schemas import ClinicTimes, DoctorsTimes, FreeTime, TypeThere
from amrutam.doctors.schemas import MoneyAnswer
from amrutam.schedules.local_time import local_day
from amrutam.schedules.models import ConsultationType, Slot
from amrutam.schedules.rules import days_between


@dataclass(frozen=True, slots=True)
class _ClinicDay:
    """A local day of a clinic, which can contain parts of two local days of a doctor in another zone."""

    clinic_id: UUID
    date: date
    zone: ZoneInfo

    def has(self, slot: Slot) -> bool:
        """Whether the slot is in person at the clinic and starts on this local day of the clinic."""
        is_there = slot.clinic_id == self.clinic_id and "in_person" in slot.modes
        return is_there and local_day(slot.starts_at, self.zone) == self.date


async def free_times(
    resources: Resources,
    caller: Caller,
    clinic_id: UUID,
    day: date | None,
    type_id: UUID | None,
) -> ClinicTimes:
    """Returns the available slots in person of all approved doctors of the clinic on one of its local days.

    `day` None is today. Doctors are ordered by name; their minimum notice does not apply. `type_id`: a
    consultation type of one of the doctors, or None. The slots of every doctor who does not offer this type in
    person are for the default type or, if that is online only, for the first type that is offered in person. Raises
    `NotFound` unless the caller works at the clinic's desk or is an administrator, `Invalid` for a day outside the
    years 2000 to 2100, and `Unavailable` as `availability.reading.read` does.
    """
    clinic = await access_desk(resources, caller, clinic_id)
    zone = ZoneInfo(clinic["time_zone"])
    shown = day or local_day(now(), zone)
    there = await clinics.doctors(resources.database, clinic_id)
    ids = [row["id"] for row in there if row["approved"]]
    readings = await read(resources, ids, RequestedDays(shown, shown, max_days=1, zone=zone))
    clinic_day = _ClinicDay(clinic_id, shown, zone)
    doctors = [
        _doctors(row["id"], row["name"], readings[row["id"]], clinic_day, type_id)
        for row in there
        if row["id"] in readings
    ]
    return ClinicTimes(
        clinic_id=clinic_id, date=shown, time_zone=clinic["time_zone"], doctors=doctors
    )


def _doctors(
    id_: UUID, name: str, reading: Reading, shown: _ClinicDay, type_id: UUID | None
) -> DoctorsTimes:
    types = [kind for kind in reading.calendar.types if "in_person" in kind.modes]
    chosen = next((kind for kind in types if kind.id == type_id), None)
    chosen = chosen or next((kind for kind in types if kind.is_default), next(iter(types), None))
    return DoctorsTimes(
        id=id_,
        name=name,
        types=[_type(kind) for kind in types],
        consultation_type_id=chosen.id if chosen else None,
        times=list(_free(reading, shown, chosen)) if chosen else [],
    )


def _type(kind: ConsultationType) -> TypeThere:
    fee = MoneyAnswer(amount=kind.fee_amount, currency=kind.fee_currency)
    return TypeThere(id=kind.id, name=kind.name, kind=kind.kind, minutes=kind.minutes, fee=fee)


def _free(reading: Reading, shown: _ClinicDay, kind: ConsultationType) -> Iterator[FreeTime]:
    for day in days_between(reading.first, min(reading.last, reading.last_day)):
        known = reading.days.day_of(reading.calendar, day, kind)
        if not known.starts:
            continue
        for slot, state in zip(known.slots, states_of(known, reading), strict=True):
            if state == "open" and slot.starts_at > reading.now and shown.has(slot):
                yield FreeTime(starts_at=slot.starts_at, ends_at=slot.ends_at)
