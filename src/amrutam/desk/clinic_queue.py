"""Gives, changes and lists the numbers (tickets) of a clinic queue. `displays.py` shows the numbers on screens."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.models import Caller
from amrutam.accounts.record_reads import note_record_read
from amrutam.booking.idempotency import IdempotentRequest, once_written
from amrutam.booking.rules import body_hash
from amrutam.clinics.access import access_desk, works_there
from amrutam.clinics.patients import check_known_at
from amrutam.core.clock import now
from amrutam.core.database import Queries, Row
from amrutam.core.errors import NotFound
from amrutam.core.resources import Resources
from amrutam.desk import queries
from amrutam.desk.errors import AlreadyInQueue, TicketMovedOn
from amrutam.desk.rules import COMES_FROM, IN_QUEUE
from amrutam.desk.schemas import NewTicket, Queue, Ticket, TicketChange
from amrutam.schedules.local_time import local_day


async def take_number(
    resources: Resources, caller: Caller, key: str, clinic_id: UUID, new: NewTicket
) -> bytes:
    """Gives a patient the next number of the doctor's queue today and returns the ticket's JSON.

    `key`: the Idempotency-Key. Raises `NotFound` for a caller who neither works at the clinic's desk nor is an
    administrator, an unknown clinic, a patient whom the clinic does not know, and a doctor who does not work there;
    `AlreadyInQueue` if the patient has a number of this queue that is waiting, called or in the room; `KeyReused` and
    `RequestInProgress` as `once_written` does.
    """
    clinic = await access_desk(resources, caller, clinic_id)
    await check_known_at(resources, clinic_id, new.patient_id)
    if not await works_there(resources.database, new.doctor_id, clinic_id):
        raise NotFound
    today = local_day(now(), ZoneInfo(clinic["time_zone"]))
    doctor_id, patient_id = new.doctor_id, new.patient_id

    async def write(transaction: Queries) -> bytes:
        number = await queries.next_number(transaction, doctor_id, clinic_id, today)
        queue = (clinic_id, today, doctor_id)
        present = await queries.number_of(transaction, queue, patient_id, IN_QUEUE)
        if present is not None:
            raise AlreadyInQueue(number=present)
        id_ = await queries.add_ticket(
            transaction, (clinic_id, doctor_id, today), number, patient_id, caller.account_id
        )
        return shown(await queries.ticket(transaction, clinic_id, id_)).model_dump_json().encode()

    digest = body_hash("number", clinic_id, doctor_id, patient_id)
    request = IdempotentRequest(caller.account_id, "number", key, digest)
    return await once_written(resources, request, write)


async def access_ticket(resources: Resources, clinic_id: UUID, ticket_id: UUID) -> Row:
    """The row of a ticket of the clinic (`queries.ticket`). Raises `NotFound` if the clinic has no such ticket.

    Check the caller's access to the clinic first (`access_desk`).
    """
    found = await queries.ticket(resources.database, clinic_id, ticket_id)
    if found is None:
        raise NotFound
    return found


async def change_ticket(
    resources: Resources, caller: Caller, clinic_id: UUID, ticket_id: UUID, change: TicketChange
) -> Ticket:
    """Changes the state of a ticket and, if the change names one, its room; returns the ticket.

    Raises `NotFound` for an unknown clinic, and unless the caller works at its desk or is an administrator, and for an
    unknown ticket or one of another clinic; `TicketMovedOn` if the new state cannot follow the present state
    (`rules.COMES_FROM`). For the state `waiting`, raises `AlreadyInQueue` if the patient has another number of
    this queue that is waiting, called or in the room, and `NotFound` if the patient was removed.
    """
    await access_desk(resources, caller, clinic_id)
    async with resources.database.transaction() as transaction:
        # Only `waiting` can follow a state outside the queue.
        if change.state == "waiting":
            await _check_return(transaction, clinic_id, ticket_id)
        done = await queries.change_ticket(
            transaction, clinic_id, ticket_id, change.state, change.room, COMES_FROM[change.state]
        )
    # Read after the change, because a concurrent change may have come first.
    present = await access_ticket(resources, clinic_id, ticket_id)
    if not done:
        raise TicketMovedOn(state=present["state"])
    return shown(present)


async def _check_return(transaction: Queries, clinic_id: UUID, ticket_id: UUID) -> None:
    """Checks whether the ticket's patient can be in the queue with this number; the queue gives no number until the transaction ends.

    Raises `AlreadyInQueue` if the patient has another number that is waiting, called or in the room; `NotFound` for
    an unknown ticket, and for the ticket of a removed patient.
    """
    ticket = await queries.lock_queue(transaction, clinic_id, ticket_id)
    if ticket is None:
        raise NotFound
    queue = (clinic_id, ticket["local_day"], ticket["doctor_id"])
    present = await queries.number_of(transaction, queue, ticket["patient_id"], IN_QUEUE)
    if present not in (None, ticket["number"]):
        raise AlreadyInQueue(number=present)


async def read_queue(
    resources: Resources, caller: Caller, clinic_id: UUID, day: date | None
) -> Queue:
    """The clinic's tickets of one of its local days; `day` None is today. The read is recorded (`note_record_read`).

    Tickets are ordered by doctor's name and number; at most the first `clinic_max_agenda` are returned. Raises
    `NotFound` unless the caller works at the clinic's desk or is an administrator.
    """
    clinic = await access_desk(resources, caller, clinic_id)
    day = day or local_day(now(), ZoneInfo(clinic["time_zone"]))
    most = resources.settings.clinic_max_agenda
    rows = await queries.tickets(resources.database, clinic_id, day, most)
    await note_record_read(resources, caller, [row["patient_id"] for row in rows], "queue")
    return Queue(
        clinic_id=clinic_id,
        date=day,
        time_zone=clinic["time_zone"],
        tickets=[shown(row) for row in rows],
    )


def shown(row: Row | None) -> Ticket:
    """The answer body of a row of `queries.ticket`. Raises `NotFound` if the row is None."""
    if row is None:
        raise NotFound
    return Ticket.model_validate(
        {
            **row,
            "date": row["local_day"],
            "doctor": {"id": row["doctor_id"], "name": row["doctor_name"]},
            "patient": {"id": row["patient_id"], "name": row["patient_name"]},
        }
    )
