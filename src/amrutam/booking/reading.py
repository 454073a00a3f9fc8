"""Reading appointments: one, or a page of those one may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from amrutam.accounts.access import zone_of
from amrutam.accounts.contacts import address_indexes, normalised
from amrutam.accounts.models import Caller
from amrutam.accounts.queries import account_by_email
from amrutam.accounts.record_reads import note_record_read
from amrutam.booking import mapping, queries
from amrutam.booking.batched import LookUps
from amrutam.booking.models import Appointment, Status, Stored
from amrutam.booking.queries import Page
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.pagination import Instant, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.schedules.local_time import day_end, day_start

_NOBODY = UUID(int=0)
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)


async def access_appointment(resources: Resources, caller: Caller, appointment_id: UUID) -> Stored:
    """The only way from an id a caller sent to an appointment. Raises `NotFound`."""
    row = await resources.part(LookUps).of(appointment_id)
    if row is None:
        raise NotFound
    stored = mapping.from_row(resources.keyring, row)
    if not stored.seen_by(caller):
        raise NotFound
    await note_record_read(resources, caller, [appointment_id], "appointment")
    return stored


async def appointment_events(
    resources: Resources, caller: Caller, appointment_id: UUID
) -> list[dict[str, Any]]:
    """Its history, oldest first. Raises `NotFound`."""
    await access_appointment(resources, caller, appointment_id)
    return [dict(row) for row in await queries.events(resources.database, appointment_id)]


@dataclass(frozen=True, slots=True)
class Filter:
    """First and last day of starts in the caller's zone; `sort` is oldest or newest first.

    `doctor_id` and `email` (of the account that booked) are for administrators.
    """

    status: Status | None = None
    first: date | None = None
    last: date | None = None
    sort: Literal["starts_at", "-starts_at"] = "starts_at"
    doctor_id: UUID | None = None
    reference: str | None = None
    email: str | None = None


_Position = tuple[Instant, UUID]


async def list_appointments(
    resources: Resources, caller: Caller, wanted: Filter, limit: int, cursor: str | None
) -> tuple[list[Appointment], str | None]:
    """A patient's own, a doctor's own, or those an administrator names; the next page's cursor."""
    scope = _scope(caller, wanted)
    after = decode_cursor(resources.keyring, scope, cursor, _Position) if cursor else None
    page = await _page(resources, caller, wanted)
    asked = replace(page, after=after, limit=limit + 1)
    rows = await queries.appointments(resources.database, asked)
    found = [mapping.from_row(resources.keyring, row).appointment for row in rows[:limit]]
    await note_record_read(resources, caller, [each.id for each in found], "list")
    if len(rows) <= limit:
        return found, None
    return found, cursor_after(resources, caller, wanted, found[-1].starts_at, found[-1].id)


def cursor_after(
    resources: Resources, caller: Caller, wanted: Filter, starts_at: datetime, id_: UUID
) -> str:
    """Of the page that begins after that appointment of the list's."""
    return encode_cursor(resources.keyring, _scope(caller, wanted), (starts_at, id_))


def _scope(caller: Caller, wanted: Filter) -> str:
    return f"appointments|{caller.role}|{caller.account_id}|{wanted}"


async def _page(resources: Resources, caller: Caller, wanted: Filter) -> Page:
    page = Page(
        whose="doctor" if caller.role == "doctor" else "patient",
        party=caller.account_id,
        period=await _period(resources, caller, wanted),
        forward=wanted.sort == "starts_at",
        limit=0,
        status=wanted.status,
        reference=wanted.reference,
    )
    if caller.role != "admin":
        _refuse_what_is_for_administrators(wanted)
        return page
    account_id = await _account_of(resources, wanted.email) if wanted.email else None
    whose, party = _narrowest(wanted, account_id)
    return replace(
        page, whose=whose, party=party, doctor_id=wanted.doctor_id, account_id=account_id
    )


def _refuse_what_is_for_administrators(wanted: Filter) -> None:
    """Ignored, a page would look as if it were narrowed."""
    for name in ("doctor_id", "email"):
        if getattr(wanted, name) is not None:
            raise Invalid.field(f"/query/{name}", "is for administrators")


async def _period(
    resources: Resources, caller: Caller, wanted: Filter
) -> tuple[datetime, datetime]:
    if wanted.first is None and wanted.last is None:
        return _FIRST, _LAST
    zone = await zone_of(resources, caller.account_id)
    return (
        day_start(wanted.first, zone) if wanted.first else _FIRST,
        day_end(wanted.last, zone) if wanted.last else _LAST,
    )


def _narrowest(wanted: Filter, account_id: UUID | None) -> tuple[str, UUID | str]:
    """An administrator looks something up; nobody reads all appointments of everybody."""
    if wanted.reference is not None:
        return "one reference", wanted.reference
    if account_id is not None:
        return "one account", account_id
    if wanted.doctor_id is not None:
        return "one doctor", wanted.doctor_id
    raise Invalid.field("/query/doctor_id", "say whose: `reference`, `email` or `doctor_id`")


async def _account_of(resources: Resources, email: str) -> UUID:
    """By its blind index; an address that nobody has belongs to an account that books nothing."""
    try:
        address = normalised("email", email)
    except Invalid as reason:
        raise Invalid.field("/query/email", "not an e-mail address") from reason
    indexes = address_indexes(resources.keyring, address)
    row = await account_by_email(resources.database, indexes)
    return row["id"] if row else _NOBODY
