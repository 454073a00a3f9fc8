"""Computes the slots that a doctor offers from weekly rules and exceptions.

Pure, without a clock of its own. The grid of a session is the list of its start times: the session's start plus
multiples of the calendar's step, breaks included. A slot of any type starts at a time of the grid
if the slot overlaps no break and no leave, and ends by the session's end. A doctor is at one clinic at a
time: where sessions in person at two clinics overlap, only the session that is listed first is in person,
and extra hours are listed before weekly rules. During a holiday of its clinic a session offers no slots in person
and has no precedence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.schedules.local_time import day_end, day_start, local_day
from amrutam.schedules.models import Calendar, ConsultationType, Mode, Slot
from amrutam.schedules.offered_sessions import Period, Session, sessions_around

Slots = tuple[Slot, ...]

_STARTS_AT = attrgetter("starts_at")

DaySlots = Callable[[Calendar, date, ConsultationType], Slots]
"""A function that returns a local day's slots in order: `day_slots`, or a method of `SlotCache`."""


def offered_slots(
    calendar: Calendar, first_day: date, last_day: date, kind: ConsultationType
) -> list[Slot]:
    """Returns all slots of the type that start on the local days from `first_day` to `last_day`, both included, in order, including past ones.

    Days are local to the calendar's zone. Otherwise as `day_slots`.
    """
    return [slot for day in days_between(first_day, last_day)
            for slot in day_slots(calendar, day, kind)]  # fmt: skip


def offered_slot(
    calendar: Calendar, starts_at: datetime, kind: ConsultationType, slots_of: DaySlots
) -> Slot | None:
    """The slot of the type that starts at exactly this instant, whether or not it can be booked now; None if the doctor does not offer it."""
    day = local_day(starts_at, ZoneInfo(calendar.time_zone))
    slots = slots_of(calendar, day, kind)
    at = bisect_left(slots, starts_at, key=_STARTS_AT)
    return slots[at] if at < len(slots) and slots[at].starts_at == starts_at else None


def within_limits(calendar: Calendar, starts_at: datetime, now: datetime) -> bool:
    """Whether a slot with this start can be booked at the instant `now`.

    The slot must start after `now`, not before the end of the notice period, and within the horizon. The doctor's
    approval, holds and appointments are not considered.
    """
    zone = ZoneInfo(calendar.time_zone)
    return (
        starts_at >= first_bookable(calendar, now)
        and starts_at > now
        and local_day(starts_at, zone) <= last_bookable_day(calendar, now)
    )


def covers(
    calendar: Calendar,
    starts_at: datetime,
    ends_at: datetime,
    mode: Mode,
    clinic_id: UUID | None,
) -> bool:
    """Whether one session in the mode and at the clinic (ignored for `online`) contains the period.

    The period must overlap no leave and no break and, in person, no holiday of the clinic and no session at another
    clinic that has precedence. It need not be a slot of the grid.
    """
    visit = Slot(starts_at, ends_at, (mode,), clinic_id)
    leave = [(e.starts_at, e.ends_at) for e in calendar.exceptions if e.kind == "leave"]
    if _overlaps_any(visit, leave):
        return False
    day = local_day(starts_at, ZoneInfo(calendar.time_zone))
    return any(
        session.starts_at <= starts_at
        and ends_at <= session.ends_at
        and mode in session.modes
        and not _overlaps_any(visit, session.breaks)
        and (
            mode == "online" or (session.clinic_id == clinic_id and not _overlaps_any(visit, away))
        )
        for session, away in _placed(calendar, day)
    )


def places_of(
    calendar: Calendar, starts_at: datetime, ends_at: datetime, mode: Mode
) -> list[UUID | None]:
    """The places where the doctor works in the mode during the whole period: the ids of clinics, or `[None]` for online; empty if there is no place."""
    clinics = [None] if mode == "online" else [clinic.id for clinic in calendar.clinics]
    return [each for each in clinics if covers(calendar, starts_at, ends_at, mode, each)]


def first_bookable(calendar: Calendar, now: datetime) -> datetime:
    """The end of the notice period that begins at the instant `now`; patients can book no earlier start."""
    return now + timedelta(minutes=calendar.notice_minutes)


def last_bookable_day(calendar: Calendar, now: datetime) -> date:
    """The last local day, in the calendar's zone, that can be booked at the instant `now`."""
    today = local_day(now, ZoneInfo(calendar.time_zone))
    return today + timedelta(days=calendar.horizon_days)


def most_bookable(calendar: Calendar, slots: Iterable[Slot]) -> int:
    """Returns the largest number of the slots that can all be booked, with the pause after each visit.

    The slots are of one type and in order. Because all have the same length, booking the earliest slot that fits, again
    and again, gives the largest number.
    """
    pause, count, free_from = timedelta(minutes=calendar.buffer_minutes), 0, None
    for slot in slots:
        if free_from is None or slot.starts_at >= free_from:
            count, free_from = count + 1, slot.ends_at + pause
    return count


