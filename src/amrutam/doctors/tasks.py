"""The worker's jobs and upkeep for doctors."""

from __future__ import annotations

from typing import Any

from amrutam.core.database import Queries
from amrutam.core.queue import Queue
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_entries
from amrutam.doctors.search.index import list_outdated
from amrutam.doctors.write_queries import enqueue_changed
from amrutam.integrations.web.client import revalidate

_UPKEEP_SECONDS = 3600.0


async def relist_where_hours_ended(queries: Queries) -> None:
    """Updates the search for doctors whose weekly rules or extra hours at a clinic have ended, so that searches no longer find the doctors there.

    A call updates at most 500 doctors (`list_outdated`).
    """
    for doctor_id in await list_outdated(queries):
        await enqueue_changed(queries, doctor_id)


def register(queue: Queue, resources: Resources) -> None:
    """Adds the doctors' jobs and upkeep to the worker's queue."""

    async def doctors_changed(_payload: dict[str, Any]) -> None:
        """Drops the cached profiles and search pages of all doctors after one doctor has changed.

        Raises `RedisAway` if Redis is unreachable, and with replicas `Unavailable` if PostgreSQL is, so that the queue
        repeats the job.
        """
        await drop_entries(resources)

    async def revalidate_page(payload: dict[str, Any]) -> None:
        """Drops cached profiles and search pages, then invalidates the website's pages of the doctor and of lists.

        The job does nothing without `web_url`. The payload is `{"doctor_id": <UUID as text>}`. Raises `PagesNotRenewed`
        if the website's server does not answer or refuses, and what the job `doctors_changed` raises, so that the queue
        repeats the job.
        """
        if resources.settings.web_url:
            await drop_entries(resources)
            secret = resources.keyring.secret("revalidate")
            tags = (f"doctor:{payload['doctor_id']}", "doctors")
            await revalidate(resources.settings.web_url, secret, tags)

    queue.upkeep("relist_doctors", _UPKEEP_SECONDS, relist_where_hours_ended)
    queue.job("doctors_changed", doctors_changed)
    queue.job("revalidate_page", revalidate_page, timeout_seconds=20)
