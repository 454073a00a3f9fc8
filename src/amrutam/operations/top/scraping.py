"""Reads the metrics of all processes once (a scrape), for `figures.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from time import monotonic
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

_PATIENCE_SECONDS = 2.0
Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A process: its name, the URL of its metrics ("" without metrics), and its state ("" without a supervisor).

    The state is the supervisor's, such as `running`.
    """

    name: str
    url: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples of one process, read at `taken_at`, a time on the monotonic clock in seconds.

    `values`: for each metric's name, the value for each set of label pairs.
    """

    taken_at: float
    values: Mapping[str, Mapping[Labels, float]] = field(default_factory=dict)

    def each(self, name: str, **labels: str) -> Iterator[tuple[dict[str, str], float]]:
        """Yields the samples of a metric that have these label values, as (label values by label, value)."""
        for found, value in self.values.get(name, {}).items():
            named = dict(found)
            if labels.items() <= named.items():
                yield named, value

    def total(self, name: str, **labels: str) -> float:
        """The sum of a metric's samples with these label values."""
        return sum(value for _, value in self.each(name, **labels))


Look = Mapping[str, Samples]
"""The samples of each process by its name; a process whose metrics cannot be read is absent."""


def look(parts: Sequence[Part]) -> Look:
    """Scrapes all processes at the same time; returns their samples.

    The call blocks. A process that cannot be read, or sends nothing for two seconds, is left out.
    """
    asked = [part for part in parts if part.url]
    with ThreadPoolExecutor(max(len(asked), 1)) as pool:
        found = zip(asked, pool.map(_samples, asked), strict=True)
    return {part.name: samples for part, samples in found if samples is not None}


def _samples(part: Part) -> Samples | None:
    with suppress(OSError, HTTPException, ValueError):
        with urlopen(part.url, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310 - the operator chose the URL  # nosec B310
            text = answer.read().decode()
        values: dict[str, dict[Labels, float]] = defaultdict(dict)
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                values[sample.name][tuple(sample.labels.items())] = sample.value
        return Samples(monotonic(), values)
    return None
