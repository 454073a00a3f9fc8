"""Times of the tests' days, in a doctor's own zone."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local(days: int, clock: str, time_zone: str = "Asia/Kolkata") -> str:
    """That wall time so many days from today, as RFC 3339 in UTC."""
    zone = ZoneInfo(time_zone)
    day = datetime.now(zone).date() + timedelta(days=days)
    moment = datetime.combine(day, time.fromisoformat(clock), zone)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
