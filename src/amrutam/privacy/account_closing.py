"""Closes accounts and removes family members.

`migrations/schema/privacy.sql` decides what is erased and what stays. One transaction cancels an account's open visits,
erases its texts and ends its sessions.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from amrutam.accounts import account_codes
from amrutam.accounts.access import access_patient
from amrutam.accounts.account_notices import AccountNotice, enqueue_notice
from amrutam.accounts.actions import note_ended
from amrutam.accounts.errors import OwnPatient, StaffAccount
from amrutam.accounts.models import Caller
from amrutam.accounts.queries import lock_account
from amrutam.accounts.recipient import contact_of
from amrutam.booking import mapping
from amrutam.booking.closing import cancel_within, mark_time_free
from amrutam.booking.models import Stored
from amrutam.core.database import Row, retried
from amrutam.core.errors import NotFound, Unavailable, VersionMismatch
from amrutam.core.redis import RedisAway
from amrutam.core.request_budget import UNLIMITED, within
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds.store import release_all
from amrutam.notifications.models import CancelledVisit, Contact
from amrutam.privacy import queries

_TRIES = 3


async def close_account(
    resources: Resources, caller: Caller, challenge_id: UUID, code: str
) -> None:
    """Closes the caller's account permanently, as `erase_account` does; a mail lists the cancelled visits.

    An account without an e-mail address gets no mail. `challenge_id` and `code` are those of a one-time code for the
    purpose `closing`; the code cannot be used again. Raises `StaffAccount` for staff, `WrongCode` for a code that is
    wrong, used, expired, tried too often or for another account or purpose, `Unavailable` if Redis is unreachable,
    `SealBroken` if no key of the key ring decrypts the account's address, and what `erase_account` raises.
    """
    if caller.role != "patient":
        raise StaffAccount
    await account_codes.check_own_code(resources, caller, "closing", challenge_id, code)
    contact = await contact_of(resources, caller.account_id)
    cancelled = await erase_account(resources, caller, caller.session_id, contact)
    metrics.BOOKINGS.labels("cancelled").inc(len(cancelled))


async def erase_account(
    resources: Resources, caller: Caller, session: UUID | None, contact: Contact | None
) -> list[Stored]:
    """Erases the caller's account, ends its sessions and holds, and returns the visits that were cancelled.

    `session` is the id of the caller's session; None for a command of the schema's owner. `contact`
    gets a mail; None sends no mail. If a visit is changed in the meantime, the steps are run again, at most
    three times in all. If Redis is unreachable, the holds stay until they expire. Raises `StaffAccount` for an
    account of staff, `SignInRequired` if the session has ended, `SealBroken` if no key of the key ring decrypts the
    reason of a visit that is to be cancelled, and `Unavailable` if a visit was changed each time.
    """
    for _ in range(_TRIES):
        with suppress(VersionMismatch):
            cancelled = await retried(lambda: _erased(resources, caller, session, contact))
            break
    else:
        raise Unavailable("The account's appointments were changed again and again by others")
    await _free_times(resources, cancelled)
    with within(UNLIMITED), suppress(RedisAway):
        await release_all(resources.redis, caller.account_id)
    return cancelled


async def _erased(
    resources: Resources, caller: Caller, session: UUID | None, contact: Contact | None
) -> list[Stored]:
    async with resources.database.transaction() as database:
        # Bookings of the account wait for this lock, and are refused once the account is closed.
        await lock_account(database, caller.account_id)
        visits = _stored(resources, await queries.open_visits(database, caller.account_id))
        await cancel_within(database, resources, caller, visits)
        ended = await queries.erase_account(database, session, caller.account_id)
        if contact is not None:
            told = tuple(map(_told, visits))
            notice = AccountNotice(str(caller.account_id), "account_closed", contact, told)
            await enqueue_notice(database, resources, notice)
    note_ended(resources, ended)
    return visits


async def remove_patient(resources: Resources, caller: Caller, patient_id: UUID) -> None:
    """Removes a family member from the caller's account; past visits stay without the name.

    Raises `NotFound` if the account has no such patient, `OwnPatient` for the account's owner,
    `PatientHasVisits` if a booked visit of the patient has not ended, and `SignInRequired` if the
    caller's session has ended.
    """
    patient = await access_patient(resources, caller, patient_id)
    if patient.relation == "self":
        raise OwnPatient
    removed = await queries.erase_patient(
        resources.database, caller.session_id, caller.account_id, patient_id
    )
    if not removed:
        raise NotFound


async def erase_patient(resources: Resources, caller: Caller, patient_id: UUID) -> bool:
    """Erases a family member whom a restore of the database brought back (`amrutam erase`), and cancels the patient's booked visits that have not begun.

    Returns False, and changes nothing, if the account has no such family member or has removed the
    family member. Raises `VersionMismatch` if a visit is changed in the meantime, and `SealBroken` as `erase_account`
    does.
    """
    async with resources.database.transaction() as database:
        await lock_account(database, caller.account_id)
        rows = await queries.open_visits_of_patient(database, patient_id)
        visits = _stored(resources, rows)
        erased = await queries.erase_patient(database, None, caller.account_id, patient_id)
        if erased:
            await cancel_within(database, resources, caller, visits)
    if erased:
        await _free_times(resources, visits)
    return erased


def _stored(resources: Resources, rows: Sequence[Row]) -> list[Stored]:
    return [mapping.from_row(resources, row) for row in rows]


def _told(visit: Stored) -> CancelledVisit:
    shown = visit.appointment
    return CancelledVisit(shown.reference, shown.doctor.name, shown.starts_at)


async def _free_times(resources: Resources, visits: Sequence[Stored]) -> None:
    for visit in visits:
        await mark_time_free(resources, visit)
