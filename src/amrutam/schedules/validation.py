"""Whether a weekly schedule or an exception makes sense. Pure; all that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise

from amrutam.core.errors import Invalid
from amrutam.schedules.documents import ExceptionDocument, RuleDocument, ScheduleDocument

_LONGEST = timedelta(days=366)
_FARTHEST = timedelta(days=3 * 366)
_TICK_MINUTES = 5
_FIRST_DATE, _LAST_DATE = date(2000, 1, 1), date(2100, 12, 31)

Problem = tuple[str, str]
"""A JSON pointer and what is wrong there."""


def check_schedule(document: ScheduleDocument, zone: str) -> None:
    """`zone` is that of rules that name none, if the document names none. Raises `Invalid`."""
    _refuse_if(list(_schedule_problems(document, document.time_zone or zone)))


def check_exception(document: ExceptionDocument, now: datetime) -> None:
    """Raises `Invalid`."""
    _refuse_if(list(_exception_problems(document, now)))


def _refuse_if(problems: list[Problem]) -> None:
    if problems:
        raise Invalid(errors=[{"pointer": at, "detail": said} for at, said in problems])


def _schedule_problems(document: ScheduleDocument, zone: str) -> Iterator[Problem]:
    for number, rule in enumerate(document.rules):
        yield from ((f"/rules/{number}{at}", said) for at, said in _rule_problems(rule))
    for (_, one), (number, other) in combinations(enumerate(document.rules), 2):
        if _collide(one, other, zone):
            yield f"/rules/{number}", "overlaps another rule of the same weekday"


def _rule_problems(rule: RuleDocument) -> Iterator[Problem]:
    if rule.ends == rule.starts:
        yield "/ends", "must not be the same as `starts`"
    if len(set(rule.modes)) != len(rule.modes):
        yield "/modes", "must not repeat a mode"
    for name, day in (("valid_from", rule.valid_from), ("valid_until", rule.valid_until)):
        if day is not None and not _FIRST_DATE <= day <= _LAST_DATE:
            yield f"/{name}", "must be between 2000-01-01 and 2100-12-31"
    if _validity(rule)[1] < _validity(rule)[0]:
        yield "/valid_until", "must not be before `valid_from`"
    yield from _tick_problems("", rule.starts, rule.ends)
    yield from _break_problems(rule)


def _break_problems(rule: RuleDocument) -> Iterator[Problem]:
    for number, pause in enumerate(rule.breaks):
        starts, ends = minutes(pause.starts), minutes(pause.ends)
        if ends <= starts:
            yield f"/breaks/{number}/ends", "must be after `starts`"
        if starts < minutes(rule.starts) or ends > minutes(rule.ends):
            yield f"/breaks/{number}", "must lie inside the session"
        yield from _tick_problems(f"/breaks/{number}", pause.starts, pause.ends)
    taken = sorted((minutes(pause.starts), minutes(pause.ends)) for pause in rule.breaks)
    if any(one[1] > other[0] for one, other in pairwise(taken)):
        yield "/breaks", "must not overlap each other"


def _tick_problems(at: str, starts: str, ends: str) -> Iterator[Problem]:
    for name, wall in (("starts", starts), ("ends", ends)):
        if minutes(wall) % _TICK_MINUTES:
            yield f"{at}/{name}", "must be a multiple of five minutes"


def _collide(one: RuleDocument, other: RuleDocument, zone: str) -> bool:
    """Rules of different zones may meet on some days only: the slots are then joined."""
    zones = (one.time_zone or zone, other.time_zone or zone)
    if one.weekday != other.weekday or zones[0] != zones[1]:
        return False
    (a_from, a_until), (b_from, b_until) = _validity(one), _validity(other)
    if a_until < b_from or b_until < a_from:
        return False
    return minutes(one.starts) < minutes(other.ends) and minutes(other.starts) < minutes(one.ends)


def _validity(rule: RuleDocument) -> tuple[date, date]:
    return rule.valid_from or _FIRST_DATE, rule.valid_until or date.max


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
            yield "/modes", "only extra hours have modes"
        return
    if document.affected == "cancel":
        yield "/affected", "only leave cancels appointments"
    for name, instant in (("starts_at", starts), ("ends_at", ends)):
        if instant.timestamp() % (_TICK_MINUTES * 60):
            yield f"/{name}", "must be a multiple of five minutes"


def minutes(wall: str) -> int:
    """Of "HH:MM", since midnight."""
    return int(wall[:2]) * 60 + int(wall[3:])
