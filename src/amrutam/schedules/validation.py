"""Checks a weekly schedule or an exception. Pure; each check raises one error that lists all faults."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from uuid import UUID

from amrutam.core.errors import Invalid
from amrutam.schedules.schemas import ExceptionDocument, RuleDocument, ScheduleDocument

_LONGEST = timedelta(days=366)
_FARTHEST = timedelta(days=3 * 366)
_TICK_MINUTES = 5
_DAY_MINUTES = 24 * 60
_FIRST_DATE, _LAST_DATE = date(2000, 1, 1), date(2100, 12, 31)

_NO_SUCH_DAY = f"must be between {_FIRST_DATE} and {_LAST_DATE}"
_REPEATED = "must not repeat a mode"
_NO_PLACE = "must be left out, because the hours are online only"

Problem = tuple[str, str]
"""A fault: the JSON pointer of the field, and what is wrong with its value."""


def check_day(day: date | None, pointer: str) -> None:
    """Raises `Invalid` for a day before 2000-01-01 or after 2100-12-31; accepts None.

    `pointer`: the JSON pointer in the error.
    """
    if day is not None and not _FIRST_DATE <= day <= _LAST_DATE:
        raise Invalid.field(pointer, _NO_SUCH_DAY)


def check_schedule(document: ScheduleDocument, zone: str) -> None:
    """Raises `Invalid` with an entry for each fault of a weekly schedule, such as rules that overlap.

    `zone`: the doctor's time zone, which applies to rules without a zone if the document has none
    either. The clinics are checked by `check_clinics`.
    """
    _refuse_if(list(_schedule_problems(document, document.time_zone or zone)))


def check_clinics(document: ScheduleDocument | ExceptionDocument, known: Collection[UUID]) -> None:
    """Raises `Invalid` with an entry for each clinic in the document that is not one of the doctor's.

    `known`: the ids of the doctor's clinics, open and closed.
    """
    placed = (
        [(f"/rules/{number}", rule.clinic_id) for number, rule in enumerate(document.rules)]
        if isinstance(document, ScheduleDocument)
        else [("", document.clinic_id)]
    )
    _refuse_if([
        (f"{at}/clinic_id", "must be a clinic of this doctor")
        for at, id_ in placed if id_ is not None and id_ not in known
    ])  # fmt: skip


def check_exception(document: ExceptionDocument, now: datetime) -> None:
    """Raises `Invalid` with an entry for each fault of an exception's period, and for modes, a clinic or an `affected` that do not suit its kind.

    Whether the clinic is one of the doctor's is checked by `check_clinics`.
    """
    _refuse_if(list(_exception_problems(document, now)))


def _refuse_if(problems: list[Problem]) -> None:
    if problems:
        raise Invalid(errors=[{"pointer": at, "detail": said} for at, said in problems])


def _schedule_problems(document: ScheduleDocument, zone: str) -> Iterator[Problem]:
    for number, rule in enumerate(document.rules):
        yield from ((f"/rules/{number}{at}", said) for at, said in _rule_problems(rule))
    for (_, one), (number, other) in combinations(enumerate(document.rules), 2):
        if _collide(one, other, zone):
            yield f"/rules/{number}", "overlaps another rule"


def _rule_problems(rule: RuleDocument) -> Iterator[Problem]:
    if rule.ends == rule.starts:
        yield "/ends", "must not be the same as `starts`"
    if len(set(rule.modes)) != len(rule.modes):
        yield "/modes", _REPEATED
    if rule.clinic_id is not None and "in_person" not in rule.modes:
        yield "/clinic_id", _NO_PLACE
    for name, day in (("valid_from", rule.valid_from), ("valid_until", rule.valid_until)):
        if day is not None and not _FIRST_DATE <= day <= _LAST_DATE:
            yield f"/{name}", _NO_SUCH_DAY
    if _validity(rule)[1] < _validity(rule)[0]:
        yield "/valid_until", "must not be before `valid_from`"
    yield from _tick_problems("", rule.starts, rule.ends)
    yield from _break_problems(rule)


def _break_problems(rule: RuleDocument) -> Iterator[Problem]:
    opens, closes = _minutes_of(rule)
    taken = [tuple(_since(rule, wall) for wall in (each.starts, each.ends)) for each in rule.breaks]
    for number, (pause, (starts, ends)) in enumerate(zip(rule.breaks, taken, strict=True)):
        if ends <= starts:
            yield f"/breaks/{number}/ends", "must be after `starts`"
        if starts < opens or ends > closes:
            yield f"/breaks/{number}", "must lie inside the session"
        yield from _tick_problems(f"/breaks/{number}", pause.starts, pause.ends)
    if any(one[1] > other[0] for one, other in pairwise(sorted(taken))):
        yield "/breaks", "must not overlap each other"


def _tick_problems(at: str, starts: str, ends: str) -> Iterator[Problem]:
    for name, wall in (("starts", starts), ("ends", ends)):
        if minutes(wall) % _TICK_MINUTES:
            yield f"{at}/{name}", "must be a multiple of five minutes"


def _collide(one: RuleDocument, other: RuleDocument, zone: str) -> bool:
    """Whether two rules overlap.

    Rules in different zones are not compared, and the result is False: whether they overlap can depend on the date.
    If they do, slots with the same start are joined (`rules.py`).
    """
    if (one.time_zone or zone) != (other.time_zone or zone):
        return False
    return any(_collide_after(days, one, other) for days in (-1, 0, 1))


def _collide_after(days: int, one: RuleDocument, other: RuleDocument) -> bool:
    """Whether the sessions overlap if that of `other` begins `days` days after that of `one`."""
    if (one.weekday + days - other.weekday) % 7:
        return False
    (a_from, a_until), (b_from, b_until) = _validity(one), _validity(other)
    if (
        a_until.toordinal() + days < b_from.toordinal()
        or b_until.toordinal() - days < a_from.toordinal()
    ):
        return False
    (a_starts, a_ends), (b_starts, b_ends) = _minutes_of(one), _minutes_of(other)
    later = days * _DAY_MINUTES
    return a_starts < b_ends + later and b_starts + later < a_ends


def _validity(rule: RuleDocument) -> tuple[date, date]:
    return rule.valid_from or _FIRST_DATE, rule.valid_until or date.max


def _minutes_of(rule: RuleDocument) -> tuple[int, int]:
    """Returns the start and the end of the rule's session, in minutes since the midnight before its start.

    The end is at least 1,440 if the session ends on the next day.
    """
    return minutes(rule.starts), _since(rule, rule.ends)


def _since(rule: RuleDocument, wall: str) -> int:
    """Returns the minutes from the midnight before the session to the wall time `wall` within the session."""
    is_next_day = minutes(rule.ends) < minutes(rule.starts) and minutes(wall) < minutes(rule.starts)
    return minutes(wall) + _DAY_MINUTES * is_next_day


def _exception_problems(document: ExceptionDocument, now: datetime) -> Iterator[Problem]:
    starts, ends = document.starts_at, document.ends_at
    if ends <= starts:
        yield "/ends_at", "must be after `starts_at`"
    elif ends - starts > _LONGEST:
        yield "/ends_at", "must be at most 366 days after `starts_at`"
    if ends <= now:
        yield "/ends_at", "must be in the future"
    elif ends > now + _FARTHEST:
        yield "/ends_at", "must be within three years"
    if document.kind == "leave":
        if document.modes is not None:
            yield "/modes", "must be left out, because only extra hours have modes"
        if document.clinic_id is not None:
            yield "/clinic_id", "must be left out, because only extra hours have a clinic"
        return
    yield from _extra_hours_problems(document)


def _extra_hours_problems(document: ExceptionDocument) -> Iterator[Problem]:
    if document.modes is not None and len(set(document.modes)) != len(document.modes):
        yield "/modes", _REPEATED
    if document.clinic_id is not None and "in_person" not in (document.modes or ("in_person",)):
        yield "/clinic_id", _NO_PLACE
    if document.affected == "cancel":
        yield "/affected", "only leave cancels appointments"
    for name, instant in (("starts_at", document.starts_at), ("ends_at", document.ends_at)):
        if instant.timestamp() % (_TICK_MINUTES * 60):
            yield f"/{name}", "must be a multiple of five minutes"


def minutes(wall: str) -> int:
    """The minutes since midnight of a wall time "HH:MM"."""
    return int(wall[:2]) * 60 + int(wall[3:])
