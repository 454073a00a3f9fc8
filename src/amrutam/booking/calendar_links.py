"""A doctor's calendar for other programs: a secret address, made anew, taken away, and read."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.accounts.sessions import hashed
from amrutam.core import clock
from amrutam.core.database import Row, Statement
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.schedules.access import access_calendar

_BACK, _AHEAD = timedelta(days=30), timedelta(days=180)
_MOST = 10_000

_LINK = Statement("calendar_link", "SELECT token_sealed FROM calendar_link WHERE doctor_id = $1")
_SET_LINK = Statement(
    "calendar_link_set",
    """
    INSERT INTO calendar_link (doctor_id, token_hash, token_sealed) VALUES ($1, $2, $3)
    ON CONFLICT (doctor_id) DO UPDATE SET token_hash = excluded.token_hash,
        token_sealed = excluded.token_sealed, created_at = now()
    """,
)
_END_LINK = Statement("calendar_link_end", "DELETE FROM calendar_link WHERE doctor_id = $1")
# A link opens nothing while its doctor is suspended, or the account that it is linked to is no doctor's or disabled.
_OWNER = Statement(
    "calendar_link_owner",
    """
    SELECT d.id, d.name, d.time_zone, coalesce(a.locale, 'en') AS locale FROM calendar_link AS l
    JOIN doctor AS d ON d.id = l.doctor_id
    JOIN doctor_booking AS b ON b.doctor_id = d.id AND b.approved
    LEFT JOIN account AS a ON a.id = d.account_id
    WHERE l.token_hash = $1 AND a.disabled_at IS NULL AND coalesce(a.role, 'doctor') = 'doctor'
    """,
)
_BOOKED = Statement(
    "calendar_feed",
    """
    SELECT a.id, a.reference, a.version, a.status, a.starts_at, a.ends_at, a.mode,
        p.name AS patient_name, t.name AS type_name,
        a.clinic_id, c.name AS clinic_name, c.address AS clinic_address, e.name AS clinic_city
    FROM appointment AS a
    JOIN patient AS p ON p.id = a.patient_id
    JOIN consultation_type AS t ON t.id = a.consultation_type_id
    LEFT JOIN clinic AS c ON c.id = a.clinic_id
    LEFT JOIN city AS e ON e.slug = c.city
    WHERE a.doctor_id = $1 AND a.starts_at >= $2 AND a.starts_at < $3
    ORDER BY a.starts_at LIMIT $4
    """,
)


async def read_link(resources: Resources, caller: Caller, doctor_id: UUID) -> str | None:
    """The address, if there is one. Raises `NotFound` for another's doctor."""
    await access_calendar(resources, caller, doctor_id)
    sealed: bytes | None = await resources.database.value(_LINK, doctor_id)
    if sealed is None:
        return None
    return _url(resources, resources.keyring.open("calendar-link", sealed, doctor_id.bytes))


async def rotate_link(resources: Resources, caller: Caller, doctor_id: UUID) -> str:
    """A new address; the one before it is nobody's from now on. Raises `NotFound`."""
    await access_calendar(resources, caller, doctor_id)
    token = secrets.token_urlsafe(32)
    sealed = resources.keyring.seal("calendar-link", token.encode(), doctor_id.bytes)
    await resources.database.execute(_SET_LINK, doctor_id, hashed(token), sealed)
    return _url(resources, token.encode())


async def end_link(resources: Resources, caller: Caller, doctor_id: UUID) -> None:
    """Harmless to repeat. Raises `NotFound` for another's doctor."""
    await access_calendar(resources, caller, doctor_id)
    await resources.database.execute(_END_LINK, doctor_id)


async def subscribed(resources: Resources, token: str) -> tuple[Row, list[Row]]:
    """The doctor whose calendar the token opens, and the appointments, whatever became of them.

    Raises `NotFound`.
    """
    owner = await resources.database.row(_OWNER, hashed(token))
    if owner is None:
        raise NotFound
    now = clock.now()
    return owner, await resources.database.fetch(
        _BOOKED, owner["id"], now - _BACK, now + _AHEAD, _MOST
    )


def _url(resources: Resources, token: bytes) -> str:
    return f"{resources.settings.public_url}/v1/calendars/{token.decode()}.ics"
