"""Creating, changing and approving doctors: one transaction each.

What decides offered times raises the doctor's version, the listing row follows in the same
transaction, and what is remembered is dropped as soon as it has committed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.core.changes import times_changed
from amrutam.core.database import Queries, retried
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources
from amrutam.doctors import write_queries
from amrutam.doctors.access import may_change
from amrutam.doctors.cache import drop_soon
from amrutam.doctors.errors import AccountNotLinkable, NotYoursToChange
from amrutam.doctors.models import DoctorProfile
from amrutam.doctors.profiles import load_profile
from amrutam.doctors.schedule_version import raise_version
from amrutam.doctors.schemas import DoctorChange, NewDoctor, TypeBody
from amrutam.doctors.search.index import list_doctors

OWN_FIELDS = frozenset(
    {
        "bio", "languages", "address", "code_policy", "buffer_minutes", "slot_step_minutes",
        "notice_minutes", "horizon_days", "consultation_types", "meeting_url",
        "change_notice_minutes", "follow_up_days",
    }
)  # fmt: skip
"""What doctors change themselves; the rest is checked by an administrator."""

_BOOKING_FIELDS = frozenset(
    {"consultation_types", "buffer_minutes", "slot_step_minutes", "notice_minutes",
     "horizon_days", "time_zone", "code_policy", "name", "registration_number",
     "specialization", "address", "city", "meeting_url", "change_notice_minutes"}
)  # fmt: skip
"""What holds and bookings are checked against, and what appointments say of the doctor."""

Check = Callable[[DoctorProfile], None]
"""Raises if the doctor is not in the state that the caller thinks (If-Match)."""


async def create_doctor(resources: Resources, new: NewDoctor) -> DoctorProfile:
    """Not yet approved, so neither listed nor bookable."""
    async with resources.database.transaction() as queries:
        values = await _stored(queries, new.model_dump(exclude={"consultation_types"}))
        doctor_id = await write_queries.insert_doctor(queries, values)
        await _replace_types(queries, doctor_id, new.consultation_types)
        await write_queries.enqueue_changed(queries, doctor_id)
        made = await _present(queries, doctor_id)
    await drop_soon(resources)
    return made


async def change_doctor(
    resources: Resources, caller: Caller, doctor_id: UUID, change: DoctorChange, check: Check
) -> DoctorProfile:
    """Raises `NotFound` for another's doctor, `NotYoursToChange`, and what `check` raises."""

    async def act() -> DoctorProfile:
        async with resources.database.transaction() as queries:
            await _lock_present(queries, caller, doctor_id, change, check)
            return await _write_change(queries, doctor_id, change)

    changed = await retried(act)
    await drop_soon(resources)
    if change.model_fields_set & _BOOKING_FIELDS:
        await times_changed(resources, doctor_id)
    return changed


async def approve_doctor(
    resources: Resources, doctor_id: UUID, *, approved: bool = True
) -> DoctorProfile:
    """Lists the doctor and lets it be booked, or ends both. Harmless to repeat."""

    async def act() -> DoctorProfile:
        async with resources.database.transaction() as queries:
            if await write_queries.approve(queries, doctor_id, approved=approved):
                await raise_version(queries, doctor_id)
                await list_doctors(queries, [doctor_id])
                await write_queries.enqueue_changed(queries, doctor_id)
            return await _present(queries, doctor_id)

    present = await retried(act)
    await drop_soon(resources)
    await times_changed(resources, doctor_id)
    return present


async def _lock_present(
    queries: Queries, caller: Caller, doctor_id: UUID, change: DoctorChange, check: Check
) -> None:
    """Locks first, then looks: two changes to one doctor come one after the other."""
    if change.model_fields_set & _BOOKING_FIELDS:
        await raise_version(queries, doctor_id)
    else:
        await write_queries.lock_doctor(queries, doctor_id)
    present = await _present(queries, doctor_id)
    if not may_change(present, caller):
        raise NotFound
    check(present)
    refused = sorted(change.model_fields_set - OWN_FIELDS) if caller.role != "admin" else []
    if refused:
        raise NotYoursToChange(fields=refused)


async def _write_change(queries: Queries, doctor_id: UUID, change: DoctorChange) -> DoctorProfile:
    given = change.model_dump(include=change.model_fields_set - {"consultation_types"})
    await write_queries.update_doctor(queries, doctor_id, await _stored(queries, given))
    if "consultation_types" in change.model_fields_set:
        await _replace_types(queries, doctor_id, change.consultation_types)
    await list_doctors(queries, [doctor_id])
    await write_queries.enqueue_changed(queries, doctor_id)
    return await _present(queries, doctor_id)


async def _present(queries: Queries, doctor_id: UUID) -> DoctorProfile:
    profile = await load_profile(queries, doctor_id)
    if profile is None:
        raise NotFound
    return profile


async def _stored(queries: Queries, values: dict[str, Any]) -> dict[str, Any]:
    """The values as the columns take them: slugs for names, an account that may be linked."""
    for table in ("specialization", "city"):
        if table in values:
            slug = await write_queries.slug_of(queries, table, values[table])
            if slug is None:
                raise Invalid.field(f"/{table}", f"not a known {table}")
            values[table] = slug
    account_id = values.get("account_id")
    if account_id is not None and not await write_queries.is_linkable(queries, account_id):
        raise AccountNotLinkable
    return values


async def _replace_types(queries: Queries, doctor_id: UUID, types: list[TypeBody]) -> None:
    kept = [kind.id for kind in types if kind.id is not None]
    known = await write_queries.retire_types(queries, doctor_id, kept)
    for at, kind in enumerate(types):
        if kind.id is not None and kind.id not in known:
            raise Invalid.field(f"/consultation_types/{at}/id", "not a type of this doctor")
        await write_queries.write_type(queries, doctor_id, kind)
