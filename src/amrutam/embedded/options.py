"""The options of `amrutam up`, and the error for options and settings that cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import CannotRun

LOOPBACK_NAMES = (LOOPBACK, "localhost")


class BadRequest(CannotRun):
    """An option or setting, or a combination of them, that cannot be used; the command exits with 2."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `amrutam up`, with their defaults.

    `data` is the data directory. `port` is None when it was not given; the launcher then chooses one.
    `apis`, `workers` (for general jobs; one more worker sends codes), `availabilities` and `replicas`
    are numbers of processes. `empty`: without demo data; `web`: with the website; `watch`: with Prometheus.
    """

    data: Path
    port: int | None = None
    host: str = LOOPBACK
    tls: bool = False
    apis: int = 2
    workers: int = 1
    empty: bool = False
    web: bool = True
    watch: bool = False
    availabilities: int = 0
    replicas: int = 0
