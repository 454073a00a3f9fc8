"""Reads and changes a doctor's calendar: each change is one transaction that raises the version of the doctor's schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.models import Caller
from amrutam.accounts.record_reads import note_record_read
from amrutam.core.changes import times_changed
from amrutam.core.clock import now
from amrutam.core.database import Queries, Row, retried
from amrutam.core.errors import NotFound, VersionMismatch
from amrutam.core.http.etags import Tags
from amrutam.core.queue import enqueue
from amrutam.core.resources import Resources
from amrutam.core.video import check_video, join
from amrutam.doctors.cache import drop_entries_soon
from amrutam.doctors.schedule_version_queries import raise_version
from amrutam.doctors.search.index import list_doctors
from amrutam.doctors.write_queries import enqueue_changed, update_doctor
from amrutam.schedules import queries, write_queries
from amrutam.schedules.access import access_calendar
from amrutam.schedules.calendars import load_calendar
from amrutam.schedules.errors import ExceptionExists, TooManyExceptions
from amrutam.schedules.local_time import day_end, day_start, local_day
from amrutam.schedules.models import Calendar
from amrutam.schedules.offered_sessions import sessions_of
from amrutam.schedules.override_reasons import override_reasons
from amrutam.schedules.rules import covers
from amrutam.schedules.schemas import ExceptionDocument, HoursOfDay, ScheduleDocument
from amrutam.schedules.validation import check_clinics, check_exception, check_schedule

_MOST_EXCEPTIONS = 500
_MOST_LISTED = 500
FAR = timedelta(days=3 * 366)

CANCEL_AFFECTED = "cancel_affected"
"""The name of the job that cancels the appointments that leave covers. The feature booking registers the job, because only booking can cancel appointments.
"""


async def read_schedule(resources: Resources, caller: Caller, doctor_id: UUID) -> dict[str, Any]:
    """The weekly schedule: a dictionary with the fields of `schemas.ScheduleAnswer`.

    Raises `NotFound` for an unknown doctor, and for a caller who is neither the doctor nor an administrator.
    """
    await access_calendar(resources, caller, doctor_id)
    found = await write_queries.schedule(resources.database, doctor_id)
    if found is None:
        raise NotFound
    return found


async def replace_schedule(
    resources: Resources,
    caller: Caller,
    doctor_id: UUID,
    expected: Tags,
    document: ScheduleDocument,
) -> dict[str, Any]:
    """Replaces the weekly rules, and the settings that the document has; returns a dictionary with the fields of `schemas.ScheduleChanged`.

    `expected` are the versions that the caller's If-Match names; None accepts any version. Raises `NotFound` for an
    unknown doctor, and for a caller who is neither the doctor nor an administrator; `Invalid` for faults of the
    document and for online rules without a video link; `VersionMismatch` if `expected` lacks the present version.
    """
    check_schedule(document, (await read_schedule(resources, caller, doctor_id))["time_zone"])
    before = await load_calendar(resources, doctor_id)
    check_online_rules(resources, before.meeting_url if before else None, document)

    async def replace() -> tuple[dict[str, Any] | None, Calendar, list[Row]]:
        async with resources.database.transaction() as transaction:
            present = await raise_version(transaction, doctor_id) - 1
            if expected is not None and str(present) not in expected:
                raise VersionMismatch
            check_clinics(document, await write_queries.clinics_of(transaction, doctor_id))
            zone = {"time_zone": document.time_zone} if document.time_zone else {}
            await update_doctor(transaction, doctor_id, zone)
            await write_queries.replace_rules(transaction, doctor_id, document)
            # Updates the doctor's cities and clinics in the search index.
            await list_doctors(transaction, [doctor_id])
            await enqueue_changed(transaction, doctor_id)
            written = await write_queries.schedule(transaction, doctor_id)
            return written, *await _after(transaction, doctor_id, now(), now() + FAR)

    written, calendar, booked = await retried(replace)
    # Cached profiles show the zone and the limits of the schedule.
    await drop_entries_soon(resources)
    await times_changed(resources, doctor_id)
    return {**(written or {}), "affected_appointments": affected_of(calendar, booked)}


def check_online_rules(
    resources: Resources, meeting_url: str | None, document: ScheduleDocument
) -> None:
    """Raises `Invalid` for rules that name the mode online, if neither the doctor nor the platform has a video link.

    `meeting_url`: the doctor's own link, None without one. Rules without `modes` are accepted; the calendar then offers
    them in person only.
    """
    online = [
        f"/rules/{number}/modes"
        for number, rule in enumerate(document.rules)
        if "modes" in rule.model_fields_set and "online" in rule.modes
    ]
    check_video(resources.settings, meeting_url, online)


async def list_exceptions(resources: Resources, caller: Caller, doctor_id: UUID) -> list[Row]:
    """Returns the exceptions (leave and extra hours) that have not ended, as rows of `write_queries.exceptions`.

    Raises `NotFound` for an unknown doctor, and for a caller who is neither the doctor nor an administrator.
    """
    await access_calendar(resources, caller, doctor_id)
    return await write_queries.exceptions(resources.database, doctor_id)


async def add_exception(
    resources: Resources, caller: Caller, doctor_id: UUID, document: ExceptionDocument
) -> dict[str, Any]:
    """Adds leave or extra hours.

    If the document's `affected` is `cancel`, also enqueues the job that cancels the appointments during the leave.
    Returns a dictionary with the fields of `schemas.ExceptionAdded`. Raises `NotFound` for an unknown doctor, and for a
    caller who is neither the doctor nor an administrator; `Invalid` for faults of the document; `TooManyExceptions` if
    the doctor already has 500 exceptions that have not ended; `ExceptionExists` if the doctor has an exception of the
    same kind, period and clinic that includes the document's modes.
    """
    await access_calendar(resources, caller, doctor_id)
    check_exception(document, now())

    async def add() -> tuple[Row, Calendar, list[Row]]:
        async with resources.database.transaction() as transaction:
            await raise_version(transaction, doctor_id)
            if await write_queries.count_exceptions(transaction, doctor_id) >= _MOST_EXCEPTIONS:
                raise TooManyExceptions
            if await write_queries.has_exception(transaction, doctor_id, document):
                raise ExceptionExists
            check_clinics(document, await write_queries.clinics_of(transaction, doctor_id))
            added = await write_queries.add_exception(transaction, doctor_id, document)
            # Extra hours can be in another city, in which the search must find the doctor.
            await list_doctors(transaction, [doctor_id])
            await enqueue_changed(transaction, doctor_id)
            if document.affected == "cancel":
                await _enqueue_cancelling(transaction, caller, doctor_id, added["id"])
            period = (document.starts_at, document.ends_at)
            return added, *await _after(transaction, doctor_id, *period)

    added, calendar, booked = await retried(add)
    await drop_entries_soon(resources)
    await times_changed(resources, doctor_id)
    return {**added, **_changed(calendar, booked)}


async def _enqueue_cancelling(
    transaction: Queries, caller: Caller, doctor_id: UUID, exception_id: UUID
) -> None:
    """Enqueues the job that cancels the appointments during the leave.

    The request that adds the leave cancels the appointments that its answer lists (`booking/leave.py`), at most 500. The
    job cancels the rest: those beyond the 500, and those that a crash left.
    """
    ids = {"doctor_id": str(doctor_id), "exception_id": str(exception_id),
           "account_id": str(caller.account_id), "role": caller.role}  # fmt: skip
    await enqueue(transaction, CANCEL_AFFECTED, ids)


async def booked_in_exception(
    resources: Resources, doctor_id: UUID, exception_id: UUID
) -> list[dict[str, Any]]:
    """The booked appointments in the exception's period that have not begun and that the calendar does not cover.

    At most the first 500 by start, as dictionaries with the fields of `schemas.AffectedAppointment`. The list is empty
    if the exception does not exist.
    """
    period = await write_queries.exception_period(resources.database, doctor_id, exception_id)
    if period is None:
        return []
    return affected_of(*await _after(resources.database, doctor_id, *period))


async def remove_exception(
    resources: Resources, caller: Caller, doctor_id: UUID, exception_id: UUID
) -> dict[str, Any]:
    """Removes leave or extra hours.

    Returns a dictionary with the fields of `schemas.CalendarChanged`; `version` is the new version of the schedule.
    Raises `NotFound` for an unknown doctor, for a caller who is neither the doctor nor an administrator, and if the
    doctor has no such exception.
    """
    await access_calendar(resources, caller, doctor_id)

    async def remove() -> tuple[Calendar, list[Row]]:
        async with resources.database.transaction() as transaction:
            await raise_version(transaction, doctor_id)
            period = await write_queries.drop_exception(transaction, doctor_id, exception_id)
            if period is None:
                raise NotFound
            await list_doctors(transaction, [doctor_id])
            await enqueue_changed(transaction, doctor_id)
            return await _after(transaction, doctor_id, *period)

    calendar, booked = await retried(remove)
    await drop_entries_soon(resources)
    await times_changed(resources, doctor_id)
    return _changed(calendar, booked)


async def read_agenda(
    resources: Resources, caller: Caller, doctor_id: UUID, day: date | None
) -> dict[str, Any]:
    """The agenda of `day`, a local day in the doctor's zone, by default today: a dictionary with the fields of `schemas.AgendaAnswer`.

    If the caller is an administrator, records that the caller read these appointments. Raises `NotFound` for an
    unknown doctor, and for a caller who is neither the doctor nor an administrator; `SealBroken` if no key of the key
    ring decrypts a reason.
    """
    await access_calendar(resources, caller, doctor_id)
    calendar = await load_calendar(resources, doctor_id)
    if calendar is None:
        raise NotFound
    zone = ZoneInfo(calendar.time_zone)
    shown = day or local_day(now(), zone)
    period = (day_start(shown, zone), day_end(shown, zone))
    rows = await queries.agenda(resources.database, doctor_id, *period)
    leave = await queries.leave_overlapping(resources.database, doctor_id, *period)
    late = await queries.lateness(resources.database, doctor_id)
    ids = [row["id"] for row in rows]
    overrides = await override_reasons(resources, ids)
    await note_record_read(resources, caller, ids, "agenda")
    return {
        "doctor_id": doctor_id,
        "date": shown,
        "time_zone": calendar.time_zone,
        "hours": [
            {name: getattr(session, name) for name in HoursOfDay.model_fields}
            for session in sessions_of(calendar, shown)
        ],
        "leave": [dict(row) for row in leave],
        "late_minutes": late.minutes if late.until == period[1] else 0,
        "appointments": [
            _agenda_row(resources, calendar, row) | {"override_reason": overrides.get(row["id"])}
            for row in rows
        ],
    }


def _agenda_row(resources: Resources, calendar: Calendar, row: Row) -> dict[str, Any]:
    sealed, keyring = row["reason_sealed"], resources.keyring
    period, is_booked = (row["starts_at"], row["ends_at"]), row["status"] == "booked"
    video = join(resources, row["id"], period, calendar.meeting_url, is_booked=is_booked)
    is_online = row["mode"] == "online"
    settings, recorded_at = resources.settings, row["recorded_at"]
    return {
        **row,
        "attendance_from": row["starts_at"] - timedelta(hours=settings.attendance_hours_before),
        "undo_until": recorded_at and recorded_at + timedelta(hours=settings.reopen_hours),
        "join_url": video.url if is_online else None,
        "join_from": video.opens_at if is_online else None,
        "patient": {"id": row["patient_id"], "name": row["patient_name"]},
        "reason": keyring.open("reason", sealed, row["id"].bytes).decode() if sealed else None,
    }


async def _after(
    transaction: Queries, doctor_id: UUID, since: datetime, until: datetime
) -> tuple[Calendar, list[Row]]:
    """Returns (the calendar after this transaction's changes, the period's booked appointments that have not ended).

    Every booking under the old calendar is visible, if the transaction has locked the version's row.
    """
    (calendar,) = await queries.calendars(transaction, [doctor_id])
    future = max(since, now())
    return calendar, await queries.booked_overlapping(transaction, doctor_id, future, until)


def _changed(calendar: Calendar, booked: Sequence[Row]) -> dict[str, Any]:
    affected = affected_of(calendar, booked)
    return {"version": calendar.version, "affected_appointments": affected}


def affected_of(calendar: Calendar, booked: Sequence[Row]) -> list[dict[str, Any]]:
    """Those of the appointments `booked` that have not begun and that the calendar does not cover, in the given order.

    At most the first 500. `booked` are rows of `queries.booked_overlapping`. Each result is a dictionary with the fields of
    `schemas.AffectedAppointment`.
    """
    present = now()
    outside = (
        dict(row)
        for row in booked
        if row["starts_at"] > present
        and not covers(calendar, row["starts_at"], row["ends_at"], row["mode"], row["clinic_id"])
    )
    return [row for row, _ in zip(outside, range(_MOST_LISTED), strict=False)]
