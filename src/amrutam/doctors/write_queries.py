"""SQL that changes doctors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from amrutam.core.database import Queries, Statement
from amrutam.core.queue import enqueue
from amrutam.doctors.errors import AccountNotLinkable, RegistrationTaken
from amrutam.doctors.schemas import TypeBody

COLUMNS = frozenset(
    {
        "name", "registration_number", "specialization", "city", "languages", "gender",
        "experience_years", "bio", "qualifications", "time_zone", "code_policy", "buffer_minutes",
        "slot_step_minutes", "notice_minutes", "horizon_days", "account_id", "meeting_url",
        "change_notice_minutes", "follow_up_days",
    }
)  # fmt: skip
"""The columns of `doctor` that a request may set; only these names are inserted into SQL."""
_PRACTICE_FIELDS = frozenset({"name", "address", "city", "time_zone"})

_BOOKING = Statement(
    "insert_doctor_booking", "INSERT INTO doctor_booking (doctor_id, approved) VALUES ($1, false)"
)
# A doctor's own practice has the doctor's name, city and time zone. If $2 is NULL (the request has
# no address), the practice keeps its present address.
_PRACTICE = Statement(
    "write_practice",
    """
    INSERT INTO clinic AS c (id, name, address, city, time_zone, is_practice)
    SELECT id, name, coalesce($2, ''), city, time_zone, true FROM doctor WHERE id = $1
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = coalesce($2, c.address),
        city = excluded.city, time_zone = excluded.time_zone, updated_at = excluded.updated_at
    """,
)
_WORKS_THERE = Statement("add_practice", "INSERT INTO doctor_clinic VALUES ($1, $1)")
_CHANGED = Statement("note_free_day_change", "INSERT INTO free_day_change (doctor_id) VALUES ($1)")
_SLUGS = {
    table: Statement(
        f"{table}_slug",
        f"""
        SELECT slug FROM {table}
        WHERE slug = lower($1) OR lower(name) = lower($1) OR name_hi = $1 LIMIT 1
        """,
    )
    for table in ("specialization", "city")
}
_LINKABLE = Statement(
    "account_is_a_doctors",
    "SELECT EXISTS (SELECT FROM account WHERE id = $1 AND role = 'doctor' AND disabled_at IS NULL)",
)
_APPROVE = Statement(
    "approve_doctor",
    "UPDATE doctor_booking SET approved = $2 WHERE doctor_id = $1 AND approved <> $2 RETURNING true",
)
_SUSPENDED = Statement(
    "note_doctor_suspended",
    "UPDATE doctor SET suspended_at = CASE WHEN NOT $2 THEN now() END WHERE id = $1",
)
_INSERT = Statement("insert_doctor")
_UPDATE = Statement("update_doctor")
_LOCK = Statement("lock_doctor", "SELECT FROM doctor WHERE id = $1 FOR NO KEY UPDATE")
_END_LINK = Statement("end_calendar_link", "DELETE FROM calendar_link WHERE doctor_id = $1")
_TOUCH = Statement(
    "touch_doctor",
    """
    UPDATE doctor SET updated_at = greatest(clock_timestamp(), updated_at + interval '1 microsecond')
    WHERE id = $1
    """,
)
# No type stays the default, because a unique index allows a doctor only one active default type at any
# moment, and the next statements write the types one after another.
_RETIRE = Statement(
    "retire_consultation_types",
    """
    UPDATE consultation_type SET is_default = false, active = id = ANY($2::uuid[])
    WHERE doctor_id = $1 AND active
    RETURNING id
    """,
)
_CHANGE_TYPE = Statement(
    "change_consultation_type",
    """
    UPDATE consultation_type SET kind = $3, name = $4, minutes = $5, fee_amount = $6,
        fee_currency = $7, modes = $8, is_default = $9
    WHERE doctor_id = $1 AND id = $2
    """,
)
_ADD_TYPE = Statement(
    "add_consultation_type",
    """
    INSERT INTO consultation_type
        (doctor_id, kind, name, minutes, fee_amount, fee_currency, modes, is_default)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    """,
)


async def slug_of(queries: Queries, table: str, named: str) -> str | None:
    """The slug of a specialization or city that is given by slug, English name (both in any case) or Hindi name; None for an unknown text.

    `table` is `specialization` or `city`.
    """
    return await queries.value(_SLUGS[table], named)  # type: ignore[no-any-return]


async def is_linkable(queries: Queries, account_id: UUID) -> bool:
    """Whether the account exists, has the role `doctor` and is not disabled. It can still belong to another doctor."""
    return bool(await queries.value(_LINKABLE, account_id))


async def insert_doctor(queries: Queries, values: Mapping[str, Any]) -> UUID:
    """Inserts a doctor who is not approved, with the doctor's own practice, and returns the id.

    `values` maps columns of `doctor`, and `address`, to values; slugs stand for specialization and city. Raises
    `RegistrationTaken` if another doctor has the registration number, and `AccountNotLinkable` if the account belongs
    to another doctor.
    """
    names = [name for name in values if name in COLUMNS]
    places = ", ".join(f"${n}" for n in range(1, len(names) + 1))
    sql = f"INSERT INTO doctor ({', '.join(names)}) VALUES ({places}) RETURNING id"
    doctor_id: UUID = await _unique(queries, _INSERT.of(sql), *_values(values, names))
    await queries.execute(_BOOKING, doctor_id)
    await queries.execute(_PRACTICE, doctor_id, values.get("address"))
    await queries.execute(_WORKS_THERE, doctor_id)
    await queries.execute(_CHANGED, doctor_id)
    return doctor_id


async def lock_doctor(queries: Queries, doctor_id: UUID) -> None:
    """Locks the doctor's row until the transaction ends; does nothing if there is no such doctor."""
    await queries.execute(_LOCK, doctor_id)


