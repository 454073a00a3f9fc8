"""Plans consultation types, working weeks, leave and extra hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.schedules.models import ConsultationType, ExceptionalPeriod, Mode, Rule
from amrutam.seeding.chance import Chance

ZONE = "Asia/Kolkata"
_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_SINCE = date(2024, 1, 1)
_BOTH: tuple[Mode, ...] = ("online", "in_person")

# Working weeks. Each is a tuple of sessions: (weekdays of ISO 8601 as digits, start, end, break or None). Start, end
# and the break's (start, end) are hours of the local day.
_WEEKS: tuple[tuple[tuple[str, int, int, tuple[int, int] | None], ...], ...] = (
    (("123456", 9, 13, None), ("123456", 16, 19, None)),
    (("12345", 10, 18, (13, 14)),),
    (("123456", 8, 12, None),),
    (("246", 14, 20, (17, 18)), ("7", 9, 13, None)),
    (("12345", 10, 13, None), ("135", 17, 20, None), ("6", 10, 16, (13, 14))),
    (("1234567", 18, 21, None),),
    (("12346", 9, 17, (12, 14)),),
)
_THERAPIES = (
    ("Abhyanga and Swedana", 60, 180000),
    ("Shirodhara", 60, 250000),
    ("Panchakarma session", 90, 350000),
    ("Nasya", 45, 150000),
    ("Kati Basti", 45, 160000),
)


def consultation_types(chance: Chance, experience_years: int) -> tuple[ConsultationType, ...]:
    """The two or three consultation types that a doctor offers; the first one is the default. Fees are in paise."""
    minutes = chance.one((15, 20, 30, 30, 30, 45))
    fee = (30000 + 2500 * min(experience_years, 30) + 5000 * chance.number(0, 8)) // 5000 * 5000
    modes = chance.one((_BOTH, _BOTH, _BOTH, ("online",), ("in_person",)))
    found = [
        _type(chance, "first_visit", "First consultation", minutes, fee, modes),
        _type(chance, "follow_up", "Follow-up", min(minutes, 20), fee * 6 // 10, modes),
    ]
    if "in_person" in modes and chance.happens(0.4):
        name, length, price = chance.one(_THERAPIES)
        found.append(_type(chance, "therapy", name, length, price, ("in_person",)))
    return tuple(found)


def _type(
    chance: Chance, kind: str, name: str, minutes: int, fee: int, modes: tuple[Mode, ...]
) -> ConsultationType:
    first = kind == "first_visit"
    return ConsultationType(chance.id(_EPOCH), kind, name, minutes, fee, "INR", modes, first)


def working_week(chance: Chance, modes: tuple[Mode, ...], clinic_id: UUID) -> tuple[Rule, ...]:
    """Returns a week's rules, all in `modes`, by weekday and start.

    `clinic_id`: the clinic of visits in person; unused if `modes` is online only.
    """
    place = clinic_id if "in_person" in modes else None
    rules = []
    for weekdays, starts, ends, pause in chance.one(_WEEKS):
        breaks = ((time(pause[0]), time(pause[1])),) if pause else ()
        rules += [
            Rule(int(weekday), time(starts), time(ends), ZONE, _SINCE, None, modes, breaks, place)
            for weekday in weekdays
        ]
    return tuple(sorted(rules, key=lambda rule: (rule.weekday, rule.starts)))


def leave(chance: Chance, today: date, clinic_id: UUID) -> tuple[ExceptionalPeriod, ...]:
    """Returns the exceptions of a doctor's calendar around `today`.

    There is at most one leave after `today` (up to 6 days) and one before (up to 10 days), and for about a tenth of the
    doctors extra hours on a Sunday within the next five weeks. `clinic_id`: the clinic of the extra hours.
    """
    found = []
    if chance.happens(0.5):
        found.append(_days_off(today + timedelta(chance.number(3, 50)), chance.number(1, 6)))
    if chance.happens(0.3):
        found.append(_days_off(today - timedelta(chance.number(20, 150)), chance.number(2, 10)))
    if chance.happens(0.1):
        sunday = today + timedelta(7 - today.isoweekday() + 7 * chance.number(1, 4))
        found.append(
            ExceptionalPeriod(
                "extra_hours", _local(sunday, 10), _local(sunday, 13), _BOTH, clinic_id
            )
        )
    return tuple(found)


def _days_off(first: date, days: int) -> ExceptionalPeriod:
    return ExceptionalPeriod("leave", _local(first, 0), _local(first + timedelta(days), 0), _BOTH)


def _local(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(ZONE)).astimezone(UTC)
