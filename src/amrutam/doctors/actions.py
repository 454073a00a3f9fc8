"""Creating, changing and approving doctors: one transaction each.

A change of one of `_BOOKING_FIELDS` or of the approval raises the version of the doctor's schedule. Each change of a
doctor also updates the doctor's row of the search index in its transaction. After each commit, cached profiles and
search pages are dropped (`cache.drop_entries_soon`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from amrutam.accounts.models import Caller
from amrutam.accounts.staff_queries import add_event
from amrutam.core.changes import times_changed
from amrutam.core.database import Queries, retried
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources
from amrutam.core.video import check_video
from amrutam.doctors import write_queries
from amrutam.doctors.access import may_change
from amrutam.doctors.cache import drop_entries_soon
from amrutam.doctors.errors import AccountNotLinkable, NotYoursToChange
from amrutam.doctors.models import DoctorProfile
from amrutam.doctors.profiles import load_profile
from amrutam.doctors.schedule_version_queries import raise_version
from amrutam.doctors.schemas import DoctorChange, NewDoctor, TypeBody
from amrutam.doctors.search.index import list_doctors
from amrutam.doctors.search.queries import meeting_url

OWN_FIELDS = frozenset(
    {
        "bio", "qualifications", "languages", "address", "code_policy", "buffer_minutes", "slot_step_minutes",
        "notice_minutes", "horizon_days", "consultation_types", "meeting_url",
        "change_notice_minutes", "follow_up_days",
    }
)  # fmt: skip
"""Fields that doctors may change themselves; only an administrator may change the other fields."""

_BOOKING_FIELDS = frozenset(
    {"consultation_types", "buffer_minutes", "slot_step_minutes", "notice_minutes",
     "horizon_days", "time_zone", "code_policy", "name", "registration_number",
     "specialization", "address", "city", "meeting_url", "change_notice_minutes"}
)  # fmt: skip
"""Fields that decide which times can be booked and when a code is needed, and data that appointments show.

