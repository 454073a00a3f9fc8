"""Compares the computed free days (days with an available slot) with a simple search over all slots."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amrutam.availability.free_day_rules import (
    ClaimedPeriods,
    FreeDays,
    days_touched,
    free_days,
    horizon,
    next_midnight,
)
from amrutam.schedules.models import Calendar, ConsultationType, Mode, Rule
from amrutam.schedules.rules import day_slots, offered_slots, within_limits

BOTH: tuple[Mode, ...] = ("online", "in_person")


def calendar(
    zone: str = "Asia/Kolkata", *, buffer: int = 0, notice: int = 0, approved: bool = True,
    minutes: int = 30, modes: tuple[Mode, ...] = BOTH,
) -> Calendar:  # fmt: skip
    kind = ConsultationType(
        UUID(int=1), "first_visit", "First visit", minutes, 1, "INR", modes, is_default=True
    )
    rules = (
        *(Rule(day, time(0), None, zone, date(2000, 1, 1), None, ("online",)) for day in (1, 3)),
        *(Rule(day, time(9), time(12), zone, date(2000, 1, 1), None, BOTH) for day in (2, 5)),
        Rule(2, time(15), time(16), zone, date(2000, 1, 1), None, ("in_person",)),
    )
    return Calendar(
        UUID(int=2), 1, approved, zone, buffer, notice, 9, "session", (kind,), rules, ()
    )


def plainly(of: Calendar, claims: ClaimedPeriods, now: datetime) -> FreeDays:
    """Computes the free days slot by slot, in the shape that `free_days` returns."""
    kind = of.type_of(None)
    assert kind is not None
    days = horizon(of, now)
    starts_of: dict[tuple[str, date], list[datetime]] = {}
    for slot in offered_slots(of, days[0], days[-1], kind):
        start, end = slot.starts_at.timestamp(), slot.ends_at.timestamp() + of.buffer_minutes * 60
        taken = any(
            start < ends and starts < end
            for starts, ends in zip(claims.starts, claims.ends, strict=True)
        )
        if taken or not within_limits(of, slot.starts_at, now):
            continue
        day = slot.starts_at.astimezone(ZoneInfo(of.time_zone)).date()
        modes: list[str] = ["any", *slot.modes]
        for mode in modes:
            starts_of.setdefault((mode, day), []).append(slot.starts_at)
    notice = timedelta(minutes=of.notice_minutes)
    return {
        key: (first, first - notice, more[0] if more else None, more[0] - notice if more else None)
        for key, (first, *more) in starts_of.items()
    }


@settings(deadline=None, max_examples=150)
@given(
    zone=st.sampled_from(["Asia/Kolkata", "Pacific/Kiritimati", "Europe/London", "Pacific/Apia"]),
    buffer=st.sampled_from([0, 15, 240]),
    notice=st.sampled_from([0, 45, 3000]),
    minutes=st.sampled_from([5, 30, 55, 480]),
    modes=st.sampled_from([BOTH, ("online",), ("in_person",)]),
    now=st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 10), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    taken=st.lists(st.integers(0, 12 * 288), unique=True, max_size=40),
)
def test_each_days_first_free_time_is_that_of_a_plain_reading(
    zone: str, buffer: int, notice: int, minutes: int, modes: tuple[Mode, ...], now: datetime,
    taken: list[int],
) -> None:  # fmt: skip
    of = calendar(zone, buffer=buffer, notice=notice, minutes=minutes, modes=modes)
    base = int(now.timestamp()) // 300 * 300 - 86_400
    starts = [base + 300 * tick for tick in taken]
    claims = ClaimedPeriods.of(starts, [start + 300 for start in starts])
    assert free_days(of, claims, now, horizon(of, now), day_slots) == plainly(of, claims, now)


def test_an_unapproved_doctor_has_none() -> None:
    now = datetime(2026, 3, 20, tzinfo=UTC)
    of = calendar(approved=False)
    assert free_days(of, ClaimedPeriods((), ()), now, horizon(of, now), day_slots) == {}


def test_days_beyond_the_horizon_and_past_days_have_none() -> None:
    now = datetime(2026, 3, 20, tzinfo=UTC)
    days = [date(2026, 3, 1) + timedelta(days=n) for n in range(60)]
    of = calendar()
    found = free_days(of, ClaimedPeriods((), ()), now, days, day_slots)
    assert {day for _, day in found} <= set(horizon(of, now))
    assert {mode for mode, _ in found} == {"any", *get_args(Mode)}


@pytest.mark.parametrize(
    ("zone", "now", "midnight"),
    [
        ("Asia/Kolkata", "2026-03-20T18:29:59+00:00", "2026-03-20T18:30:00+00:00"),
        ("Asia/Kolkata", "2026-03-20T18:30:00+00:00", "2026-03-21T18:30:00+00:00"),
        ("Pacific/Kiritimati", "2026-03-20T09:59:00+00:00", "2026-03-20T10:00:00+00:00"),
        ("Africa/Cairo", "2026-04-23T21:00:00+00:00", "2026-04-23T22:00:00+00:00"),
    ],
)
def test_the_horizon_grows_at_local_midnight(zone: str, now: str, midnight: str) -> None:
    found = next_midnight(calendar(zone), datetime.fromisoformat(now))
    assert found == datetime.fromisoformat(midnight)


def test_a_claim_touches_every_day_it_could_take_a_time_of() -> None:
    """A claim changes every day on which it could block a slot: here the day that begins with it, and the day before.

    A claim can block slots that begin up to twelve hours before or after its start, because a visit and
    its pause last at most eight and four hours.
    """
    at = datetime(2026, 3, 20, 18, 30, tzinfo=UTC)  # midnight in India
    assert days_touched(calendar(), at) == [date(2026, 3, 20), date(2026, 3, 21)]
