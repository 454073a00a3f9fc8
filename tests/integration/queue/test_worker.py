"""Checks that jobs run, are retried, fail finally, and survive the end of a worker and of its connections."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from math import isnan
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import asyncpg
import pytest
from httpx import ASGITransport, AsyncClient

from amrutam.core import platform_gauges
from amrutam.core.database import Statement
from amrutam.core.queue import GiveUp, Queue, enqueue
from amrutam.core.queue_queries import announce
from amrutam.core.queue_runner import work
from amrutam.core.resources import Resources
from amrutam.roles.worker import create, queue_of
from tests.cast.mailbox import Mailbox, code_sent_to, serving
from tests.cast.reports import reports_kept
from tests.cast.seeded import fresh_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from email.message import EmailMessage

    from amrutam.core.settings import Settings
    from tests.conftest import MakeClient
    from tests.engines import Engines

_JOB = Statement("test_job", "SELECT status::text, attempts FROM pgqueuer WHERE entrypoint = $1")
_LOCK_JOB = Statement("test_lock_job", "SELECT FROM pgqueuer WHERE entrypoint = $1 FOR UPDATE")
_WAITING = Statement(
    "test_waiting",
    "SELECT count(*) > 1 FROM pg_stat_activity WHERE application_name = 'amrutam-queue'"
    " AND wait_event_type = 'Lock' AND datname = current_database()",
)
_LOG = Statement("test_log", "SELECT traceback::text AS t FROM pgqueuer_log WHERE entrypoint = $1")


@asynccontextmanager
async def worker(
    settings: Settings, fill: Callable[[Queue, Resources], None], **changes: Any
) -> AsyncIterator[asyncio.Task[None]]:
    given = settings.model_dump() | {"worker_poll_seconds": 0.05} | changes
    resources = await Resources.open(type(settings)(**given))
    queue = Queue()
    fill(queue, resources)
    task = asyncio.create_task(work(resources, queue))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await resources.close()


async def until(fact: Callable[[], Any], seconds: float = 8) -> None:
    end = monotonic() + seconds
    while True:
        found = fact()
        if asyncio.iscoroutine(found):
            found = await found
        if found:
            return
        assert monotonic() < end, f"the condition was not met within {seconds} seconds"
        await asyncio.sleep(0.02)


async def _end_the_workers_connections(engines: dict[str, str], resources: Resources) -> None:
    """Ends the connections of workers to this test's database only, because other tests use other databases."""
    superuser = await asyncpg.connect(engines["superuser_url"])
    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'amrutam-queue' AND datname = $1",
        await resources.database.pool.fetchval("SELECT current_database()"),
    )
    await superuser.close()


async def _break_the_next_repetition(
    engines: dict[str, str], resources: Resources, name: str, locked: asyncio.Event
) -> None:
    """Makes the attempt to write a job's retry fail.

    Locks the job's row, and ends the connections that wait for the lock, both to update the
    heartbeat and to put the job back.
    """
    async with resources.database.transaction() as queries:
        await queries.execute(_LOCK_JOB, name)
        locked.set()
        await until(partial(queries.value, _WAITING))
        await _end_the_workers_connections(engines, resources)


