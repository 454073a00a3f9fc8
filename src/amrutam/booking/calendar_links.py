"""Reads, makes and ends a doctor's calendar link, a secret URL; and reads the appointments that the link opens."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.accounts.sessions import hashed
from amrutam.booking import calendar_link_queries, queries
from amrutam.booking.calendar_feed import FeedRow
from amrutam.core import clock
from amrutam.core.database import Row
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.schedules.access import access_calendar

_BACK, _AHEAD = timedelta(days=30), timedelta(days=180)
_MOST = 10_000


async def read_link(resources: Resources, caller: Caller, doctor_id: UUID) -> str | None:
    """The URL of the doctor's calendar link, below `public_url`; None without a link.

    Raises `NotFound` for an unknown doctor, and unless the caller is the doctor or an administrator;
    `SealBroken` if the stored token cannot be decrypted.
    """
    await access_calendar(resources, caller, doctor_id)
    sealed: bytes | None = await resources.database.value(calendar_link_queries.LINK, doctor_id)
    if sealed is None:
        return None
    return _url(resources, resources.keyring.open("calendar-link", sealed, doctor_id.bytes))


async def rotate_link(resources: Resources, caller: Caller, doctor_id: UUID) -> str:
    """Creates a new link, ends the previous one, and returns the new link's URL.

    The database stores the link's token encrypted and as a hash. Raises `NotFound` for an unknown
    doctor, and unless the caller is the doctor or an administrator.
    """
    await access_calendar(resources, caller, doctor_id)
    token = secrets.token_urlsafe(32)
    sealed = resources.keyring.seal("calendar-link", token.encode(), doctor_id.bytes)
    await resources.database.execute(
        calendar_link_queries.SET_LINK, doctor_id, hashed(token), sealed
    )
    return _url(resources, token.encode())


async def end_link(resources: Resources, caller: Caller, doctor_id: UUID) -> None:
    """Ends the link; repeating the call changes nothing.

    Raises `NotFound` for an unknown doctor, and unless the caller is the doctor or an administrator.
    """
    await access_calendar(resources, caller, doctor_id)
    await resources.database.execute(calendar_link_queries.END_LINK, doctor_id)


async def subscribed(resources: Resources, token: str) -> tuple[Row, list[FeedRow]]:
    """Reads the calendar that a token opens. Returns (row of the doctor, rows of appointments).

    The columns are those of `calendar_link_queries.OWNER` and `BOOKED`. The appointments are, in every
    status, those that start from 30 days ago to 180 days ahead and those that were moved from such a
    start to a later time: at most 10,000. Up to 10,000 more, which moved to another doctor, are returned
    as cancelled at their old time. Raises `NotFound` for a token that opens no calendar.
    """
    owner = await resources.database.row(calendar_link_queries.OWNER, hashed(token))
    if owner is None:
        raise NotFound
    now = clock.now()
    period = (now - _BACK, now + _AHEAD)
    booked = await _booked(resources, owner["id"], *period)
    return owner, [*booked, *await _handed_over(resources, owner["id"], *period)]


async def _booked(
    resources: Resources, doctor_id: UUID, since: datetime, until: datetime
) -> list[Row]:
    """The doctor's appointments of the period, and those that were moved from before its end to after its end.

    Moved appointments are returned with their new time, because a program that found them absent
    from the file could keep the old time.
    """
    rows = await resources.database.fetch(calendar_link_queries.BOOKED, doctor_id, since, _MOST)
    later = [row["id"] for row in rows if row["starts_at"] >= until and row["version"] > 1]
    moved: set[UUID] = set()
    if later:
        found = await resources.database.fetch(calendar_link_queries.MOVED_AHEAD, later, until)
        moved = {row["appointment_id"] for row in found}
    return [row for row in rows if row["starts_at"] < until or row["id"] in moved]


async def _handed_over(
    resources: Resources, doctor_id: UUID, since: datetime, until: datetime
) -> list[dict[str, Any]]:
    """The appointments that the doctor had in the period and another doctor has now, as cancelled at their old time."""
    left = await resources.database.fetch(
        calendar_link_queries.HANDED_OVER, doctor_id, since, until, _MOST
    )
    if not left:
        return []
    ids = [row["appointment_id"] for row in left]
    present = await queries.appointments_by_id(resources.database, ids)
    return [
        {
            **shown,
            "version": event["version"],
            "status": "cancelled",
            "starts_at": event["previous_starts_at"],
            "ends_at": event["previous_starts_at"] + (shown["ends_at"] - shown["starts_at"]),
            "clinic_id": None,
        }
        for event, shown in zip(left, present, strict=True)
        if shown is not None and shown["doctor_id"] != doctor_id
    ]


def _url(resources: Resources, token: bytes) -> str:
    return f"{resources.settings.public_url}/v1/calendars/{token.decode()}.ics"
