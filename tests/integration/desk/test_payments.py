"""Tests payments at a clinic: receipts without gaps, and counter-entries instead of deletions."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import asyncpg
import pytest
from httpx import AsyncClient, Response

from amrutam.audit.queries import LEDGERS
from amrutam.core.resources import Resources
from tests.cast.booking import booked, problem, visit
from tests.cast.doctors import make_doctor
from tests.cast.front_desk import FrontDesk, make_front_desk, registered
from tests.cast.people import sign_in_patient
from tests.cast.times import local

AT_ONCE = 30


@pytest.fixture
async def desk(resources: Resources, client: AsyncClient) -> FrontDesk:
    return await make_front_desk(resources, client)


@pytest.fixture
async def appointment(client: AsyncClient, desk: FrontDesk) -> dict[str, Any]:
    patient = await registered(client, desk, name="Lakshmi Rao")
    return await booked(client, desk.sita, desk.doctor, local(1, "09:00"), patient_id=patient)


async def pay(
    client: AsyncClient, desk: FrontDesk, key: str | None = None, **given: Any
) -> Response:
    body = {"paid": {"amount": 50_000}, "method": "cash", **given}
    headers = desk.sita.headers | {"idempotency-key": key or uuid4().hex}
    return await client.post(f"{desk.path}/payments", json=body, headers=headers)


async def take_back(
    client: AsyncClient, desk: FrontDesk, receipt: dict[str, Any], key: str | None = None
) -> Response:
    headers = desk.sita.headers | {"idempotency-key": key or uuid4().hex}
    path = f"{desk.path}/receipts/{receipt['year']}/{receipt['number']}/take-back"
    return await client.post(path, json={"reason": "charged twice"}, headers=headers)


async def day(client: AsyncClient, desk: FrontDesk) -> dict[str, Any]:
    answer = await client.get(f"{desk.path}/payments", headers=desk.sita.headers)
    shown: dict[str, Any] = answer.json()
    return shown


async def test_a_payment_has_a_receipt_and_is_taken_back_by_a_counter_entry(
    client: AsyncClient, desk: FrontDesk, appointment: dict[str, Any]
) -> None:
    made = await pay(client, desk, "pay-1", appointment_id=appointment["id"])
    assert made.status_code == 201, made.text
    receipt = made.json()
    assert (receipt["number"], receipt["paid"]) == (1, {"amount": 50_000, "currency": "INR"})
    assert (receipt["reference"], receipt["patient"]["name"]) == (
        appointment["reference"],
        "Lakshmi Rao",
    )
    again = await pay(client, desk, "pay-1", appointment_id=appointment["id"])
    assert again.content == made.content
    card = await pay(client, desk, appointment_id=appointment["id"], method="card")
    assert card.json()["number"] == 2

    back = await take_back(client, desk, receipt, "back-1")
    assert (back.status_code, back.json()["number"]) == (201, 3), back.text
    assert back.json()["paid"]["amount"] == -50_000
    assert back.json()["takes_back"] == {"year": receipt["year"], "number": 1}
    assert (await take_back(client, desk, receipt, "back-1")).content == back.content
    for twice in (receipt, back.json()):
        refused = await take_back(client, desk, twice)
        assert (refused.status_code, problem(refused)) == (409, "already-taken-back")

    shown = await day(client, desk)
    assert [(each["number"], each["reason"]) for each in shown["items"]] == [
        (1, None), (2, None), (3, "charged twice")]  # fmt: skip
    assert {each["method"]: each["total"]["amount"] for each in shown["totals"]} == {
        "cash": 0, "card": 50_000}  # fmt: skip
    path = f"{desk.path}/receipts/{receipt['year']}/1"
    one = (await client.get(path, headers=desk.sita.headers)).json()
    assert one["taken_back_by"] == {"year": receipt["year"], "number": 3}
    # The refused requests have left no gap in the receipt numbers.
    assert (await pay(client, desk, appointment_id=appointment["id"])).json()["number"] == 4


async def test_receipts_begin_at_one_at_each_clinic_and_in_each_of_its_years(
    client: AsyncClient,
    resources: Resources,
    desk: FrontDesk,
    appointment: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    second = await make_front_desk(resources, client)
    patient = await registered(client, second)
    there = await booked(client, second.sita, second.doctor, local(1, "09:00"), patient_id=patient)
    for number in (1, 2):
        for at, visit_id in ((desk, appointment["id"]), (second, there["id"])):
            receipt = (await pay(client, at, appointment_id=visit_id)).json()
            assert receipt["number"] == number

    # Half past midnight in India is still the old year in UTC.
    new_year = datetime(receipt["year"] + 1, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Kolkata"))
    monkeypatch.setattr("amrutam.payments.actions.now", lambda: new_year.astimezone(UTC))
    first = (await pay(client, desk, appointment_id=appointment["id"])).json()
    assert (first["year"], first["number"]) == (new_year.year, 1)
    back = (await take_back(client, desk, {**first, "year": receipt["year"]})).json()
    assert (back["year"], back["number"]) == (new_year.year, 2)
    assert back["takes_back"] == {"year": receipt["year"], "number": 1}


async def test_a_visits_payments_stand_beside_it_in_the_day(
    client: AsyncClient, desk: FrontDesk, appointment: dict[str, Any]
) -> None:
    await pay(client, desk, appointment_id=appointment["id"], paid={"amount": 20_000})
    agenda = await client.get(
        f"{desk.path}/agenda", params={"date": local(1, "09:00")[:10]}, headers=desk.sita.headers
    )
    (only,) = agenda.json()["appointments"]
    assert (only["paid"], only["fee"]["amount"]) == (20_000, desk.doctor.fee)


async def test_many_desks_at_once_leave_no_gap_and_repeat_nothing(
    client: AsyncClient, desk: FrontDesk, appointment: dict[str, Any]
) -> None:
    made = await asyncio.gather(
        *[pay(client, desk, appointment_id=appointment["id"]) for _ in range(AT_ONCE)]
    )
    assert sorted(each.json()["number"] for each in made) == list(range(1, AT_ONCE + 1))


async def test_a_number_of_the_queue_is_paid_too(client: AsyncClient, desk: FrontDesk) -> None:
    patient = await registered(client, desk)
    ticket = await client.post(
        f"{desk.path}/queue",
        json={"doctor_id": str(desk.doctor.id), "patient_id": patient},
        headers=desk.sita.headers | {"idempotency-key": uuid4().hex},
    )
    made = await pay(client, desk, ticket_id=ticket.json()["id"], method="upi")
    assert (made.status_code, made.json()["queue_number"]) == (201, 1), made.text
    queue = await client.get(f"{desk.path}/queue", headers=desk.sita.headers)
    assert queue.json()["tickets"][0]["paid"] == 50_000


async def test_a_payment_has_the_currency_of_the_fee(
    client: AsyncClient, desk: FrontDesk, appointment: dict[str, Any]
) -> None:
    for currency in ("USD", "ZZZ", "XXX"):
        paid = {"amount": 1_000, "currency": currency}
        refused = await pay(client, desk, appointment_id=appointment["id"], paid=paid)
        assert refused.status_code == 422, refused.text
        assert [each["pointer"] for each in refused.json()["errors"]] == ["/paid/currency"]
    made = await pay(client, desk, appointment_id=appointment["id"], paid={"amount": 1_000})
    assert made.json()["paid"] == {"amount": 1_000, "currency": "INR"}


async def test_what_is_not_at_the_clinic_is_not_paid_there(
    client: AsyncClient, resources: Resources, desk: FrontDesk, appointment: dict[str, Any]
) -> None:
    asha, elsewhere = await sign_in_patient(resources), await make_doctor(resources)
    other = await booked(client, asha, elsewhere, local(3, "09:00"))
    online = await visit(client, asha, elsewhere, local(3, "11:00"), "online")
    for id_ in (other["id"], online["id"], str(uuid4())):
        assert (await pay(client, desk, appointment_id=id_)).status_code == 404
    both = await pay(client, desk, appointment_id=appointment["id"], ticket_id=appointment["id"])
    assert both.status_code == 422
    assert (await pay(client, desk)).status_code == 422
    nothing = await pay(client, desk, appointment_id=appointment["id"], paid={"amount": 0})
    assert nothing.status_code == 422


@pytest.mark.parametrize(
    "statement",
    ["UPDATE payment SET amount = 1", "DELETE FROM payment", "DELETE FROM receipt_counter",
     "DELETE FROM queue_ticket", "UPDATE queue_ticket SET number = 9", "DELETE FROM clinic_patient",
     "UPDATE clinic_patient SET phone_index = 'mine'", "UPDATE clinic_display SET token_hash = 'mine'"],
)  # fmt: skip
async def test_what_the_processes_role_may_not(resources: Resources, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await resources.database.pool.execute(statement)


def test_payments_are_in_the_chain() -> None:
    assert "payment" in LEDGERS
