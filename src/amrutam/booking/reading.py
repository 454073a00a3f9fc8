"""Reading appointments: one, or a page of those one may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from amrutam.accounts.models import Caller
from amrutam.booking import answers, queries
from amrutam.booking.models import Appointment, Status, Stored
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.pagination import decode_cursor, encode_cursor
from amrutam.core.resources import Resources

_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)


async def access_appointment(resources: Resources, caller: Caller, appointment_id: UUID) -> Stored:
    """The only way from an id a caller sent to an appointment. Raises `NotFound`."""
    row = await queries.appointment(resources.database, appointment_id)
    if row is None:
        raise NotFound
    stored = answers.from_row(resources.keyring, row)
    if not stored.seen_by(caller):
        raise NotFound
    return stored


@dataclass(frozen=True, slots=True)
class Filter:
    """Half-open period of starts; `sort` is oldest or newest first."""

    status: Status | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: Literal["starts_at", "-starts_at"] = "starts_at"
    doctor_id: UUID | None = None


async def list_appointments(
    resources: Resources, caller: Caller, wanted: Filter, limit: int, cursor: str | None
) -> tuple[list[Appointment], str | None]:
    """A patient's own, a doctor's own, or for admins one doctor's; and the next page's cursor."""
    party = caller.account_id
    if caller.role == "admin":
        if wanted.doctor_id is None:
            raise Invalid.field("/query/doctor_id", "say whose appointments")
        party = wanted.doctor_id
    scope = f"appointments|{caller.role}|{party}|{wanted}"
    after = _position(decode_cursor(resources.keyring, scope, cursor)) if cursor else None
    rows = await queries.appointments(
        resources.database,
        role=caller.role,
        forward=wanted.sort == "starts_at",
        party=party,
        period=(wanted.since or _FIRST, wanted.until or _LAST),
        status=wanted.status,
        after=after,
        limit=limit + 1,
    )
    found = [answers.from_row(resources.keyring, row).appointment for row in rows[:limit]]
    if len(rows) <= limit:
        return found, None
    last = found[-1]
    position = [last.starts_at.isoformat(), str(last.id)]
    return found, encode_cursor(resources.keyring, scope, position)


def _position(position: list[Any]) -> tuple[datetime, UUID]:
    starts_at, id_ = position
    return datetime.fromisoformat(starts_at), UUID(id_)


class _Named(msgspec.Struct):
    id: UUID


_named = msgspec.json.Decoder(_Named)


def id_of(answer: bytes) -> UUID:
    """The id of the appointment in an answer."""
    return _named.decode(answer).id
