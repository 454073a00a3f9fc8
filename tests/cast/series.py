"""Finds series that tests made although `amrutam.roles.series`, which lists their metric, does not list their labels.

Such a series would not exist before its first event, so a rate over that event would be 0.
"""

from __future__ import annotations


def undeclared_series() -> list[tuple[str, dict[str, str]]]:
    from amrutam.roles import series  # noqa: PLC0415 - unit tests do not load it

    declared: dict[object, set[tuple[str, ...]]] = {}
    for metric, labels in (*series.API, *series.WORKER, *series.REALTIME):
        declared.setdefault(metric, set()).update(labels)
    return [
        (sample.name, sample.labels)
        for metric, labels in (*series.API, *series.WORKER, *series.REALTIME)
        if labels
        for family in metric.collect()
        for sample in family.samples
        if tuple(sample.labels.values()) not in declared[metric]
    ]
