"""Attempts at a time that was already taken: counted wherever a guard refuses one."""

from __future__ import annotations

from typing import Literal

from amrutam.core.counters import Counters
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics

Guard = Literal["lock", "claim", "database", "patient"]
"""A hold or marker in Redis, a claim seen when holding, the claim's key when booking; the patient's claim."""


def count_collision(resources: Resources, guard: Guard) -> None:
    metrics.SLOT_COLLISIONS.labels(guard).inc()
    resources.part(Counters).happened("collisions")
