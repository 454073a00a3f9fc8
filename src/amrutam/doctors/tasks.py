"""The worker's jobs for doctors."""

from __future__ import annotations

from typing import Any

from amrutam.core.queue import Queue
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_remembered
from amrutam.integrations.web.client import revalidate


def register(queue: Queue, resources: Resources) -> None:
    """Adds the doctors' jobs to the worker's queue."""

    async def doctors_changed(_payload: dict[str, Any]) -> None:
        """Deletes cached profiles and pages of doctors after a doctor has changed."""
        await drop_remembered(resources)

    async def revalidate_page(payload: dict[str, Any]) -> None:
        """Makes the website render a doctor's page again with the present data."""
        if resources.settings.web_url:
            await drop_remembered(resources)
            secret = resources.keyring.secret("revalidate")
            tags = (f"doctor:{payload['doctor_id']}", "doctors")
            await revalidate(resources.settings.web_url, secret, tags)

    queue.job("doctors_changed", doctors_changed)
    queue.job("revalidate_page", revalidate_page, timeout_seconds=20)
