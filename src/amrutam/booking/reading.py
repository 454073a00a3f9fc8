"""Reads appointments: one, or a page of those that the caller may see."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from amrutam.accounts.actions import time_zone_of
from amrutam.accounts.contacts import address_indexes, normalised_email
from amrutam.accounts.models import Caller
from amrutam.accounts.queries import account_by_email
from amrutam.accounts.record_reads import note_record_read
from amrutam.booking import history_queries, mapping, queries
from amrutam.booking.batched import LookUps
from amrutam.booking.models import Appointment, Status, Stored
from amrutam.booking.queries import Page
from amrutam.clinics.access import is_at_its_desk
from amrutam.core.database import Row
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.pagination import CursorInstant, decode_cursor, encode_cursor
from amrutam.core.resources import Resources
from amrutam.schedules.local_time import day_end, day_start

_NOBODY = UUID(int=0)
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)


async def access_appointment(resources: Resources, caller: Caller, appointment_id: UUID) -> Stored:
    """The appointment with an id from a request, if the caller may see it. Reads by desks and admins are recorded.

    The account that manages the patient, the doctor and administrators may see the appointment; the
    desk of its clinic may see it without the reason for the visit. Raises `NotFound` for everybody
    else and for an unknown id.
    """
    row = await resources.part(LookUps).of(appointment_id)
    if row is None:
        raise NotFound
    stored = mapping.from_row(resources, row)
    if not stored.seen_by(caller):
        if not await is_at_its_desk(resources, caller, row["clinic_id"]):
            raise NotFound
        stored = stored.without_reason()
    await note_record_read(resources, caller, [appointment_id], "appointment")
    return stored


async def appointment_events(
    resources: Resources, caller: Caller, appointment_id: UUID
) -> list[dict[str, Any]]:
    """The appointment's first 1,000 events, oldest first: a list of dictionaries with the fields of `schemas.EventView`.

    `override_reason` is None for the account that manages the patient. Raises `NotFound` if the
    caller may not see the appointment.
    """
    stored = await access_appointment(resources, caller, appointment_id)
    rows = await history_queries.events(resources.database, appointment_id)
    is_staffs = not stored.owned_by(caller)
    return [_event(resources, row, appointment_id, is_staffs=is_staffs) for row in rows]


async def histories(
    resources: Resources, caller: Caller, appointment_ids: Sequence[UUID]
) -> dict[UUID, list[dict[str, Any]]]:
    """The histories of appointments by id, each as `appointment_events` returns it. This function does not check whether the caller may see the appointments."""
    rows = await history_queries.events_of_many(resources.database, appointment_ids)
    with_notes = list({row["appointment_id"] for row in rows if row["note_sealed"]})
    # Concurrent look-ups share one statement.
    own = await asyncio.gather(*(_is_own(resources, caller, id_) for id_ in with_notes))
    staffs = {id_ for id_, is_own in zip(with_notes, own, strict=True) if not is_own}
    found: dict[UUID, list[dict[str, Any]]] = {id_: [] for id_ in appointment_ids}
    for row in rows:
        id_ = row["appointment_id"]
        found[id_].append(_event(resources, row, id_, is_staffs=id_ in staffs))
    return found


async def _is_own(resources: Resources, caller: Caller, appointment_id: UUID) -> bool:
    row = await resources.part(LookUps).of(appointment_id)
    return row is None or mapping.from_row(resources, row).owned_by(caller)


def _event(
    resources: Resources, row: Row, appointment_id: UUID, *, is_staffs: bool
) -> dict[str, Any]:
    override = (
        mapping.opened_override(resources.keyring, row, appointment_id) if is_staffs else None
    )
    return {**row, "override_reason": override}


@dataclass(frozen=True, slots=True)
class Filter:
    """The filter of a list of appointments.

    Appointments that start on the days `first` to `last` in the caller's time zone are listed, both
    days included. `sort`: `starts_at` lists the earliest first, `-starts_at` the latest. `doctor_id`
    and `email` (of the account that manages the patient) are for administrators. Every field that is
    None does not limit the list.
    """

    status: Status | None = None
    first: date | None = None
    last: date | None = None
    sort: Literal["starts_at", "-starts_at"] = "starts_at"
    doctor_id: UUID | None = None
    reference: str | None = None
    email: str | None = None


_Position = tuple[CursorInstant, UUID]


async def list_appointments(
    resources: Resources, caller: Caller, wanted: Filter, limit: int, cursor: str | None
) -> tuple[list[Appointment], str | None]:
    """Returns a page of appointments, and the next page's cursor (None on the last page).

    `cursor`: the cursor of the page, None for the first page. Doctors see their visits, administrators the
    appointments that they search for, all others those of the patients whom their account manages.
    Raises `Invalid` for a cursor of another list, for a malformed filter or one that the caller may
    not use, for `last` before `first`, and for administrators without `reference`, `email` or
    `doctor_id`.
    """
    scope = _scope(caller, wanted)
    after = decode_cursor(resources.keyring, scope, cursor, _Position) if cursor else None
    page = await _page(resources, caller, wanted)
    asked = replace(page, after=after, limit=limit + 1)
    rows = await queries.appointments(resources.database, asked)
    found = [mapping.from_row(resources, row).appointment for row in rows[:limit]]
    await note_record_read(resources, caller, [each.id for each in found], "list")
    if len(rows) <= limit:
        return found, None
    return found, cursor_after(resources, caller, wanted, found[-1].starts_at, found[-1].id)


def cursor_after(
    resources: Resources, caller: Caller, wanted: Filter, starts_at: datetime, id_: UUID
) -> str:
    """The cursor of the page that begins after the appointment with this start and id."""
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
    """Raises `Invalid` for filters that only administrators may use.

    If such a filter were ignored, the answer would look as if it were filtered.
    """
    for name in ("doctor_id", "email"):
        if getattr(wanted, name) is not None:
            raise Invalid.field(f"/query/{name}", "can be used by administrators only")


async def _period(
    resources: Resources, caller: Caller, wanted: Filter
) -> tuple[datetime, datetime]:
    if wanted.first is None and wanted.last is None:
        return _FIRST, _LAST
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise Invalid.field("/query/to", "must not be before `from`")
    zone = await time_zone_of(resources, caller.account_id)
    return (
        day_start(wanted.first, zone) if wanted.first else _FIRST,
        day_end(wanted.last, zone) if wanted.last else _LAST,
    )


def _narrowest(wanted: Filter, account_id: UUID | None) -> tuple[str, UUID | str]:
    """The most selective filter, as (name of the statement, its key).

    Raises `Invalid` for administrators without `reference`, `email` and `doctor_id`, because nobody may list all
    appointments.
    """
    if wanted.reference is not None:
        return "one reference", wanted.reference
    if account_id is not None:
        return "one account", account_id
    if wanted.doctor_id is not None:
        return "one doctor", wanted.doctor_id
    raise Invalid.field(
        "/query/doctor_id", "administrators must also send `reference`, `email` or `doctor_id`"
    )


async def _account_of(resources: Resources, email: str) -> UUID:
    """Finds the account by the address's blind index; for an unknown address an id that has no appointments."""
    try:
        address = normalised_email(email)
    except Invalid as reason:
        raise Invalid.field("/query/email", "must be an e-mail address") from reason
    indexes = address_indexes(resources.keyring, address)
    row = await account_by_email(resources.database, indexes)
    return row["id"] if row else _NOBODY
