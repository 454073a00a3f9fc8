"""Keeps `doctor_free_day` and the search index's next available slots up to date; for the worker and for seeding.

A free day is a local day on which a doctor has an available slot.

A note is a row that records that a doctor's times have changed. A round is one batch in one
transaction: it deletes notes, reads the claims (booked periods) of their doctors, and writes the
free days that differ. A search sees a change after the round that deletes the change's note. A round
that fails is repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from amrutam.availability import free_day_queries as sql
from amrutam.availability.free_day_rules import (
    ClaimedPeriods,
    Times,
    days_touched,
    free_days,
    horizon,
    next_midnight,
)
from amrutam.availability.queries import Window, claims_of
from amrutam.core.background import every
from amrutam.core.database import Queries, Row, retried
from amrutam.core.redis import RedisAway
from amrutam.core.replicas.primary import position_text
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_pages
from amrutam.holds.changes import changed
from amrutam.schedules.calendars import calendars_of
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import DaySlots, days_between, last_bookable_day
from amrutam.schedules.slot_cache import SlotCache

_CHANGES, _DAYS, _DOCTORS = 20, 500, 20
"""The most changes and days that one transaction takes, and the most doctors of each kind of `free_day_queries.due`.

The limits keep every transaction far from its timeout.
Computing all days of one doctor takes about 10 ms, ten times as long on a busy machine, where a
transaction with fifty doctors comes too near its timeout.
"""

_EVER = timedelta(days=400)
_MARGIN = timedelta(days=2)


@dataclass(slots=True)
class DoctorDays:
    """The days of one doctor to compute again.

    `whole`: all days. `days`: single local days. `instants`: starts of claims that have changed.
    `known_until`: the last computed day, after which the days up to the horizon are missing; None
    if none is missing.
    """

    whole: bool = False
    days: set[date] = field(default_factory=set)
    instants: list[datetime] = field(default_factory=list)
    known_until: date | None = None


Work = dict[UUID, DoctorDays]


async def follow_free_days(resources: Resources) -> None:
    """The worker's loop that keeps free days up to date. Of several workers one at a time runs a round.

    The loop pauses for `free_day_refresh_seconds` after each `refresh`. An error does not end the
    loop (`background.every`).
    """
    seconds = resources.settings.free_day_refresh_seconds
    await every(seconds, "free_days", lambda: refresh(resources))


async def guard_free_days(resources: Resources) -> None:
    """A loop of processes that answer searches: computes free days itself if no worker does so.

    Every `free_day_guard_seconds`, the loop runs rounds if free days are late by this time or more.
    Until then, searches use the second available slot of each day that has one. An error does not
    end the loop (`background.every`).
    """
    seconds = resources.settings.free_day_guard_seconds

    async def look() -> None:
        if await sql.is_behind(resources.database, seconds):
            await refresh(resources)

    await every(seconds, "free_days_guard", look)


async def refresh(resources: Resources) -> None:
    """Runs rounds until no free day is due to be computed, or another process runs a round.

    Raises `Unavailable` if PostgreSQL is unreachable.
    """
    while await retried(lambda: _round(resources)):
        pass


async def refresh_all(
    resources: Resources, progress: Callable[[int], None] = lambda _more: None
) -> None:
    """Computes all days of every doctor; calls `progress` after each batch with the number of doctors in the batch.

    Waits while another process runs a round. Raises `Unavailable` as `Queries.fetch` does.
    """
    doctor_ids = await sql.every_doctor(resources.database)
    for at in range(0, len(doctor_ids), _DOCTORS):
        batch = doctor_ids[at : at + _DOCTORS]
        await retried(lambda batch=batch: _refresh_whole(resources, batch))  # type: ignore[misc]
        progress(len(batch))


async def _refresh_whole(resources: Resources, doctor_ids: Sequence[UUID]) -> None:
    async with resources.database.transaction() as queries:
        now = await sql.lock(queries, wait=True)
        assert now is not None  # noqa: S101 - with `wait`, `lock` always returns the time
        await sql.take_changes_of(queries, doctor_ids)
        await _work_out(
            resources, queries, {id_: DoctorDays(whole=True) for id_ in doctor_ids}, now
        )
    await drop_pages(resources)


async def _round(resources: Resources) -> bool:
    """Runs one round; returns whether there may be more to compute."""
    async with resources.database.transaction() as queries:
        now = await sql.lock(queries, wait=False)
        if now is None:
            return False
        changes = await sql.take_changes(queries, _CHANGES)
        due = await sql.due(queries, _DAYS, _DOCTORS)
        work = _work(changes, due)
        if work:
            await _work_out(resources, queries, work, now)
        await _tell_screens(resources, changes)
    if work:
        await drop_pages(resources)
    return len(changes) == _CHANGES or len(due) >= _DOCTORS


async def _tell_screens(resources: Resources, changes: Iterable[Row]) -> None:
    """Publishes changes of whole calendars again; while Redis is unreachable, nothing is published.

    A process that changed a calendar may have died before it published the change. The changes are
    published within the transaction that deletes the notes of changes: if this process dies before
    the commit, the notes stay for another process.
    """
    told = {row["doctor_id"] for row in changes if row["at"] is None}
    if not told:
        return
    with suppress(RedisAway):
        written = await position_text(resources)
        for doctor_id in told:
            await changed(resources.redis, doctor_id, written)


def _work(changes: Iterable[Row], due: Iterable[Row]) -> Work:
    work: Work = {}
    for row in changes:
        asked = work.setdefault(row["doctor_id"], DoctorDays())
        if row["at"] is None:
            asked.whole = True
        else:
            asked.instants.append(row["at"])
    for row in due:
        asked = work.setdefault(row["doctor_id"], DoctorDays())
        if row["local_day"] is not None:
            asked.days.add(row["local_day"])
        elif row["known_until"] is not None:
            asked.known_until = row["known_until"]
        else:
            asked.whole = True
    return work


async def _work_out(resources: Resources, queries: Queries, work: Work, now: datetime) -> None:
    rows = await claims_of(queries, {id_: _window(asked, now) for id_, asked in work.items()})
    versions = {row["doctor_id"]: row["schedule_version"] for row in rows}
    calendars = await calendars_of(resources, versions)
    claims = {row["doctor_id"]: ClaimedPeriods.of(row["starts"], row["ends"]) for row in rows}
    days = {
        id_: _days(asked, calendars[id_], now) for id_, asked in work.items() if id_ in calendars
    }
    slots_of = resources.part(SlotCache).day_slots
    await _write_difference(queries, calendars, claims, days, now, slots_of)
    await sql.write_states(queries, [
        (id_, last_bookable_day(calendars[id_], now), next_midnight(calendars[id_], now))
        for id_ in days if work[id_].whole or work[id_].known_until is not None
    ])  # fmt: skip
    await sql.follow_in_listing(queries, list(days))


def _window(asked: DoctorDays, now: datetime) -> Window:
    """Returns a period (start, end), in UTC, that contains all claims on the days to compute in any time zone."""
    instants = [*asked.instants, *(_utc(day) for day in asked.days)]
    if asked.known_until is not None:
        instants += [_utc(asked.known_until), now + _EVER]
    if asked.whole:
        instants += [now, now + _EVER]
    return min(instants) - _MARGIN, max(instants) + _MARGIN


def _days(asked: DoctorDays, calendar: Calendar, now: datetime) -> set[date] | None:
    """Returns the local days to compute. None stands for all days, including stored days that have left the horizon."""
    if asked.whole:
        return None
    days = set(asked.days)
    for at in asked.instants:
        days.update(days_touched(calendar, at))
    if asked.known_until is not None:
        first = asked.known_until + timedelta(days=1)
        days.update(days_between(first, last_bookable_day(calendar, now)))
    return days


async def _write_difference(
    queries: Queries,
    calendars: Mapping[UUID, Calendar],
    claims: Mapping[UUID, ClaimedPeriods],
    days: Mapping[UUID, set[date] | None],
    now: datetime,
    slots_of: DaySlots,
) -> None:
    asked: list[tuple[UUID, date | None]] = []
    wanted: dict[sql.Key, Times] = {}
    for id_, some in days.items():
        asked += [(id_, None)] if some is None else [(id_, day) for day in some]
        of = horizon(calendars[id_], now) if some is None else sorted(some)
        found = free_days(calendars[id_], claims[id_], now, of, slots_of)
        wanted.update({(id_, *key): times for key, times in found.items()})
    present = await sql.present(queries, asked)
    gone = [key for key in present if key not in wanted]
    changed = {key: times for key, times in wanted.items() if present.get(key) != times}
    await sql.write(queries, gone, changed)


def _utc(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)
