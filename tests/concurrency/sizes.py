"""How much is tried: a little with every `make test`, all of it with `make proof`."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    rounds: int
    """Of each race."""
    holds: int
    """That are left to end by themselves."""
    runs: int
    steps: int
    """Of the state machine: runs of at most so many steps."""
    fault_seconds: float
    """How long each fault's load goes on."""


SMALL = Sizes(rounds=20, holds=1_000, runs=100, steps=30, fault_seconds=5)
FULL = Sizes(rounds=200, holds=10_000, runs=500, steps=50, fault_seconds=120)

IS_FULL = os.environ.get("PROOF") == "full"
SIZE = FULL if IS_FULL else SMALL
