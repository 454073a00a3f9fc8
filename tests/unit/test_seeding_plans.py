from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from operator import attrgetter
from zoneinfo import ZoneInfo

import pytest

from amrutam.doctors.search.reference import languages, reference
from amrutam.schedules.local_time import day_start
from amrutam.schedules.rules import day_slots, days_between, offered_slot, within_limits
from amrutam.seeding.chance import Chance
from amrutam.seeding.doctors import planned_doctor
from amrutam.seeding.errors import Refused
from amrutam.seeding.patients import planned_household
from amrutam.seeding.times import DAYS_BACK, PlannedTime, Week, planned_times
from amrutam.seeding.visits import PlannedVisit, planned_visits

NOW = datetime(2026, 11, 24, 7, 31, tzinfo=UTC)
TODAY = NOW.astimezone(ZoneInfo("Asia/Kolkata")).date()


def times(seed_number: int, number: int, count: int) -> list[PlannedTime]:
    chance = Chance(seed_number, "times", number)
    return list(planned_times(planned_doctor(seed_number, number, TODAY), chance, count, NOW))


def visits(
    seed_number: int, count: int = 120, doctors: int = 12, households: int = 80
) -> list[PlannedVisit]:
    people = [p for n in range(households) for p in planned_household(seed_number, n)]
    found = [time for n in range(doctors) for time in times(seed_number, n, count)]
    found.sort(key=attrgetter("day"))
    return [
        visit
        for day, of_day in groupby(found, key=attrgetter("day"))
        for visit in planned_visits(list(of_day), people, Chance(seed_number, day), NOW)
    ]


def test_the_same_number_makes_the_same_people_and_visits() -> None:
    assert planned_doctor(7, 3, TODAY) == planned_doctor(7, 3, TODAY)
    assert planned_household(7, 3) == planned_household(7, 3)
    assert visits(7) == visits(7)


def test_another_number_makes_others() -> None:
    ids = {planned_doctor(seed, n, TODAY).id for seed in (1, 2) for n in range(200)}
    registrations = {
        planned_doctor(seed, n, TODAY).registration_number for seed in (1, 2) for n in range(200)
    }
    addresses = {planned_household(seed, n)[0].email for seed in (1, 2) for n in range(200)}
    assert len(ids) == len(registrations) == len(addresses) == 400


def test_a_doctor_is_the_same_whatever_day_it_is() -> None:
    one, other = (planned_doctor(1, 5, TODAY + timedelta(days)) for days in (0, 400))
    assert (one.id, one.name, one.calendar.rules) == (other.id, other.name, other.calendar.rules)


def test_ids_are_version_7_and_in_the_order_of_joining() -> None:
    ids = [planned_doctor(1, n, TODAY).id for n in range(50)]
    assert all(i.version == 7 for i in ids)
    assert ids == sorted(ids)


@pytest.mark.parametrize("number", range(40))
def test_a_doctor_is_of_its_place(number: int) -> None:
    doctor = planned_doctor(1, number, TODAY)
    assert doctor.city in {city["slug"] for city in reference()["cities"]}
    assert doctor.specialization in {s["slug"] for s in reference()["specializations"]}
    assert set(doctor.languages) <= set(languages().values())
    assert len(set(doctor.languages)) == len(doctor.languages) >= 1
    assert doctor.email.endswith("@doctors.example")
    assert sum(kind.is_default for kind in doctor.calendar.types) == 1
    assert all(kind.minutes % 5 == 0 for kind in doctor.calendar.types)


def test_every_visit_is_on_a_time_that_is_offered() -> None:
    calendars = {c.doctor_id: c for c in (planned_doctor(1, n, TODAY).calendar for n in range(12))}
    for visit in visits(1):
        calendar = calendars[visit.doctor.id]
        slot = offered_slot(calendar, visit.starts_at, visit.kind, day_slots)
        assert slot is not None
        assert (slot.ends_at, visit.mode in slot.modes) == (visit.ends_at, True)
        assert visit.starts_at < NOW or within_limits(calendar, visit.starts_at, NOW)


def test_nobody_is_in_two_places_at_once() -> None:
    taken: dict[object, list[tuple[datetime, datetime]]] = {}
    for visit in visits(1, households=8):
        if visit.status != "cancelled":
            taken.setdefault(visit.doctor.id, []).append((visit.starts_at, visit.busy_until))
            taken.setdefault(visit.patient.id, []).append((visit.starts_at, visit.ends_at))
    for periods in taken.values():
        for (_, ends), (starts, _) in pairwise(sorted(periods)):
            assert ends <= starts


def test_history_happened_in_its_order_and_none_of_it_tomorrow() -> None:
    for visit in visits(1):
        assert visit.created_at < min(visit.starts_at, NOW)
        if visit.status in ("completed", "no_show"):
            assert visit.ended_at is not None
            assert visit.ends_at <= visit.ended_at <= NOW
        elif visit.status == "cancelled":
            assert visit.ended_at is not None
            assert visit.created_at < visit.ended_at < min(visit.starts_at, NOW)
        else:
            assert visit.ended_at is None
            assert visit.ends_at > NOW


def test_there_is_a_past_a_future_and_every_status() -> None:
    found = visits(1)
    assert {visit.status for visit in found} == {"booked", "cancelled", "completed", "no_show"}
    assert 0.05 < sum(visit.starts_at > NOW for visit in found) / len(found) < 0.5


def test_a_calendar_without_room_gives_fewer() -> None:
    assert 500 < len(times(1, 0, 100_000)) < 20_000


def test_patients_who_are_too_few_for_the_hour_are_refused() -> None:
    (time, *_), (patient, *_) = times(1, 0, 1), planned_household(1, 0)
    with pytest.raises(Refused, match="too few"):
        list(planned_visits([time, time], [patient], Chance(1), NOW))


@pytest.mark.parametrize("number", range(40))
def test_a_week_stands_for_every_day(number: int) -> None:
    calendar = planned_doctor(1, number, TODAY).calendar
    week = Week(calendar)
    for day in days_between(TODAY - timedelta(DAYS_BACK), TODAY + timedelta(90)):
        midnight = day_start(day, ZoneInfo(calendar.time_zone))
        for kind, offered in zip(calendar.types, week.on(day), strict=True):
            found = {
                midnight + timedelta(minutes=at): (slot.modes, slot.clinic_id)
                for at, slot in offered.items()
            }
            assert found == {
                s.starts_at: (s.modes, s.clinic_id) for s in day_slots(calendar, day, kind)
            }
