"""Plans the times of visits: slots that the doctor's calendar offers and that do not overlap each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.schedules.local_time import day_start, local_day
from amrutam.schedules.models import Calendar, ConsultationType, Mode, Slot
from amrutam.schedules.rules import day_slots, days_between, last_bookable_day, within_limits
from amrutam.seeding.chance import Chance
from amrutam.seeding.doctors import PlannedDoctor

DAYS_BACK = 240
_MINUTE = timedelta(minutes=1)

Offered = list[dict[int, Slot]]
"""The offered slots of a day: one dictionary for each consultation type, in the order of `Calendar.types`.

A dictionary's keys are the starts of the slots, in minutes after local midnight.
"""


class PlannedTime(NamedTuple):
    """The time, type and place of a visit whose patient is not chosen yet.

    `day` is the doctor's local day; `clinic_id` is None for an online visit.
    """

    day: date
    starts_at: datetime
    doctor: PlannedDoctor
    kind: ConsultationType
    mode: Mode
    clinic_id: UUID | None


class Week:
    """The slots that a doctor offers on any day, computed once for each weekday.

    Days with leave or extra hours are computed at each call. Correct for planned doctors only: their rules apply to
    all days since 2024, and their zone has no daylight-saving time.
    """

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._regular = replace(calendar, exceptions=())
        self._usual: dict[int, Offered] = {}
        zone = ZoneInfo(calendar.time_zone)
        self._unusual = {
            day
            for period in calendar.exceptions
            for day in days_between(
                local_day(period.starts_at, zone), local_day(period.ends_at, zone)
            )
        }

    def on(self, day: date) -> Offered:
        """The slots that the doctor offers on the local day.

        The keys are right for this day; `starts_at` and `ends_at` of the slots can be those of another week.
        """
        if day in self._unusual:
            return _offered(self._calendar, day)
        weekday = day.weekday()
        if weekday not in self._usual:
            self._usual[weekday] = _offered(self._regular, day)
        return self._usual[weekday]


def _offered(calendar: Calendar, day: date) -> Offered:
    midnight = day_start(day, ZoneInfo(calendar.time_zone))
    return [
        {(slot.starts_at - midnight) // _MINUTE: slot for slot in day_slots(calendar, day, kind)}
        for kind in calendar.types
    ]


def planned_times(
    doctor: PlannedDoctor, chance: Chance, count: int, now: datetime
) -> Iterator[PlannedTime]:
    """Yields up to `count` times of visits, from `DAYS_BACK` days before `now` to the last bookable day.

    There are fewer if the calendar has too little room.
    """
    calendar = doctor.calendar
    week = Week(calendar)
    today = local_day(now, ZoneInfo(calendar.time_zone))
    days = days_between(today - timedelta(DAYS_BACK), last_bookable_day(calendar, now))
    crowded = count > 0.3 * _room(week, days)
    for day in _today_first(doctor, chance.shuffled(days), today):
        if count <= 0:
            return
        most = count if crowded else chance.number(2, 6 + 3 * count // len(days))
        for time in _on_day(doctor, week, chance, day, min(count, most), now):
            yield time
            count -= 1


def _today_first(doctor: PlannedDoctor, days: list[date], today: date) -> list[date]:
    """Puts today first for a doctor who works at a clinic other than the own practice.

    The clinic's desk then has visits today.
    """
    if all(rule.clinic_id in (None, doctor.id) for rule in doctor.calendar.rules):
        return days
    return [today, *(day for day in days if day != today)]


def _room(week: Week, days: Sequence[date]) -> float:
    """The approximate number of visits of the default type that fit into the days, by the slots of the first seven."""
    return sum(len(week.on(day)[0]) for day in days[:7]) * len(days) / 7


def _on_day(
    doctor: PlannedDoctor, week: Week, chance: Chance, day: date, most: int, now: datetime
) -> Iterator[PlannedTime]:
    calendar, offered, taken = doctor.calendar, week.on(day), list[tuple[int, int]]()
    midnight = day_start(day, ZoneInfo(calendar.time_zone))
    for minute in chance.some(list(offered[0]), most):
        number = 0 if chance.happens(0.5) else chance.number(0, len(offered) - 1)
        kind = calendar.types[number]
        slot = offered[number].get(minute)
        until = minute + kind.minutes + calendar.buffer_minutes
        if slot is None or any(starts < until and minute < ends for starts, ends in taken):
            continue
        starts_at = midnight + minute * _MINUTE
        if starts_at < now or within_limits(calendar, starts_at, now):
            taken.append((minute, until))
            mode = chance.one(slot.modes)
            clinic_id = slot.clinic_id if mode == "in_person" else None
            yield PlannedTime(day, starts_at, doctor, kind, mode, clinic_id)
