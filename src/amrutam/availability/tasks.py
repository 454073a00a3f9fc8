"""Jobs of availability."""

from __future__ import annotations

from amrutam.availability.free_days import follow_free_days
from amrutam.core.queue import Queue
from amrutam.core.resources import Resources


def register(queue: Queue, _resources: Resources) -> None:
    """Adds the loop that keeps free days up to date to the worker's queue."""
    queue.loop(follow_free_days)
