"""Tests by example which times a calendar offers: grids, breaks, leave, modes, changes of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import (
    covers,
    day_slots,
    most_bookable,
    offered_slot,
    offered_slots,
    within_limits,
)
from tests.unit.calendars import calendar, clock, every_day, extra, leave, rule, type_, utc

MONDAY = date(2026, 11, 23)


def starts(of: Calendar, day: date, minutes: int | None = None) -> list[str]:
    """Returns the local start times of a day's slots, for the default type or for the type of this length."""
    kind = next(k for k in of.types if (k.is_default if minutes is None else k.minutes == minutes))
    zone = ZoneInfo(of.time_zone)
    slots = offered_slots(of, day, day, kind)
    return [slot.starts_at.astimezone(zone).strftime("%H:%M") for slot in slots]


def elapsed_minutes(of: Calendar, day: date) -> int:
    slots = offered_slots(of, day, day, of.types[0])
    return int((slots[-1].ends_at - slots[0].starts_at) / timedelta(minutes=1))


def test_the_grid_is_the_sessions_start_and_whole_consultations() -> None:
    of = calendar([rule(1, "09:00", "10:45")])
    assert starts(of, MONDAY) == ["09:00", "09:30", "10:00"]


def test_only_the_rules_weekday_and_validity_count_inclusively() -> None:
    of = calendar([rule(1, "09:00", "09:30", valid_from=MONDAY, valid_until=MONDAY)])
    assert starts(of, MONDAY) == ["09:00"]
    assert starts(of, MONDAY + timedelta(days=1)) == []
    assert starts(of, MONDAY + timedelta(days=7)) == []
    assert starts(of, MONDAY - timedelta(days=7)) == []


def test_a_session_until_24_00_ends_at_midnight() -> None:
    assert starts(calendar([rule(1, "23:00", "24:00")]), MONDAY) == ["23:00", "23:30"]


def test_a_break_until_24_00_ends_at_midnight() -> None:
    breaks = ((clock("23:00"), None),)
    assert starts(calendar([rule(1, "22:00", "24:00", breaks=breaks)]), MONDAY) == [
        "22:00", "22:30"]  # fmt: skip
    assert starts(calendar([rule(1, "22:30", "00:30", breaks=breaks)]), MONDAY) == ["22:30"]


def test_breaks_do_not_restart_the_grid() -> None:
    breaks = ((clock("10:10"), clock("10:50")),)
    of = calendar([rule(1, "09:00", "12:00", breaks=breaks)])
    assert starts(of, MONDAY) == ["09:00", "09:30", "11:00", "11:30"]


def test_longer_types_start_on_the_default_grid_where_they_fit_whole() -> None:
    breaks = ((clock("11:00"), clock("11:30")),)
    of = calendar(
        [rule(1, "09:00", "13:00", breaks=breaks)],
        types=[type_(30), type_(60, default=False, number=2)],
    )
    assert starts(of, MONDAY, 60) == ["09:00", "09:30", "10:00", "11:30", "12:00"]


def test_a_pause_lengthens_the_step_and_need_not_fit_in_the_session() -> None:
    of = calendar([rule(1, "09:00", "10:15")], buffer=15)
    assert starts(of, MONDAY) == ["09:00", "09:45"]


def test_all_that_is_offered_with_a_pause_can_be_booked() -> None:
    of = calendar([rule(1, "09:00", "13:00"), rule(1, "16:00", "19:00")], buffer=10)
    slots = offered_slots(of, MONDAY, MONDAY, of.types[0])
    assert (len(slots), most_bookable(of, slots)) == (10, 10)


def test_a_step_of_the_doctors_own_goes_before_the_usual_one() -> None:
    of = replace(calendar([rule(1, "09:00", "10:30")], buffer=10), slot_step_minutes=15)
    slots = offered_slots(of, MONDAY, MONDAY, of.types[0])
    assert starts(of, MONDAY) == ["09:00", "09:15", "09:30", "09:45", "10:00"]
    assert most_bookable(of, slots) == 2


