"""Tests how the slots of a day are combined with the taken periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amrutam.availability.day_cache import DayCache
from amrutam.availability.days import listed, states
from amrutam.availability.models import Reading, Taken
from amrutam.availability.slots_json import one
from amrutam.schedules.models import Slot
from amrutam.schedules.rules import day_slots, within_limits
from tests.unit.calendars import calendar, every_day, type_, utc

DAY = date(2026, 11, 23)
MIDNIGHT = int(utc("2026-11-22T18:30").timestamp())


@st.composite
def taken(draw: st.DrawFn) -> Taken:
    """Generates periods as (start, end with the pause, end of the visit), in Unix seconds, in order, without overlaps.

    The periods lie between 21:30 on the day before and 03:30 on the day after (local times).
    """
    ends = draw(st.lists(st.integers(-30, 330), max_size=20, unique=True).map(sorted))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return [
        (MIDNIGHT + a * 300, MIDNIGHT + b * 300, MIDNIGHT + draw(st.integers(a + 1, b)) * 300)
        for a, b in pairs
    ]


@settings(deadline=None)
@given(
    claims=taken(), holds=taken(), buffer=st.sampled_from([0, 10, 45]), longer=st.booleans()
)  # fmt: skip
def test_a_slot_is_taken_by_visits_and_not_offered_where_only_a_pause_is_in_the_way(
    claims: Taken, holds: Taken, buffer: int, *, longer: bool
) -> None:
    types = [type_(30), type_(75, default=False, number=2)]
    of = calendar(every_day("00:00", "24:00"), types=types, buffer=buffer)
    day = DayCache().day_of(of, DAY, types[longer])

    def touched(start: int, until: int, periods: Iterable[tuple[int, int]]) -> bool:
        seconds = set(range(start, until, 300))
        return any(seconds & set(range(a, b, 300)) for a, b in periods)

    def state(start: int, end: int) -> str:
        for name, periods in (("booked", claims), ("held", holds)):
            if touched(start, end, [(a, visit_ends or b) for a, b, visit_ends in periods]):
                return name
        is_lost = touched(start, end + buffer * 60, [(a, b) for a, b, _ in (*claims, *holds)])
        return "lost" if is_lost else "open"

    assert states(day, claims, holds) == [
        state(*slot) for slot in zip(day.starts, day.ends, strict=True)
    ]


@pytest.mark.parametrize("notice", [0, 45])
@pytest.mark.parametrize("microseconds", [-1, 0, 1])
def test_what_is_listed_is_what_may_be_booked(notice: int, microseconds: int) -> None:
    of = calendar(every_day("09:00", "17:00"), notice=notice, horizon=1)
    now = utc("2026-11-22T05:15") + timedelta(microseconds=microseconds)
    for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)):
        reading = Reading(of, day, day, now, [], [], None, None, 0)
        known, first, _ = listed(reading, day, of.types[0])
        offered = [slot.starts_at for slot in known_slots(reading)]
        within = [start for start in offered if within_limits(of, start, now)]
        assert [int(start.timestamp()) for start in within] == list(known.starts[first:])


def test_a_pause_that_was_once_longer_is_still_not_a_visit() -> None:
    of = calendar(every_day("09:00", "11:00"))
    day = DayCache().day_of(of, DAY, of.types[0])
    at_nine = day.starts[0]
    claims = [(at_nine, at_nine + 2400, at_nine + 1800)]  # half an hour, and a pause of ten minutes
    assert states(day, claims, []) == ["booked", "lost", "open", "open"]


def known_slots(reading: Reading) -> list[Slot]:
    return list(day_slots(reading.calendar, reading.first, reading.calendar.types[0]))


def test_an_answer_says_the_same_taken_or_not() -> None:
    of = calendar(every_day("09:00", "17:00"))
    now = utc("2026-11-20T00:00")
    quiet = msgspec.json.decode(one(Reading(of, DAY, DAY, now, [], [], "e", 1, 0), of.types[0]))
    far = [(0, 300, 300)]
    busy = msgspec.json.decode(one(Reading(of, DAY, DAY, now, far, far, "e", 1, 0), of.types[0]))
    assert quiet == busy
    assert {slot["state"] for slot in quiet["days"][0]["slots"]} == {"open"}