A change of one of these fields raises the version of the doctor's schedule.
"""

Check = Callable[[DoctorProfile], None]
"""A function that gets the stored profile; raises an error if If-Match does not match it (`answers.check_current`)."""


async def create_doctor(resources: Resources, caller: Caller, new: NewDoctor) -> DoctorProfile:
    """Creates a doctor that is not approved, and therefore neither listed nor bookable.

    Returns the profile. The caller's right to create doctors is not checked here. Raises `Invalid` for an unknown
    specialization or city, a type with an id, and online types without a video link; `RegistrationTaken` if another
    doctor has the registration number; `AccountNotLinkable` if the account does not exist, is disabled, does not have
    the role `doctor` or belongs to another doctor.
    """
    async with resources.database.transaction() as queries:
        check_video(resources.settings, new.meeting_url, _online(new.consultation_types))
        values = await _stored(queries, new.model_dump(exclude={"consultation_types"}))
        doctor_id = await write_queries.insert_doctor(queries, values)
        await _replace_types(queries, doctor_id, new.consultation_types)
        await write_queries.enqueue_changed(queries, doctor_id)
        await add_event(queries, caller.account_id, "doctor_created", str(doctor_id))
        made = await _present(queries, doctor_id)
    await drop_entries_soon(resources)
    return made


async def change_doctor(
    resources: Resources, caller: Caller, doctor_id: UUID, change: DoctorChange, check: Check
) -> DoctorProfile:
    """Changes a doctor and returns the new profile.

    Raises `NotFound` if there is no such doctor or the caller is neither the doctor nor an administrator,
    `NotYoursToChange` if a doctor changes fields outside `OWN_FIELDS`, and what `check` raises. For the new values,
    raises what `create_doctor` raises, except that a type may have an id: `Invalid` is raised if the doctor has no
    active type with this id.
    """

    async def act() -> DoctorProfile:
        async with resources.database.transaction() as queries:
            await _lock_present(queries, caller, doctor_id, change, check)
            if caller.role == "admin":
                await add_event(queries, caller.account_id, "doctor_changed", str(doctor_id))
            changed = await _write_change(queries, doctor_id, change)
            if change.model_fields_set & {"meeting_url", "consultation_types"}:
                await _check_online(resources, queries, changed, change)
            return changed

    changed = await retried(act)
    await drop_entries_soon(resources)
    if change.model_fields_set & _BOOKING_FIELDS:
        await times_changed(resources, doctor_id)
    return changed


async def approve_doctor(
    resources: Resources,
    caller: Caller,
    doctor_id: UUID,
    *,
    approved: bool = True,
    also: Callable[[Queries], Awaitable[None]] | None = None,
) -> DoctorProfile:
    """Approves the doctor, or with `approved=False` withdraws the approval; returns the profile.

    Only approved doctors are listed and can be booked. If the doctor's approval is already as wanted, the function
    itself writes nothing, but drops caches all the same. `also` is called within the transaction in both cases. The
    caller's rights are not checked here. Raises `NotFound` if there is no such doctor, and what `also` raises.
    """

    async def act() -> DoctorProfile:
        async with resources.database.transaction() as queries:
            if await write_queries.approve(queries, doctor_id, approved=approved):
                await raise_version(queries, doctor_id)
                await list_doctors(queries, [doctor_id])
                await write_queries.enqueue_changed(queries, doctor_id)
                kind = "doctor_approved" if approved else "doctor_suspended"
                await add_event(queries, caller.account_id, kind, str(doctor_id))
            if also is not None:
                await also(queries)
            return await _present(queries, doctor_id)

    present = await retried(act)
    await drop_entries_soon(resources)
    await times_changed(resources, doctor_id)
    return present


async def _lock_present(
    queries: Queries, caller: Caller, doctor_id: UUID, change: DoctorChange, check: Check
) -> None:
    """Locks the doctor's row, then checks the caller's rights and, with `check`, the profile's version.

    Before that, raises the schedule version if `change` has one of `_BOOKING_FIELDS`. Raises `NotFound`,
    `NotYoursToChange`, and what `check` raises, as `change_doctor` describes.
    """
    if change.model_fields_set & _BOOKING_FIELDS:
        await raise_version(queries, doctor_id)
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


async def _check_online(
    resources: Resources, queries: Queries, changed: DoctorProfile, change: DoctorChange
) -> None:
    """Raises `Invalid` if the doctor offers online visits, but neither the doctor nor the platform has a video link."""
    online = (
        ["/meeting_url"] if any("online" in t.modes for t in changed.consultation_types) else []
    )
    if "consultation_types" in change.model_fields_set:
        online = _online(change.consultation_types)
    check_video(resources.settings, await meeting_url(queries, changed.id), online)


def _online(types: list[TypeBody]) -> list[str]:
    return [
        f"/consultation_types/{at}/modes" for at, kind in enumerate(types) if "online" in kind.modes
    ]


async def _present(queries: Queries, doctor_id: UUID) -> DoctorProfile:
    profile = await load_profile(queries, doctor_id)
    if profile is None:
        raise NotFound
    return profile


async def _stored(queries: Queries, values: dict[str, Any]) -> dict[str, Any]:
    """Replaces the names of specialization and city in `values` by their slugs, which the columns contain; returns `values`.

    Raises `Invalid` for an unknown name, `AccountNotLinkable` for an account that cannot be linked.
    """
    for table in ("specialization", "city"):
        if table in values:
            slug = await write_queries.slug_of(queries, table, values[table])
            if slug is None:
                raise Invalid.field(f"/{table}", f"must be a known {table}")
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
            raise Invalid.field(
                f"/consultation_types/{at}/id", "must be a consultation type of this doctor"
            )
        await write_queries.write_type(queries, doctor_id, kind)
