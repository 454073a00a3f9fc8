"""The command line of `amrutam up`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amrutam.embedded.ports import LOOPBACK
from amrutam.embedded.program import CannotRun

LOOPBACK_NAMES = (LOOPBACK, "localhost")


class BadRequest(CannotRun):
    """What was asked for on the command line or in the environment cannot be had; exit 2."""


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of `amrutam up`. `port` is None when it was not given."""

    data: Path
    port: int | None = None
    host: str = LOOPBACK
    tls: bool = False
    apis: int = 2
    workers: int = 1
    empty: bool = False
    web: bool = True
    watch: bool = False
