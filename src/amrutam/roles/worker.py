"""The worker role: jobs and upkeep, with a small HTTP server for health and metrics."""

from __future__ import annotations

import asyncio
import sys

import structlog
from fastapi import FastAPI
from starlette.types import ASGIApp

from amrutam.accounts import tasks as accounts
from amrutam.audit import tasks as audit
from amrutam.availability import tasks as availability
from amrutam.booking import tasks as booking
from amrutam.core.certificate_gauge import CertificateGauge
from amrutam.core.http import health
from amrutam.core.http.app import create_app
from amrutam.core.platform_gauges import PlatformGauges
from amrutam.core.queue import Queue
from amrutam.core.queue_queries import forget_old_jobs
from amrutam.core.queue_runner import work
from amrutam.core.redis_gauges import RedisGauges
from amrutam.core.replicas.heartbeat import beat
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry.series import calls_of
from amrutam.doctors import tasks as doctors
from amrutam.roles import series
from amrutam.roles.checks.website import NOT_TOLD, NOT_TOLD_FIX

log = structlog.get_logger("amrutam.worker")

TASKS = (accounts, doctors, availability, booking, audit)

_HOUR = 3600.0


def create(settings: Settings) -> tuple[FastAPI, ASGIApp]:
    """Returns (FastAPI app, ASGI app wrapped in `Boundary`); serve the latter.

    Jobs run in the background.
    """
    return create_app(
        settings,
        [health.router],
        background=[run],
        series=[*series.WORKER, *calls_of([sys.modules[__name__]])],
        before_scrape=refresh_gauges,
    )


async def run(resources: Resources) -> None:
    """Runs the jobs that `worker_jobs` selects, and upkeep unless that setting is `codes`.

    Ends when the process is asked to stop, or when the task is cancelled.
    """
    settings = resources.settings
    if not settings.web_url and settings.worker_jobs != "codes":
        log.warning("website_url_missing", detail=NOT_TOLD, fix=NOT_TOLD_FIX)
    queue = queue_of(resources)
    resources.part(PlatformGauges).know(queue.jobs)
    await work(resources, queue)


async def refresh_gauges(resources: Resources) -> None:
    """Refreshes the gauges that a worker exports, before a scrape."""
    await asyncio.gather(
        resources.part(PlatformGauges).refresh(),
        resources.part(RedisGauges).refresh(),
        resources.part(CertificateGauge).refresh(),
    )


def queue_of(resources: Resources) -> Queue:
    """Returns the queue with all jobs, upkeep and loops of the features.

    With replicas, it also has the loop that writes the primary's heartbeat.
    """
    queue = Queue()
    queue.upkeep("forget_old_jobs", _HOUR, forget_old_jobs)
    if resources.settings.replica_urls:
        queue.loop(beat)
    for tasks in TASKS:
        tasks.register(queue, resources)
    return queue
