"""Records payments at a clinic, reverses them by counter-entries, and reads both. No row is deleted."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from amrutam.accounts.models import Caller
from amrutam.accounts.record_reads import note_record_read
from amrutam.booking.idempotency import IdempotentRequest, once_written
from amrutam.booking.reading import access_appointment
from amrutam.booking.rules import body_hash
from amrutam.clinics.access import access_desk
from amrutam.core.clock import now
from amrutam.core.database import Queries, Row
from amrutam.core.errors import Invalid, NotFound
from amrutam.core.resources import Resources
from amrutam.desk.clinic_queue import access_ticket
from amrutam.doctors.models import Clinic
from amrutam.payments import queries
from amrutam.payments.errors import AlreadyTakenBack
from amrutam.payments.schemas import NewPayment, Payment, Payments
from amrutam.schedules.local_time import day_end, day_start, local_day


async def record_payment(
    resources: Resources, caller: Caller, key: str, clinic_id: UUID, new: NewPayment
) -> bytes:
    """Records a payment under the clinic's next receipt number; returns the JSON of `schemas.Payment` in UTF-8.

    `key`: the Idempotency-Key. A repetition with the same key records nothing and returns the first answer. Raises
    `NotFound` unless the caller works at the clinic's desk or is an administrator, and for a visit or queue number that
    is not one of the clinic's; `Invalid` for another currency than the fee's; `KeyReused` if the key was used with
    other content; `RequestInProgress` while the first request with the key is not finished.
    """
    clinic = await access_desk(resources, caller, clinic_id)
    patient_id, doctor_id, currency = await _paid_for(resources, caller, clinic_id, new)
    if new.paid.currency not in (None, currency):
        raise Invalid.field("/paid/currency", f"must be {currency}, the currency of the fee")
    year = _year(clinic)

    async def write(transaction: Queries) -> bytes:
        number = await queries.next_number(transaction, clinic_id, year)
        await queries.add_payment(transaction, (
            clinic_id, year, number, patient_id, doctor_id, new.appointment_id, new.ticket_id,
            new.paid.amount, currency, new.method, caller.account_id,
        ))  # fmt: skip
        return await _written(resources, transaction, (clinic_id, year, number))

    request = _request(caller, "receipt", key, clinic_id, new.model_dump_json())
    return await once_written(resources, request, write)


async def reverse_payment(
    resources: Resources, caller: Caller, key: str, receipt: tuple[UUID, int, int], reason: str
) -> bytes:
    """Reverses a payment by a counter-entry; returns the counter-entry's JSON (`schemas.Payment`) in UTF-8.

    The counter-entry has the negative amount and a receipt number of its own. `key`: the Idempotency-Key, as for
    `record_payment`. `receipt`: (clinic's id, year, number). Raises `NotFound` for an unknown clinic, and unless the caller works at its
    desk or is an administrator, and for an unknown receipt; `AlreadyTakenBack` for a payment that was reversed before
    and for a counter-entry; `KeyReused` and `RequestInProgress` as `record_payment` does.
    """
    clinic = await access_desk(resources, caller, receipt[0])
    year = _year(clinic)
    await access_payment(resources, receipt)

    async def write(transaction: Queries) -> bytes:
        number = await queries.next_number(transaction, receipt[0], year)
        note = resources.keyring.seal("reason", reason.encode(), _context(receipt[0], year, number))
        done = await queries.reverse(transaction, receipt, (year, number), caller.account_id, note)
        if not done:
            raise AlreadyTakenBack
        return await _written(resources, transaction, (receipt[0], year, number))

    request = _request(caller, "take_back", key, *receipt, reason)
    return await once_written(resources, request, write)


async def access_payment(resources: Resources, receipt: tuple[UUID, int, int]) -> Row:
    """The row of a payment (`queries.payment`); `receipt`: (clinic's id, year, number).

    Raises `NotFound` for an unknown receipt. Check the caller's access to the clinic first (`access_desk`).
    """
    found = await queries.payment(resources.database, *receipt)
    if found is None:
        raise NotFound
    return found


async def read_payment(
    resources: Resources, caller: Caller, receipt: tuple[UUID, int, int]
) -> Payment:
    """The payment or counter-entry; `receipt`: (clinic's id, year, number). The read is recorded (`note_record_read`).

    Raises `NotFound` for an unknown clinic, and unless the caller works at its desk or is an administrator, and for an
    unknown receipt; `SealBroken` if no key of the key ring decrypts the reason of a counter-entry.
    """
    await access_desk(resources, caller, receipt[0])
    found = await access_payment(resources, receipt)
    await note_record_read(resources, caller, [found["patient_id"]], "payments")
    return _shown(resources, found)


async def read_day(
    resources: Resources, caller: Caller, clinic_id: UUID, day: date | None
) -> Payments:
    """The clinic's payments and counter-entries on `day`, a local day of the clinic, by default today.

    The answer contains the first `clinic_max_agenda` of them, and the totals of the whole day. The read is recorded
    (`note_record_read`). Raises `NotFound` for an unknown clinic, and unless the caller works at its desk or is an administrator;
    `SealBroken` if no key of the key ring decrypts the reason of a counter-entry.
    """
    clinic = await access_desk(resources, caller, clinic_id)
    zone = ZoneInfo(clinic["time_zone"])
    day = day or local_day(now(), zone)
    period = (day_start(day, zone), day_end(day, zone))
    most = resources.settings.clinic_max_agenda
    rows = await queries.payments(resources.database, clinic_id, period, most)
    await note_record_read(resources, caller, [row["patient_id"] for row in rows], "payments")
    totals = await queries.totals(resources.database, clinic_id, period)
    return Payments.model_validate(
        {
            "clinic_id": clinic_id,
            "date": day,
            "time_zone": clinic["time_zone"],
            "items": [_shown(resources, row) for row in rows],
            "totals": [{"method": row["method"], "total": _money(row)} for row in totals],
        }
    )


async def _paid_for(
    resources: Resources, caller: Caller, clinic_id: UUID, new: NewPayment
) -> tuple[UUID, UUID, str]:
    """Returns (patient's id, doctor's id, the fee's currency) of the visit or queue number that is paid for.

    Raises `NotFound` if the visit or queue number is unknown, or is not one of the clinic's.
    """
    if new.ticket_id is not None:
        ticket = await access_ticket(resources, clinic_id, new.ticket_id)
        return ticket["patient_id"], ticket["doctor_id"], ticket["currency"]
    assert new.appointment_id is not None  # noqa: S101 - the request model requires one of the two
    stored = await access_appointment(resources, caller, new.appointment_id)
    visit = stored.appointment
    if not isinstance(visit.place, Clinic) or visit.place.id != clinic_id:
        raise NotFound
    return visit.patient.id, visit.doctor.id, visit.fee.currency


def _year(clinic: Row) -> int:
    return now().astimezone(ZoneInfo(clinic["time_zone"])).year


def _request(caller: Caller, route: str, key: str, *said: object) -> IdempotentRequest:
    return IdempotentRequest(caller.account_id, route, key, body_hash(route, *said))


def _context(clinic_id: UUID, year: int, number: int) -> bytes:
    return b"%s/%d/%d" % (clinic_id.bytes, year, number)


async def _written(
    resources: Resources, transaction: Queries, receipt: tuple[UUID, int, int]
) -> bytes:
    row = await queries.payment(transaction, *receipt)
    assert row is not None  # noqa: S101 - this transaction has written it
    return _shown(resources, row).model_dump_json().encode()


def _money(row: Row) -> dict[str, Any]:
    return {"amount": row["amount"], "currency": row["currency"]}


def _shown(resources: Resources, row: Row) -> Payment:
    reason = None
    if row["note_sealed"] is not None:
        context = _context(row["clinic_id"], row["year"], row["number"])
        reason = resources.keyring.open("reason", row["note_sealed"], context).decode()
    return Payment.model_validate(
        {
            **row,
            "paid": _money(row),
            "patient": {"id": row["patient_id"], "name": row["patient_name"]},
            "doctor": {"id": row["doctor_id"], "name": row["doctor_name"]},
            "takes_back": _number(row["reverses_year"], row["reverses_number"]),
            "taken_back_by": _number(row["taken_back_year"], row["taken_back_number"]),
            "reason": reason,
        }
    )


def _number(year: int | None, number: int | None) -> dict[str, Any] | None:
    return {"year": year, "number": number} if number is not None else None
