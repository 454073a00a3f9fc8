"""Days and instants as they are sent: one form of each, and only those that exist."""

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
"""Beyond these nobody is treated, and zone arithmetic can leave what a date can say."""


def _day(value: object) -> date:
    """Only YYYY-MM-DD: no numbers, no times of day. Raises ValueError."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):  # 2026-W10-1 is a date to Python
        raise ValueError("must be a date, YYYY-MM-DD")
    try:
        found = date.fromisoformat(value)
    except ValueError as reason:
        raise ValueError("must be a date that exists, YYYY-MM-DD") from reason
    check_day(found)
    return found


def check_day(day: date) -> None:
    """Raises ValueError for one that no door takes."""
    if not _FIRST <= day <= _LAST:
        raise ValueError(f"must be between {_FIRST} and {_LAST}")


def _instant(value: object) -> object:
    """Numbers are not times here, whatever they could be taken for; nor are local times."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError("must be a time in the form of RFC 3339 with its offset from UTC")
    return value


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
Instant = Annotated[AwareDatetime, BeforeValidator(_instant, json_schema_input_type=AwareDatetime)]
