"""Checks that a doctor at several clinics is never offered in person at two of them at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from amrutam.schedules.models import ExceptionalPeriod, Holiday, Rule
from amrutam.schedules.rules import covers, offered_slots
from tests.unit.calendars import BOTH, calendar, extra, rule, type_, utc

HERE, THERE = UUID(int=71), UUID(int=72)
MONDAY = date(2026, 11, 23)
WEEK = (MONDAY, MONDAY + timedelta(days=6))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Generates weekly rules in three zones.

    Rules of different zones can overlap, because the platform refuses an overlap only within one zone.
    """
    opens = draw(st.integers(0, 270)) * 5
    closes = min(opens + draw(st.integers(6, 60)) * 5, 1435)
    walls = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (opens, closes)]
    zone = draw(st.sampled_from(["Asia/Kolkata", "Europe/Berlin", "America/New_York"]))
    modes = draw(st.sampled_from([BOTH, ("online",), ("in_person",)]))
    place = draw(st.sampled_from([HERE, THERE])) if "in_person" in modes else None
    weekday = draw(st.integers(1, 3))
    return rule(weekday, walls[0], walls[1], zone, modes=modes, clinic_id=place)


@st.composite
def extras(draw: st.DrawFn) -> ExceptionalPeriod:
    starts = utc("2026-11-23T00:00") + draw(st.integers(0, 500)) * timedelta(minutes=5)
    length = draw(st.integers(6, 60)) * timedelta(minutes=5)
    place = draw(st.sampled_from([HERE, THERE]))
    return ExceptionalPeriod("extra_hours", starts, starts + length, BOTH, place)


@settings(deadline=None)
@given(st.lists(rules(), max_size=8), st.lists(extras(), max_size=3), st.sampled_from([15, 30, 45]))
def test_no_two_times_in_person_at_two_clinics_overlap(
    weekly: list[Rule], hours: list[ExceptionalPeriod], minutes: int
) -> None:
    of = calendar(weekly, exceptions=hours, types=[type_(minutes)])
    slots = offered_slots(of, *WEEK, of.types[0])
    for slot in slots:
        assert (slot.clinic_id is not None) == ("in_person" in slot.modes)
    for one, other in combinations(slots, 2):
        apart = one.ends_at <= other.starts_at or other.ends_at <= one.starts_at
        assert apart or None in (one.clinic_id, other.clinic_id) or one.clinic_id == other.clinic_id
    for slot in slots:
        for mode in slot.modes:
            assert covers(of, slot.starts_at, slot.ends_at, mode, slot.clinic_id)


def places(of: list[Rule], hours: ExceptionalPeriod) -> list[tuple[str, UUID | None]]:
    known = calendar(of, exceptions=[hours])
    return [(f"{slot.starts_at:%H:%M}", slot.clinic_id)
            for slot in offered_slots(known, MONDAY, MONDAY, known.types[0])]  # fmt: skip


def test_extra_hours_are_where_they_say_and_the_week_is_online_meanwhile() -> None:
    weekly = [rule(1, "09:00", "12:00", clinic_id=HERE)]
    hours = replace(extra("2026-11-23T04:40", "2026-11-23T05:10"), clinic_id=THERE)
    assert places(weekly, hours) == [
        ("03:30", HERE), ("04:00", HERE), ("04:30", None), ("04:40", THERE), ("05:00", None),
        ("05:30", HERE), ("06:00", HERE),
    ]  # fmt: skip
    weekly = [replace(weekly[0], modes=("in_person",))]
    assert ("04:30", None) not in places(weekly, hours)


def test_hours_have_precedence_up_to_a_holiday_of_their_clinic() -> None:
    weekly = [replace(rule(1, "22:45", "01:15", clinic_id=THERE), modes=("in_person",))]
    hours = replace(
        extra("2026-11-23T14:30", "2026-11-23T20:30"), modes=("in_person",), clinic_id=HERE
    )
    holiday = Holiday(HERE, utc("2026-11-23T18:30"), utc("2026-11-24T18:30"))
    of = replace(calendar(weekly, exceptions=[hours]), holidays=(holiday,))
    slots = offered_slots(of, MONDAY, MONDAY + timedelta(days=1), of.types[0])
    found = [(f"{slot.starts_at:%H:%M}", slot.clinic_id) for slot in slots]
    assert found[-4:] == [("17:30", HERE), ("18:00", HERE), ("18:45", THERE), ("19:15", THERE)]
    assert {place for _, place in found[:-2]} == {HERE}


def test_the_same_start_at_both_is_at_the_one_named_first() -> None:
    weekly = [rule(1, "09:00", "09:30", clinic_id=HERE)]
    hours = replace(extra("2026-11-23T03:30", "2026-11-23T04:00"), clinic_id=THERE)
    assert places(weekly, hours) == [("03:30", THERE)]
    of = calendar(weekly, exceptions=[hours])
    period = (utc("2026-11-23T03:30"), utc("2026-11-23T04:00"))
    assert covers(of, *period, "in_person", THERE)
    assert not covers(of, *period, "in_person", HERE)
