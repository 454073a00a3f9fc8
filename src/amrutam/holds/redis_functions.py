"""The Lua functions of holds.lua, and conversions of values that are passed to them or returned by them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from amrutam.core.redis import Library

HOLDS = Library.read("holds")
TAKE, RESERVE, ACQUIRE = map(HOLDS.function, ("hold_take", "hold_reserve", "hold_acquire"))
SHARE, UNDO, RELEASE = map(HOLDS.function, ("hold_share", "hold_undo", "hold_release"))
EXTEND, CHECK, LIVE = map(HOLDS.function, ("hold_extend", "hold_check", "hold_live"))
BOOKED, BOOKED_HERE = map(HOLDS.function, ("hold_booked", "hold_booked_here"))
FREED, WATCH = map(HOLDS.function, ("hold_freed", "hold_watch"))
NEW_EPOCH, FROM_ADDRESS = map(HOLDS.function, ("hold_new_epoch", "hold_from_address"))


def milliseconds(seconds: float) -> int:
    """Returns a duration in whole milliseconds, rounded down, as Redis takes it."""
    return int(seconds * 1000)


def instant(milliseconds: int) -> datetime:
    """Returns the time (in UTC) for a number of Redis, in milliseconds since 1970."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def marker(appointment_id: UUID) -> str:
    """The value that the Redis key of a tick (a period of five minutes) has after a booking; while the tick is held, the value is the hold's nonce."""
    return f"booked:{appointment_id}"
