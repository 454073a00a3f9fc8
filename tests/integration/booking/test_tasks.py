from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from httpx import AsyncClient

from amrutam.booking import cleanup
from amrutam.booking.notifying import tell_appointment_changed
from amrutam.core.database import Statement
from amrutam.core.resources import Resources
from amrutam.integrations.smtp.fake import FakeMailer
from amrutam.notifications.sending import Mailers
from tests.cast.booking import booked, cancel, confirm, hold, move, problem
from tests.cast.doctors import make_doctor
from tests.cast.owner import owner
from tests.cast.people import sign_in_patient
from tests.cast.times import local
from tests.conftest import MakeClient

TAKE_JOBS = Statement(
    "test_take_jobs",
    """
    DELETE FROM pgqueuer
    WHERE entrypoint = 'appointment_changed'
        AND convert_from(payload, 'UTF8')::jsonb ->> 'appointment_id' = $1
    RETURNING payload, id
    """,
)
ADD_CLAIM = Statement("test_add_claim", "INSERT INTO time_claim VALUES ($1, tstzrange($2, $3), $4)")
CLAIMS = Statement("test_claims_of", "SELECT count(*) FROM time_claim WHERE party_id = $1")
ADD_KEY = Statement(
    "test_add_key",
    "INSERT INTO idempotency_key VALUES ($1, 'book', 'k', '\\x00', '\\x00', $2)",
)
KEYS = Statement("test_keys_of", "SELECT count(*) FROM idempotency_key WHERE account_id = $1")
FAR_STARTS = Statement("test_calendar_end", "SELECT appointment_calendar_end()")


@pytest.fixture
def mailbox(resources: Resources) -> FakeMailer:
    mailer = resources.part(Mailers).email = FakeMailer()
    return mailer


async def _work(resources: Resources, appointment_id: str) -> list[dict[str, Any]]:
    """Runs the appointment's queued jobs as the worker would; returns their payloads."""
    rows = await resources.database.fetch(TAKE_JOBS, appointment_id)
    payloads = [msgspec.json.decode(row["payload"]) for row in sorted(rows, key=lambda r: r["id"])]
    for payload in payloads:
        await tell_appointment_changed(resources, payload)
    return payloads


async def test_each_change_is_told_once_with_a_calendar_file(
    client: AsyncClient, resources: Resources, mailbox: FakeMailer
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    payloads = await _work(resources, appointment["id"])
    held = await hold(client, person, doctor, local(2, "10:00"), reschedules=appointment["id"])
    await move(client, person, appointment["id"], held.json()["id"])
    await _work(resources, appointment["id"])
    await cancel(client, person, appointment["id"])
    await _work(resources, appointment["id"])

    assert payloads == [{"appointment_id": appointment["id"], "version": 1}]
    assert [recipient for recipient, _ in mailbox.outbox] == [person.email] * 3
    for (_, message), sequence in zip(mailbox.outbox, range(3), strict=True):
        text = message.get_body(("plain",))
        assert text is not None
        assert appointment["reference"] in text.get_content()
        file = next(part for part in message.iter_attachments())
        assert file.get_content_type() == "text/calendar"
        assert f"SEQUENCE:{sequence}" in str(file.get_content())
    assert "CANCELLED" in str(next(mailbox.outbox[2][1].iter_attachments()).get_content())


async def test_what_a_later_change_overtook_is_not_told(
    client: AsyncClient, resources: Resources, mailbox: FakeMailer
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    appointment = await booked(client, person, doctor, local(1, "10:00"))
    await cancel(client, person, appointment["id"])

    payloads = await _work(resources, appointment["id"])

    assert [payload["version"] for payload in payloads] == [1, 2]
    assert len(mailbox.outbox) == 1


async def test_old_claims_and_keys_go_and_living_ones_stay(resources: Resources) -> None:
    party, account, now = uuid4(), uuid4(), datetime.now(UTC)
    old, new = now - timedelta(days=8), now - timedelta(days=6)
    for ends in (old, new):
        await resources.database.execute(
            ADD_CLAIM, party, ends - timedelta(minutes=30), ends, uuid4()
        )
    await resources.database.execute(ADD_KEY, account, now - timedelta(hours=25))

    await cleanup.drop_what_is_old(resources.settings, resources.database)

    assert await resources.database.value(CLAIMS, party) == 1
    assert await resources.database.value(KEYS, account) == 0


async def test_partitions_reach_as_far_as_the_settings_say(resources: Resources) -> None:
    far = resources.settings.model_copy(update={"partition_months_ahead": 30})
    made = await cleanup.make_partitions(far, resources.database)
    assert made == 30 - resources.settings.partition_months_ahead
    assert await cleanup.make_partitions(far, resources.database) == 0
    ends: datetime = await resources.database.value(FAR_STARTS)
    assert (ends - datetime.now(UTC)).days > 30 * 30


async def test_a_time_beyond_the_last_partition_is_a_clear_refusal(
    client: AsyncClient, resources: Resources
) -> None:
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    day = datetime.fromisoformat(local(20, "10:00"))
    partition = f"appointment_{day:%Y_%m}"
    held = await hold(client, person, doctor, local(20, "10:00"))
    await change_schema(resources, f"ALTER TABLE appointment DETACH PARTITION {partition}")
    try:
        answer = await confirm(client, person, held.json()["id"])
    finally:
        await change_schema(
            resources,
            f"ALTER TABLE appointment ATTACH PARTITION {partition} FOR VALUES FROM "
            f"('{day:%Y-%m}-01 00:00:00+00') TO "
            f"('{(day.replace(day=28) + timedelta(days=5)):%Y-%m}-01 00:00:00+00')",
        )
    assert (answer.status_code, problem(answer)) == (422, "beyond-calendar")


async def test_another_violated_check_is_no_matter_of_the_calendar(
    make_client: MakeClient, resources: Resources
) -> None:
    """A violated CHECK constraint of a table is a defect; only a missing partition means that the date is too far ahead."""
    doctor, person = await make_doctor(resources), await sign_in_patient(resources)
    client = await make_client(raises_defects=False)
    held = await hold(client, person, doctor, local(20, "10:00"))
    check = f"CHECK (doctor_id <> '{doctor.id}') NOT VALID"
    await change_schema(resources, f"ALTER TABLE appointment ADD CONSTRAINT test_check {check}")
    try:
        answer = await confirm(client, person, held.json()["id"])
    finally:
        await change_schema(resources, "ALTER TABLE appointment DROP CONSTRAINT test_check")
    assert (answer.status_code, problem(answer)) == (500, "internal-error")


async def change_schema(resources: Resources, sql: str) -> None:
    async with owner(resources) as transaction:
        await transaction.execute(Statement("test_change_schema", sql))
