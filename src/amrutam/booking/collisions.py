"""Counts attempts to take a slot that is taken already, by the guard that refused them."""

from __future__ import annotations

from typing import Literal

from amrutam.core.counters import Counters
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics

Guard = Literal["lock", "claim", "database", "patient"]
"""The check that refused the attempt.

- `lock`: a hold or a `booked` marker in Redis;
- `claim`: a claim that was seen while the hold was made;
- `database`: the primary key of claims, while booking or moving;
- `patient`: a claim of the same patient.
"""


def count_collision(resources: Resources, guard: Guard) -> None:
    """Counts an attempt that `guard` refused in the metric and, unless the guard is `patient`, in the administrators' figures."""
    metrics.SLOT_COLLISIONS.labels(guard).inc()
    if guard != "patient":
        resources.part(Counters).happened("collisions")
