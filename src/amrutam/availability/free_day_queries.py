"""SQL of the free days that searches read. All in bulk: one statement for many doctors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from amrutam.availability.free_day_rules import Times
from amrutam.core.database import Queries, Row, Statement
from amrutam.doctors.search.sql import FREE_AT, IS_FREE

# Held until the transaction ends, so that nobody writes what an older look at the claims gave.
_TRY_LOCK = Statement(
    "free_days_try_lock",
    """
    SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended('amrutam free days', 0))
        THEN now() END
    """,
)
_LOCK = Statement(
    "free_days_lock",
    "SELECT now() FROM pg_advisory_xact_lock(hashtextextended('amrutam free days', 0))",
)
# Deleted before the claims are read, in the same transaction: whoever commits later leaves a row
# that is still there for the next round, and a crash loses none.
_TAKE = Statement(
    "free_days_take_changes",
    """
    DELETE FROM free_day_change
    WHERE id IN (SELECT id FROM free_day_change ORDER BY id LIMIT $1)
    RETURNING doctor_id, at
    """,
)
_TAKE_OF = Statement(
    "free_days_take_changes_of",
    "DELETE FROM free_day_change WHERE doctor_id = ANY($1::uuid[])",
)
# Days whose first free time has passed, doctors whose horizon has grown, doctors never looked at.
_DUE = Statement(
    "free_days_due",
    """
    (SELECT doctor_id, local_day, NULL::date AS known_until FROM doctor_free_day
        WHERE bookable_until <= now() ORDER BY bookable_until LIMIT $1)
    UNION ALL
    (SELECT doctor_id, NULL, last_day FROM doctor_free_state
        WHERE due_at <= now() ORDER BY due_at LIMIT $2)
    UNION ALL
    (SELECT b.doctor_id, NULL, NULL FROM doctor_booking AS b
        WHERE NOT EXISTS (SELECT FROM doctor_free_state AS s WHERE s.doctor_id = b.doctor_id)
        LIMIT $2)
    """,
)
_APPROVED = Statement(
    "free_days_doctors", "SELECT doctor_id FROM doctor_booking ORDER BY doctor_id"
)
# A day of NULL means all of that doctor's.
_PRESENT = Statement(
    "free_days_present",
    """
    SELECT f.doctor_id, f.mode, f.local_day, f.first_free_at, f.bookable_until,
        f.second_free_at, f.second_until
    FROM unnest($1::uuid[], $2::date[]) AS asked (doctor_id, local_day)
    JOIN doctor_free_day AS f ON f.doctor_id = asked.doctor_id
        AND (asked.local_day IS NULL OR f.local_day = asked.local_day)
    """,
)
_DELETE = Statement(
    "free_days_delete",
    """
    DELETE FROM doctor_free_day AS f
    USING unnest($1::uuid[], $2::text[], $3::date[]) AS gone (doctor_id, mode, local_day)
    WHERE f.doctor_id = gone.doctor_id AND f.mode = gone.mode AND f.local_day = gone.local_day
    """,
)
_WRITE = Statement(
    "free_days_write",
    """
    INSERT INTO doctor_free_day (doctor_id, mode, local_day, first_free_at, bookable_until,
        second_free_at, second_until)
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::date[], $4::timestamptz[], $5::timestamptz[],
        $6::timestamptz[], $7::timestamptz[])
    ON CONFLICT (doctor_id, mode, local_day) DO UPDATE
        SET first_free_at = excluded.first_free_at, bookable_until = excluded.bookable_until,
            second_free_at = excluded.second_free_at, second_until = excluded.second_until
    """,
)
_STATE = Statement(
    "free_days_state",
    """
    INSERT INTO doctor_free_state (doctor_id, last_day, due_at)
    SELECT * FROM unnest($1::uuid[], $2::date[], $3::timestamptz[])
    ON CONFLICT (doctor_id) DO UPDATE SET last_day = excluded.last_day, due_at = excluded.due_at
    """,
)
_FIRST = f"""LEFT JOIN LATERAL (
        SELECT {FREE_AT} AS first_free_at,
            CASE WHEN f.bookable_until > now() THEN f.bookable_until ELSE f.second_until END
                AS bookable_until
        FROM doctor_free_day AS f
        WHERE f.doctor_id = asked.doctor_id AND f.mode = '{{mode}}' AND {IS_FREE}
        ORDER BY f.local_day LIMIT 1
    ) AS {{mode}} ON true"""
_LISTING = Statement(
    "free_days_listing",
    f"""
    UPDATE doctor_listing AS l SET next_available_at = n.any_at, next_online_at = n.online_at,
        next_in_person_at = n.in_person_at, next_until = n.until
    FROM (
        SELECT asked.doctor_id, coalesce(anyhow.first_free_at, 'infinity') AS any_at,
            coalesce(online.first_free_at, 'infinity') AS online_at,
            coalesce(in_person.first_free_at, 'infinity') AS in_person_at,
            coalesce(least(anyhow.bookable_until, online.bookable_until,
                in_person.bookable_until), 'infinity') AS until
        FROM unnest($1::uuid[]) AS asked (doctor_id)
        {_FIRST.format(mode="any").replace("AS any", "AS anyhow")}
        {_FIRST.format(mode="online")}
        {_FIRST.format(mode="in_person")}
    ) AS n
    WHERE l.doctor_id = n.doctor_id
        AND (l.next_available_at, l.next_online_at, l.next_in_person_at, l.next_until)
            IS DISTINCT FROM (n.any_at, n.online_at, n.in_person_at, n.until)
    """,
)

_BEHIND = Statement(
    "free_days_behind",
    "SELECT EXISTS (SELECT FROM doctor_free_day WHERE bookable_until <= now() - $1::interval)",
)

Key = tuple[UUID, str, date]


async def lock(queries: Queries, *, wait: bool) -> datetime | None:
    """The database's time once nobody else works on free days; None: somebody does."""
    return await queries.value(_LOCK if wait else _TRY_LOCK)  # type: ignore[no-any-return]


