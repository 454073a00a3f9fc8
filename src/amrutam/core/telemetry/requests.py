"""Counts requests by route, method and status class, and observes their durations by route.

All label values are known when the process starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.series import Series, by

UNMATCHED = "unmatched"
"""The label for a path that matches no route, and for a request that is refused before it is routed."""

OTHER = "other"
"""The label for any method that the route does not accept."""

_REFUSED = ("4xx", "5xx")
_STATUSES = ("2xx", "3xx", *_REFUSED)


class Requests:
    """Counts requests.

    Labels are a route's template or `UNMATCHED`, an accepted method or `OTHER`, and a status class; never text from a
    visitor.
    """

    def __init__(self, routes: Iterable[tuple[str, str]]) -> None:
        """`routes`: (path template, method) for each method of each route."""
        self._labels = list(_labels(sorted(set(routes))))
        self._counters = {labels: metrics.REQUESTS.labels(*labels) for labels in self._labels}
        self._routes = sorted({route for route, _, _ in self._labels})
        self._seconds = {route: metrics.REQUEST_SECONDS.labels(route) for route in self._routes}

    @property
    def series(self) -> list[Series]:
        """The metrics of requests, with their label values."""
        return [
            (metrics.REQUESTS, self._labels),
            (metrics.REQUEST_SECONDS, by(*self._routes)),
        ]

    def observe(self, route: str, method: str, status: int, seconds: float) -> None:
        """Counts one request and observes its duration in seconds.

        `route`: the route's template, or `UNMATCHED`; a template that is not known counts as `UNMATCHED`.
        """
        status_class = f"{status // 100}xx"
        counter = self._counters.get((route, method, status_class))
        if counter is None:
            route = route if route in self._seconds else UNMATCHED
            counter = metrics.REQUESTS.labels(route, OTHER, status_class)
        counter.inc()
        self._seconds[route].observe(seconds)


def _labels(routes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for route, method in routes:
        yield from ((route, method, status) for status in _STATUSES)
    for route in sorted({UNMATCHED, *(route for route, _ in routes)}):
        yield from ((route, OTHER, status) for status in _REFUSED)