def days_between(first_day: date, last_day: date) -> list[date]:
    """Returns all dates from `first_day` to `last_day`, both included; empty if `last_day` is before `first_day`."""
    return [first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1)]


def day_slots(calendar: Calendar, day: date, kind: ConsultationType) -> Slots:
    """Returns all slots for the type that start on `day`, a local day in the calendar's zone, in order, including past ones.

    Empty if the doctor has no default type, because the grid then has no step. The limits of booking (`within_limits`),
    holds and appointments are not considered.
    """
    step = calendar.step
    if step is None:
        return ()
    zone = ZoneInfo(calendar.time_zone)
    within = (day_start(day, zone), day_end(day, zone))
    leave = [(e.starts_at, e.ends_at) for e in calendar.exceptions if e.kind == "leave"]
    jumps = _clock_jumps(within, zone)
    found: dict[datetime, Slot] = {}
    for session, away in _placed(calendar, day):
        closed = (*session.breaks, *leave)
        for slot in _slots_in(session, within, step, kind, away):
            if closed and _overlaps_any(slot, closed):
                continue
            if not jumps or local_day(slot.starts_at, zone) == day:
                found[slot.starts_at] = _joined(found.get(slot.starts_at), slot)
    return tuple(found[start] for start in sorted(found))


def _placed(calendar: Calendar, day: date) -> Iterator[tuple[Session, list[Period]]]:
    """The sessions around a day, each with the periods in which the session offers no slots in person.

    In these periods the doctor is at another clinic, or the session's clinic has a holiday.
    """
    before: list[tuple[UUID, Period]] = []
    for session in sessions_around(calendar, day):
        away = [period for clinic_id, period in before
                if session.clinic_id not in (None, clinic_id)]  # fmt: skip
        closed = [(holiday.starts_at, holiday.ends_at) for holiday in calendar.holidays
                  if holiday.clinic_id == session.clinic_id
                  and holiday.starts_at < session.ends_at and session.starts_at < holiday.ends_at]  # fmt: skip
        if session.clinic_id is not None:
            before += [(session.clinic_id, period) for period in _outside(session, closed)]
        yield session, away + closed


def _outside(session: Session, closed: list[Period]) -> Iterator[Period]:
    """The parts of the session that lie outside the periods, each of which overlaps the session."""
    starts_at = session.starts_at
    for closes_at, opens_at in sorted(closed):
        if starts_at < closes_at:
            yield starts_at, closes_at
        starts_at = opens_at
    if starts_at < session.ends_at:
        yield starts_at, session.ends_at


def _clock_jumps(within: Period, zone: ZoneInfo) -> bool:
    """Whether the zone's UTC offset at the period's start differs from that at its end.

    Only then can an instant between a local day's start and end belong to another local day.
    """
    first, last = (instant.astimezone(zone) for instant in within)
    return first.utcoffset() != last.utcoffset()


def _slots_in(
    session: Session, within: Period, step: timedelta, kind: ConsultationType, away: list[Period]
) -> Iterator[Slot]:
    modes = _common(session.modes, kind.modes)
    if not modes:
        return
    clinic_id = session.clinic_id if "in_person" in modes else None
    length = timedelta(minutes=kind.minutes)
    skipped = max(0, -((session.starts_at - within[0]) // step))
    start = session.starts_at + skipped * step
    end = start + length
    while start < within[1] and end <= session.ends_at:
        slot = Slot(start, end, modes, clinic_id)
        if not (away and clinic_id and _overlaps_any(slot, away)):
            yield slot
        elif "online" in modes:
            yield Slot(start, end, ("online",))
        start += step
        end += step


def _overlaps_any(slot: Slot, periods: Sequence[Period]) -> bool:
    starts_at, ends_at = slot.starts_at, slot.ends_at
    return any(starts_at < ends and starts < ends_at for starts, ends in periods)


def _joined(known: Slot | None, slot: Slot) -> Slot:
    """Joins two sessions' slots with the same start into one slot, in the modes of both slots."""
    if known is None:
        return slot
    modes = _ordered({*known.modes, *slot.modes})
    return Slot(slot.starts_at, slot.ends_at, modes, known.clinic_id or slot.clinic_id)


def _common(one: tuple[Mode, ...], other: tuple[Mode, ...]) -> tuple[Mode, ...]:
    return _ordered({*one} & {*other})


def _ordered(modes: set[Mode]) -> tuple[Mode, ...]:
    every: tuple[Mode, ...] = ("online", "in_person")
    return tuple(mode for mode in every if mode in modes)