def body_of(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.fixture(scope="module")
async def settings(engines: Engines, settings: Settings) -> AsyncIterator[Settings]:
    """Yields settings with a queue that no other test uses."""
    async with fresh_database(engines, settings, "worker") as own:
        yield own


@pytest.fixture(scope="module")
async def resources(settings: Settings) -> AsyncIterator[Resources]:
    opened = await Resources.open(settings)
    yield opened
    await opened.close()


@pytest.fixture
async def client(make_client: MakeClient) -> AsyncClient:
    return await make_client()


@pytest.fixture
def name() -> str:
    return f"test_{uuid4().hex[:8]}"


@pytest.fixture
async def mailbox() -> AsyncIterator[tuple[Mailbox, str]]:
    box = Mailbox()
    async with serving(box) as url:
        yield box, url


async def test_a_job_runs_when_its_transaction_commits_and_not_otherwise(
    settings: Settings, resources: Resources, name: str
) -> None:
    done: list[Any] = []

    async def note(payload: dict[str, Any]) -> None:
        done.append(payload)

    async with worker(settings, lambda queue, _: queue.job(name, note)):
        with suppress(RuntimeError):
            async with resources.database.transaction() as queries:
                await enqueue(queries, name, {"n": 1})
                raise RuntimeError
        await enqueue(resources.database, name, {"n": 2})
        await enqueue(resources.database, name, {"n": 3}, after=timedelta(seconds=0.3))
        await until(lambda: len(done) == 2)
    assert done == [{"n": 2}, {"n": 3}]


async def test_an_announced_job_does_not_wait_for_the_poll(
    settings: Settings, resources: Resources, name: str
) -> None:
    done = asyncio.Event()

    async def note(_payload: dict[str, Any]) -> None:
        done.set()

    async with worker(settings, lambda queue, _: queue.job(name, note), worker_poll_seconds=30):
        await asyncio.sleep(0.7)  # the worker has polled once and listens
        async with resources.database.transaction() as queries:
            await enqueue(queries, name, {})
            await announce(queries)
        await asyncio.wait_for(done.wait(), 2)


async def test_a_failing_job_is_repeated_later_and_later_and_then_stays_to_be_seen(
    settings: Settings, resources: Resources, name: str
) -> None:
    times: list[float] = []

    async def fail(_payload: dict[str, Any]) -> None:
        times.append(monotonic())
        raise ValueError("asha@example.org could not be reached")

    def fill(queue: Queue, _resources: Resources) -> None:
        queue.job(name, fail, attempts=3, first_delay=timedelta(seconds=0.2))

    async def failed() -> bool:
        row = await resources.database.row(_JOB, name)
        return row is not None and row["status"] == "failed"

    async with worker(settings, fill):
        await enqueue(resources.database, name, {})
        await until(failed)
    assert len(times) == 3
    assert times[1] - times[0] >= 0.2
    assert times[2] - times[1] >= 0.4
    logged = str([row["t"] for row in await resources.database.fetch(_LOG, name)])
    assert "ValueError" in logged
    assert "asha@example.org" not in logged


async def test_a_repetition_that_cannot_be_written_does_not_end_the_job(
    settings: Settings, resources: Resources, name: str, engines: dict[str, str]
) -> None:
    """A job whose retry could not be written runs again.

    The connection is lost after the job's failure and before its retry is written. The job is
    retried once its heartbeat is too old, as after a killed worker.
    """
    times: list[float] = []
    breaking: list[asyncio.Task[None]] = []

    async def fail_once(_payload: dict[str, Any]) -> None:
        times.append(monotonic())
        if len(times) == 1:
            locked = asyncio.Event()
            broken = _break_the_next_repetition(engines, resources, name, locked)
            breaking.append(asyncio.create_task(broken))
            await locked.wait()
            raise ValueError

    def fill(queue: Queue, _resources: Resources) -> None:
        queue.job(name, fail_once, attempts=3, first_delay=timedelta(seconds=0.2))

    async def is_done() -> bool:
        return await resources.database.row(_JOB, name) is None

    async with worker(settings, fill, job_heartbeat_timeout_seconds=1):
        await enqueue(resources.database, name, {})
        await until(is_done)
    await breaking[0]
    assert len(times) == 2


async def test_a_job_s_defect_is_reported_with_its_id(
    settings: Settings, resources: Resources, name: str
) -> None:
    async def fail(_payload: dict[str, Any]) -> None:
        raise ValueError("asha@example.org could not be reached")

    with reports_kept() as reports:
        async with worker(settings, lambda queue, _: queue.job(name, fail, attempts=1)):
            await enqueue(resources.database, name, {})
            await until(lambda: reports.sent)
    id_ = await resources.database.pool.fetchval(
        "SELECT id FROM pgqueuer WHERE entrypoint = $1", name
    )
    assert reports.only()["tags"] == {"entrypoint": name, "job_id": str(id_)}
    assert b"asha@example.org" not in reports.sent[0]


async def test_a_hopeless_job_is_not_repeated(
    settings: Settings, resources: Resources, name: str
) -> None:
    times: list[int] = []

    async def give_up(_payload: dict[str, Any]) -> None:
        times.append(1)
        raise GiveUp

    async def failed() -> bool:
        row = await resources.database.row(_JOB, name)
        return row is not None and row["status"] == "failed"

    async with worker(settings, lambda queue, _: queue.job(name, give_up)):
        await enqueue(resources.database, name, {})
        await until(failed)
    assert times == [1]


async def test_a_worker_that_is_told_to_stop_finishes_what_it_does(
    settings: Settings, resources: Resources, name: str
) -> None:
    started, finished = asyncio.Event(), asyncio.Event()

    async def slow(_payload: dict[str, Any]) -> None:
        started.set()
        await asyncio.sleep(0.5)
        finished.set()

    async with worker(settings, lambda queue, _: queue.job(name, slow)):
        await enqueue(resources.database, name, {})
        await asyncio.wait_for(started.wait(), 5)
    assert finished.is_set()
    assert await resources.database.row(_JOB, name) is None


@pytest.mark.parametrize("attempts", [12, 1])
async def test_a_job_that_outlasts_the_grace_goes_back_to_the_queue(
    settings: Settings, resources: Resources, name: str, attempts: int
) -> None:
    """A job that still runs when the worker must end goes back to the queue, also in its last attempt.

    The end of the worker is no failure of the job.
    """
    started = asyncio.Event()

    async def endless(_payload: dict[str, Any]) -> None:
        started.set()
        await asyncio.sleep(60)

    def fill(queue: Queue, _resources: Resources) -> None:
        queue.job(name, endless, attempts=attempts)

    async with worker(settings, fill, shutdown_grace_seconds=0.2):
        await enqueue(resources.database, name, {})
        await asyncio.wait_for(started.wait(), 5)
    row = await resources.database.row(_JOB, name)
    assert row is not None
    assert (row["status"], row["attempts"]) == ("queued", 1)


async def test_a_worker_outlives_its_connections(
    settings: Settings, resources: Resources, name: str, engines: dict[str, str]
) -> None:
    done: list[Any] = []

    async def note(payload: dict[str, Any]) -> None:
        done.append(payload)

    async with worker(settings, lambda queue, _: queue.job(name, note)):
        await enqueue(resources.database, name, {"n": 1})
        await until(lambda: done)
        await _end_the_workers_connections(engines, resources)
        await enqueue(resources.database, name, {"n": 2})
        await until(lambda: len(done) == 2, 15)


async def test_each_lane_has_workers_of_its_own(
    settings: Settings, resources: Resources, name: str
) -> None:
    done: list[str] = []

    def fill(queue: Queue, _resources: Resources) -> None:
        async def note(payload: dict[str, Any]) -> None:
            done.append(payload["lane"])

        queue.job(name + "_c", note, lane="codes")
        queue.job(name + "_g", note)

    for lane, suffix in (("codes", "_c"), ("general", "_g")):
        await enqueue(resources.database, name + suffix, {"lane": lane})
    async with worker(settings, fill, worker_jobs="codes"):
        await until(lambda: done)
    assert done == ["codes"]
    async with worker(settings, fill, worker_jobs="general"):
        await until(lambda: len(done) == 2)


@pytest.mark.parametrize(
    ("language", "subject"), [("en-IN", "sign-in code"), ("hi-IN,en;q=0.5", "साइन इन")]
)
async def test_a_code_arrives_by_mail_and_signs_in(
    client: AsyncClient,
    settings: Settings,
    mailbox: tuple[Mailbox, str],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    language: str,
    subject: str,
) -> None:
    box, url = mailbox
    address = f"asha.{uuid4().hex[:8]}@example.org"

    def fill(queue: Queue, resources: Resources) -> None:
        queue.jobs.update(queue_of(resources).jobs)

    async with worker(settings, fill, smtp_url=url, worker_jobs="codes"):
        asked = await client.post(
            "/v1/auth/otp",
            json={"channel": "email", "address": address},
            headers={"accept-language": language},
        )
        await until(lambda: box.to(address))
    (message,) = box.to(address)
    assert subject in message["Subject"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"]
    text = body_of(message, "plain")
    (code,) = [line for line in text.splitlines() if len(line) == 6 and line.isdecimal()]
    assert code in body_of(message, "html")
    body = {"challenge_id": asked.json()["challenge_id"], "code": code}
    assert (await client.post("/v1/auth/token", json=body)).status_code == 200
    logged = "".join(capfd.readouterr()) + caplog.text
    assert "/v1/auth/otp" in logged
    for secret in (address, address.partition("@")[0], code):
        assert secret not in logged


async def test_a_refused_address_and_an_expired_code_end_quietly(
    make_client: Any,
    settings: Settings,
    resources: Resources,
    mailbox: tuple[Mailbox, str],
) -> None:
    box, url = mailbox
    client = await make_client(code_seconds=1)
    refused, late = (f"{n}.{uuid4().hex[:8]}@example.org" for n in ("refused", "late"))
    box.refuse.add(refused)
    for address in (refused, late):
        await client.post("/v1/auth/otp", json={"channel": "email", "address": address})
    assert await code_sent_to(resources, late)
    await asyncio.sleep(1.1)  # longer than the `code_seconds` of `client`

    def fill(queue: Queue, own: Resources) -> None:
        queue.jobs.update(queue_of(own).jobs)

    async def empty() -> bool:
        return await resources.database.row(_JOB, "send_code") is None

    async with worker(settings, fill, smtp_url=url):
        await until(empty)
    assert box.messages == []


@asynccontextmanager
async def served(settings: Settings, **changes: Any) -> AsyncIterator[AsyncClient]:
    """Runs a worker, and yields a client of the worker's own HTTP server."""
    app, bounded = create(settings.model_copy(update=changes))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=bounded), base_url="http://worker") as client,
    ):
        yield client


