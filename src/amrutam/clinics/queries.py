"""SQL of clinics, their staff, and one day at a clinic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from amrutam.accounts.staff_queries import refusals
from amrutam.clinics.errors import ClinicInUse
from amrutam.core.database import Queries, Row, Statement

COLUMNS = frozenset(
    {"name", "address", "city", "latitude", "longitude", "time_zone", "phone", "languages"}
)
"""The columns of `clinic` that a request may set; only these names are inserted into SQL."""

_SHOWN = """c.id, c.name, c.address, e.name AS city, c.city AS city_slug, c.latitude, c.longitude,
    c.time_zone, c.phone, c.languages, c.is_practice, c.closed_at, c.updated_at"""

_INSERT = Statement("insert_clinic")
_UPDATE = Statement("update_clinic")
_LOCK = Statement(
    "lock_clinic", "SELECT is_practice, closed_at, updated_at FROM clinic WHERE id = $1 FOR UPDATE"
)
_CLOSE = Statement(
    "close_clinic",
    """
    UPDATE clinic SET closed_at = CASE WHEN $2 THEN now() END,
        updated_at = greatest(now(), updated_at + interval '1 microsecond')
    WHERE id = $1
    """,
)
_ONE = Statement(
    "clinic", f"SELECT {_SHOWN} FROM clinic AS c JOIN city AS e ON e.slug = c.city WHERE c.id = $1"
)
_OF_DESK = Statement(
    "clinics_of_desk",
    f"""
    SELECT {_SHOWN} FROM desk_clinic AS w
    JOIN clinic AS c ON c.id = w.clinic_id JOIN city AS e ON e.slug = c.city
    WHERE w.account_id = $1 ORDER BY c.name, c.id
    """,
)
# Leaves out practices, each of which belongs to one doctor: there are many of them, and people find
# them through the doctor.
_LIST = Statement(
    "clinics",
    f"""
    SELECT {_SHOWN} FROM clinic AS c JOIN city AS e ON e.slug = c.city
    WHERE NOT c.is_practice AND (c.closed_at IS NOT NULL) = $5 AND ($1::uuid IS NULL OR (c.city, c.id) > ($2, $1))
        AND ($3::text IS NULL OR c.city = (SELECT slug FROM city
            WHERE slug = lower($3) OR lower(name) = lower($3) OR name_hi = $3 LIMIT 1))
    ORDER BY c.city, c.id LIMIT $4
    """,
)
IS_AT_DESK = Statement(
    "is_at_desk", "SELECT EXISTS (SELECT FROM desk_clinic WHERE account_id = $1 AND clinic_id = $2)"
)
WORKS_AT = Statement(
    "doctor_works_at_clinic",
    "SELECT EXISTS (SELECT FROM doctor_clinic WHERE doctor_id = $1 AND clinic_id = $2)",
)

_DOCTORS = Statement(
    "clinic_doctors",
    """
    SELECT d.id, d.name, s.name AS specialization, b.approved
    FROM doctor_clinic AS w
    JOIN doctor AS d ON d.id = w.doctor_id
    JOIN doctor_booking AS b ON b.doctor_id = d.id
    JOIN specialization AS s ON s.slug = d.specialization
    WHERE w.clinic_id = $1 ORDER BY d.name, d.id
    """,
)
_COUNT_CLINICS = Statement(
    "count_clinics_of_doctor", "SELECT count(*) FROM doctor_clinic WHERE doctor_id = $1"
)
_ADD_DOCTOR = Statement(
    "add_doctor_to_clinic",
    "INSERT INTO doctor_clinic VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true",
)
# Past extra hours are deleted before a doctor leaves the clinic, because they would prevent that.
_FORGET_HOURS = Statement(
    "forget_hours_at_clinic",
    "DELETE FROM schedule_exception WHERE doctor_id = $1 AND clinic_id = $2 AND ends_at <= now()",
)
_BOOKED_THERE = Statement(
    "is_booked_at_clinic",
    """
    SELECT EXISTS (SELECT FROM appointment
        WHERE doctor_id = $1 AND clinic_id = $2 AND status = 'booked' AND starts_at > now())
    """,
)
_REMOVE_DOCTOR = Statement(
    "remove_doctor_from_clinic",
    "DELETE FROM doctor_clinic WHERE doctor_id = $1 AND clinic_id = $2 RETURNING true",
)

_DESK = Statement(
    "clinic_desk",
    """
    SELECT a.id, a.email_sealed, a.disabled_at FROM desk_clinic AS w
    JOIN account AS a ON a.id = w.account_id
    WHERE w.clinic_id = $1 ORDER BY a.id
    """,
)
IS_AT_DESK_OF = Statement(
    "is_at_desk_of_doctor",
    """
    SELECT EXISTS (SELECT FROM desk_clinic AS w JOIN doctor_clinic AS d USING (clinic_id)
        WHERE w.account_id = $1 AND d.doctor_id = $2)
    """,
)

_COUNT_DESK = Statement("count_desk", "SELECT count(*) FROM desk_clinic WHERE clinic_id = $1")
# Functions of the schema's owner; `$1` is the session of the acting administrator.
_ADD_DESK = Statement("add_desk", "SELECT add_desk($1, $2, $3)")
_REMOVE_DESK = Statement("remove_desk", "SELECT remove_desk($1, $2, $3)")
_UPCOMING = Statement(
    "clinic_upcoming",
    """
    SELECT count(*) AS visits, min(a.starts_at) AS first, max(a.starts_at) AS last
    FROM doctor_clinic AS w
    JOIN appointment AS a ON a.doctor_id = w.doctor_id AND a.clinic_id = w.clinic_id
    WHERE w.clinic_id = $1 AND a.status = 'booked' AND a.starts_at > now()
    """,
)

# Appointments are found through the clinic's doctors, because they are indexed by doctor and time;
# the day's bounds limit the search to the partitions of the day.
_AGENDA = Statement(
    "clinic_agenda",
    """
    SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.version,
        t.name AS consultation_type, t.kind AS consultation_kind, p.id AS patient_id, p.name AS patient_name,
        d.id AS doctor_id, d.name AS doctor_name, a.attendance, a.fee_amount, a.fee_currency,
        (SELECT coalesce(sum(amount), 0)::bigint FROM payment
            WHERE appointment_id = a.id AND currency = a.fee_currency) AS paid
    FROM doctor_clinic AS w
    JOIN appointment AS a ON a.doctor_id = w.doctor_id AND a.clinic_id = w.clinic_id
    JOIN doctor AS d ON d.id = a.doctor_id
    JOIN patient AS p ON p.id = a.patient_id
    JOIN consultation_type AS t ON t.id = a.consultation_type_id
    WHERE w.clinic_id = $1 AND a.starts_at >= $2 AND a.starts_at < $3
    ORDER BY a.starts_at, a.created_at, a.id LIMIT $4
    """,
)


async def insert_clinic(queries: Queries, values: Mapping[str, Any]) -> UUID:
    """Inserts a clinic and returns its id. `values` maps names in `COLUMNS` to values; other names are ignored.

    `name` and `city` are required; `city` is the slug of a row of the table `city` (otherwise
    `asyncpg.ForeignKeyViolationError`).
    """
    names = sorted(COLUMNS & values.keys())
    places = ", ".join(f"${n}" for n in range(1, len(names) + 1))
    sql = f"INSERT INTO clinic ({', '.join(names)}) VALUES ({places}) RETURNING id"
    made: UUID = await queries.value(_INSERT.of(sql), *(values[name] for name in names))
    return made


async def update_clinic(queries: Queries, clinic_id: UUID, values: Mapping[str, Any]) -> None:
    """Sets columns of the clinic and its `updated_at`. `values` maps names in `COLUMNS` to values; other names are ignored.

    `city` is a slug, as for `insert_clinic`. An unknown clinic changes nothing.
    """
    names = sorted(COLUMNS & values.keys())
    sets = "".join(f"{name} = ${n}, " for n, name in enumerate(names, 2))
    sql = f"""UPDATE clinic SET {sets}
        updated_at = greatest(now(), updated_at + interval '1 microsecond') WHERE id = $1"""
    await queries.execute(_UPDATE.of(sql), clinic_id, *(values[name] for name in names))


async def close_clinic(queries: Queries, clinic_id: UUID, *, closed: bool) -> None:
    """Closes the clinic (`closed` True), or opens the clinic again; an unknown clinic changes nothing.

    Raises `asyncpg.CheckViolationError` if a doctor's own practice is to be closed. A clinic that is closed
    already gets a new time of its closing.
    """
    await queries.execute(_CLOSE, clinic_id, closed)


async def lock_clinic(queries: Queries, clinic_id: UUID) -> Row | None:
    """Locks the clinic until the transaction ends.

    Returns a row of `is_practice`, `closed_at` and `updated_at`; None if there is no such clinic.
    """
    return await queries.row(_LOCK, clinic_id)


async def clinic(queries: Queries, clinic_id: UUID) -> Row | None:
    """The clinic's row, also of a closed clinic; None if there is no such clinic.

    The columns are `id`, `name`, `address`, `city` (its name), `city_slug`, `latitude` and `longitude` (in
    degrees; None without a position), `time_zone` (an IANA name), `phone` (E.164; None without one),
    `languages`, `is_practice`, `closed_at` (None while the clinic is open) and `updated_at`.
    """
    return await queries.row(_ONE, clinic_id)


async def clinics(
    queries: Queries, city: str | None, after: tuple[str, UUID] | None, limit: int, *, closed: bool
) -> list[Row]:
    """Returns a page of at most `limit` clinics without doctors' own practices, by city and id, in the columns of `clinic`.

    `city`: only clinics in this city (a slug, or a name in English or Hindi); None for every city. `after`: the city's
    slug and the id of the last clinic of the previous page; None for the first page. Open clinics are listed, or closed
    clinics if `closed` is true.
    """
    slug, id_ = after or (None, None)
    return await queries.fetch(_LIST, id_, slug, city, limit, closed)


async def clinics_of_desk(queries: Queries, account_id: UUID) -> list[Row]:
    """Returns rows of the clinics at whose desk the account works, also of closed ones, by name; the columns are those of `clinic`."""
    return await queries.fetch(_OF_DESK, account_id)


async def doctors(queries: Queries, clinic_id: UUID) -> list[Row]:
    """Returns the doctors who work at the clinic, by name: rows of `id`, `name`, `specialization` (its name) and `approved`."""
    return await queries.fetch(_DOCTORS, clinic_id)


async def count_clinics(queries: Queries, doctor_id: UUID) -> int:
    """The number of clinics at which a doctor works, including the doctor's own practice."""
    return int(await queries.value(_COUNT_CLINICS, doctor_id))


