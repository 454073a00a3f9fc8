"""A doctor's calendar link: a secret URL from which other programs read the calendar."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.accounts.sessions import hashed
from amrutam.booking import calendar_link_queries
from amrutam.core import clock
from amrutam.core.database import Row
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.schedules.access import access_calendar

_BACK, _AHEAD = timedelta(days=30), timedelta(days=180)
_MOST = 10_000


async def read_link(resources: Resources, caller: Caller, doctor_id: UUID) -> str | None:
    """The URL of the doctor's calendar link; None without a link. Raises `NotFound` for another account's doctor."""
    await access_calendar(resources, caller, doctor_id)
    sealed: bytes | None = await resources.database.value(calendar_link_queries.LINK, doctor_id)
    if sealed is None:
        return None
    return _url(resources, resources.keyring.open("calendar-link", sealed, doctor_id.bytes))


async def rotate_link(resources: Resources, caller: Caller, doctor_id: UUID) -> str:
    """Creates a new link, ends the previous one, and returns the URL.

    Raises `NotFound` for another account's doctor.
    """
    await access_calendar(resources, caller, doctor_id)
    token = secrets.token_urlsafe(32)
    sealed = resources.keyring.seal("calendar-link", token.encode(), doctor_id.bytes)
    await resources.database.execute(
        calendar_link_queries.SET_LINK, doctor_id, hashed(token), sealed
    )
    return _url(resources, token.encode())


async def end_link(resources: Resources, caller: Caller, doctor_id: UUID) -> None:
    """Ends the link; repeating it changes nothing. Raises `NotFound` for another account's doctor."""
    await access_calendar(resources, caller, doctor_id)
    await resources.database.execute(calendar_link_queries.END_LINK, doctor_id)


async def subscribed(resources: Resources, token: str) -> tuple[Row, list[Row]]:
    """Reads the calendar that a token opens. Returns (row of its doctor, rows of appointments).

    The columns are those of `calendar_link_queries.OWNER` and `BOOKED`. The appointments have every
    status and are ordered by start. Raises `NotFound` for a token that opens no calendar.
    """
    owner = await resources.database.row(calendar_link_queries.OWNER, hashed(token))
    if owner is None:
        raise NotFound
    now = clock.now()
    return owner, await resources.database.fetch(
        calendar_link_queries.BOOKED, owner["id"], now - _BACK, now + _AHEAD, _MOST
    )


def _url(resources: Resources, token: bytes) -> str:
    return f"{resources.settings.public_url}/v1/calendars/{token.decode()}.ics"
