"""Computes a doctor's offered time, for the utilisation: the share of the offered time that is booked. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from amrutam.schedules.models import Calendar
from amrutam.schedules.offered_sessions import Period, sessions_within


def offered_minutes(calendar: Calendar, period: Period) -> int:
    """Returns the number of minutes of the period that lie in the doctor's sessions, without breaks and leave.

    A holiday counts as in `sessions_within`. Holds and appointments are not considered.
    """
    since, until = period
    sessions = sessions_within(calendar, period)
    away = [
        *(
            (leave.starts_at, leave.ends_at)
            for leave in calendar.exceptions
            if leave.kind == "leave"
        ),
        *(pause for session in sessions for pause in session.breaks),
    ]
    within = ((max(each.starts_at, since), min(each.ends_at, until)) for each in sessions)
    offered = without(within, away)
    return int(sum((ends - starts for starts, ends in offered), timedelta()) / timedelta(minutes=1))


def without(periods: Iterable[Period], taken: Iterable[Period]) -> list[Period]:
    """The parts of `periods` that no period in `taken` covers, in order and without overlaps."""
    left: list[Period] = []
    for period in merged(periods):
        at: datetime = period[0]
        for starts, ends in merged(taken):
            if starts < period[1] and ends > at:
                if starts > at:
                    left.append((at, starts))
                at = ends
        if at < period[1]:
            left.append((at, period[1]))
    return left


def merged(periods: Iterable[Period]) -> list[Period]:
    """The periods in order, with overlapping and adjacent ones joined."""
    found: list[Period] = []
    for starts, ends in sorted(periods):
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((starts, ends))
    return found
