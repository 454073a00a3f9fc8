"""The order in which an overloaded process refuses requests."""

from __future__ import annotations

from unittest.mock import create_autospec

import pytest
from fastapi import FastAPI

from amrutam.core.database_pool import Connections
from amrutam.core.errors import Overloaded
from amrutam.core.http.shedding import Shedding, priority_of
from amrutam.core.request_budget import BOOKING, LAST, NEVER, ORDINARY, SEARCH
from amrutam.core.settings import Settings

ID = "/v1/doctors/0198c0de-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    ("method", "path", "priority"),
    [
        ("GET", "/v1/doctors", SEARCH),
        ("GET", ID, SEARCH),
        ("GET", f"{ID}/slots", SEARCH),
        ("POST", "/v1/availability/query", SEARCH),
        ("GET", f"{ID}/agenda", ORDINARY),
        ("PUT", f"{ID}/schedule", ORDINARY),
        ("POST", "/v1/doctors", ORDINARY),
        ("GET", "/v1/appointments", ORDINARY),
        ("POST", "/v1/holds", BOOKING),
        ("POST", "/v1/holds/x/extend", BOOKING),
        ("POST", "/v1/appointments/x/cancel", BOOKING),
        ("POST", "/v1/auth/otp", LAST),
        ("POST", "/v1/holds/x/code", LAST),
        ("POST", "/v1/appointments", LAST),
        ("GET", "/livez", NEVER),
        ("GET", "/metrics", NEVER),
    ],
)
def test_each_request_has_its_priority(method: str, path: str, priority: int) -> None:
    assert priority_of(method, path) == priority


def _refused(requests: int, waiting: int) -> list[int]:
    settings = Settings(
        database_url="postgresql://a@b/c", redis_url="redis://d", secret_key="x" * 32,
        requests_at_once=100, database_waits=100,
    )  # fmt: skip
    shedding = Shedding(settings, FastAPI())
    pool = create_autospec(Connections, instance=True, limit=10)
    pool.queue.return_value = waiting
    shedding.pool = pool
    shedding.under_way = requests
    refused = []
    for priority in (SEARCH, ORDINARY, BOOKING, LAST, NEVER):
        try:
            shedding.check(priority)
        except Overloaded:
            refused.append(priority)
    return refused


@pytest.mark.parametrize(
    ("load", "refused"),
    [
        (49, []),
        (60, [SEARCH]),
        (80, [SEARCH, ORDINARY]),
        (95, [SEARCH, ORDINARY, BOOKING]),
        (101, [SEARCH, ORDINARY, BOOKING, LAST]),
    ],
)
def test_the_more_there_is_to_do_the_more_is_refused(load: int, refused: list[int]) -> None:
    assert _refused(load, 0) == refused
    assert _refused(0, load) == refused