async def update_doctor(queries: Queries, doctor_id: UUID, values: Mapping[str, Any]) -> None:
    """Changes columns of `doctor` and of the doctor's own practice, and raises the profile's version.

    `values` maps columns of `doctor`, and `address`, to their new values. If `account_id` is among them, the
    doctor's calendar link is deleted. Raises `RegistrationTaken` if another doctor has the registration number, and
    `AccountNotLinkable` if the account belongs to another doctor.
    """
    names = [name for name in values if name in COLUMNS]
    if names:
        sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(names, 2))
        sql = f"UPDATE doctor SET {sets} WHERE id = $1"
        await _unique(queries, _UPDATE.of(sql), doctor_id, *_values(values, names))
    if values.keys() & _PRACTICE_FIELDS:
        await queries.execute(_PRACTICE, doctor_id, values.get("address"))
    # The person whose account is unlinked by this change may know the calendar link, and must not be
    # able to read the doctor's calendar with it.
    if "account_id" in values:
        await queries.execute(_END_LINK, doctor_id)
    await queries.execute(_TOUCH, doctor_id)


async def approve(queries: Queries, doctor_id: UUID, *, approved: bool) -> bool:
    """Sets the approval; returns whether this changed the approval. False if there is no such doctor.

    A change also raises the profile's version and records when the approval was withdrawn, if it was.
    """
    changed = bool(await queries.value(_APPROVE, doctor_id, approved))
    if changed:
        await queries.execute(_SUSPENDED, doctor_id, approved)
        await queries.execute(_TOUCH, doctor_id)
    return changed


async def retire_types(queries: Queries, doctor_id: UUID, kept: Sequence[UUID]) -> set[UUID]:
    """Deactivates the doctor's types except those whose ids are in `kept`, and marks no type as the default.

    Returns the ids of all types that were active before, kept or not. Deactivated types are not deleted, because
    appointments refer to them.
    """
    return {row["id"] for row in await queries.fetch(_RETIRE, doctor_id, kept)}


async def write_type(queries: Queries, doctor_id: UUID, kind: TypeBody) -> None:
    """Adds a type to the doctor or, if `kind` has an id, changes the doctor's type with this id, if there is one.

    Call `retire_types` before: a doctor can have only one active default type (a unique index), and a type that it has
    deactivated stays inactive.
    """
    common = (kind.kind, kind.name, kind.minutes, kind.fee.amount, kind.fee.currency, kind.modes,
              kind.is_default)  # fmt: skip
    if kind.id is None:
        await queries.execute(_ADD_TYPE, doctor_id, *common)
    else:
        await queries.execute(_CHANGE_TYPE, doctor_id, kind.id, *common)


async def touch(queries: Queries, doctor_id: UUID) -> None:
    """Raises the version of the profile (`updated_at`)."""
    await queries.execute(_TOUCH, doctor_id)


async def enqueue_changed(queries: Queries, doctor_id: UUID) -> None:
    """Enqueues the jobs of `tasks.py`, which drop cached profiles and search pages and invalidate website pages.

    The request itself also drops the cached profiles and search pages after the commit. The job `doctors_changed` drops
    them once more, because the process can die between the commit and the drop, or Redis can be unreachable.
    """
    await enqueue(queries, "doctors_changed", {})
    await enqueue(queries, "revalidate_page", {"doctor_id": str(doctor_id)})


def _values(values: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    return [values[name] for name in names]


async def _unique(queries: Queries, statement: Statement, *args: Any) -> Any:
    try:
        return await queries.value(statement, *args)
    except asyncpg.UniqueViolationError as reason:
        if "account" in (reason.constraint_name or ""):
            raise AccountNotLinkable from reason
        raise RegistrationTaken from reason
