"""Counting holds: for the metric, and for what operators see of all processes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from amrutam.core.counters import Counters
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds.models import HoldToken

Outcome = Literal["made", "unprotected", "extended", "released", "booked"]


def count_living(resources: Resources, outcome: Outcome, token: HoldToken, until: datetime) -> None:
    metrics.HOLDS.labels(outcome).inc()
    if token.protected:
        resources.part(Counters).hold_lives(token.nonce, until)


def count_gone(resources: Resources, token: HoldToken, outcome: Outcome | None = None) -> None:
    """Harmless to repeat without an outcome: for a hold that was lost, not ended by its owner."""
    if outcome is not None:
        metrics.HOLDS.labels(outcome).inc()
    resources.part(Counters).hold_gone(token.nonce)
