"""Plans all rows that a seed adds, in the order in which they are copied.

The rows depend only on the fields of `Plan`, except that encryption is random.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from amrutam.core.key_ring import Keyring
from amrutam.schedules.local_time import local_day
from amrutam.seeding.chance import Chance
from amrutam.seeding.clinics import PlannedClinic, at_clinics
from amrutam.seeding.copying import Rows, doctor_rows, patient_rows
from amrutam.seeding.doctors import PlannedDoctor, planned_doctor
from amrutam.seeding.errors import Refused
from amrutam.seeding.patients import PlannedPatient, planned_household
from amrutam.seeding.practices import ZONE
from amrutam.seeding.times import PlannedTime, planned_times
from amrutam.seeding.visit_rows import VisitRows
from amrutam.seeding.visits import PlannedVisit, planned_visits

_BATCH = 5000
_VISITS_A_PATIENT = 6


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows by table, and the progress that is reported once the rows are copied.

    `what` is the kind of rows (`Doctors`, `Patients`, `Appointments`); `done` counts the rows of this kind up to this
    batch, `total` all rows of this kind.
    """

    what: str
    done: int
    total: int
    rows: Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a seed. The same fields give the same rows, except for the encryption.

    `doctors` and `appointments` are the numbers to add. Claims are planned only for visits that end after
    `claims_since`. `clinics` are the demo's clinics; if it is empty, every doctor works at an own practice.
    """

    keyring: Keyring
    seed_number: int
    doctors: int
    appointments: int
    now: datetime
    claims_since: datetime
    clinics: Sequence[PlannedClinic] = ()

    def batches(self) -> Iterator[Batch]:
        """The batches in the order in which they are copied.

        The appointments come last, day by day, so that their indexes grow at one end.

        Raises `Refused` if the doctors have too few slots, or if the patients are too few for visits at the same time.
        """
        today = local_day(self.now, ZoneInfo(ZONE))
        doctors = self._doctors(today)
        rows = doctor_rows(self.keyring, doctors, self.clinics)
        yield Batch("Doctors", len(doctors), len(doctors), rows)
        patients: list[PlannedPatient] = []
        for some in self._patients(wanted := max(20, self.appointments // _VISITS_A_PATIENT)):
            patients += some
            rows = patient_rows(self.keyring, some)
            yield Batch("Patients", len(patients), max(wanted, len(patients)), rows)
        times = self._times(doctors)
        done, visit_rows = 0, VisitRows(self.keyring, self.claims_since)
        for visits in self._visits(times, patients):
            done += len(visits)
            yield Batch("Appointments", done, self.appointments, visit_rows.of(visits))

    def _doctors(self, today: date) -> list[PlannedDoctor]:
        doctors = [planned_doctor(self.seed_number, n, today) for n in range(self.doctors)]
        return at_clinics(doctors) if self.clinics else doctors

    def _patients(self, wanted: int) -> Iterator[list[PlannedPatient]]:
        batch: list[PlannedPatient] = []
        for number in count():
            batch += planned_household(self.seed_number, number)
            if len(batch) >= min(wanted, _BATCH):
                yield batch
                wanted -= len(batch)
                batch = []
            if wanted <= 0:
                return

    def _times(self, doctors: list[PlannedDoctor]) -> dict[date, list[PlannedTime]]:
        by_day: defaultdict[date, list[PlannedTime]] = defaultdict(list)
        left = self.appointments
        for number, doctor in enumerate(doctors):
            # The next doctors get the visits for which a doctor has no free time.
            share = left // (len(doctors) - number)
            chance = Chance(self.seed_number, "times", number)
            for time in planned_times(doctor, chance, share, self.now):
                by_day[time.day].append(time)
                left -= 1
        if left:
            room = self.appointments - left
            raise Refused(f"{len(doctors)} doctors have room for {room} appointments only")
        return by_day

    def _visits(
        self, times: dict[date, list[PlannedTime]], patients: list[PlannedPatient]
    ) -> Iterator[list[PlannedVisit]]:
        batch: list[PlannedVisit] = []
        for day in sorted(times):
            chance = Chance(self.seed_number, "visits", day)
            batch += planned_visits(times.pop(day), patients, chance, self.now)
            if len(batch) >= _BATCH:
                yield batch
                batch = []
        if batch:
            yield batch
