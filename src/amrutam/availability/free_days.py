"""Keeps `doctor_free_day` and the listing's next times true: for the worker, and for the seeder.

One transaction a batch: take the notes of what changed, read claims after that, write the
difference. Searches are at most one round behind, and a batch that fails is simply done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from amrutam.availability import free_day_queries as sql
from amrutam.availability.free_day_rules import (
    Claims,
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
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_pages
from amrutam.holds.store import changed
from amrutam.schedules.calendars import calendars_of
from amrutam.schedules.models import Calendar
from amrutam.schedules.rules import DaySlots, days_between, last_bookable_day
from amrutam.schedules.slot_cache import SlotCache

_CHANGES, _DAYS, _DOCTORS = 20, 500, 20
"""How much of each kind one transaction takes: bounded, so that none comes near its timeout.

A doctor worked out whole costs some 10 ms, on a busy machine ten times as long: fifty of them
came too near.
"""

_EVER = timedelta(days=400)
_MARGIN = timedelta(days=2)


@dataclass(slots=True)
class Asked:
    """What to work out again of one doctor."""

    whole: bool = False
    days: set[date] = field(default_factory=set)
    instants: list[datetime] = field(default_factory=list)
    known_until: date | None = None


Work = dict[UUID, Asked]


async def follow_free_days(resources: Resources) -> None:
    """The worker's loop. Of several workers, one at a time does a round."""
    seconds = resources.settings.free_day_refresh_seconds
    await every(seconds, "free_days", lambda: refresh(resources))


async def guard_free_days(resources: Resources) -> None:
    """The loop of a process that answers searches: keeps them true while no worker does.

    Each day's second free time serves meanwhile, so that none is skipped.
    """
    seconds = resources.settings.free_day_guard_seconds

    async def look() -> None:
        if await sql.is_behind(resources.database, seconds):
            await refresh(resources)

    await every(seconds, "free_days_guard", look)


async def refresh(resources: Resources) -> None:
    """Works until nothing is due."""
    while await retried(lambda: _round(resources)):
        pass


async def refresh_all(
    resources: Resources, progress: Callable[[int], None] = lambda _more: None
) -> None:
    """Works every doctor out anew; tells `progress` how many more are done."""
    doctor_ids = await sql.every_doctor(resources.database)
    for at in range(0, len(doctor_ids), _DOCTORS):
        batch = doctor_ids[at : at + _DOCTORS]
        await retried(lambda batch=batch: _refresh_whole(resources, batch))  # type: ignore[misc]
        progress(len(batch))


async def _refresh_whole(resources: Resources, doctor_ids: Sequence[UUID]) -> None:
    async with resources.database.transaction() as queries:
        now = await sql.lock(queries, wait=True)
        assert now is not None  # noqa: S101 - it waited
        await sql.take_changes_of(queries, doctor_ids)
        await _work_out(resources, queries, {id_: Asked(whole=True) for id_ in doctor_ids}, now)
    await drop_pages(resources)


async def _round(resources: Resources) -> bool:
    """One batch; whether there may be more."""
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
    """Of changed calendars, once more: the process that changed one may have died before telling.

    Within the transaction that takes the notes, so that they are told even if this process dies.
    """
    with suppress(RedisAway):
        for doctor_id in {row["doctor_id"] for row in changes if row["at"] is None}:
            await changed(resources.redis, doctor_id)


def _work(changes: Iterable[Row], due: Iterable[Row]) -> Work:
    work: Work = {}
    for row in changes:
        asked = work.setdefault(row["doctor_id"], Asked())
        if row["at"] is None:
            asked.whole = True
        else:
            asked.instants.append(row["at"])
    for row in due:
        asked = work.setdefault(row["doctor_id"], Asked())
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
    claims = {row["doctor_id"]: Claims.of(row["starts"], row["ends"]) for row in rows}
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


def _window(asked: Asked, now: datetime) -> Window:
    """Wide enough for the claims of all days that may be asked for, whatever the doctor's zone."""
    instants = [*asked.instants, *(_utc(day) for day in asked.days)]
    if asked.known_until is not None:
        instants += [_utc(asked.known_until), now + _EVER]
    if asked.whole:
        instants += [now, now + _EVER]
    return min(instants) - _MARGIN, max(instants) + _MARGIN


def _days(asked: Asked, calendar: Calendar, now: datetime) -> set[date] | None:
    """None: all, and any that are kept but no longer in the horizon."""
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
    claims: Mapping[UUID, Claims],
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