async def metric(client: AsyncClient, series: str) -> float:
    lines = (await client.get("/metrics")).text.splitlines()
    (found,) = [line for line in lines if line.startswith(f"{series} ")]
    return float(found.rpartition(" ")[2])


async def test_the_worker_role_tells_its_health(settings: Settings) -> None:
    async with served(settings) as client:
        assert (await client.get("/livez")).status_code == 200
        assert (await client.get("/readyz")).json()["status"] == "ready"


async def test_a_worker_exports_jobs_before_the_first_of_them_runs(settings: Settings) -> None:
    async with served(settings) as client:
        for outcome in ("done", "retried", "failed"):
            labels = f'{{entrypoint="send_code",outcome="{outcome}"}}'
            assert await metric(client, f"amrutam_job_seconds_count{labels}") >= 0
        assert await metric(client, 'amrutam_queue_depth{entrypoint="send_code"}') == 0
        assert await metric(client, "amrutam_calendar_months_ahead") > 6


async def test_a_job_that_waits_is_measured_by_workers(
    settings: Settings, resources: Resources, name: str
) -> None:
    await resources.database.pool.execute(
        "INSERT INTO pgqueuer (priority, status, entrypoint, execute_after)"
        " VALUES (0, 'queued', $1, now() - interval '5 minutes')",
        name,
    )
    async with served(settings) as client:
        assert await metric(client, f'amrutam_queue_depth{{entrypoint="{name}"}}') == 1
        age = await metric(client, f'amrutam_queue_age_seconds{{entrypoint="{name}"}}')
        assert 300 <= age < 400


async def test_what_the_database_does_not_answer_is_not_a_number(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gauge becomes NaN while the database does not answer, because its last value would hide the present state."""
    monkeypatch.setattr(platform_gauges, "_AT_MOST_EVERY_SECONDS", 0)
    gauges = [
        'amrutam_queue_depth{entrypoint="send_code"}',
        'amrutam_queue_age_seconds{entrypoint="send_code"}',
        "amrutam_calendar_months_ahead",
    ]
    owner = await asyncpg.connect(settings.migration_database_url)
    async with served(settings) as client:
        assert not any([isnan(await metric(client, gauge)) for gauge in gauges])
        await owner.execute("ALTER TABLE pgqueuer RENAME TO elsewhere")
        try:
            assert all([isnan(await metric(client, gauge)) for gauge in gauges])
        finally:
            await owner.execute("ALTER TABLE elsewhere RENAME TO pgqueuer")
    await owner.close()
