"""What the worker does for doctors."""

from __future__ import annotations

from typing import Any

from amrutam.core.queue import Queue
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_remembered
from amrutam.integrations.web.client import revalidate


def register(queue: Queue, resources: Resources) -> None:
    async def doctors_changed(_payload: dict[str, Any]) -> None:
        """Drops what Redis remembers of doctors, after a change that any of it may show."""
        await drop_remembered(resources)

    async def revalidate_page(payload: dict[str, Any]) -> None:
        """Has the website make a doctor's page anew, from rows and not from what Redis remembers."""
        if resources.settings.web_url:
            await drop_remembered(resources)
            secret = resources.keyring.secret("revalidate")
            tags = (f"doctor:{payload['doctor_id']}", "doctors")
            await revalidate(resources.settings.web_url, secret, tags)

    queue.job("doctors_changed", doctors_changed)
    queue.job("revalidate_page", revalidate_page, timeout_seconds=20)
