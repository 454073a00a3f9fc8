"""Runs the queue: PgQueuer, retries, upkeep, and a graceful shutdown.

How often and when a job is retried is decided by `Job` in `queue.py`.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from functools import partial
from time import perf_counter

import asyncpg
import msgspec
import structlog
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job as PickedJob
from pgqueuer.domain.models import TracebackRecord

from amrutam.core import background
from amrutam.core.database import Statement
from amrutam.core.database_causes import CannotConnect
from amrutam.core.database_connecting import Connector
from amrutam.core.database_primary import Primary
from amrutam.core.errors import Unavailable
from amrutam.core.queue import GiveUp, Job, Queue, Step
from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics, sentry
from amrutam.core.telemetry.outages import Outages
from amrutam.core.telemetry.tracing import job_spans

log = structlog.get_logger("amrutam.jobs")

_RECONNECT_SECONDS = 1.0
_INTERRUPTED_SECONDS = 3.0
_INTERRUPTED = "Interrupted"
_OUTCOMES = ("done", "retried", "failed")
_BATCH = 20
_OUTAGES = (Unavailable, RedisAway, OSError, TimeoutError)
"""Errors that are not reported as defects: outages, which have alerts of their own, and time limits."""

_TRY_LOCK = Statement(
    "upkeep_lock", "SELECT pg_try_advisory_xact_lock(hashtextextended('amrutam upkeep ' || $1, 0))"
)


class _Repository(Queries):
    """PgQueuer's queries, changed for a retry that cannot be written to the database.

    A job whose retry cannot be written is left as after a worker's crash: its heartbeat ends, and after
    `job_heartbeat_timeout_seconds` a worker takes the job again. PgQueuer itself would mark the job as failed,
    although attempts are left.
    """

    async def retry_job(
        self, job: PickedJob, delay: timedelta, traceback_record: TracebackRecord | None
    ) -> None:
        try:
            await super().retry_job(job, delay, traceback_record)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            log.warning(
                "job_retry_not_saved",
                job=job.entrypoint,
                job_id=int(job.id),
                cause=type(error).__name__,
            )


class JobFailed(Exception):
    """A job's last failure.

    The message is only the class of the original exception, or the message of `GiveUp`. Other messages may contain
    an e-mail address, and PgQueuer stores the text.
    """


async def work(resources: Resources, queue: Queue) -> None:
    """Runs jobs until the process is asked to stop (`Stopping.begun`) or this call is cancelled.

    After the request to stop, no more jobs are taken; once the running jobs have ended, `Stopping.done` is set. After
    a cancellation, running jobs get `shutdown_grace_seconds` to finish; then they are interrupted and return to the
    queue. A job whose message the mail server is accepting gets `mail_shutdown_seconds` more.
    """
    settings = resources.settings
    worker = _Worker(resources, queue)
    running = asyncio.ensure_future(worker.run())
    try:
        await asyncio.shield(running)
        resources.stopping.done.set()
    except asyncio.CancelledError:
        worker.stop.set()
        if not await _ended(running, settings.shutdown_grace_seconds):
            worker.interrupt()
            await _ended(running, settings.mail_shutdown_seconds + _INTERRUPTED_SECONDS)
        running.cancel()
        raise


async def _ended(running: asyncio.Future[None], seconds: float) -> bool:
    done, _ = await asyncio.wait({running}, timeout=seconds)
    return bool(done)


class _Worker:
    def __init__(self, resources: Resources, queue: Queue) -> None:
        self.stop = resources.stopping.begun
        self._resources = resources
        self._settings = resources.settings
        self._queue = queue
        self._jobs = self._jobs_of_lane()
        self._actions: set[asyncio.Future[None]] = set()
        self._outages = Outages("queue", self._settings.outage_report_seconds)
        self._span = job_spans()

    def _jobs_of_lane(self) -> dict[str, Job]:
        """Returns the jobs that this worker runs, by name; creates their metrics, so that these exist before a run."""
        lane = self._settings.worker_jobs
        found = {name: job for name, job in self._queue.jobs.items() if lane in ("all", job.lane)}
        for name in found:
            for outcome in _OUTCOMES:
                metrics.JOB_SECONDS.labels(name, outcome)
        return found

    async def run(self) -> None:
        """Runs jobs until `stop` is set, with upkeep and loops unless only codes are sent; reconnects after a loss."""
        general = self._settings.worker_jobs != "codes"
        beside = [partial(_upkeep, *upkeep) for upkeep in self._queue.upkeeps] + self._queue.loops
        async with background.running(self._resources, beside if general else []):
            while not self.stop.is_set():
                try:
                    await self._drain()
                except Exception as error:  # noqa: BLE001 - work goes on, whatever has ended the connection
                    self._tell(error)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self.stop.wait(), _RECONNECT_SECONDS)

    def _tell(self, error: Exception) -> None:
        cause = str(error) if isinstance(error, CannotConnect) else type(error).__name__
        self._outages.tell(cause, error, is_refusal=getattr(error, "is_refusal", False))

    def interrupt(self) -> None:
        """Cancels the jobs that still run; each returns to the queue."""
        for action in self._actions:
            action.cancel()

    async def _drain(self) -> None:
        """Runs jobs over one pool until its connection is lost or `stop` is set.

        A new connection gets its own pool, so that no state of a lost connection is used again.
        """
        pool = await _pool(self._settings, self._resources.database.primary)
        manager = QueueManager(_Repository(AsyncpgPoolDriver(pool)))
        for name, job in self._jobs.items():
            attempt = partial(self._attempt, name, job)
            manager.entrypoint(name, on_failure="hold", accepts_context=False)(attempt)
        stopping = asyncio.ensure_future(_stop_with(self.stop, manager))
        try:
            await manager.run(
                dequeue_timeout=timedelta(seconds=self._settings.worker_poll_seconds),
                batch_size=_BATCH,
                max_concurrent_tasks=self._settings.worker_concurrency,
                shutdown_on_listener_failure=True,
                heartbeat_timeout=timedelta(seconds=self._settings.job_heartbeat_timeout_seconds),
            )
        finally:
            stopping.cancel()
            pool.terminate()

    async def _attempt(self, name: str, job: Job, picked: PickedJob) -> None:
        """Runs a job once.

        After a failure raises `RetryRequested` while attempts are left. After the last attempt, or
        `GiveUp`, raises `JobFailed`; the job then stays in the list of failed jobs.
        """
        with self._span(name, str(int(picked.id)), picked.otel_headers()):
            await self._traced_attempt(name, job, picked)

    async def _traced_attempt(self, name: str, job: Job, picked: PickedJob) -> None:
        started = perf_counter()
        failure, hopeless = await self._failure_of(name, job, picked)
        used_up = picked.attempts + 1 >= job.attempts and failure != _INTERRUPTED
        last = hopeless or used_up
        outcome = "done" if failure is None else "failed" if last else "retried"
        metrics.JOB_SECONDS.labels(name, outcome).observe(perf_counter() - started)
        if failure is None:
            return
        log.warning("job_attempt_failed", job=name, job_id=int(picked.id), outcome=outcome,
                    error=failure, attempt=picked.attempts + 1)  # fmt: skip
        if last:
            raise JobFailed(failure)
        raise RetryRequested(job.delay_after(picked.attempts), failure)

    async def _failure_of(self, name: str, job: Job, picked: PickedJob) -> tuple[str | None, bool]:
        """Returns (the failure, None after success; whether a repetition is useless).

        The failure is the message of `GiveUp` or the class of any other exception. It is returned and not raised,
        because an exception that is raised while another exception is handled carries that exception's message along.
        """
        action = asyncio.ensure_future(_run(job, picked.payload or b"{}"))
        self._actions.add(action)
        try:
            await action
        except GiveUp as error:
            return str(error) or "GiveUp", True
        except asyncio.CancelledError:
            return _INTERRUPTED, False
        except Exception as error:
            if not isinstance(error, _OUTAGES):
                log.warning("job_exception", job=name, job_id=int(picked.id), exc_info=error)
                sentry.report(error, entrypoint=name, job_id=str(picked.id))
            return type(error).__name__, False
        finally:
            self._actions.discard(action)
        return None, False


async def _run(job: Job, payload: bytes) -> None:
    async with asyncio.timeout(job.timeout_seconds):
        await job.action(msgspec.json.decode(payload))


async def _pool(settings: Settings, primary: Primary) -> asyncpg.Pool:
    connector = Connector(
        settings.database_url,
        timeout_seconds=settings.database_timeout_seconds,
        host_seconds=settings.database_host_seconds,
        primary=primary,
        command_timeout=settings.database_timeout_seconds,
        server_settings={"application_name": "amrutam-queue"},
    )

    async def connect(*_: object, **__: object) -> asyncpg.Connection:
        return await connector()

    return await asyncpg.create_pool(connect=connect, min_size=1, max_size=3)


async def _stop_with(stop: asyncio.Event, manager: QueueManager) -> None:
    await stop.wait()
    manager.shutdown.set()


async def _upkeep(name: str, seconds: float, step: Step, resources: Resources) -> None:
    async def turn() -> None:
        async with resources.database.transaction() as queries:
            if await queries.value(_TRY_LOCK, name):
                await step(queries)

    await background.every(seconds, name, turn)