async def is_behind(queries: Queries, seconds: float) -> bool:
    """Whether a first free time has passed for so long, and its day was not worked out again."""
    return bool(await queries.value(_BEHIND, timedelta(seconds=seconds)))


async def take_changes(queries: Queries, most: int) -> list[Row]:
    return await queries.fetch(_TAKE, most)


async def take_changes_of(queries: Queries, doctor_ids: Sequence[UUID]) -> None:
    await queries.execute(_TAKE_OF, doctor_ids)


async def due(queries: Queries, days: int, doctors: int) -> list[Row]:
    """Days that passed, then doctors due with the last day known, then those never looked at."""
    return await queries.fetch(_DUE, days, doctors)


async def every_doctor(queries: Queries) -> list[UUID]:
    return [row["doctor_id"] for row in await queries.fetch(_APPROVED)]


async def present(queries: Queries, asked: Sequence[tuple[UUID, date | None]]) -> dict[Key, Times]:
    rows = await queries.fetch(_PRESENT, *_columns(asked, 2))
    return {
        (row["doctor_id"], row["mode"], row["local_day"]): (
            row["first_free_at"],
            row["bookable_until"],
            row["second_free_at"],
            row["second_until"],
        )
        for row in rows
    }


async def write(queries: Queries, gone: Sequence[Key], changed: dict[Key, Times]) -> None:
    if gone:
        await queries.execute(_DELETE, *_columns(gone, 3))
    if changed:
        rows = [(*key, *times) for key, times in changed.items()]
        await queries.execute(_WRITE, *_columns(rows, 7))


async def write_states(queries: Queries, states: Sequence[tuple[UUID, date, datetime]]) -> None:
    if states:
        await queries.execute(_STATE, *_columns(states, 3))


async def follow_in_listing(queries: Queries, doctor_ids: Sequence[UUID]) -> None:
    await queries.execute(_LISTING, doctor_ids)


def _columns(rows: Sequence[Sequence[Any]], width: int) -> list[list[Any]]:
    return [[row[at] for row in rows] for at in range(width)]
