"""SQL of clinics' holidays."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amrutam.core.database import Queries, Row, Statement

# Visits are counted through the clinic's doctors, because appointments are found by doctor and time.
_HOLIDAYS = Statement(
    "clinic_holidays",
    """
    SELECT h.day, h.name, (SELECT count(*) FROM doctor_clinic AS w
        JOIN appointment AS a ON a.doctor_id = w.doctor_id AND a.clinic_id = w.clinic_id
        WHERE w.clinic_id = h.clinic_id AND a.status = 'booked' AND a.starts_at > now()
            AND a.starts_at >= h.day::timestamp AT TIME ZONE c.time_zone
            AND a.starts_at < (h.day + 1)::timestamp AT TIME ZONE c.time_zone) AS visits
    FROM clinic_holiday AS h JOIN clinic AS c ON c.id = h.clinic_id
    WHERE h.clinic_id = $1 AND h.day >= $2 AND h.removed_at IS NULL
    ORDER BY h.day
    """,
)
_CHANGES = Statement(
    "clinic_holiday_changes",
    """
    SELECT t.day, t.name, t.kind, t.at, a.email_sealed AS by_sealed
    FROM (
        SELECT day, name, 'added' AS kind, added_at AS at, added_by AS by FROM clinic_holiday WHERE clinic_id = $1
        UNION ALL
        SELECT day, name, 'removed', removed_at, removed_by FROM clinic_holiday
        WHERE clinic_id = $1 AND removed_at IS NOT NULL
    ) AS t LEFT JOIN account AS a ON a.id = t.by
    ORDER BY t.at DESC, t.kind LIMIT $2
    """,
)
_NAME_OF = Statement(
    "clinic_holiday_name",
    "SELECT name FROM clinic_holiday WHERE clinic_id = $1 AND day = $2 AND removed_at IS NULL",
)
_REMOVE = Statement(
    "remove_clinic_holiday",
    """
    UPDATE clinic_holiday SET removed_at = clock_timestamp(), removed_by = $3
    WHERE clinic_id = $1 AND day = $2 AND removed_at IS NULL RETURNING true
    """,
)
_ADD = Statement(
    "add_clinic_holiday",
    "INSERT INTO clinic_holiday (clinic_id, day, name, added_by) VALUES ($1, $2, $3, $4)",
)


async def holidays(queries: Queries, clinic_id: UUID, since: date) -> list[Row]:
    """Returns rows of the clinic's holidays from the day `since` on, in order: `day`, `name`, `visits`.

    Days are local days of the clinic. `visits` is the number of visits that are booked at the clinic on
    the day and have not begun. The list is empty for an unknown clinic.
    """
    return await queries.fetch(_HOLIDAYS, clinic_id, since)


async def changes(queries: Queries, clinic_id: UUID, limit: int) -> list[Row]:
    """The last `limit` additions and removals of the clinic's holidays, newest first; a change of name is a removal and an addition.

    Columns: `day`, `name`, `kind` (`added` or `removed`), `at` (in UTC), and `by_sealed` (the encrypted
    e-mail address of the account that made the change, None if the account has no address).
    """
    return await queries.fetch(_CHANGES, clinic_id, limit)


async def name_of(queries: Queries, clinic_id: UUID, day: date) -> str | None:
    """The name of the clinic's holiday on its local day; None for a day that is no holiday, and for an unknown clinic."""
    found: str | None = await queries.value(_NAME_OF, clinic_id, day)
    return found


async def add(queries: Queries, clinic_id: UUID, day: date, name: str, account_id: UUID) -> bool:
    """Adds the holiday, or changes its name; returns False if the day is already a holiday with this name.

    `day` is a local day of the clinic, also a past one. The caller has locked the clinic. `account_id` is
    stored as the account that made the change.
    """
    if await name_of(queries, clinic_id, day) == name:
        return False
    await remove(queries, clinic_id, day, account_id)
    await queries.execute(_ADD, clinic_id, day, name, account_id)
    return True


async def remove(queries: Queries, clinic_id: UUID, day: date, account_id: UUID) -> bool:
    """Removes the holiday, which stays in the history; returns False if the day is no holiday. `account_id` as for `add`."""
    return bool(await queries.value(_REMOVE, clinic_id, day, account_id))