@pytest.mark.parametrize(
    ("zone", "monday", "expected"),
    [
        ("Asia/Kolkata", MONDAY, ["22:30", "23:00", "00:30", "01:00", "01:30"]),
        # Berlin's clock changes on Sunday 29 March: the night from Saturday has no time from 02:00
        # to 03:00.
        ("Europe/Berlin", date(2026, 3, 28), ["22:30", "23:00", "00:30", "01:00", "01:30", "03:00"]),
        ("Europe/Berlin", date(2026, 10, 24),
         ["22:30", "23:00", "00:30", "01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]),
    ],
)  # fmt: skip
def test_hours_across_midnight_are_exact(zone: str, monday: date, expected: list[str]) -> None:
    until = "02:00" if zone == "Asia/Kolkata" else "03:30"
    breaks = ((clock("22:00"), clock("22:10")), (clock("23:30"), clock("00:30")))
    of = calendar([rule(monday.isoweekday(), "22:00", until, zone, breaks=breaks)], zone=zone)
    found = [starts(of, monday), starts(of, monday + timedelta(days=1))]
    assert found[0] + found[1] == expected
    assert found[0] == ["22:30", "23:00"]


def test_hours_across_midnight_reach_the_day_after_the_last_valid_one() -> None:
    of = calendar([rule(1, "22:00", "01:00", valid_until=MONDAY)])
    assert starts(of, MONDAY + timedelta(days=1)) == ["00:00", "00:30"]
    assert starts(of, MONDAY + timedelta(days=8)) == []


def test_hours_of_a_distant_zone_reach_up_to_three_dates_later() -> None:
    """A rule in UTC-12 that ends on the next day offers times up to three dates later in Kiritimati (UTC+14).

    Monday 12:00 to Tuesday 11:30 in UTC-12 is Tuesday 14:00 to Wednesday 13:30 in Kiritimati. The
    rule `late`, Monday 23:55 to Tuesday 23:50, ends on Thursday at 01:50 there.
    """
    of = calendar([rule(1, "12:00", "11:30", "Etc/GMT+12")], zone="Pacific/Kiritimati")
    assert "01:00" in starts(of, MONDAY + timedelta(days=2))
    assert starts(of, MONDAY + timedelta(days=3)) == []
    late = calendar([rule(1, "23:55", "23:50", "Etc/GMT+12")], zone="Pacific/Kiritimati")
    assert starts(late, MONDAY + timedelta(days=3))[0] == "00:25"


def test_leave_removes_what_it_touches_and_nothing_beside_it() -> None:
    of = calendar(
        [rule(1, "09:00", "11:00")], exceptions=[leave("2026-11-23T04:00", "2026-11-23T04:31")]
    )  # 09:30 to 10:01
    assert starts(of, MONDAY) == ["09:00", "10:30"]


def test_extra_hours_have_a_grid_of_their_own_and_bow_to_leave() -> None:
    of = calendar(
        [rule(1, "09:00", "10:00")],
        exceptions=[
            extra("2026-11-23T12:35", "2026-11-23T14:00"),
            leave("2026-11-23T13:05", "2026-11-23T13:10"),
        ],
    )
    assert starts(of, MONDAY) == ["09:00", "09:30", "18:05"]


def test_sessions_that_meet_offer_each_start_once_in_the_modes_of_both() -> None:
    of = calendar(
        [rule(1, "09:00", "10:00", modes=("online",))],
        exceptions=[extra("2026-11-23T04:00", "2026-11-23T05:00", ("in_person",))],
    )
    slots = offered_slots(of, MONDAY, MONDAY, of.types[0])
    assert [slot.modes for slot in slots] == [("online",), ("online", "in_person"), ("in_person",)]


def test_a_slot_has_the_modes_that_rule_and_type_share() -> None:
    online_only = calendar([rule(1, "09:00", "10:00")], types=[type_(modes=("online",))])
    slots = offered_slots(online_only, MONDAY, MONDAY, online_only.types[0])
    assert {slot.modes for slot in slots} == {("online",)}
    apart = calendar(
        [rule(1, "09:00", "10:00", modes=("in_person",))], types=[type_(modes=("online",))]
    )
    assert starts(apart, MONDAY) == []


def test_without_a_default_type_nothing_is_offered() -> None:
    of = calendar([rule(1, "09:00", "10:00")], types=[type_(default=False)])
    assert offered_slots(of, MONDAY, MONDAY, of.types[0]) == []


@pytest.mark.parametrize(
    ("zone", "day", "opens", "closes", "expected"),
    [
        # Berlin skips the hour from 02:00 to 03:00 in spring, and repeats it in autumn.
        ("Europe/Berlin", date(2026, 3, 29), "01:00", "04:00", ["01:00", "01:30", "03:00", "03:30"]),
        ("Europe/Berlin", date(2026, 3, 29), "02:30", "04:00", ["03:00", "03:30"]),
        ("Europe/Berlin", date(2026, 3, 29), "02:15", "02:45", []),
        ("Europe/Berlin", date(2026, 10, 25), "02:30", "03:00", ["02:30", "02:00", "02:30"]),
        ("America/New_York", date(2026, 3, 8), "01:30", "03:30", ["01:30", "03:00"]),
        ("America/New_York", date(2026, 11, 1), "01:00", "01:30", ["01:00", "01:30", "01:00"]),
        # Lord Howe changes its clock by half an hour.
        ("Australia/Lord_Howe", date(2026, 10, 4), "01:30", "03:00", ["01:30", "02:30"]),
        ("Australia/Lord_Howe", date(2026, 4, 5), "01:00", "02:30",
         ["01:00", "01:30", "01:30", "02:00"]),
        # These zones have offsets that are no whole hours, and no clock changes.
        ("Asia/Kolkata", date(2026, 3, 29), "09:00", "10:00", ["09:00", "09:30"]),
        ("Asia/Kathmandu", date(2026, 3, 29), "09:00", "10:00", ["09:00", "09:30"]),
        # Samoa crossed the date line and had no 30 December 2011.
        ("Pacific/Apia", date(2011, 12, 29), "23:00", "24:00", ["23:00", "23:30"]),
        ("Pacific/Apia", date(2011, 12, 30), "00:00", "24:00", []),
        ("Pacific/Apia", date(2011, 12, 31), "00:00", "01:00", ["00:00", "00:30"]),
        ("Pacific/Kiritimati", date(2026, 1, 1), "00:00", "01:00", ["00:00", "00:30"]),
        # In Cairo midnight itself is skipped, in Havana it occurs twice.
        ("Africa/Cairo", date(2026, 4, 24), "00:00", "02:00", ["01:00", "01:30"]),
        ("America/Havana", date(2026, 10, 31), "23:00", "24:00", ["23:00", "23:30"]),
        ("America/Havana", date(2026, 11, 1), "00:00", "01:00",
         ["00:00", "00:30", "00:00", "00:30"]),
        ("Asia/Kolkata", date(2028, 2, 29), "09:00", "09:30", ["09:00"]),
    ],
)  # fmt: skip
def test_sessions_are_exact_where_clocks_jump(
    zone: str, day: date, opens: str, closes: str, expected: list[str]
) -> None:
    assert starts(calendar(every_day(opens, closes, zone), zone=zone), day) == expected


def test_a_session_over_a_jump_is_as_long_as_it_really_is() -> None:
    berlin = calendar(every_day("00:00", "06:00", "Europe/Berlin"), zone="Europe/Berlin")
    assert elapsed_minutes(berlin, date(2026, 3, 28)) == 6 * 60
    assert elapsed_minutes(berlin, date(2026, 3, 29)) == 5 * 60
    assert elapsed_minutes(berlin, date(2026, 10, 25)) == 7 * 60


def test_a_break_that_the_clock_jumps_over_removes_nothing() -> None:
    breaks = ((clock("02:00"), clock("02:30")),)
    of = calendar(every_day("01:15", "04:00", "Europe/Berlin", breaks=breaks), zone="Europe/Berlin")
    assert starts(of, date(2026, 3, 29)) == ["01:15", "01:45", "03:15"]


def test_slots_belong_to_the_calendars_day_whatever_the_rules_zone() -> None:
    """A rule in Kiritimati's time is offered on the local days of a calendar in Pago Pago: Tuesday 00:00 in Kiritimati is Sunday 23:00 in Pago Pago."""
    of = calendar([rule(2, "00:00", "02:00", "Pacific/Kiritimati")], zone="Pacific/Pago_Pago")
    assert starts(of, date(2026, 11, 22)) == ["23:00", "23:30"]
    assert starts(of, date(2026, 11, 23)) == ["00:00", "00:30"]
    assert starts(of, date(2026, 11, 24)) == []


def test_one_slot_is_found_by_its_exact_start_only() -> None:
    of = calendar([rule(1, "09:00", "10:00")])
    found = offered_slot(of, utc("2026-11-23T03:30"), of.types[0], day_slots)
    assert found is not None
    assert found.ends_at == utc("2026-11-23T04:00")
    assert offered_slot(of, utc("2026-11-23T03:31"), of.types[0], day_slots) is None


@pytest.mark.parametrize(
    ("notice", "starts_at", "within"),
    [
        (0, "2026-11-23T10:00", False),  # the slot starts at the present instant
        (0, "2026-11-23T10:05", True),
        (60, "2026-11-23T10:55", False),
        (60, "2026-11-23T11:00", True),
        (0, "2026-11-25T18:25", True),  # 23:55 of the last local day
        (0, "2026-11-25T18:30", False),  # the next local day
    ],
)
def test_limits_are_notice_and_the_local_date_of_the_horizon(
    notice: int, starts_at: str, *, within: bool
) -> None:
    of = calendar([], notice=notice, horizon=2)
    assert within_limits(of, utc(starts_at), utc("2026-11-23T10:00")) is within


def test_a_visit_off_the_grid_is_covered_while_the_doctor_works() -> None:
    of = calendar([rule(1, "09:00", "12:00", modes=("online",))])

    def at(start: str, end: str) -> tuple[datetime, datetime]:
        return utc(f"2026-11-23T{start}"), utc(f"2026-11-23T{end}")

    assert covers(of, *at("03:40", "04:10"), "online", None)
    assert not covers(of, *at("03:40", "04:10"), "in_person", None)
    assert not covers(of, *at("06:10", "06:40"), "online", None)
