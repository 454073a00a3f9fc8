"""Dates and instants as requests send them: a date as YYYY-MM-DD, an instant as in RFC 3339.

An instant needs an offset; its seconds may be missing. Dates and instants that do not exist are refused.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
"""The first and the last date that are accepted.

No visit lies outside these dates. With dates near the ends of the range of `datetime.date`, arithmetic with time zones
could leave this range.
"""


def _day(value: object) -> date:
    """Accepts only a text YYYY-MM-DD, for a date that exists, from 1900 to 2199. Raises `ValueError` otherwise."""
    # Python would also accept a week date such as 2026-W10-1
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("must be a date, YYYY-MM-DD")
    try:
        found = date.fromisoformat(value)
    except ValueError as reason:
        raise ValueError("must be a date that exists, YYYY-MM-DD") from reason
    check_day(found)
    return found


def check_day(day: date) -> None:
    """Raises `ValueError` for a date before 1900 or after 2199."""
    if not _FIRST <= day <= _LAST:
        raise ValueError(f"must be between {_FIRST} and {_LAST}")


def _instant(value: object) -> object:
    """Returns the value if it is a text in the form of RFC 3339 with an offset; unlike there, the seconds may be missing.

    Raises `ValueError` for any other value, such as a number or a time without an offset.
    """
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError(
            "must be a date and time with its offset from UTC, such as 2026-03-01T09:30:00+05:30"
        )
    return value


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
Instant = Annotated[AwareDatetime, BeforeValidator(_instant, json_schema_input_type=AwareDatetime)]
