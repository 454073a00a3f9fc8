"""Compares the slots of any rule in any IANA zone with a clock that is read minute by minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from amrutam.schedules.models import Calendar, ExceptionalPeriod, Rule
from amrutam.schedules.rules import offered_slots
from tests.concurrency.sizes import IS_FULL
from tests.unit.calendars import BOTH, calendar, type_

ZONES = sorted(available_timezones())
MINUTE = timedelta(minutes=1)
JUMPING = [
    "Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe", "Africa/Cairo",
    "Asia/Beirut", "America/St_Johns", "Pacific/Apia", "America/Nuuk", "Asia/Gaza",
]  # fmt: skip
ANY_ZONE = st.sampled_from(ZONES) | st.sampled_from(JUMPING)
# More than half of the times are from 00:00 to 03:20, because clocks change at night.
FIVES = (st.integers(0, 287) | st.integers(0, 40)).map(lambda n: n * 5)


@cache
def days_of_change(zone: str, year: int) -> tuple[date, ...]:
    """Returns the days of that year whose offset from UTC at noon differs from that of the day before."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    offsets = [datetime.combine(d, time(12), ZoneInfo(zone)).utcoffset() for d in days]
    return tuple(
        d for d, was, is_ in zip(days[1:], offsets, offsets[1:], strict=False) if was != is_
    )


@st.composite
def days(draw: st.DrawFn, zone: str) -> date:
    """Generates days of 2000 to 2037; in a year with changes of the clock, half of them are beside a change."""
    year = draw(st.integers(2000, 2037))
    jumps = days_of_change(zone, year)
    beside: bool = draw(st.booleans())
    if jumps and beside:
        near: date = draw(st.sampled_from(jumps))
        return near + timedelta(days=draw(st.integers(-1, 1)))
    return date(year, 1, 1) + timedelta(days=draw(st.integers(0, 364)))


def wall(minute: datetime, zone: str) -> datetime:
    return minute.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def bounds(day: date, opens: int, closes: int, zone: str) -> tuple[datetime, datetime]:
    """Returns (start, end) of a session in UTC; finds them by reading the clock of the zone minute by minute, without offsets.

    `opens` and `closes` are minutes after midnight of `day`; a session that closes on the next day has more than 1440.
    """
    first = datetime.combine(day, time(), UTC) - timedelta(hours=26)
    minutes = [first + n * MINUTE for n in range(104 * 60)]
    walls = [wall(minute, zone) for minute in minutes]

    def when(clock: datetime, *, last: bool) -> datetime:
        same = [n for n, shown in enumerate(walls) if shown == clock]
        if same:
            return minutes[same[-1 if last else 0]]
        return minutes[next(n for n, shown in enumerate(walls) if shown > clock)]

    midnight = datetime.combine(day, time())
    starts = when(midnight + opens * MINUTE, last=False)
    if closes != 1440:  # a closing after midnight is on the next day
        return starts, when(midnight + closes * MINUTE, last=True)
    on_day = [n for n, shown in enumerate(walls) if shown.date() == day]
    after = minutes[on_day[-1] + 1] if on_day else when(midnight + 1440 * MINUTE, last=False)
    return starts, after


def expected_starts(
    session: tuple[datetime, datetime], closed: list[tuple[datetime, datetime]], minutes: int,
    grid: int, day: date, zone: str,
) -> list[datetime]:  # fmt: skip
    found = []
    minute = session[0]
    while minute < session[1]:
        taken = [minute + n * MINUTE for n in range(minutes)]
        fits = taken[-1] < session[1]
        free = not any(a <= each < b for each in taken for a, b in closed)
        if fits and free and wall(minute, zone).date() == day:
            found.append(minute)
        minute += grid * MINUTE
    return found


def with_rule(zone: str, rule_zone: str, day: date, opens: int, closes: int, grid: int, minutes: int,
              leave: list[tuple[datetime, datetime]], pause: tuple[int, int] | None, *,
              buffer: int = 0, step: int | None = None) -> Calendar:  # fmt: skip
    breaks = () if pause is None else ((clock(pause[0]), clock(pause[1])),)
    weekly = Rule(day.isoweekday(), clock(opens), None if closes == 1440 else clock(closes),
                  rule_zone, day, day, BOTH, breaks)  # fmt: skip
    types = [type_(grid), type_(minutes, default=False, number=2)]
    periods = [ExceptionalPeriod("leave", a, b, BOTH) for a, b in leave]
    found = calendar([weekly], zone=zone, types=types, exceptions=periods, buffer=buffer)
    return replace(found, slot_step_minutes=step)


def clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


@settings(max_examples=2_500 if IS_FULL else 60, deadline=None)
@given(data=st.data(), zone=ANY_ZONE, grid=st.sampled_from([5, 15, 20, 30, 45, 60]),
       minutes=st.sampled_from([5, 30, 60, 90]), buffer=st.sampled_from([0, 10, 240]),
       step=st.sampled_from([None, None, 5, 25, 720]), is_night=st.booleans())  # fmt: skip
def test_slots_are_what_a_watched_clock_shows(
    data: st.DataObject, zone: str, grid: int, minutes: int, buffer: int, step: int | None,
    *, is_night: bool,
) -> None:  # fmt: skip
    day = data.draw(days(zone))
    opens, closes = sorted(
        data.draw(st.lists(FIVES | st.just(1440), min_size=2, max_size=2, unique=True))
    )
    if is_night and closes < 1440:
        opens, closes = closes, opens + 1440
    pauses = [n for n in (opens + 60, opens + 90) if n <= closes and n != 1440]
    pause = (pauses[0], pauses[1]) if len(pauses) == 2 and data.draw(st.booleans()) else None
    session = bounds(day, opens, closes, zone)
    leave = (
        [(session[0] + 40 * MINUTE, session[0] + 65 * MINUTE)] if data.draw(st.booleans()) else []
    )
    of = with_rule(zone, zone, day, opens, closes, grid, minutes, leave, pause, buffer=buffer,
                   step=step)  # fmt: skip

    closed = leave + ([bounds(day, *pause, zone)] if pause else [])
    for kind, length in zip(of.types, (grid, minutes), strict=True):
        slots = []
        for each in (day, day + timedelta(days=1)):
            slots += offered_slots(of, each, each, kind)
        assert [s.starts_at for s in slots] == [
            starts for each in (day, day + timedelta(days=1))
            for starts in expected_starts(session, closed, length, step or grid + buffer, each, zone)
        ]  # fmt: skip
        assert all(s.ends_at - s.starts_at == length * MINUTE for s in slots)
        assert all(s.starts_at.tzinfo is UTC for s in slots)


@settings(max_examples=1_500 if IS_FULL else 40, deadline=None)
@given(data=st.data(), zone=ANY_ZONE, rule_zone=ANY_ZONE,
       hours=st.sampled_from([(0, 1440), (1435, 2870)]))  # fmt: skip
def test_every_slot_is_on_exactly_one_of_the_calendars_days(
    data: st.DataObject, zone: str, rule_zone: str, hours: tuple[int, int]
) -> None:
    day = data.draw(days(rule_zone))
    of = with_rule(zone, rule_zone, day, *hours, 30, 30, [], None)
    around = [day + timedelta(days=n) for n in range(-3, 6)]
    by_day = {each: offered_slots(of, each, each, of.types[0]) for each in around}

    for each, slots in by_day.items():
        assert {wall(s.starts_at, zone).date() for s in slots} <= {each}
    every = [s for each in around for s in by_day[each]]
    session = bounds(day, *hours, rule_zone)
    assert sorted(s.starts_at for s in every) == expected_starts_anywhere(session)
    assert all(a.ends_at <= b.starts_at for a, b in zip(
        sorted(every, key=lambda s: s.starts_at), sorted(every, key=lambda s: s.starts_at)[1:],
        strict=False))  # fmt: skip


def expected_starts_anywhere(session: tuple[datetime, datetime]) -> list[datetime]:
    count = max(0, (session[1] - session[0]) // (30 * MINUTE))
    return [session[0] + n * 30 * MINUTE for n in range(count)]


def test_every_zone_of_the_database_gives_a_day_of_slots() -> None:
    """Every zone of the time zone database gives slots, and a day without a change of the clock has 24 hours."""
    day = date(2026, 6, 17)
    for zone in ZONES:
        of = with_rule(zone, zone, day, 0, 1440, 30, 30, [], None)
        assert len(offered_slots(of, day, day, of.types[0])) == 48, zone
