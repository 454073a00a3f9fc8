"""Assigns the numbered Redis databases of a test run: each xdist worker has one for each purpose, which no other worker uses."""

from __future__ import annotations

from enum import IntEnum

_MOST_WORKERS = 16
"""Valkey has 64 databases (`embedded/valkey.py`), 16 for each purpose."""


class Purpose(IntEnum):
    """The purpose of a database. The tests of most folders share the worker's database `USUAL`."""

    USUAL = 0
    ADMISSION = 1
    COUNTERS = 2
    REPLICAS = 3


def redis_database(worker: int, purpose: Purpose) -> int:
    """Returns the number of the database of the worker (0 is the first) for the purpose."""
    assert worker < _MOST_WORKERS, f"there are Redis databases for only {_MOST_WORKERS} workers"
    return purpose * _MOST_WORKERS + worker


def other_database(usual_url: str, purpose: Purpose) -> str:
    """Returns the URL of another database of the worker whose database `USUAL` has the URL `usual_url`."""
    server, _, worker = usual_url.rpartition("/")
    return f"{server}/{redis_database(int(worker), purpose)}"
