"""Makes a role's registry of metrics, in which each series whose labels are known exists with 0 from the start.

If a series appeared only with its first event, PromQL's `increase` would be 0, so alerts would miss
the event.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.process_collector import ProcessCollector

from amrutam.core.database import Statement
from amrutam.core.redis import CallName, Function
from amrutam.core.telemetry import metrics

Series = tuple[Counter | Gauge | Histogram, Sequence[tuple[str, ...]]]
"""A metric and its label values; the values are empty for a metric without labels."""

_PACKAGE = __name__.partition(".")[0]


def registry_of(series: Iterable[Series]) -> CollectorRegistry:
    """Returns a registry with these metrics, in which each series of the given label values exists with 0.

    The registry also has the figures of the process itself, such as its CPU time and memory.
    """
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    for metric, labels in series:
        registry.register(metric)
        for values in labels:
            metric.labels(*values)
    return registry


def by(*values: str) -> list[tuple[str, ...]]:
    """Returns the label values for a metric with one label: a tuple of one text for each value."""
    return [(value,) for value in values]


def calls_of(roots: Iterable[ModuleType]) -> list[Series]:
    """Returns the metrics of database statements and Redis calls, with the names of those that the modules can make.

    The names are found in the attributes of these modules, and of the modules of the package from which they import
    modules, functions, classes or objects, directly or through others. The list of loaded modules is not used, so that
    a process forked from one that has loaded everything has the same series as a process started alone.
    """
    statements, calls = set(), set()
    for value in _values(_with_imports(roots)):
        if isinstance(value, Statement):
            statements.add(value.name)
        elif isinstance(value, Function):
            calls.add(value.name)
        elif isinstance(value, CallName):
            calls.add(str(value))
    return [
        (metrics.DATABASE_SECONDS, by(*sorted(statements))),
        (metrics.REDIS_SECONDS, by(*sorted(calls))),
    ]


def _with_imports(roots: Iterable[ModuleType]) -> set[ModuleType]:
    found: set[ModuleType] = set()
    waiting = list(roots)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += _imports(module)
    return found


def _imports(module: ModuleType) -> Iterator[ModuleType]:
    for value in vars(module).values():
        named = value.__name__ if isinstance(value, ModuleType) else _home(value)
        if named.partition(".")[0] == _PACKAGE and named in sys.modules:
            yield sys.modules[named]


def _home(value: object) -> str:
    """The module in which a function, a class, or an object's class was defined."""
    home = getattr(value, "__module__", None)
    return home if isinstance(home, str) else ""


def _values(modules: Iterable[ModuleType]) -> Iterator[object]:
    """Yields the values of modules' attributes; for a dict or tuple among these, the values in it."""
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, dict) and value is not vars(module).get("__builtins__"):
                yield from value.values()
            elif isinstance(value, tuple):
                yield from value
            else:
                yield value
