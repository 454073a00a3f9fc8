"""Counts holds, for the metric and for the operators' figures over all processes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from amrutam.core.counters import Counters
from amrutam.core.resources import Resources
from amrutam.core.telemetry import metrics
from amrutam.holds.models import HoldToken

Outcome = Literal["made", "unprotected", "extended", "released", "booked"]


def count_living(resources: Resources, outcome: Outcome, token: HoldToken, until: datetime) -> None:
    """Counts a hold that was made or extended and is live (neither ended nor booked) until the time `until`; an unprotected hold only in the metric.

    `outcome` is the metric's label.
    """
    metrics.HOLDS.labels(outcome).inc()
    if token.protected:
        resources.part(Counters).hold_lives(token.nonce, until)


def count_gone(resources: Resources, token: HoldToken, outcome: Outcome | None = None) -> None:
    """Counts a hold that ended.

    `outcome` is the metric's label; None, for a hold that was lost, leaves the metric unchanged. In the
    operators' figures a repeated call changes nothing.
    """
    if outcome is not None:
        metrics.HOLDS.labels(outcome).inc()
    resources.part(Counters).hold_gone(token.nonce)
