"""The command line of `amrutam up`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import CannotRun

LOOPBACK_NAMES = (LOOPBACK, "localhost")


class BadRequest(CannotRun):
    """A combination of options or settings that is not possible; the command exits with 2."""


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of `amrutam up`, with its defaults.

    `port` is None when it was not given. `apis`, `workers`, `availabilities` and `replicas` are
    numbers of processes.
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
