"""Calendars of one doctor for unit tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from amrutam.schedules.models import (
    Calendar,
    ConsultationType,
    ExceptionalPeriod,
    Mode,
    Rule,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

DOCTOR = UUID(int=1)
BOTH: tuple[Mode, ...] = ("online", "in_person")


def type_(
    minutes: int = 30, *, default: bool = True, modes: tuple[Mode, ...] = BOTH, number: int = 1
) -> ConsultationType:
    return ConsultationType(
        UUID(int=number), "first_visit", "Visit", minutes, 50_000, "INR", modes, default
    )


def rule(weekday: int, starts: str, ends: str, zone: str = "Asia/Kolkata", **more: Any) -> Rule:
    plain = Rule(weekday, clock(starts), None if ends == "24:00" else clock(ends), zone,
                 date(2000, 1, 1), None, BOTH)  # fmt: skip
    return replace(plain, **more)


def every_day(starts: str, ends: str, zone: str = "Asia/Kolkata", **more: Any) -> tuple[Rule, ...]:
    return tuple(rule(weekday, starts, ends, zone, **more) for weekday in range(1, 8))


def calendar(
    rules: Sequence[Rule],
    *,
    zone: str = "Asia/Kolkata",
    types: Sequence[ConsultationType] = (),
    exceptions: Sequence[ExceptionalPeriod] = (),
    buffer: int = 0,
    notice: int = 0,
    horizon: int = 60,
) -> Calendar:
    return Calendar(
        DOCTOR, 1, True, zone, buffer, notice, horizon, "session",
        tuple(types) or (type_(),), tuple(rules), tuple(exceptions),
    )  # fmt: skip


def clock(text: str) -> time:
    return time.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def leave(starts: str, ends: str) -> ExceptionalPeriod:
    return ExceptionalPeriod("leave", utc(starts), utc(ends), BOTH)


def extra(starts: str, ends: str, modes: tuple[Mode, ...] = BOTH) -> ExceptionalPeriod:
    return ExceptionalPeriod("extra_hours", utc(starts), utc(ends), modes)
