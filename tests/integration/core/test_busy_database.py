"""Checks that a request that a busy PostgreSQL blocks or ends gets 503 with Retry-After, and never 401."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest
from httpx import AsyncClient, Response

from amrutam.core.database import Database, Statement, retried
from amrutam.core.errors import Unavailable
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.doctors import make_doctor
from tests.cast.owner import owner
from tests.cast.people import sign_in_patient
from tests.conftest import MakeClient

_LOCK = "LOCK TABLE {} IN ACCESS EXCLUSIVE MODE"
_FAILS = (
    """
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = 'for a test'; END $$
    """,
    "CREATE TRIGGER fail BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION fail('{}')",
)
_WORKS = "DROP FUNCTION fail() CASCADE"


def check_unavailable(answer: Response) -> None:
    assert answer.status_code == 503, f"{answer.request.url}: {answer.text}"
    assert answer.json()["type"].endswith("/problems/unavailable")
    assert int(answer.headers["retry-after"]) > 0


async def test_a_lock_that_is_waited_for_in_vain(client: AsyncClient, resources: Resources) -> None:
    patient, doctor = await sign_in_patient(resources), await make_doctor(resources)
    calls = [
        ("GET", "/v1/me", None),
        ("PATCH", "/v1/me", {"locale": "hi"}),
        ("GET", "/v1/appointments", None),
        ("GET", f"/v1/doctors/{doctor.id}", None),
        ("GET", f"/v1/clinics/{doctor.id}", None),
        ("POST", "/v1/auth/refresh", {"refresh_token": "x" * 43}),
        ("GET", "/v1/me/sessions", None),
    ]
    async with owner(resources) as transaction:
        for table in ("account", "patient", "session", "refresh_token", "doctor", "clinic"):
            await transaction.execute(Statement("lock", _LOCK.format(table)))
        await transaction.execute(Statement("lock", _LOCK.format("appointment_place, appointment")))
        answers = await asyncio.gather(*(
            client.request(method, path, json=body, headers=patient.headers)
            for method, path, body in calls
        ))  # fmt: skip
    for answer in answers:
        check_unavailable(answer)


async def test_a_process_that_cannot_read_the_signing_keys(
    make_client: MakeClient, resources: Resources
) -> None:
    patient = await sign_in_patient(resources)
    async with owner(resources) as transaction:
        await transaction.execute(Statement("lock", _LOCK.format("signing_key")))
        other = await make_client()
        check_unavailable(await other.get("/v1/me", headers=patient.headers))


@pytest.mark.parametrize(
    "sqlstate", ["40001", "40P01", "55P03", "57014", "57P01", "53300", "25P03", "25P04", "08006"]
)
async def test_what_the_server_gives_up(
    client: AsyncClient, resources: Resources, sqlstate: str
) -> None:
    patient = await sign_in_patient(resources)
    async with owner(resources) as transaction:
        for sql in _FAILS:
            await transaction.execute(Statement("fail", sql.format(sqlstate)))
    try:
        answer = await client.patch("/v1/me", json={"locale": "hi"}, headers=patient.headers)
    finally:
        async with owner(resources) as transaction:
            await transaction.execute(Statement("work", _WORKS))
    check_unavailable(answer)


async def test_a_wrong_number_of_arguments_is_a_defect_and_no_outage(resources: Resources) -> None:
    wrong = Statement("test_wrong", "SELECT $1::int")
    with pytest.raises(asyncpg.InterfaceError, match="expects 1 argument"):
        await resources.database.value(wrong)
    with pytest.raises(asyncpg.InterfaceError, match="expects 1 argument"):
        async with resources.database.transaction() as transaction:
            await transaction.value(wrong)


async def test_each_statement_after_the_loss_of_a_connection_is_told_of_the_outage(
    resources: Resources,
) -> None:
    end = Statement("test_end", "SELECT pg_terminate_backend(pg_backend_pid())")
    refused: list[Unavailable] = []
    try:
        async with resources.database.transaction() as transaction:
            for statement in (end, Statement("test_one", "SELECT 1")):
                try:
                    await transaction.value(statement)
                except Unavailable as error:
                    refused.append(error)
    except Unavailable as error:
        refused.append(error)
    assert len(refused) == 3


async def test_a_plan_that_a_migration_made_out_of_date(settings: Settings) -> None:
    """A transaction whose prepared plan became outdated by a migration is repeated as a whole.

    Within a transaction the plan cannot be made again.
    """
    own = settings.model_copy(update={"database_pool_size": 1})
    database = await Database.open(own, lambda _name, _seconds: None)
    read = Statement("test_read", "SELECT * FROM planned")

    async def act() -> int:
        async with database.transaction() as transaction:
            return len((await transaction.fetch(read))[0])

    async def change(sql: str) -> None:
        async with database.transaction() as transaction:
            await transaction.execute(Statement("test_change", sql))

    try:
        await change("CREATE TEMPORARY TABLE planned AS SELECT 1 AS x")
        before = await act()
        await change("ALTER TABLE planned ADD COLUMN y int")
        assert (before, await retried(act)) == (1, 2)
    finally:
        await database.close()