async def add_doctor(queries: Queries, doctor_id: UUID, clinic_id: UUID) -> bool:
    """Adds the doctor to the clinic; returns False if the doctor already worked there.

    Both must exist (otherwise `asyncpg.ForeignKeyViolationError`). The number of the doctor's clinics is
    not limited here.
    """
    return bool(await queries.value(_ADD_DOCTOR, doctor_id, clinic_id))


async def remove_doctor(queries: Queries, doctor_id: UUID, clinic_id: UUID) -> bool:
    """Removes the doctor from the clinic, with past extra hours there; returns False if the doctor did not work there.

    The caller has locked the doctor's schedule (`raise_version`), so that no booking commits meanwhile.
    Raises `ClinicInUse` if the doctor has weekly rules, other extra hours or future booked
    appointments at the clinic.
    """
    await queries.execute(_FORGET_HOURS, doctor_id, clinic_id)
    if await queries.value(_BOOKED_THERE, doctor_id, clinic_id):
        raise ClinicInUse
    try:
        return bool(await queries.value(_REMOVE_DOCTOR, doctor_id, clinic_id))
    except asyncpg.ForeignKeyViolationError as reason:
        raise ClinicInUse from reason


async def desk(queries: Queries, clinic_id: UUID) -> list[Row]:
    """Returns the accounts of the clinic's desk, by id: rows of `id`, `email_sealed` and `disabled_at`.

    `email_sealed` is None for an account without an address, `disabled_at` while the account is enabled.
    """
    return await queries.fetch(_DESK, clinic_id)


