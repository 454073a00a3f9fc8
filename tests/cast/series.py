"""Series that tests raised and no role declares: in production they would be born with their first event."""

from __future__ import annotations


def undeclared_series() -> list[tuple[str, dict[str, str]]]:
    from amrutam.roles import series  # noqa: PLC0415 - unit tests go without its weight

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
