"""Registers the worker's loop of availability."""

from __future__ import annotations

from amrutam.availability.free_days import follow_free_days
from amrutam.core.queue import Queue
from amrutam.core.resources import Resources


def register(queue: Queue, _resources: Resources) -> None:
    """Adds to the worker's queue the loop that computes on which days each doctor has an available slot."""
    queue.loop(follow_free_days)
