"""Load shedding: decides which requests are refused under overload.

Searches are refused first, sign-in and confirmation of a hold last, health checks never.
"""

from __future__ import annotations

from functools import cached_property

from fastapi import FastAPI

from amrutam.core.database_pool import Connections
from amrutam.core.errors import Overloaded
from amrutam.core.http.health import PATHS as HEALTH
from amrutam.core.request_budget import BOOKING, BUDGET, LAST, NEVER, ORDINARY, SEARCH, Priority
from amrutam.core.settings import Settings
from amrutam.core.telemetry import metrics
from amrutam.core.telemetry.series import Series, by

_NAMES = {SEARCH: "search", ORDINARY: "ordinary", BOOKING: "booking", LAST: "last", NEVER: "never"}
_SHARES = {SEARCH: 0.5, ORDINARY: 0.75, BOOKING: 0.9, LAST: 1.0, NEVER: float("inf")}
"""The share of `requests_at_once` and of `database_waits` from which a request of each priority is refused.

The request itself does not count.
"""

_PATHS = {
    "/v1/doctors": SEARCH,
    "/v1/availability/query": SEARCH,
    "/v1/specializations": SEARCH,
    "/v1/cities": SEARCH,
    "/v1/holds": BOOKING,
    "/v1/appointments": LAST,
    **dict.fromkeys(HEALTH, NEVER),
}
_BOTH = frozenset({"/v1/doctors", "/v1/appointments"})
"""Paths whose GET and POST have different priorities, such as a search and a new doctor."""
_DOCTOR, _DOCTOR_SLASHES = "/v1/doctors/", 3


def priority_of(method: str, path: str) -> Priority:
    """The priority of a request with this method (GET also for HEAD) and path.

    `SEARCH` is for the search, the lists of specializations and cities, doctors' profiles and free times; `LAST` for
    sign-in, one-time codes and confirmations of holds; `BOOKING` for all else under `/v1/holds` and for
    paths of one appointment; `NEVER` for health checks and metrics; `ORDINARY` for the rest.
    """
    found = _PATHS.get(path)
    if found is not None:
        is_listed = path not in _BOTH or (method == "GET") == (found == SEARCH)
        return found if is_listed else ORDINARY
    if method == "GET" and path.startswith(_DOCTOR):
        is_search = path.endswith("/slots") or path.count("/") == _DOCTOR_SLASHES
        return SEARCH if is_search else ORDINARY
    if path.startswith("/v1/auth/") or path.endswith("/code"):
        return LAST
    return BOOKING if path.startswith(("/v1/holds/", "/v1/appointments/")) else ORDINARY


class Shedding:
    """Refuses requests by priority when too many requests of the process run, or too many wait for the database.

    `under_way`: the number of requests that run, which the HTTP boundary changes. Requests that arrive at the same
    moment can all pass the check before they wait for a connection; the queues of the pool are therefore bounded too.
    """

    def __init__(self, settings: Settings, app: FastAPI) -> None:
        """`app` need not have its resources yet: the pool is read from the app when the first request arrives."""
        self._app = app
        self.under_way = 0
        self._limit = settings.requests_at_once
        self._retry_seconds = settings.overloaded_retry_seconds
        self._most = [
            (share * settings.requests_at_once, share * settings.database_waits)
            for _, share in sorted(_SHARES.items())
        ]

    @cached_property
    def pool(self) -> Connections:
        """The PostgreSQL connections of the process."""
        pool: Connections = self._app.state.resources.database.pool
        return pool

    @property
    def series(self) -> list[Series]:
        """The metrics of shed requests and of requests under way, with their label values."""
        return [
            (metrics.REQUESTS_SHED, by(*_NAMES.values())),
            (metrics.REQUESTS_UNDER_WAY, by("now", "limit")),
        ]

    def tell(self) -> None:
        """Updates the gauge of requests under way and of their limit."""
        metrics.REQUESTS_UNDER_WAY.labels("now").set(self.under_way)
        metrics.REQUESTS_UNDER_WAY.labels("limit").set(self._limit)

    def check(self, priority: Priority) -> None:
        """Raises `Overloaded` if too many requests run, or too many wait for the database, for this priority.

        Searches wait for a connection in a queue of their own, and only the request's own queue counts. Count the
        request in `under_way` before the call.
        """
        requests, waits = self._most[priority]
        waiting = self.pool.queue(is_search=priority == SEARCH)
        if self.under_way <= requests and waiting < waits:
            return
        raise Overloaded(
            f"{self.under_way} requests are being worked on, and {waiting} calls wait for one of"
            f" {self.pool.limit} database connections",
            retry_after=self._retry_seconds,
        )


def count_refused() -> None:
    """Counts in `REQUESTS_SHED` that the running request was refused because of overload, by the boundary or later."""
    metrics.REQUESTS_SHED.labels(_NAMES[BUDGET.get().priority]).inc()
