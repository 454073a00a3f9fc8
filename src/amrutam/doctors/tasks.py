"""What the worker does for doctors."""

from __future__ import annotations

from typing import Any

from amrutam.core.queue import Queue
from amrutam.core.resources import Resources
from amrutam.doctors.cache import drop_remembered


def register(queue: Queue, resources: Resources) -> None:
    async def doctors_changed(_payload: dict[str, Any]) -> None:
        await drop_remembered(resources)

    queue.job("doctors_changed", doctors_changed)
