"""Reports the state of a process's replicas to metrics and readiness."""

from __future__ import annotations

from amrutam.core.replicas.choice import Replicas
from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.series import Series, by


def replica_series(settings: Settings) -> list[Series]:
    """The metrics of replicas, with their label values; the gauges have none if the settings name no replica."""
    names = by(*(str(number) for number, _ in enumerate(settings.replicas, start=1)))
    return [
        (metrics.REPLICA_LAG, names),
        (metrics.REPLICA_USABLE, names),
        (metrics.REPLICA_READS, by("replica", "behind", "none")),
    ]


async def observe_replicas(resources: Resources) -> None:
    """Sets the gauges of each replica's lag and usability; called before each scrape."""
    replicas = resources.part(Replicas)
    usable = replicas.usable()
    for replica in replicas.all:
        metrics.REPLICA_LAG.labels(replica.name).set(replica.lag_seconds)
        metrics.REPLICA_USABLE.labels(replica.name).set(replica in usable)


def replicas_state(resources: Resources) -> tuple[int, int] | None:
    """Returns (number of usable replicas, number of all replicas); None for a process that reads from no replicas."""
    replicas = resources.part(Replicas)
    return (len(replicas.usable()), len(replicas.all)) if replicas.all else None
