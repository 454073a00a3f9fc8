"""Computes instants on days relative to today, in the time zone of a doctor."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local(days: int, clock: str, time_zone: str = "Asia/Kolkata") -> str:
    """Returns the instant of a local time (`clock`, `HH:MM`) on the day
    that is `days` after today, as RFC 3339 in UTC.
    """
    zone = ZoneInfo(time_zone)
    day = datetime.now(zone).date() + timedelta(days=days)
    moment = datetime.combine(day, time.fromisoformat(clock), zone)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def daytime_zone() -> str:
    """Returns a zone in which it is daytime now, so that "today" has some hours before and after the present time.

    The present local time there is between four in the morning and seven in the evening.
    """
    hour = datetime.now(ZoneInfo("Asia/Kolkata")).hour
    return "Asia/Kolkata" if 4 <= hour < 18 else "America/New_York"
