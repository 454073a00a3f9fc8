"""SQL of free days, the local days on which a doctor has an available slot; searches read them.

Each statement serves many doctors. A note is a row that records that a doctor's times have changed;
the worker deletes the note when it computes the free days again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from amrutam.availability.free_day_rules import Times
from amrutam.core.database import Queries, Row, Statement
from amrutam.doctors.search.sql import FREE_AT, IS_FREE

# The lock is held until the transaction ends, so that no other process writes results of an older
# read of claims.
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
# Notes are deleted before the claims are read, in the same transaction: a booking that commits
# later leaves a note for the next round, and a crash loses no note.
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
# Finds days whose first available slot can no longer be booked, doctors whose horizon has moved on, and
# doctors that were never computed.
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
_EVERY_DOCTOR = Statement(
    "free_days_doctors", "SELECT doctor_id FROM doctor_booking ORDER BY doctor_id"
)
# A NULL day requests all days of its doctor.
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
    """Takes the lock of free days until the transaction ends, and returns the start of the transaction.

    The start is by the database's clock, in UTC. While another process has the lock, the call returns
    None or, if `wait` is true, waits; it raises `LockTimeout` after PostgreSQL's `lock_timeout`.
    """
    return await queries.value(_LOCK if wait else _TRY_LOCK)  # type: ignore[no-any-return]


async def is_behind(queries: Queries, seconds: float) -> bool:
    """Whether free days are late by `seconds` or more.

    Free days are late if a day's first available slot became too late to book, and the day was not
    computed again.
    """
    return bool(await queries.value(_BEHIND, timedelta(seconds=seconds)))


async def take_changes(queries: Queries, most: int) -> list[Row]:
    """Deletes the `most` oldest notes of changes, and returns them as rows of `doctor_id` and `at`, in no order.

    `at` is the start of a changed claim, in UTC; None means that all of the doctor's days may have
    changed.
    """
    return await queries.fetch(_TAKE, most)


async def take_changes_of(queries: Queries, doctor_ids: Sequence[UUID]) -> None:
    """Deletes all notes of changes of these doctors."""
    await queries.execute(_TAKE_OF, doctor_ids)


async def due(queries: Queries, days: int, doctors: int) -> list[Row]:
    """Returns the days that must be computed again, as rows of `doctor_id`, `local_day` and `known_until`.

    At most `days` rows are days whose first available slot can no longer be booked (`known_until`
    is None; a day can have a row for each of its modes). At most `doctors` rows are doctors for
    whom a further day can be booked since midnight (`local_day` is None, and `known_until` is the
    last computed day), and at most `doctors` rows are doctors that were never computed (both are
    None).
    """
    return await queries.fetch(_DUE, days, doctors)


async def every_doctor(queries: Queries) -> list[UUID]:
    """Returns the ids of all doctors, approved or not, in ascending order."""
    return [row["doctor_id"] for row in await queries.fetch(_EVERY_DOCTOR)]


async def present(queries: Queries, asked: Sequence[tuple[UUID, date | None]]) -> dict[Key, Times]:
    """Returns the stored free days of the requested (doctor id, local day) pairs, by (doctor id, mode, local day).

    None as the local day requests all days of the doctor. A day without an available slot is
    absent.
    """
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
    """Deletes the free days `gone`, and inserts or replaces those in `changed`, by (doctor id, mode, local day).

    Call `lock` first in the same transaction. A day of `gone` that is not stored changes nothing.
    """
    if gone:
        await queries.execute(_DELETE, *_columns(gone, 3))
    if changed:
        rows = [(*key, *times) for key, times in changed.items()]
        await queries.execute(_WRITE, *_columns(rows, 7))


async def write_states(queries: Queries, states: Sequence[tuple[UUID, date, datetime]]) -> None:
    """Stores rows of (doctor id, last computed local day, the doctor's next midnight).

    At midnight the horizon gains a day.
    """
    if states:
        await queries.execute(_STATE, *_columns(states, 3))


async def follow_in_listing(queries: Queries, doctor_ids: Sequence[UUID]) -> None:
    """Copies the starts of the doctors' next available slots from the free days to their rows of the search index.

    The start is `infinity` for a doctor without an available slot.
    """
    await queries.execute(_LISTING, doctor_ids)


def _columns(rows: Sequence[Sequence[Any]], width: int) -> list[list[Any]]:
    return [[row[at] for row in rows] for at in range(width)]