async def count_desk(queries: Queries, clinic_id: UUID) -> int:
    """The number of accounts of the clinic's desk."""
    return int(await queries.value(_COUNT_DESK, clinic_id))


async def add_desk(
    queries: Queries, acting: UUID | None, account_id: UUID, clinic_id: UUID
) -> bool:
    """Adds the account to the clinic's desk (SQL function `add_desk`); returns False if the account was there already.

    `acting`: the id of the administrator's session; None for a command that runs as the schema's owner.
    Raises `NotAllowed` if `acting` is not the live session of an administrator, or is None without the
    owner's rights; `NotFound` for an account without the role `desk`. The clinic must exist (otherwise
    `asyncpg.ForeignKeyViolationError`), and the number of accounts is not limited here.
    """
    with refusals():
        return bool(await queries.value(_ADD_DESK, acting, account_id, clinic_id))


async def remove_desk(
    queries: Queries, acting: UUID | None, account_id: UUID, clinic_id: UUID
) -> bool:
    """Removes the account from the clinic's desk (SQL function `remove_desk`); returns False if the account was not there.

    `acting` and `NotAllowed` as for `add_desk`.
    """
    with refusals():
        return bool(await queries.value(_REMOVE_DESK, acting, account_id, clinic_id))


async def upcoming(queries: Queries, clinic_id: UUID) -> Row:
    """Returns a row about the future visits that are booked at the clinic.

    Columns: `visits` (their number; 0 also for an unknown clinic), `first` and `last` (the starts of the
    first and the last visit, in UTC; None without a visit).
    """
    found = await queries.row(_UPCOMING, clinic_id)
    assert found is not None  # noqa: S101 - an aggregate is one row
    return found


async def agenda(
    queries: Queries, clinic_id: UUID, period: Sequence[datetime], limit: int
) -> list[Row]:
    """Returns the clinic's first `limit` appointments of any status, by start, in the columns of `_AGENDA`.

    Appointments with doctors who have left the clinic are missing. `period` is (start, end): the appointments start at
    `start` or later, and before `end`. `fee_amount` and `paid` are in minor units; payments in another currency than
    the fee's are left out of `paid`.
    """
    return await queries.fetch(_AGENDA, clinic_id, *period, limit)
